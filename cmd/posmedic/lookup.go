package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"posmedic/catalog"
)

const (
	nearestCodes = 5  // how many codes are named when one is not found
	longestCode  = 12 // in bytes; what is longer, as a card number, comes near to no code
	mostFound    = 50 // entries that a search lists: who needs more needs another word
)

func (a *app) lookupCommand() *cobra.Command {
	command := a.plainCommand("lookup CODE…", words.CommandLookup)
	command.Args = a.args(1, -1)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(_ *cobra.Command, args []string) error {
		known := a.catalog()
		found := []catalog.Entry{}
		var unknown []string
		for _, code := range args {
			entries := known.Find(code)
			if len(entries) == 0 {
				unknown = append(unknown, code)
			}
			found = append(found, entries...)
		}
		if err := a.printEntries(found, *asJSON); err != nil {
			return err
		}
		if len(unknown) > 0 {
			return a.unknownCode(known, unknown...)
		}
		return nil
	}
	return command
}

func (a *app) searchCommand() *cobra.Command {
	command := a.plainCommand("search WORDS…", words.CommandSearch)
	command.Args = a.args(1, -1)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(_ *cobra.Command, args []string) error {
		found := append([]catalog.Entry{}, a.searcher().Search(joined(args), mostFound)...)
		if err := a.printEntries(found, *asJSON); err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound(words.NoWords, joined(args))
		}
		return nil
	}
	return command
}

func (a *app) catalogCommand() *cobra.Command {
	export := a.plainCommand("export", words.CommandExport)
	export.Flags().Bool("json", true, a.say(words.FlagJson))
	export.RunE = func(*cobra.Command, []string) error { return writeJSON(a.out, a.catalog().Entries()) }
	return a.groupCommand("catalog COMMAND", words.CommandCatalog, export)
}

// entryOf finds the one entry of a code.
func (a *app) entryOf(code string) (catalog.Entry, error) {
	known := a.catalog()
	found := known.Find(code)
	switch len(found) {
	case 0:
		return catalog.Entry{}, a.unknownCode(known, code)
	case 1:
		return found[0], nil
	}
	return catalog.Entry{}, usage(words.SeveralTables, code)
}

// unknownCode says that codes are not there, and which real ones come near.
func (a *app) unknownCode(known *catalog.Catalog, codes ...string) error {
	var near []string
	for _, code := range codes {
		if len(code) > longestCode {
			continue
		}
		for _, entry := range known.Nearest(code, nearestCodes) {
			if !slices.Contains(near, entry.Code) {
				near = append(near, entry.Code)
			}
		}
	}
	if len(near) == 0 {
		return notFound(words.NoCode, joined(codes))
	}
	return notFound(words.NoCodeNear, joined(codes), joined(near))
}

func (a *app) printEntries(entries []catalog.Entry, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, entries)
	}
	for i, entry := range entries {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		a.printEntry(entry)
	}
	return nil
}

func (a *app) printEntry(entry catalog.Entry) {
	fmt.Fprintf(a.out, "%s  %s\n", entry.Code, a.say(entry.Message))
	if !entry.Cause.IsZero() {
		fmt.Fprintf(a.out, "%s%s\n", a.say(words.Cause), a.say(entry.Cause))
	}
	for i, line := range entry.Remedy {
		fmt.Fprintf(a.out, "%d. %s\n", i+1, a.say(line))
	}
	for _, note := range entry.Notes {
		fmt.Fprintf(a.out, "%s %s\n", a.say(note.Kind.Label()), a.say(note.Text))
	}
	for _, source := range entry.Sources {
		fmt.Fprintf(a.out, "%s%s %s\n", a.say(words.Source), a.say(catalog.SourceLabel(source.ID)), source.Row)
	}
}

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write the result as JSON: %w", err)
	}
	return nil
}
