package report_test

import (
	"html"
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// opened is when every case of these tests began, in another zone than reports are written in.
var opened = time.Date(2026, 11, 21, 6, 2, 0, 0, time.UTC)

// made is when every report of these tests was made.
var made = opened.Add(28 * time.Minute)

func newBook() *flows.Book { return flows.NewBook(&data.Knowledge) }

func entryOf(t testing.TB, code string) catalog.Entry {
	t.Helper()
	shipped := catalog.Catalog{Tables: catalogdata.Tables}
	for _, entry := range shipped.Entries() {
		if entry.Code == code || entry.Flow == code {
			return entry
		}
	}
	t.Fatalf("there is no entry %s", code)
	return catalog.Entry{}
}

// newCase is a case about a code, with these answers, one a minute: "yes", "no", "done", or "cannot" with a
// reason behind a colon.
func newCase(t testing.TB, code string, answers ...string) cases.Case {
	t.Helper()
	entry := entryOf(t, code)
	c := cases.Case{
		ID: "7KQ2-M4XT", Table: entry.Table, Code: entry.Code, Message: entry.Message, Opened: opened,
		Walk: flows.Walk{Flow: entry.Flow, Cursor: flows.AtFrontier},
	}
	for i, answer := range answers {
		c = answered(t, c, answer, opened.Add(time.Duration(i+1)*time.Minute))
	}
	return c
}

func answered(t testing.TB, c cases.Case, answer string, at time.Time) cases.Case {
	t.Helper()
	state, err := newBook().Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	if state.Current == nil {
		t.Fatalf("%s: the walk has ended before the answer %q", c.Code, answer)
	}
	value, reason, _ := strings.Cut(answer, ":")
	given := flows.Answer{
		Key: state.Current.Key, Value: flows.Value(value), Reason: reason, At: at, Shown: state.Current.Node.Text,
	}
	if given.Value == flows.Yes || given.Value == flows.No {
		given.How = state.Current.Node.KnownBy
	}
	c.Walk, c.Given = c.Walk.With(given), append(slices.Clip(c.Given), given)
	return c
}

// filled is the case with fields that were typed as they stand here.
func filled(t testing.TB, c cases.Case, typed map[fault.Name]string) cases.Case {
	t.Helper()
	for name, text := range typed {
		value, finding := fault.Parse(name, text, made)
		if finding != nil && finding.Hard {
			t.Fatalf("%s: %s", name, finding.Text.En)
		}
		c.Record = c.Record.With(name, value)
	}
	return c
}

func build(t testing.TB, c cases.Case) report.Report {
	t.Helper()
	r, err := report.Build(newBook(), entryOf(t, c.Walk.Flow), c, made)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written is a report as a file.
func written(t testing.TB, r report.Report, format report.Format, langs ...catalog.Lang) string {
	t.Helper()
	var text strings.Builder
	if err := report.Write(&text, format, langs, r); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// readable is a report as a reader sees it: of a PDF, the text of its pages without the breaks of lines, and of
// a page its text alone.
func readable(t testing.TB, r report.Report, format report.Format, langs ...catalog.Lang) string {
	t.Helper()
	content := written(t, r, format, langs...)
	switch format {
	case report.PDF:
		return pdfText(t, content)
	case report.HTML:
		head, rest, _ := strings.Cut(content, "<style>")
		_, body, _ := strings.Cut(rest, "</style>")
		return html.UnescapeString(head + body)
	case report.Text, report.Markdown, report.CSV, report.JSON:
	}
	return content
}

// badWifi is a case that ended in the network check: the Wi-Fi did not reach the internet.
func badWifi(t testing.TB) cases.Case {
	t.Helper()
	return filled(t, newCase(t, "E102", "no", "yes", "no", "yes"), map[fault.Name]string{
		fault.TID: "10293847", fault.MID: "822290054110021", fault.SN: "V8-0012345", fault.Code: "E102",
		fault.Prompt: "E102 网络通讯异常",
	})
}

// tried is a case whose walk ended in "resolved", ten minutes after which a live transaction was tried.
func tried(t testing.TB, c cases.Case, value flows.Value, how flows.How, reason string) cases.Case {
	t.Helper()
	state, err := newBook().Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	c.Cure = flows.Answer{Key: state.Outcome.Key, Value: value, How: how, Reason: reason, At: opened.Add(10 * time.Minute)}
	if value == flows.No {
		c.FailedCures = append(slices.Clip(c.FailedCures), c.Cure)
	}
	return c
}

// solved is a case after which a live transaction went through.
func solved(t testing.TB) cases.Case {
	t.Helper()
	return tried(t, badWifi(t), flows.Yes, flows.Seen, "")
}

// unreadCard is a case that nobody could solve on site, and whose receiver is not told all.
func unreadCard(t testing.TB) cases.Case {
	t.Helper()
	c := newCase(t, "E301", "yes", "no", "cannot:持卡人已离开", "no", "done", "no")
	return filled(t, c, map[fault.Name]string{
		fault.TID: "10293847", fault.Code: "E301", fault.Prompt: "读卡失败", fault.Card: "6222029879879871234",
		fault.TransactionTime: "13:55", fault.TransactionType: "消费",
	})
}
