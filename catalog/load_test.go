package catalog_test

import (
	"reflect"
	"testing"
	"testing/fstest"

	"posmedic/catalog"
)

// folder is a catalogue folder with the files of names and contents given in turn.
func folder(pairs ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return files
}

func TestLoadNamesTheFault(t *testing.T) {
	tests := []struct {
		name   string
		folder fstest.MapFS
		want   string
	}{
		{
			"empty folder", folder(),
			"no table (*.yaml) in the catalogue folder",
		},
		{
			"no table among the files", folder("e.yml", "table: E\n"),
			"no table (*.yaml) in the catalogue folder",
		},
		{
			"empty file", folder("e.yaml", ""),
			"e.yaml:1: yaml: no documents in stream",
		},
		{
			"unknown key of the table", folder("e.yaml", `table: E
origin: handbook
`),
			`e.yaml:2: unknown key "origin": check its spelling`,
		},
		{
			"unknown key of an entry", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    remedies: []
`),
			`e.yaml:5: unknown key "remedies": check its spelling`,
		},
		{
			"unknown key of a sentence", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    message: {zh: 交易超时, en: Transaction timed out, fr: Transaction expirée}
`),
			`e.yaml:5: unknown key "fr": check its spelling`,
		},
		{
			"unknown key of a variant", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    variants:
      - feld: cause
`),
			`e.yaml:6: unknown key "feld": check its spelling`,
		},
		{
			"no English", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    remedy:
      - {zh: 重试, en: Retry.}
      - zh: 重新签到
`),
			`e.yaml:7: the sentence has no "en": write it in both languages`,
		},
		{
			"no Chinese", folder("e.yaml", `table: E
title: {en: Terminal codes}
`),
			`e.yaml:2: the sentence has no "zh": write it in both languages`,
		},
		{
			"blank English", folder("e.yaml", `table: E
title: {zh: 错误代码, en: "  "}
`),
			`e.yaml:2: the sentence has no "en": write it in both languages`,
		},
		{
			"a dash without a sentence", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    remedy:
      - {zh: 重试, en: Retry.}
      -
`),
			"e.yaml:3: a dash with nothing behind it: write the line or take the dash away",
		},
		{
			"a note without words", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    notes:
      - kind: caution
`),
			"e.yaml:3: entry E101 has a note without `text:`: write it in both languages",
		},
		{
			"a variant without a reason", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    variants:
      - {field: cause, source: handbook/plain, text: 超时, chosen: true}
`),
			"e.yaml:3: entry E101 has a variant without `why:`: write it in both languages",
		},
		{
			"no row", folder("e.yaml", `table: E
entries:
  - code: E101
`),
			"e.yaml:3: entry E101 has no row: write `row:` with its running number in the source",
		},
		{
			"no code", folder("e.yaml", `table: E
entries:
  - row: 2
`),
			"e.yaml:3: an entry without a code: write `code:`",
		},
		{
			"a row in words", folder("e.yaml", `table: E
entries:
  - code: E101
    row: two
`),
			"e.yaml:4: cannot construct !!str `two`",
		},
		{
			"a code twice in a file", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 1
  - code: E102
    row: 2
  - code: E101
    row: 3
`),
			"e.yaml:7: code E101 stands twice, first at e.yaml:3: keep one",
		},
		{
			"a code twice in a table of two files", folder(
				"e.yaml", "table: E\nentries:\n  - code: E101\n    row: 1\n",
				"e2.yaml", "table: E\nentries:\n  - code: E101\n    row: 1\n"),
			"e2.yaml:3: code E101 stands twice, first at e.yaml:3: keep one",
		},
		{
			"wrong indentation", folder("e.yaml", `table: E
entries:
  - code: E101
   row: 1
`),
			"e.yaml:4: did not find expected '-' indicator",
		},
		{
			"a key twice", folder("e.yaml", `table: E
table: POSP
`),
			`e.yaml:2: mapping key "table" already defined at line 1`,
		},
		{
			"several faults of one file and of another", folder("a.yaml", `table: A
entries:
  - code: "1"
    row: 1
    bogus: x
  - code: "2"
    row: 2
    message: {zh: 交易失败}
`, "b.yaml", `table: B
entries:
  - code: "1"
  - code: "2"
    row: 2
  - row: 3
  - code: "2"
    row: 4
`, "c.yaml", "table: [\n"),
			`a.yaml:5: unknown key "bogus": check its spelling
a.yaml:8: the sentence has no "en": write it in both languages
` + "b.yaml:3: entry 1 has no row: write `row:` with its running number in the source\n" +
				"b.yaml:6: an entry without a code: write `code:`\n" +
				`b.yaml:7: code 2 stands twice, first at b.yaml:4: keep one
c.yaml:2: did not find expected node content`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.Load(test.folder)
			if err == nil {
				t.Fatalf("no error, want %s", test.want)
			}
			if err.Error() != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", err, test.want)
			}
		})
	}
}

func TestLoadKeepsWhatIsWritten(t *testing.T) {
	loaded, err := catalog.Load(folder(
		"posp.yaml", `table: POSP
source: handbook
standing: handbook
entries:
  - {code: "05", row: 5, message: {zh: 不承兑, en: Do not honour}, flow: not-honoured}
`,
		"e.yaml", `table: E
title: {zh: 错误代码, en: Error codes}
source: handbook
standing: handbook
preamble:
  - {zh: 先查网络。, en: Network first.}
entries:
  - code: E201
    row: 12
    section: 组包
    message: {zh: 组包异常, en: Message packing error}
    cause: {zh: 软件, en: Software}
    remedy:
      - {zh: 重试, en: Retry.}
      - {zh: 换机, en: Replace it.}
    variants:
      - {field: remedy.2, source: handbook/plain, text: 调机, chosen: false, why: {zh: 笔误, en: A slip}}
    notes:
      - {kind: caution, text: {zh: 小心, en: Take care}}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []catalog.Table{
		{
			ID: "E", Title: catalog.Text{Zh: "错误代码", En: "Error codes"},
			Source: "handbook", Standing: catalog.Handbook,
			Preamble: []catalog.Text{{Zh: "先查网络。", En: "Network first."}},
			Entries: []catalog.Entry{{
				Table: "E", Code: "E201", Section: "组包",
				Message: catalog.Text{Zh: "组包异常", En: "Message packing error"},
				Cause:   catalog.Text{Zh: "软件", En: "Software"},
				Remedy:  []catalog.Text{{Zh: "重试", En: "Retry."}, {Zh: "换机", En: "Replace it."}},
				Sources: []catalog.Source{{ID: "handbook", Row: "E/12", Standing: catalog.Handbook}},
				Variants: []catalog.Variant{{
					Field: "remedy.2", Source: "handbook/plain", Text: "调机", Why: "A slip", WhyZh: "笔误",
				}},
				Notes: []catalog.Note{{Kind: catalog.Caution, Text: catalog.Text{Zh: "小心", En: "Take care"}}},
				Flow:  "E201",
			}},
		},
		{
			ID: "POSP", Source: "handbook", Standing: catalog.Handbook,
			Entries: []catalog.Entry{{
				Table: "POSP", Code: "05",
				Message: catalog.Text{Zh: "不承兑", En: "Do not honour"},
				Remedy:  []catalog.Text{},
				Sources: []catalog.Source{{ID: "handbook", Row: "POSP/5", Standing: catalog.Handbook}},
				// Lists are empty, not null, in JSON.
				Variants: []catalog.Variant{}, Notes: []catalog.Note{},
				Flow: "not-honoured",
			}},
		},
	}
	if !reflect.DeepEqual(loaded.Tables, want) {
		t.Errorf("got:\n%+v\nwant:\n%+v", loaded.Tables, want)
	}
	var codes []string
	for _, entry := range loaded.Entries() {
		codes = append(codes, entry.Code)
	}
	if want := []string{"E201", "05"}; !reflect.DeepEqual(codes, want) {
		t.Errorf("Entries lists %v, want %v", codes, want)
	}
}

func TestTheSameCodeInTwoTablesIsNoFault(t *testing.T) {
	loaded, err := catalog.Load(folder(
		"front.yaml", "table: FRONT\nentries:\n  - {code: \"1000\", row: 30}\n",
		"article.yaml", "table: ARTICLE\nentries:\n  - {code: \"1000\", row: 1}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(loaded.Entries()); got != 2 {
		t.Errorf("%d entries, want 2", got)
	}
}
