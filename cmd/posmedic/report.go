package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

const (
	reportName    = "report" // of the command
	bothLanguages = "both"   // as a value of --lang, which only that command takes
)

// paper is how reports are wanted.
type paper struct {
	format report.Format
	langs  []catalog.Lang
	file   string // a new one; standard output where it is ""
}

func (a *app) reportCommand() *cobra.Command {
	command := a.plainCommand(reportName+" CASE…", words.CommandReport)
	command.Args = a.args(1, -1)
	command.Flags().String("lang", "", a.say(words.FlagReportLang))
	format := command.Flags().String("format", string(report.Text), a.say(words.FlagFormat))
	file := command.Flags().StringP("output", "o", "", a.say(words.FlagOutput))
	command.RunE = func(_ *cobra.Command, args []string) error {
		for _, known := range report.Formats() {
			if *format == string(known) {
				return a.writeReport(args, paper{format: known, langs: a.languages(command), file: *file})
			}
		}
		return usage(words.BadFormat, *format)
	}
	return command
}

// languages are those that a report is wanted in.
func (a *app) languages(command *cobra.Command) []catalog.Lang {
	if command.Flag("lang").Value.String() == bothLanguages {
		return []catalog.Lang{catalog.Chinese, catalog.English}
	}
	return []catalog.Lang{a.lang}
}

// writeReport writes the reports of cases, all of them or none.
func (a *app) writeReport(typed []string, wanted paper) error {
	if wanted.format.IsBinary() && wanted.file == "" && term.IsTerminal(a.screen.Fd()) {
		return usage(words.NotForTerminal, string(wanted.format))
	}
	reports, err := a.buildReports(typed)
	if err != nil {
		return err
	}
	var content bytes.Buffer
	if err := report.Write(&content, wanted.format, wanted.langs, reports...); err != nil {
		return err
	}
	if wanted.file != "" {
		return writeNew(wanted.file, content.Bytes())
	}
	_, err = a.out.Write(content.Bytes())
	return err
}

// buildReports finds cases by their codes as they were typed, and makes the report of each.
func (a *app) buildReports(typed []string) ([]report.Report, error) {
	var reports []report.Report
	for _, code := range typed {
		found, err := a.findCase(code)
		if err != nil {
			return nil, err
		}
		made, err := report.Build(a.book(), found.EntryIn(a.catalog()), found, a.clock())
		if err != nil {
			return nil, err
		}
		made = made.By(a.settings.Author())
		reports = append(reports, made)
	}
	return reports, nil
}

// createNew makes a file that is not there yet, for its owner alone, under a name that holds no card number.
func createNew(name string) (*os.File, error) {
	if fault.HoldsCardNumber(filepath.Base(name)) {
		return nil, usage(words.NameHoldsCard)
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, failed(words.FileExists, name)
	case err != nil:
		return nil, failed(words.NotSaved, err.Error())
	}
	return file, nil
}

// writeNew writes a whole file that is not there yet, or none.
func writeNew(name string, content []byte) error {
	file, err := createNew(name)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Close()); err != nil {
		return failed(words.NotSaved, errors.Join(err, os.Remove(name)).Error())
	}
	return nil
}
