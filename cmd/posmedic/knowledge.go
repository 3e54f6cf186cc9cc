package main

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	"posmedic/flows/check"
	flowdata "posmedic/flows/data"
)

// known is all that is known: the shipped entries and flows, and those of a folder of one's own over them.
type known struct {
	catalog *catalog.Catalog
	flows   *flows.Knowledge
	folder  string       // of one's own, "" where there is none or it is not used
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
	own := over(folder)
	diagnostics := check.Run(own)
	if err := catalog.Failure(diagnostics); err != nil {
		all := shipped()
		all.problem = fill(words.KnowledgeFaults, ours(err.Error()))
		return all, nil
	}
	return known{catalog: own.Catalog, flows: own.Flows.Pinned(), folder: folder}, nil
}

// over reads the entries and the flows of a folder over what is shipped. Either may be missing.
func over(folder string) *check.Knowledge {
	base := catalog.Layer{Folder: flowdata.Files, Name: "posmedic"}
	return check.ReadOver(shipped().catalog, base, layer(folder, "catalog"), layer(folder, "flows"))
}

func layer(folder, name string) *catalog.Layer {
	found := part(folder, name)
	if found == "" {
		return nil
	}
	return &catalog.Layer{Folder: os.DirFS(found), Name: echo(found), Origin: echo(folder)}
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
