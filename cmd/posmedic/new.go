package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
)

//go:embed skeleton/entry.yaml
var entrySkeleton string

//go:embed skeleton/flow.yaml
var flowSkeleton string

//go:embed skeleton/first-network.yaml
var networkFirst string

//go:embed skeleton/first-payment.yaml
var paymentFirst string

func (a *app) newCommand() *cobra.Command {
	command := a.plainCommand("new CODE [DIR]", words.CommandNew)
	command.Args = a.args(1, 2)
	command.RunE = func(_ *cobra.Command, args []string) error { return a.newCode(args[0], append(args, ".")[1]) }
	return command
}

// newEntry is what the skeletons of a new code are filled with.
type newEntry struct{ Code, Table, Row, Flow string }

// fill puts a new code into a skeleton. text/template would do it too, and make the linker keep every method of every
// type: 3.5 MB.
func (n newEntry) fill(skeleton string) string {
	fields, first := "card-fault", paymentFirst
	if n.Table == "E" {
		fields, first = "terminal-fault", networkFirst
	}
	return strings.NewReplacer("{{.Code}}", n.Code, "{{.Table}}", n.Table, "{{.Row}}", n.Row, "{{.Flow}}", n.Flow,
		"{{.Fields}}", fields, "{{.FirstStep}}", first).Replace(skeleton)
}

// codeTables are the tables whose codes are known by their form.
var codeTables = []struct {
	form  *regexp.Regexp
	table string
}{
	{regexp.MustCompile(`^E[0-9]{3}$`), "E"},
	{regexp.MustCompile(`^[0-9]{1,2}$`), "POSP"},
	{regexp.MustCompile(`^[0-9]{4}$`), "FRONT"},
}

func entryFor(typed string) (newEntry, bool) {
	code := catalog.Canonical(typed)
	for _, known := range codeTables {
		if !known.form.MatchString(code) {
			continue
		}
		made := newEntry{Code: code, Table: known.table, Row: "N" + code, Flow: known.table + "-" + code}
		if known.table == "E" {
			made.Row, made.Flow = code, code
		}
		return made, true
	}
	return newEntry{}, false
}

// newCode writes an entry and a flow for a new code into a folder of one's own. It writes over nothing.
func (a *app) newCode(typed, folder string) error {
	made, ok := entryFor(typed)
	if !ok {
		return usage(words.NewBadCode, typed)
	}
	known := a.catalog().Find(made.Code)
	if at := slices.IndexFunc(known, func(e catalog.Entry) bool { return e.Table == made.Table }); at >= 0 {
		return failed(words.NewKnown, made.Code, known[at].Flow)
	}
	switch {
	case isFolder(filepath.Join(folder, "catalog", "data")):
		return failed(words.NewInProject, folder)
	case pathHoldsCard(folder):
		return usage(words.NameHoldsCard)
	}
	return a.writeSkeletons(made, folder)
}

func (a *app) writeSkeletons(made newEntry, folder string) error {
	name := strings.ToLower(made.Flow) + ".yaml"
	files := []struct{ path, skeleton string }{
		{filepath.Join(folder, "catalog", name), entrySkeleton}, {filepath.Join(folder, "flows", name), flowSkeleton},
	}
	for _, file := range files {
		if _, err := os.Lstat(file.path); err == nil {
			return failed(words.NewExists, file.path)
		}
	}
	for _, file := range files {
		if err := os.MkdirAll(filepath.Dir(file.path), 0o755); err != nil {
			return failed(words.NewNotMade, err.Error())
		}
		if err := writeNew(file.path, []byte(made.fill(file.skeleton))); err != nil {
			return err
		}
		fmt.Fprintln(a.out, echo(file.path))
	}
	if !isFolder(filepath.Join(folder, "schema")) {
		if err := writeSchemas(folder); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, a.say(words.NewNext)+"\n", echo(folder), echo(folder))
	return nil
}
