package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

func (a *app) casesCommand() *cobra.Command {
	return a.groupCommand("cases COMMAND", words.CommandCases, a.casesListCommand(), a.casesShowCommand(), a.casesResumeCommand())
}

// summaryJSON is a case in a list as other programs read it.
type summaryJSON struct {
	ID      string    `json:"id"`
	Table   string    `json:"table"`
	Code    string    `json:"code"`
	TID     string    `json:"tid"`
	Opened  time.Time `json:"opened"`
	Updated time.Time `json:"updated"`
	Closed  bool      `json:"closed"`
	Outcome string    `json:"outcome"`
	Steps   int       `json:"steps"`
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
			ID: one.ID, Table: one.Table, Code: one.Code, TID: one.TID, Opened: one.Opened.In(china),
			Updated: one.Updated.In(china), Closed: one.Closed, Outcome: one.Outcome, Steps: one.Steps,
		})
	}
	return all
}

func (a *app) summaryLine(summary cases.Summary) string {
	state := a.say(words.CaseOpen)
	switch {
	case summary.Closed:
		state = a.say(words.CaseClosed)
	case summary.Outcome != "":
		state = a.say(flows.OutcomeKind(summary.Outcome).Label())
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
		return a.writeReport(args[0], format, "")
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

func (a *app) reportCommand() *cobra.Command {
	command := a.plainCommand("report CASE", words.CommandReport)
	command.Args = a.args(1, 1)
	format := command.Flags().String("format", string(report.Text), a.say(words.FlagFormat))
	file := command.Flags().StringP("output", "o", "", a.say(words.FlagOutput))
	command.RunE = func(_ *cobra.Command, args []string) error {
		for _, known := range report.Formats() {
			if *format == string(known) {
				return a.writeReport(args[0], known, *file)
			}
		}
		return usage(words.BadFormat, *format)
	}
	return command
}

// writeReport writes a case's report to a new file, or to standard output.
func (a *app) writeReport(typed string, format report.Format, file string) error {
	found, err := a.findCase(typed)
	if err != nil {
		return err
	}
	made, err := report.Build(a.book(), found.EntryIn(a.catalog()), found, a.clock())
	if err != nil {
		return err
	}
	made = made.By(a.settings.Author())
	if file == "" {
		return report.Write(a.out, made, format, a.lang)
	}
	var text bytes.Buffer
	if err := report.Write(&text, made, format, a.lang); err != nil {
		return err
	}
	return writeNew(file, text.Bytes())
}

// writeNew writes a whole file that is not there yet, or none.
func writeNew(name string, content []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return failed(words.FileExists, name)
	case err != nil:
		return failed(words.NotSaved, err.Error())
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Close()); err != nil {
		return failed(words.NotSaved, errors.Join(err, os.Remove(name)).Error())
	}
	return nil
}
