package report_test

import (
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

// waitingAt is a case that waits at the step where its answers lead.
func waitingAt(t *testing.T, wait cases.Wait, code string, answers ...string) report.Report {
	t.Helper()
	c := newCase(t, code, answers...)
	state, err := newBook().Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	wait.Key, wait.Since = state.Current.Key, opened.Add(3*time.Minute)
	c.Wait = wait
	made, err := report.Build(newBook(), entryOf(t, code), c, made)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestTheReportSaysWhatTheCaseWaitsFor(t *testing.T) {
	for name, test := range map[string]struct {
		made   report.Report
		zh, en string
	}{
		"for a reply": {
			waitingAt(t, cases.Wait{For: flows.BackOffice}, "E307", "yes", "no"),
			"等待：后台回复（14:05 提出）", "Waiting: reply of the back office (asked 14:05)",
		},
		"for a time": {
			waitingAt(t, cases.Wait{For: flows.Agent, Until: opened.Add(8 * time.Minute)}, "E104", "yes", "no"),
			"等待：到 14:10", "Waiting: until 14:10",
		},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[catalog.Lang]string{catalog.Chinese: test.zh, catalog.English: test.en} {
				if text := written(t, test.made, report.Text, lang); !strings.Contains(text, want) {
					t.Errorf("the report does not say %q:\n%s", want, text)
				}
			}
		})
	}
}
