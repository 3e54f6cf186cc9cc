package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

// known is all that is known: the shipped entries and flows, and those of a folder of one's own over them.
type known struct {
	catalog *catalog.Catalog
	flows   *flows.Knowledge
	problem catalog.Text // why the own folder is not used; empty when it is, or when there is none
}

func shipped() known {
	return known{catalog: &catalog.Catalog{Tables: catalogdata.Tables}, flows: &flowdata.Knowledge}
}

// learn reads the folder of one's own: the one that is named, else the one that is set, else the one in the settings
// folder if it is there. With a mistake in it, or where the one that is set is gone, the shipped knowledge is used
// alone, and the problem says so.
func learn(named, set string, env []string) (known, error) {
	folder := cmp.Or(named, set, filepath.Join(settingsFolder(env), "knowledge"))
	if !isFolder(folder) {
		alone := shipped()
		switch {
		case named != "":
			return known{}, failed(words.NoKnowledge, named)
		case set != "":
			alone.problem = both(words.NoKnowledge, set)
		}
		return alone, nil
	}
	all, err := over(shipped(), folder)
	if err != nil {
		all = shipped()
		all.problem = fill(words.KnowledgeFaults, ours(err.Error()))
	}
	return all, nil
}

// over puts the entries and the flows of a folder over what is known. Either may be missing.
func over(all known, folder string) (known, error) {
	entriesFolder, flowsFolder := part(folder, "catalog"), part(folder, "flows")
	var entriesErr, flowsErr error
	if entriesFolder != "" {
		var own *catalog.Catalog
		if own, entriesErr = catalog.Load(os.DirFS(entriesFolder)); entriesErr == nil {
			all.catalog = catalog.Over(all.catalog, own, folder)
		}
	}
	if flowsFolder != "" {
		all.flows, flowsErr = flows.LoadOver(flowdata.Files, os.DirFS(flowsFolder), folder)
	}
	if err := errors.Join(within(entriesFolder, entriesErr), within(flowsFolder, flowsErr)); err != nil {
		return all, err
	}
	return all, unhandled(all)
}

// part finds a half of a knowledge folder: as a person lays it out, or as the project does; "" where it is missing.
func part(folder, name string) string {
	for _, path := range []string{filepath.Join(folder, name, "data"), filepath.Join(folder, name)} {
		if yaml, err := fs.Glob(os.DirFS(path), "*.yaml"); err == nil && len(yaml) > 0 {
			return path
		}
	}
	return ""
}

// unhandled refuses entries whose flow is missing, because the wizard could not begin them.
func unhandled(all known) error {
	book := flows.NewBook(all.flows)
	for _, entry := range all.catalog.Entries() {
		if _, err := book.Flow(entry.Flow); err != nil {
			return failed(words.NoFlow, entry.Sources[0].Row, entry.Flow)
		}
	}
	return nil
}
