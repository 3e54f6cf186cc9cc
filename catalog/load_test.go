package catalog_test

import (
	"errors"
	"os"
	"reflect"
	"strings"
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

// known is the end of a file whose table says what it is.
const known = "title: {zh: 代码, en: Codes}\nsource: handbook\nstanding: handbook\n"

func TestLoadNamesTheFault(t *testing.T) {
	tests := []struct {
		name   string
		folder fstest.MapFS
		want   string
	}{
		{
			"empty folder", folder(),
			".:1:1 PM009",
		},
		{
			"no table among the files", folder("e.yml", "table: E\n"),
			".:1:1 PM009",
		},
		{
			"empty file", folder("e.yaml", ""),
			"e.yaml:1:1 PM003",
		},
		{
			"unknown key of the table", folder("e.yaml", `table: E
origin: handbook
`),
			"e.yaml:2:1 PM004\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"unknown key of an entry", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    remedies: []
`),
			"e.yaml:5:5 PM004\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"unknown key of a sentence", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    message: {zh: 交易超时, en: Transaction timed out, fr: Transaction expirée}
`),
			"e.yaml:5:52 PM004\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"unknown key of a variant", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    variants:
      - feld: cause
`),
			"e.yaml:6:9 PM004\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104\n" +
				"e.yaml:6:7 PM109",
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
			"e.yaml:7:9 PM007\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"no Chinese", folder("e.yaml", `table: E
title: {en: Terminal codes}
`),
			"e.yaml:2:8 PM007\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"blank English", folder("e.yaml", `table: E
title: {zh: 错误代码, en: "  "}
`),
			"e.yaml:2:8 PM007\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
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
			"e.yaml:7:8 PM008\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"a note without words", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    notes:
      - kind: caution
`+known),
			"e.yaml:6:7 PM110",
		},
		{
			"a variant without a reason", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    variants:
      - {field: cause, source: handbook/plain, text: 超时, chosen: true}
`+known),
			"e.yaml:6:7 PM109",
		},
		{
			"no row", folder("e.yaml", `table: E
entries:
  - code: E101
`+known),
			"e.yaml:3:5 PM106",
		},
		{
			"neither a code nor a message", folder("e.yaml", `table: E
entries:
  - row: B2
`+known),
			"e.yaml:3:5 PM108",
		},
		{
			"a row with a stroke", folder("e.yaml", `table: E
entries:
  - code: E101
    row: B/2
`+known),
			"e.yaml:4:10 PM107",
		},
		{
			"an unknown kind of note", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    notes:
      - {kind: warning, text: {zh: 小心, en: Take care}}
`+known),
			"e.yaml:6:7 PM111",
		},
		{
			"a reason in one language for a line struck out", folder("e.yaml", `table: E
entries:
  - code: E101
    row: 2
    remedy:
      - {zh: 降级, en: Downgrade., struck: {zh: 不安全}}
`),
			"e.yaml:6:42 PM007\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
		},
		{
			"a table that does not say what it is", folder("e.yaml", `table: posp
standing: official
`),
			"e.yaml:1:8 PM101\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:2:11 PM104",
		},
		{
			"a row without a code twice", folder("e.yaml", `table: SYMPTOM
entries:
  - {row: B1, message: {zh: 打印, en: Printing}}
  - {row: B1, message: {zh: 激活, en: Activation}}
`+known),
			"e.yaml:4:5 PM105",
		},
		{
			"a code twice in one section", folder("e.yaml", `table: A
entries:
  - {code: E1, row: 1, section: 通讯}
  - {code: E1, row: 2, section: 无效交易}
  - {code: E1, row: 3, section: 通讯}
`+known),
			"e.yaml:5:5 PM105",
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
`+known),
			"e.yaml:7:5 PM105",
		},
		{
			"a code twice in a table of two files", folder(
				"e.yaml", "table: E\nentries:\n  - code: E101\n    row: 1\n"+known,
				"e2.yaml", "table: E\nentries:\n  - code: E101\n    row: 1\n"+known),
			"e2.yaml:3:5 PM105",
		},
		{
			"wrong indentation", folder("e.yaml", `table: E
entries:
  - code: E101
   row: 1
`),
			"e.yaml:4:4 PM002",
		},
		{
			"a key twice", folder("e.yaml", `table: E
table: POSP
`),
			"e.yaml:2:1 PM005\n" +
				"e.yaml:1:1 PM102\n" +
				"e.yaml:1:1 PM103\n" +
				"e.yaml:1:1 PM104",
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
`+known, "c.yaml", "table: [\n"),
			"a.yaml:5:5 PM004\n" +
				"a.yaml:8:14 PM007\n" +
				"a.yaml:1:1 PM102\n" +
				"a.yaml:1:1 PM103\n" +
				"a.yaml:1:1 PM104\n" +
				"b.yaml:3:5 PM106\n" +
				"b.yaml:6:5 PM108\n" +
				"b.yaml:7:5 PM105\n" +
				"c.yaml:2:1 PM002",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.Load(test.folder)
			if err == nil {
				t.Fatalf("no error, want %s", test.want)
			}
			if got := placesAndCodes(err); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

func TestLoadKeepsWhatIsWritten(t *testing.T) {
	loaded, err := catalog.Load(folder(
		"a.yaml", `table: POSP
order: 2
title: {zh: 主机响应码, en: Host codes}
source: handbook
standing: handbook
entries:
  - {code: "05", row: 5, message: {zh: 不承兑, en: Do not honour}, flow: not-honoured}
`,
		"e.yaml", `table: E
title: {zh: 错误代码, en: Error codes}
source: handbook
standing: handbook
order: 1
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
      - {zh: 换机, en: Replace it., struck: {zh: 换机无用, en: It does not help}}
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
				Struck:  []catalog.Struck{{Line: 2, Why: catalog.Text{Zh: "换机无用", En: "It does not help"}}},
				Sources: []catalog.Source{{ID: "handbook", Row: "E/12", Standing: catalog.Handbook}},
				Variants: []catalog.Variant{{
					Field: "remedy.2", Source: "handbook/plain", Text: "调机", Why: "A slip", WhyZh: "笔误",
				}},
				Notes: []catalog.Note{{Kind: catalog.Caution, Text: catalog.Text{Zh: "小心", En: "Take care"}}},
				Flow:  "E201",
			}},
		},
		{
			ID: "POSP", Title: catalog.Text{Zh: "主机响应码", En: "Host codes"}, Source: "handbook", Standing: catalog.Handbook,
			Entries: []catalog.Entry{{
				Table: "POSP", Code: "05",
				Message: catalog.Text{Zh: "不承兑", En: "Do not honour"},
				Remedy:  []catalog.Text{},
				Sources: []catalog.Source{{ID: "handbook", Row: "POSP/5", Standing: catalog.Handbook}},
				// Lists are empty, not null, in JSON.
				Struck: []catalog.Struck{}, Variants: []catalog.Variant{}, Notes: []catalog.Note{},
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
		"front.yaml", "table: FRONT\nentries:\n  - {code: \"1000\", row: 30}\n"+known,
		"article.yaml", "table: ARTICLE\nentries:\n  - {code: \"1000\", row: 1}\n"+known))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(loaded.Entries()); got != 2 {
		t.Errorf("%d entries, want 2", got)
	}
}

func TestTablesStandInTheOrderInWhichTheyAnswer(t *testing.T) {
	file := func(table, standing, order string) string {
		return "table: " + table + "\ntitle: {zh: 表, en: Table}\nsource: s\nstanding: " + standing + "\norder: " + order + "\n"
	}
	loaded, err := catalog.Load(folder(
		"a.yaml", file("ARTICLE", "article", "1"), "b.yaml", file("SYMPTOM", "handbook", "2"),
		"c.yaml", file("UNIONPAY", "standard", "0"), "d.yaml", file("E", "handbook", "1")))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, table := range loaded.Tables {
		order = append(order, table.ID)
	}
	if want := []string{"E", "SYMPTOM", "UNIONPAY", "ARTICLE"}; !reflect.DeepEqual(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
}

func TestRowsAreText(t *testing.T) {
	loaded, err := catalog.Load(folder("s.yaml", `table: SYMPTOM
entries:
  - {row: B7, section: 业务, message: {zh: 打印, en: Printing}}
  - {row: q1, message: {zh: 激活, en: Activation}}
  - {code: "04", row: "04"}
  - {code: E1, row: 1, section: 通讯, flow: E1-1}
  - {code: E1, row: 2, section: 无效交易, flow: E1-2}
`+known))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range loaded.Entries() {
		got = append(got, entry.Sources[0].Row+" "+entry.Code+" "+entry.Flow)
	}
	want := []string{
		"SYMPTOM/B7  SYMPTOM-B7", "SYMPTOM/q1  SYMPTOM-q1", "SYMPTOM/04 04 04", "SYMPTOM/1 E1 E1-1", "SYMPTOM/2 E1 E1-2",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if entry, found := loaded.OfFlow("E1-2"); !found || entry.Section != "无效交易" {
		t.Errorf("the flow E1-2 belongs to %+v, %t", entry, found)
	}
	if _, found := loaded.OfFlow("E999"); found {
		t.Error("a flow of no entry has one")
	}
}

func TestOnlyTheLineStruckOutIsStruck(t *testing.T) {
	entry := catalog.Entry{Struck: []catalog.Struck{{Line: 2, Why: catalog.Text{Zh: "无用", En: "No use"}}}}
	if !entry.StruckLine(1).IsZero() || entry.StruckLine(2).En != "No use" {
		t.Errorf("line 1: %v, line 2: %v", entry.StruckLine(1), entry.StruckLine(2))
	}
}

func TestEveryDocumentHasANameOfItsOwn(t *testing.T) {
	loaded, err := catalog.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range loaded.Tables {
		if label := catalog.SourceLabel(table.Source); label.En == table.Source {
			t.Errorf("the document %s has no name in words.yaml", table.Source)
		}
		if loaded.TitleOf(table.ID) != table.Title {
			t.Errorf("the title of %s is %v", table.ID, loaded.TitleOf(table.ID))
		}
	}
}

// placesAndCodes says of each diagnostic of an error where it is and which, a line each.
func placesAndCodes(err error) string {
	var lines []string
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
		var diagnostic *catalog.Diagnostic
		if errors.As(one, &diagnostic) {
			lines = append(lines, diagnostic.Place.String()+" "+diagnostic.Kind.Code)
		}
	}
	return strings.Join(lines, "\n")
}
