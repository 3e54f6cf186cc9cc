package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/change"
)

func (a *app) diffCommand() *cobra.Command {
	command := a.plainCommand("diff OLD NEW", words.CommandDiff)
	command.Args = a.args(2, 2)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // it takes up no folders but the two
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	data := command.Flags().String("data", "", a.say(words.FlagData))
	command.RunE = func(_ *cobra.Command, args []string) error { return a.diff(args[0], args[1], *data, *asJSON) }
	return command
}

// touchedCase is an open case that a change touches.
type touchedCase struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	change.Touched
}

// diffJSON is a comparison as other programs read it. Cases is left out where no data folder was named.
type diffJSON struct {
	change.Changes
	Cases *[]touchedCase `json:"cases,omitempty"`
}

// diff tells what differs between two knowledge folders, and which open cases that touches.
func (a *app) diff(before, after, data string, asJSON bool) error {
	was, err := a.sound(before)
	if err != nil {
		return err
	}
	is, err := a.sound(after)
	if err != nil {
		return err
	}
	comparison := change.Compare(was, is)
	changes, err := comparison.Changes()
	if err != nil {
		return err
	}
	found := diffJSON{Changes: changes}
	if data != "" {
		touched, err := touchedCases(comparison, data)
		if err != nil {
			return err
		}
		found.Cases = &touched
	}
	if asJSON {
		return writeJSON(a.out, found)
	}
	return errors.Join(change.Write(a.out, &changes, a.lang), a.printTouched(found.Cases))
}

func (a *app) printTouched(touched *[]touchedCase) error {
	if touched == nil {
		return nil
	}
	_, err := fmt.Fprintf(a.out, a.say(words.DiffCases)+"\n", len(*touched))
	for _, one := range *touched {
		fmt.Fprintf(a.out, "  %s  %s  %s\n", one.ID, one.Code, one.In(a.lang))
	}
	return err
}

// sound reads a folder as check does. It need not hold what check proves, but must be such that it can be walked.
func (a *app) sound(folder string) (change.Knowledge, error) {
	read, err := knowledgeIn(folder)
	if err != nil {
		return change.Knowledge{}, err
	}
	if fault, found := firstError(slices.Concat(read.Entries.Diagnostics, read.Flows.Diagnostics)); found {
		return change.Knowledge{}, coded(exitFaults, words.DiffFaults, folder, ours(a.say(fault)), folder)
	}
	known := change.Knowledge{Catalog: read.Catalog, Flows: read.Flows.Pinned()}
	book := flows.NewBook(known.Flows)
	for _, entry := range known.Catalog.Entries() {
		if _, err := book.Flow(entry.Flow); err != nil {
			return change.Knowledge{}, coded(exitFaults, words.DiffNoFlow, folder, entry.Sources[0].Row, entry.Flow)
		}
	}
	return known, nil
}

// firstError says the first diagnostic that is an error, in one line.
func firstError(diagnostics []catalog.Diagnostic) (catalog.Text, bool) {
	at := slices.IndexFunc(diagnostics, func(d catalog.Diagnostic) bool { return d.Kind.Severity == catalog.Error })
	if at < 0 {
		return catalog.Text{}, false
	}
	found := &diagnostics[at]
	message, fix := scrubbedText(found.Message()), scrubbedText(found.Fix())
	where := found.Place.String() + ": " + found.Kind.Code + " "
	return catalog.Text{Zh: where + message.Zh + "。" + fix.Zh, En: where + message.En + ": " + fix.En + "."}, true
}

// touchedCases replays every open case of a data folder under both states of the knowledge.
func touchedCases(comparison *change.Comparison, data string) (touched []touchedCase, err error) {
	if _, err := os.Stat(filepath.Join(data, "cases.db")); err != nil {
		return nil, failed(words.NoCases, data)
	}
	store, err := cases.Open(data)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	journal := cases.NewJournal(store, nil) // which is only read
	list, err := journal.List()
	if err != nil {
		return nil, err
	}
	touched = []touchedCase{}
	for _, summary := range list {
		if summary.Closed {
			continue
		}
		loaded, err := journal.Load(summary.ID)
		if err != nil {
			return nil, err
		}
		effect, err := comparison.Walk(loaded.Walk)
		if err != nil {
			return nil, err
		}
		if effect.Effect != "" {
			touched = append(touched, touchedCase{summary.ID, summary.Code, effect})
		}
	}
	return touched, nil
}
