package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/check"
	"posmedic/tui"
)

// lookAgain is how often a folder that is tried is looked at. A dozen files are looked at in less than a millisecond.
const lookAgain = 300 * time.Millisecond

func (a *app) tryCommand() *cobra.Command {
	command := a.plainCommand("try DIR [CODE]", words.CommandTry)
	command.Args = a.args(1, 2)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // it takes up no folder but the one to try
	command.RunE = func(_ *cobra.Command, args []string) error { return a.try(args[0], joined(args[1:])) }
	return command
}

// try shows the wizard on a folder that is being written, at a code where one is named. Its cases go into a folder that is removed at the end.
func (a *app) try(folder, code string) error {
	if part(folder, "catalog") == "" && part(folder, "flows") == "" {
		return failed(words.NoKnowledge, folder)
	}
	if !a.drawable() { // in lines nobody would see that the folder was read again
		return failed(words.TryNeedsTerminal)
	}
	data, err := os.MkdirTemp("", "posmedic-try-")
	if err != nil {
		return fmt.Errorf("make a folder for the trial: %w", err)
	}
	defer os.RemoveAll(data)
	trial := &trial{app: a, folder: folder, seen: stamp(folder), readings: make(chan tui.Reading)}
	read, problem := trial.read()
	if !problem.IsZero() {
		read = shipped()
	}
	a.known = read
	watching, stop := context.WithCancel(context.Background())
	defer stop()
	return a.show(tui.Options{
		Reports: filepath.Join(data, "reports"), Query: code, Settings: a.settings,
		Trial: &tui.Trial{Folder: folder, Problem: problem, Readings: trial.readings},
	}, false, data, func(store *cases.Store) { go trial.watch(watching, store) })
}

// trial is a folder that is looked at while it is being written.
type trial struct {
	*app
	folder   string
	seen     string // the stamp of what was read last
	readings chan tui.Reading
}

// watch reads the folder each time that somebody has saved a file in it.
func (t *trial) watch(watching context.Context, store *cases.Store) {
	ticker := time.NewTicker(lookAgain)
	defer ticker.Stop()
	for {
		select {
		case <-watching.Done():
			return
		case <-ticker.C:
		}
		now := stamp(t.folder)
		if now == t.seen {
			continue
		}
		t.seen = now
		select {
		case t.readings <- t.reading(store):
		case <-watching.Done():
			return
		}
	}
}

func (t *trial) reading(store *cases.Store) tui.Reading {
	read, problem := t.read()
	if !problem.IsZero() {
		return tui.Reading{Problem: problem}
	}
	fresh := &app{known: read}
	book := fresh.book()
	return tui.Reading{Catalog: read.catalog, Searcher: fresh.searcher(), Book: book, Journal: cases.NewJournal(store, book)}
}

// read reads the folder and proves it as check does, and says the first thing that is wrong with it.
func (t *trial) read() (known, catalog.Text) {
	own, err := knowledgeIn(t.folder)
	if err != nil {
		return known{}, explain(err)
	}
	if fault, found := firstError(check.Run(own)); found {
		return known{}, catalog.Text{Zh: fmt.Sprintf(words.TryFault.Zh, fault.Zh), En: fmt.Sprintf(words.TryFault.En, fault.En)}
	}
	return known{catalog: own.Catalog, flows: own.Flows.Pinned()}, catalog.Text{}
}

// stamp is another one whenever a file of a knowledge folder was written, added or taken away.
func stamp(folder string) string {
	var all strings.Builder
	for _, half := range []string{"catalog", "flows"} {
		for _, pattern := range []string{filepath.Join(half, "*.yaml"), filepath.Join(half, "data", "*.yaml")} {
			files, err := fs.Glob(os.DirFS(folder), filepath.ToSlash(pattern))
			if err != nil {
				continue
			}
			for _, file := range files {
				if info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(file))); err == nil {
					fmt.Fprintln(&all, file, info.Size(), info.ModTime().UnixNano())
				}
			}
		}
	}
	return all.String()
}
