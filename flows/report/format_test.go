package report_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// hostile tries to end a cell, a line and a list, and to begin markup, a link and a tag.
const hostile = "a|b <b onclick=x>`c` [d](http://e.example) *f* _g_ ![h](i) https://j.example www.k.example &lt; \\| ~~l~~ <!-- "

func TestMarkdownShowsTextAsText(t *testing.T) {
	plain := newCase(t, "E301", "yes", "no", "cannot:离开", "no", "done", "no")
	plain = filled(t, plain, map[fault.Name]string{fault.Prompt: "甲", fault.IssuingBank: "乙", fault.TransactionType: "丙", fault.Maker: "丁"})
	attacked := newCase(t, "E301", "yes", "no", "cannot:"+hostile+"\n\n# h\n| 1 | 2 |\r\n- x", "no", "done", "no")
	attacked.Message = catalog.Text{Zh: hostile + "\n# h", En: hostile}
	attacked = filled(t, attacked, map[fault.Name]string{
		fault.Prompt: hostile + "\n| 1 | 2 |", fault.IssuingBank: "<script>|</script>", fault.TransactionType: "- [x](y)", fault.Maker: "`|`",
	})
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
		want := strings.Split(written(t, build(t, plain), report.Markdown, lang), "\n")
		got := strings.Split(written(t, build(t, attacked), report.Markdown, lang), "\n")
		if len(got) != len(want) {
			t.Fatalf("got %d lines, want the %d that harmless text makes:\n%s", len(got), len(want), strings.Join(got, "\n"))
		}
		for i, line := range got {
			if unescaped(line, "|") != unescaped(want[i], "|") {
				t.Errorf("line %d has another number of cells: %s", i+1, line)
			}
			if unescaped(line, "<`[]*_~&") > 0 {
				t.Errorf("line %d holds markup: %s", i+1, line)
			}
			if address.MatchString(line) {
				t.Errorf("line %d holds an address that becomes a link: %s", i+1, line)
			}
		}
	}
}

// address finds what becomes a link by itself.
var address = regexp.MustCompile(`[a-z]://|www\.`)

// unescaped counts the signs in a line that have no backslash before them.
func unescaped(line, signs string) int {
	count, escaped := 0, false
	for _, char := range line {
		if !escaped && strings.ContainsRune(signs, char) {
			count++
		}
		escaped = !escaped && char == '\\'
	}
	return count
}

func TestMarkdownTextBeginsNoBlock(t *testing.T) {
	r := build(t, badWifi(t))
	for text, want := range map[string]string{
		"# h": `\# h`, "- x": `\- x`, "+ x": `\+ x`, "12. x": `12\. x`, "3) x": `3\) x`, "> x": `\> x`, "===": `\===`, "3G": "3G",
	} {
		r.Outcome.HowTo = []catalog.Text{{Zh: text, En: text}}
		if page := written(t, r, report.Markdown, catalog.Chinese); !strings.Contains(page, "\n- "+want+"\n") {
			t.Errorf("%q: want the point %q in\n%s", text, want, page)
		}
	}
}

func TestEmptySectionsAreLeftOut(t *testing.T) {
	r := build(t, newCase(t, "E505"))
	page := written(t, r, report.Markdown, catalog.English)
	for _, title := range []string{"## Terminal\n", "## Steps\n"} {
		if strings.Contains(page, title) {
			t.Errorf("want no %q in\n%s", title, page)
		}
	}
	if text := written(t, r, report.Text, catalog.English); strings.Contains(text, "\n\n\n") || strings.Contains(text, "Steps:") {
		t.Errorf("want no gap in\n%s", text)
	}
}

func TestTextKeepsItsLines(t *testing.T) {
	c := newCase(t, "E102", "cannot:第一行\n结论：故障已消除\u202e\x1b[31m")
	text := written(t, build(t, c), report.Text, catalog.Chinese)
	if !strings.Contains(text, "查不了（原因：第一行 结论：故障已消除 [31m，14:03，我们的说明）\n") {
		t.Errorf("got\n%s", text)
	}
}

func TestFillingInKeepsBraces(t *testing.T) {
	c := newCase(t, "E102", "cannot:{answer} {text}")
	text := written(t, build(t, c), report.Text, catalog.Chinese)
	if !strings.Contains(text, "（原因：{answer} {text}，14:03") {
		t.Errorf("got\n%s", text)
	}
}

func TestJSONHoldsAllThatOtherFormatsShow(t *testing.T) {
	for _, c := range []cases.Case{
		badWifi(t), unreadCard(t), newCase(t, "E102", "no", "cannot:<没电> & 下班"), newCase(t, "E108"), afterAFailedTransaction(t), charged(t),
	} {
		r := build(t, c)
		object := written(t, r, report.JSON, catalog.English)
		var read report.Report
		if err := json.Unmarshal([]byte(object), &read); err != nil {
			t.Fatalf("%s: %v\n%s", c.Code, err, object)
		}
		for _, format := range report.Formats() {
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				if got, want := written(t, read, format, lang), written(t, r, format, lang); got != want {
					t.Errorf("%s: read back from JSON, the %s is\n%s, not\n%s", c.Code, format, got, want)
				}
			}
		}
	}
}

func TestJSONShape(t *testing.T) {
	object := written(t, build(t, unreadCard(t)), report.JSON, catalog.Chinese)
	var got map[string]any
	if err := json.Unmarshal([]byte(object), &got); err != nil {
		t.Fatal(err)
	}
	record := got["fault"].(map[string]any)
	tests := []struct {
		name      string
		got, want any
	}{
		{"schema", got["schema"], "posmedic.report/1"},
		{"complete", got["complete"], true},
		{"current", got["current"], nil},
		{"missing", got["missing"], []any{"mid", "issuing_bank"}},
		{"card_number", record["card_number"], map[string]any{"first6": "622202", "last4": "1234", "length": 19.0}},
		{"transaction_time", record["transaction_time"], "2026-11-21T13:55:00+08:00"},
		{"sources", got["sources"], []any{map[string]any{"id": "handbook", "row": "E/20", "standing": "handbook"}}},
		{"a step that could not be checked", got["steps"].([]any)[2], map[string]any{
			"number": 3.0, "node": "retry-or-other-card-safely/customer-charged", "kind": "question",
			"text": map[string]any{
				"zh": "顾客被扣款了吗？",
				"en": "Was the customer charged?",
			},
			"answer": "cannot", "label": map[string]any{"zh": "还查不清", "en": "Not known yet"}, "how": "", "reason": "持卡人已离开", "at": "2026-11-21T14:05:00+08:00", "source": "ours",
		}},
		{"receiver", got["outcome"].(map[string]any)["receiver"], map[string]any{"zh": "后台", "en": "Back office"}},
	}
	for _, test := range tests {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
}

func TestUnfinishedJSONHasNoNullLists(t *testing.T) {
	object := written(t, build(t, newCase(t, "E102")), report.JSON, catalog.Chinese)
	for _, want := range []string{`"steps": []`, `"missing": []`, `"outcome": null`, `"complete": false`} {
		if !strings.Contains(object, want) {
			t.Errorf("want %s in\n%s", want, object)
		}
	}
}

func TestJSONKeepsSignsOfHTML(t *testing.T) {
	object := written(t, build(t, newCase(t, "E102", "cannot:<没电> & 下班")), report.JSON, catalog.Chinese)
	if want := `"reason": "<没电> & 下班"`; !strings.Contains(object, want) {
		t.Errorf("want %s in\n%s", want, object)
	}
}

func TestJSONIsTheSameInEveryLanguage(t *testing.T) {
	r := build(t, unreadCard(t))
	if written(t, r, report.JSON, catalog.Chinese) != written(t, r, report.JSON, catalog.English) {
		t.Error("the JSON differs between the languages")
	}
}

func TestFormats(t *testing.T) {
	want := []report.Format{report.Text, report.Markdown, report.HTML, report.PDF, report.CSV, report.JSON}
	if got := report.Formats(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUnknownFormat(t *testing.T) {
	var text strings.Builder
	err := report.Write(&text, "docx", []catalog.Lang{catalog.Chinese}, build(t, badWifi(t)))
	if err == nil || !strings.Contains(err.Error(), "docx") || !strings.Contains(err.Error(), "txt md html pdf csv json") {
		t.Errorf("got the error %v, want one that names the format and the ones there are", err)
	}
	if text.Len() > 0 {
		t.Errorf("wrote %q", text.String())
	}
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteErrorsAreTold(t *testing.T) {
	r := build(t, badWifi(t))
	for _, format := range report.Formats() {
		if err := report.Write(brokenWriter{}, format, []catalog.Lang{catalog.Chinese}, r); !errors.Is(err, errBroken) {
			t.Errorf("%s: got the error %v, want %v", format, err, errBroken)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := []struct {
		code, id string
		format   report.Format
		want     string
	}{
		{"E102", "7KQ2-M4XT", report.Text, "posmedic-E102-7KQ2-M4XT.txt"},
		{"0001", "7KQ2-M4XT", report.Markdown, "posmedic-0001-7KQ2-M4XT.md"},
		{"", "7KQ2-M4XT", report.JSON, "posmedic-7KQ2-M4XT.json"},
		{"../C:\\*?", "无 /7KQ2", report.Text, "posmedic-C-7KQ2.txt"},
		{"6222029879879871234", "7KQ2-M4XT", report.Text, "posmedic-6222021234-7KQ2-M4XT.txt"},
	}
	for _, test := range tests {
		r := report.Report{Case: report.Case{Code: test.code, ID: test.id}}
		if got := report.FileName(r, test.format); got != test.want {
			t.Errorf("code %q, case %q: got %q, want %q", test.code, test.id, got, test.want)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	r := build(b, unreadCard(b))
	for b.Loop() {
		written(b, r, report.PDF, catalog.Chinese)
	}
}

func BenchmarkText(b *testing.B) {
	book, c, entry := newBook(), unreadCard(b), entryOf(b, "E301")
	for b.Loop() {
		r, err := report.Build(book, entry, c, made)
		if err != nil {
			b.Fatal(err)
		}
		written(b, r, report.Text, catalog.Chinese)
	}
}
