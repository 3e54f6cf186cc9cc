package report_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows/cases"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// unknown is how a PDF writes a character that its font has not.
const unknown = "[U+"

func TestACharacterThatTheFontHasNotIsWrittenByItsNumber(t *testing.T) {
	for typed, want := range map[string]string{
		"读卡 😀 失败":      "读卡 [U+1F600] 失败",
		"𠮷野家":          "[U+20BB7]野家",
		"ก แล้ว":       "[U+0E01] [U+0E41]",
		"\ufffe\uffff": "[U+FFFE][U+FFFF]",
	} {
		r := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.Prompt: typed}))
		if text := readable(t, r, report.PDF, catalog.Chinese); !strings.Contains(text, want) {
			t.Errorf("%q: want %q in\n%s", typed, want, text)
		}
	}
}

// TestTheFontHasEveryCharacterThatIsShipped sets every text of the knowledge, and the words around them.
func TestTheFontHasEveryCharacterThatIsShipped(t *testing.T) {
	r := build(t, badWifi(t))
	r.Notes = nil
	add := func(texts ...catalog.Text) {
		for _, text := range texts {
			r.Notes = append(r.Notes, report.Note{Text: text.Zh + " " + text.En})
		}
	}
	for _, table := range catalogdata.Tables {
		for _, entry := range table.Entries {
			add(append(entry.Remedy, entry.Message, entry.Cause)...)
		}
	}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			add(append(node.HowTo, node.Text, node.Outcome.Receiver)...)
		}
	}
	text := readable(t, r, report.PDF, catalog.Chinese, catalog.English)
	if _, missing, found := strings.Cut(text, unknown); found {
		t.Errorf("the font lacks %s%s: run make font", unknown, missing[:min(len(missing), 40)])
	}
}

func TestAReportMakesTheSamePDFEachTime(t *testing.T) {
	r := build(t, unreadCard(t))
	if first, second := written(t, r, report.PDF, catalog.Chinese), written(t, r, report.PDF, catalog.Chinese); first != second {
		t.Error("two PDFs of one report differ")
	}
}

func TestThePDFNamesTheCaseOnEveryPage(t *testing.T) {
	r := build(t, unreadCard(t))
	for range 200 {
		r.Notes = append(r.Notes, report.Note{Text: "商户下午五点以后才在店里"})
	}
	text := readable(t, r, report.PDF, catalog.Chinese, catalog.English)
	for _, want := range []string{"7KQ2-M4XT · 第 1 页", "7KQ2-M4XT · 第 2 页", "7KQ2-M4XT · page 1", "7KQ2-M4XT · page 2"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%q stands there %d times", want, strings.Count(text, want))
		}
	}
}

// TestNoTextMakesAFormatFail writes whatever can be typed. A PDF shows every character, or its number.
func TestNoTextMakesAFormatFail(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		typed := rapid.String().Draw(rt, "typed")
		c := newCase(t, "E301")
		c.Notes = []cases.Note{{Text: typed}}
		r := build(t, c)
		for _, format := range report.Formats() {
			written(t, r, format, catalog.Chinese)
		}
		text := strings.Join(strings.Fields(readable(t, r, report.PDF, catalog.Chinese)), "")
		for _, char := range r.Notes[0].Text {
			if number := fmt.Sprintf("[U+%04X]", char); char != ' ' && !strings.Contains(text, string(char)) && !strings.Contains(text, number) {
				rt.Fatalf("the PDF shows neither %q nor %s:\n%s", char, number, text)
			}
		}
	})
}
