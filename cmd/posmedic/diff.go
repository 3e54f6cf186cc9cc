package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/change"
	"posmedic/flows/fault"
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
	was, err := folderKnowledge(before)
	if err != nil {
		return err
	}
	is, err := folderKnowledge(after)
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

// folderKnowledge reads a folder as check does: one that is laid out as the project's by itself, any other over what
// is shipped.
func folderKnowledge(folder string) (change.Knowledge, error) {
	all, err := readFolder(folder)
	if err != nil {
		var said *codedError
		if errors.As(err, &said) {
			return change.Knowledge{}, err
		}
		return change.Knowledge{}, &codedError{exitFaults, fill(words.CheckFaults, fault.Scrub(err.Error()))}
	}
	return change.Knowledge{Catalog: all.catalog, Flows: all.flows}, nil
}

func readFolder(folder string) (known, error) {
	entriesFolder, flowsFolder := filepath.Join(folder, "catalog", "data"), filepath.Join(folder, "flows", "data")
	if part(folder, "catalog") == "" && part(folder, "flows") == "" {
		return known{}, failed(words.NoKnowledge, folder)
	}
	if part(folder, "catalog") != entriesFolder || part(folder, "flows") != flowsFolder {
		return over(shipped(), folder)
	}
	entries, entriesErr := catalog.Load(os.DirFS(entriesFolder))
	knowledge, flowsErr := flows.Load(os.DirFS(flowsFolder))
	if err := errors.Join(within(entriesFolder, entriesErr), within(flowsFolder, flowsErr)); err != nil {
		return known{}, err
	}
	all := known{catalog: entries, flows: knowledge}
	return all, unhandled(all)
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
