package report_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// middle is four digits in a row that only the hidden part of a drawn card number has.
var middle = regexp.MustCompile(`[789]{4}`)

// drawCard draws a whole card number as people write it. The digits between the first 6 and the last 4 are 7, 8 or 9.
func drawCard(t *rapid.T) string {
	begin := rapid.SampledFrom([]string{"62", "60", "40", "51", "35", "30", "90"}).Draw(t, "scheme")
	number := begin + rapid.StringMatching(`[0-6]{4}`).Draw(t, "bank") +
		rapid.StringMatching(`[789]{4,9}`).Draw(t, "account") + rapid.StringMatching(`[0-6]{4}`).Draw(t, "end")
	if rapid.Bool().Draw(t, "full width") {
		number = width.Widen.String(number)
	}
	separator := rapid.SampledFrom([]string{"", " ", "-", "\n", "\u200b", " - "}).Draw(t, "separator")
	groups := slices.Collect(slices.Chunk([]rune(number), 4))
	parts := make([]string, 0, len(groups))
	for _, group := range groups {
		parts = append(parts, string(group))
	}
	return strings.Join(parts, separator)
}

// drawFree draws a free text that holds a whole card number.
func drawFree(t *rapid.T, name string) string {
	words := rapid.SampledFrom([]string{"", "顾客的卡 ", "card ", "=", "照片_", "卡号："})
	return words.Draw(t, name+", before") + drawCard(t) + rapid.SampledFrom([]string{"", " 刷不了", ".jpg", "，已退"}).Draw(t, name+", behind")
}

// TestNoFormatHoldsMoreOfACardNumberThanIsKept puts whole card numbers, uncut, into everything that was typed, as a
// damaged or foreign store might hold it: the report is the last door.
func TestNoFormatHoldsMoreOfACardNumberThanIsKept(t *testing.T) {
	state, err := newBook().Resolve(badWifi(t).Walk)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := newCase(t, "E102", "no", "yes", "cannot:"+drawFree(rt, "reason"), "yes")
		c.Message = catalog.Text{Zh: drawFree(rt, "message"), En: drawFree(rt, "message")}
		c.Evidence = []cases.Evidence{{File: drawFree(rt, "file"), Note: drawFree(rt, "what it shows"), At: opened}}
		c.Notes = []cases.Note{{Text: drawFree(rt, "note"), At: opened}}
		c.Escalations = []cases.Escalation{{To: catalog.Text{Zh: drawFree(rt, "to"), En: "x"}, At: opened, Reply: drawFree(rt, "reply"), RepliedAt: opened}}
		c.Cure = flows.Answer{Key: state.Outcome.Key, Value: flows.Cannot, Reason: drawFree(rt, "cure"), At: opened}
		if rapid.Bool().Draw(rt, "an older question") {
			c.Walk.Answers[1].Shown = catalog.Text{Zh: drawFree(rt, "shown"), En: drawFree(rt, "shown")}
		}
		for _, name := range []fault.Name{fault.Prompt, fault.IssuingBank, fault.TransactionType, fault.Contact, fault.Maker, fault.Card} {
			if value, finding := fault.Parse(name, drawFree(rt, string(name)), made); finding == nil || !finding.Hard {
				c.Record = c.Record.With(name, value)
			}
		}
		r := build(t, c)
		for _, format := range report.Formats() {
			look(rt, r, string(format), readable(t, r, format, catalog.Chinese, catalog.English))
			look(rt, r, "name of the file", report.FileName(r, format))
		}
		look(rt, r, "QR code", strings.Join(report.Short(r, catalog.Chinese), "\n"))
	})
}

func look(t *rapid.T, r report.Report, where, text string) {
	text = strings.ReplaceAll(text, r.Fingerprint, "") // it may hold any digits
	digits := strings.Map(func(char rune) rune {
		if unicode.IsDigit(char) {
			return char
		}
		return -1
	}, width.Narrow.String(text))
	if found := middle.FindString(digits); found != "" {
		t.Fatalf("the %s holds %s of a card number:\n%s", where, found, text)
	}
}
