package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
)

func (a *app) checkCommand() *cobra.Command {
	command := a.plainCommand("check DIR", words.CommandCheck)
	command.Args = a.args(1, 1)
	command.RunE = func(_ *cobra.Command, args []string) error { return a.check(args[0]) }
	return command
}

// check reads a knowledge folder as the project lays it out and prints every fault, with its file and line.
func (a *app) check(folder string) error {
	entries, err := catalog.Load(os.DirFS(filepath.Join(folder, "catalog", "data")))
	knowledge, flowErr := flows.Load(os.DirFS(filepath.Join(folder, "flows", "data")))
	if fault := errors.Join(err, flowErr); fault != nil {
		if errors.Is(fault, fs.ErrNotExist) {
			return failed(words.NoKnowledge, folder)
		}
		return coded(exitFaults, words.CheckFaults, fault.Error())
	}
	fmt.Fprintf(a.out, a.say(words.CheckSound)+"\n", len(entries.Entries()), len(knowledge.Flows))
	return nil
}
