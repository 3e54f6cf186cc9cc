package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

func (a *app) casesCommand() *cobra.Command {
	command := a.plainCommand("cases", words.CommandCases)
	command.RunE = func(command *cobra.Command, _ []string) error { return usage(words.NoSubcommand, command.CommandPath()) }
	command.AddCommand(a.casesListCommand(), a.casesShowCommand(), a.casesResumeCommand())
	return command
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
			list, err := journal.List()
			if err != nil {
				return err
			}
			if *asJSON {
				return writeJSON(a.out, summaries(list))
			}
			for _, summary := range list {
				fmt.Fprintln(a.out, a.summaryLine(summary))
			}
			return nil
		})
	}
	return command
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
		summary.ID, summary.Code, summary.Updated.In(china).Format("2006-01-02 15:04"), summary.TID,
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
	command.RunE = func(_ *cobra.Command, args []string) error {
		id, err := a.caseID(args[0])
		if err != nil {
			return err
		}
		return a.wizard("", id)
	}
	return command
}

// caseID reads a case code and makes sure that there is such a case before the screen is taken over.
func (a *app) caseID(typed string) (string, error) {
	id, err := cases.ParseID(typed)
	if err != nil {
		return "", usage(words.BadCase, typed)
	}
	return id, a.withCases(func(journal *cases.Journal) error {
		_, err := a.loadCase(journal, id)
		return err
	})
}

func (a *app) loadCase(journal *cases.Journal, id string) (cases.Case, error) {
	loaded, err := journal.Load(id)
	if errors.Is(err, cases.ErrNoCase) {
		return loaded, notFound(words.NoCase, id)
	}
	return loaded, err
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
	id, err := cases.ParseID(typed)
	if err != nil {
		return usage(words.BadCase, typed)
	}
	var made report.Report
	err = a.withCases(func(journal *cases.Journal) error {
		loaded, err := a.loadCase(journal, id)
		if err != nil {
			return err
		}
		made, err = report.Build(a.book(), a.entryOfCase(loaded), loaded, a.clock())
		return err
	})
	if err != nil {
		return err
	}
	if file == "" {
		return report.Write(a.out, made, format, a.lang)
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return failed(words.FileExists, file)
	}
	if err != nil {
		return fmt.Errorf("save the report: %w", err)
	}
	return errors.Join(report.Write(out, made, format, a.lang), out.Close())
}

// entryOfCase finds the entry of a case; of one that the catalogue no longer has, only what the case itself
// says is known.
func (a *app) entryOfCase(c cases.Case) catalog.Entry {
	for _, entry := range a.catalog().Find(c.Code) {
		if entry.Table == c.Table {
			return entry
		}
	}
	return catalog.Entry{Table: c.Table, Code: c.Code, Message: c.Message}
}
