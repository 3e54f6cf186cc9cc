package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/fault"
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
		a.sayWhatIsSimilar(known, args)
		if len(unknown) > 0 && fault.HoldsCardNumber(joined(args)) {
			unknown = args // a part of a card number would not be known as one
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
		known, found := a.catalog(), []catalog.Entry{}
		unknown := known.NoSuchCode(joined(args))
		if !unknown {
			found = append(found, a.searcher().Search(joined(args), mostFound)...)
		}
		if err := a.printEntries(found, *asJSON); err != nil {
			return err
		}
		switch {
		case unknown:
			return a.unknownCode(known, joined(args))
		case len(found) == 0:
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

// sayWhatIsSimilar warns of the codes that are easily taken for those that were found.
func (a *app) sayWhatIsSimilar(known *catalog.Catalog, codes []string) {
	for _, code := range codes {
		if len(known.Find(code)) == 0 {
			continue // unknownCode says what comes near
		}
		if similar := codesOf(known.Similar(code)); len(similar) > 0 {
			fmt.Fprintf(a.err, a.say(words.SimilarCodes)+"\n", code, strings.Join(similar, ", "))
		}
	}
}

// codesOf lists the codes of entries, each once.
func codesOf(entries []catalog.Entry) []string {
	var codes []string
	for _, entry := range entries {
		if !slices.Contains(codes, entry.Code) {
			codes = append(codes, entry.Code)
		}
	}
	return codes
}

// entryOf finds the one entry of a code, or of a flow's name, by which every entry can be called.
func (a *app) entryOf(name string) (catalog.Entry, error) {
	known := a.catalog()
	found := known.Find(name)
	switch len(found) {
	case 0:
		for _, entry := range known.Entries() {
			if strings.EqualFold(entry.Flow, strings.TrimSpace(name)) {
				return entry, nil
			}
		}
		return catalog.Entry{}, a.unknownCode(known, name)
	case 1:
		return found[0], nil
	}
	var places []string
	for _, entry := range found {
		places = append(places, entry.Flow)
	}
	return catalog.Entry{}, usage(words.SeveralTables, name, strings.Join(places, ", "))
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
	return notFound(words.NoCodeNear, joined(codes), ours(joined(near)))
}

func (a *app) printEntries(entries []catalog.Entry, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, entries)
	}
	for i, entry := range entries {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		a.printEntry(entry, len(a.catalog().Find(entry.Code)) > 1)
	}
	return nil
}

// printEntry prints an entry, with its table beside its code where other entries have the code too.
func (a *app) printEntry(entry catalog.Entry, shared bool) {
	heading := strings.TrimSpace(entry.Code + "  " + a.say(entry.Message))
	if shared {
		heading += "  [" + a.say(a.catalog().TitleOf(entry.Table)) + "]"
	}
	fmt.Fprintln(a.out, heading)
	if !entry.Cause.IsZero() {
		fmt.Fprintf(a.out, "%s%s\n", a.say(words.Cause), a.say(entry.Cause))
	}
	for i, line := range entry.Remedy {
		fmt.Fprintf(a.out, "%d. %s\n", i+1, a.say(line))
		if why := entry.StruckLine(i + 1); !why.IsZero() {
			fmt.Fprintf(a.out, "   %s %s\n", a.say(catalog.StruckLabel()), a.say(why))
		}
	}
	for _, note := range entry.Notes {
		fmt.Fprintf(a.out, "%s %s\n", a.say(note.Kind.Label()), a.say(note.Text))
	}
	if entry.Origin != "" {
		fmt.Fprintf(a.out, "%s%s\n", a.say(words.Origin), entry.Origin)
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
