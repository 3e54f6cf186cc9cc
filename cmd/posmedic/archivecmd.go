package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/flows/cases"
)

func (a *app) casesExportCommand() *cobra.Command {
	command := a.plainCommand("export [CASE…]", words.CommandCasesExport)
	command.Args = cobra.ArbitraryArgs
	file := command.Flags().StringP("output", "o", "", a.say(words.FlagArchive))
	salvage := command.Flags().Bool("salvage", false, a.say(words.FlagSalvage))
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *salvage && len(args) > 0 {
			return usage(words.SalvageAll)
		}
		ids, err := caseIDs(args)
		if err != nil {
			return err
		}
		name := *file
		if name == "" {
			name = "posmedic-cases-" + a.clock().Format("20060102-150405") + ".zip"
		}
		return a.withCases(func(journal *cases.Journal) error { return a.export(journal, name, ids, *salvage) })
	}
	return command
}

// caseIDs reads case codes, each once.
func caseIDs(typed []string) ([]string, error) {
	var ids []string
	for _, one := range typed {
		id, err := cases.ParseID(one)
		if err != nil {
			return nil, usage(words.BadCase, one)
		}
		if !strings.Contains(joined(ids), id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// export writes cases, or all where none is named, to a new file.
func (a *app) export(journal *cases.Journal, name string, ids []string, salvage bool) error {
	if len(ids) == 0 && !salvage {
		list, err := journal.List()
		if err != nil {
			return err
		}
		for _, summary := range list {
			ids = append(ids, summary.ID)
		}
	}
	var done cases.Exported
	err := writeArchive(name, func(file *os.File) (err error) {
		if salvage {
			done, err = journal.Salvage(file, a.clock())
			return err
		}
		done, err = journal.Export(file, ids, a.clock())
		return err
	})
	if errors.Is(err, cases.ErrNoCase) {
		return notFound(words.NoCase, joined(ids))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, a.say(words.CasesExported)+"\n", done.Cases, echo(name))
	a.printIDs(words.CasesCut, done.Cut)
	a.printIDs(words.CasesLost, done.Lost)
	return nil
}

// writeArchive makes a whole file that is not there yet, or none.
func writeArchive(name string, write func(*os.File) error) error {
	file, err := createNew(name)
	if err != nil {
		return err
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

func (a *app) casesImportCommand() *cobra.Command {
	command := a.plainCommand("import FILE", words.CommandCasesImport)
	command.Args = a.args(1, 1)
	command.RunE = func(_ *cobra.Command, args []string) error {
		file, err := os.Open(args[0])
		if err != nil {
			return failed(words.NotRead, err.Error())
		}
		defer file.Close()
		return a.withCases(func(journal *cases.Journal) error { return a.importArchive(journal, file) })
	}
	return command
}

// importArchive adds what is new. A case that differs, or that cannot be walked here, makes the command fail, so that
// a script notices; all others are imported.
func (a *app) importArchive(journal *cases.Journal, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return failed(words.NotRead, err.Error())
	}
	done, err := journal.Import(file, info.Size())
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, a.say(words.CasesImported)+"\n", len(done.Added), len(done.Same))
	a.printIDs(words.CasesDiffer, done.Differs)
	a.printIDs(words.CasesNoFlow, done.NoFlow)
	if left := len(done.Differs) + len(done.NoFlow); left > 0 {
		return failed(words.CasesLeftOut, left)
	}
	return nil
}
