package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

func (a *app) casesCommand() *cobra.Command {
	return a.groupCommand("cases COMMAND", words.CommandCases, a.casesListCommand(), a.casesShowCommand(), a.casesResumeCommand(),
		a.casesExportCommand(), a.casesImportCommand(), a.casesPurgeCommand())
}

// summaryJSON is a case in a list as other programs read it.
type summaryJSON struct {
	ID       string      `json:"id"`
	Table    string      `json:"table"`
	Code     string      `json:"code"`
	TID      string      `json:"tid"`
	SN       string      `json:"sn"`
	State    cases.State `json:"state"`
	Opened   time.Time   `json:"opened"`
	Updated  time.Time   `json:"updated"`
	Closed   bool        `json:"closed"`
	Outcome  string      `json:"outcome"`
	Steps    int         `json:"steps"`
	WaitsFor flows.Who   `json:"waits_for"`
	Due      time.Time   `json:"due,omitzero"`
}

func (a *app) casesListCommand() *cobra.Command {
	command := a.plainCommand("list", words.CommandCasesList)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(*cobra.Command, []string) error {
		return a.withCases(func(journal *cases.Journal) error {
			list, err := journal.List() // of a damaged store, with the error come those that are sound
			return errors.Join(a.printSummaries(list, *asJSON), err)
		})
	}
	return command
}

func (a *app) printSummaries(list []cases.Summary, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, summaries(list))
	}
	for _, summary := range list {
		fmt.Fprintln(a.out, a.summaryLine(summary))
	}
	return nil
}

func summaries(list []cases.Summary) []summaryJSON {
	all := []summaryJSON{}
	for _, one := range list {
		all = append(all, summaryJSON{
			ID: one.ID, Table: one.Table, Code: one.Code, TID: one.TID, SN: one.SN, State: one.State,
			Opened: one.Opened.In(china), Updated: one.Updated.In(china), Closed: one.Closed, Outcome: one.Outcome, Steps: one.Steps,
			WaitsFor: one.WaitsFor, Due: inChina(one.Due),
		})
	}
	return all
}

// inChina leaves a missing time missing.
func inChina(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.In(china)
}

// printIDs says what became of some cases, with a line for their codes.
func (a *app) printIDs(what catalog.Text, ids []string) {
	if len(ids) > 0 {
		fmt.Fprintf(a.out, a.say(what)+"\n", len(ids), strings.Join(ids, "  "))
	}
}

// summaryLine is a case in a line: where it stands, and where its walk ended if it has. Whether the fault has gone, its
// state tells.
func (a *app) summaryLine(summary cases.Summary) string {
	state := a.say(summary.State.Label())
	if kind := flows.OutcomeKind(summary.Outcome); kind != "" && kind != flows.Resolved && summary.State != cases.IsResolved {
		state += "  " + a.say(kind.Label())
	}
	return strings.Join([]string{
		summary.ID, cmp.Or(summary.Code, a.say(a.catalog().TitleOf(summary.Table))), summary.Updated.In(china).Format("2006-01-02 15:04"), summary.TID,
		fmt.Sprintf(a.say(words.CaseSteps), summary.Steps), state,
	}, "  ")
}

func (a *app) casesShowCommand() *cobra.Command {
	command := a.plainCommand("show CASE", words.CommandCasesShow)
	command.Args = a.args(1, 1)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(_ *cobra.Command, args []string) error {
		format := report.Text
		if *asJSON {
			format = report.JSON
		}
		return a.writeReport(args, paper{format: format, langs: []catalog.Lang{a.lang}})
	}
	return command
}

func (a *app) casesResumeCommand() *cobra.Command {
	command := a.plainCommand("resume CASE", words.CommandCasesResume)
	command.Args = a.args(1, 1)
	plain := command.Flags().Bool("plain", false, a.say(words.FlagLines))
	command.RunE = func(_ *cobra.Command, args []string) error {
		found, err := a.findCase(args[0]) // before the screen is taken over
		if err != nil {
			return err
		}
		return a.wizard("", found.ID, *plain)
	}
	return command
}

// findCase reads a case code and loads its case.
func (a *app) findCase(typed string) (cases.Case, error) {
	id, err := cases.ParseID(typed)
	if err != nil {
		return cases.Case{}, usage(words.BadCase, typed)
	}
	var found cases.Case
	err = a.withCases(func(journal *cases.Journal) error {
		found, err = journal.Load(id)
		return err
	})
	if errors.Is(err, cases.ErrNoCase) {
		err = notFound(words.NoCase, id)
	}
	return found, err
}
