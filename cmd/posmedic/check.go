package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

func (a *app) checkCommand() *cobra.Command {
	command := a.plainCommand("check [DIR]", words.CommandCheck)
	command.Args = a.args(0, 1)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // it takes up no folder but the one to check
	command.RunE = func(_ *cobra.Command, args []string) error { return a.check(append(args, ".")[0]) }
	return command
}

// check reads a knowledge folder and says every fault, with its file and line. One that is laid out as the
// project's is read by itself, any other over what is shipped.
func (a *app) check(folder string) error {
	entriesFolder, flowsFolder := filepath.Join(folder, "catalog", "data"), filepath.Join(folder, "flows", "data")
	for _, wanted := range []string{entriesFolder, flowsFolder} {
		if _, err := os.Stat(wanted); err != nil {
			return a.checkOwn(folder)
		}
	}
	entries, entriesErr := catalog.Load(os.DirFS(entriesFolder))
	knowledge, flowsErr := flows.Load(os.DirFS(flowsFolder))
	if err := errors.Join(within(entriesFolder, entriesErr), within(flowsFolder, flowsErr)); err != nil {
		return &codedError{exitFaults, fill(words.CheckFaults, fault.Scrub(err.Error()))}
	}
	fmt.Fprintf(a.out, a.say(words.CheckSound)+"\n", len(entries.Entries()), len(knowledge.Flows))
	return nil
}

func (a *app) checkOwn(folder string) error {
	if part(folder, "catalog") == "" && part(folder, "flows") == "" {
		return failed(words.NoKnowledge, folder)
	}
	all, err := over(shipped(), folder)
	if err != nil {
		return &codedError{exitFaults, fill(words.CheckFaults, fault.Scrub(err.Error()))}
	}
	fmt.Fprintf(a.out, a.say(words.CheckSound)+"\n", len(all.catalog.Entries()), len(all.flows.Flows))
	return nil
}

// place is the beginning of a line that tells of a fault in a file.
var place = regexp.MustCompile(`(?m)^[^:\n]+\.yaml:\d+: `)

// within names the files of an error, which are relative to a folder, as they are found from here: both
// folders have a file e.yaml.
func within(folder string, err error) error {
	if err == nil {
		return nil
	}
	return errors.New(place.ReplaceAllStringFunc(err.Error(), func(file string) string { return filepath.Join(folder, file) }))
}
