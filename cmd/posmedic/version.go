package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker for a release: see cmd/release.
var version string

// buildJSON is which posmedic this is, as other programs read it.
type buildJSON struct {
	Version  string `json:"version"`  // of the release; "devel" of what is none
	Commit   string `json:"commit"`   // "" where the build does not know it
	Date     string `json:"date"`     // of the commit
	Modified bool   `json:"modified"` // whether it has more than the commit
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Entries  int    `json:"entries"` // of the shipped knowledge
	Flows    int    `json:"flows"`
}

func (a *app) versionCommand() *cobra.Command {
	command := a.plainCommand("version", words.CommandVersion)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // it tells of what is shipped only
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(*cobra.Command, []string) error {
		build := thisBuild()
		if *asJSON {
			return writeJSON(a.out, build)
		}
		fmt.Fprintf(a.out, "posmedic %s (%s)\n", build.Version, build.Platform)
		if build.Commit != "" {
			fmt.Fprintf(a.out, "%s %s\n", build.Commit, build.Date)
		}
		fmt.Fprintf(a.out, a.say(words.VersionKnowledge)+"\n", build.Entries, build.Flows, build.Go)
		return nil
	}
	return command
}

func thisBuild() buildJSON {
	known := shipped()
	build := buildJSON{
		Version: cmp.Or(version, "devel"), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Entries: len(known.catalog.Entries()), Flows: len(known.flows.Flows),
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build
	}
	for _, fact := range info.Settings {
		switch fact.Key {
		case "vcs.revision":
			build.Commit = fact.Value
		case "vcs.time":
			build.Date = fact.Value
		case "vcs.modified":
			build.Modified = fact.Value == "true"
		}
	}
	return build
}
