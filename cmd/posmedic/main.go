// Command posmedic takes a field agent through the repair of a payment terminal, and hands the back office
// one complete report. This package is the command line: flags, exit codes and wiring. It must never hold
// knowledge of a code or draw a screen.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
	"posmedic/flows/cases"
	"posmedic/tui"
)

// Exit codes.
const (
	exitDone = iota
	exitFailed
	exitUsage
	exitNotFound
	exitFaults
)

func main() {
	os.Exit(run(&app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Environ(), now: time.Now}, os.Args[1:]))
}

// app is what every command works with.
type app struct {
	in   *os.File
	out  io.Writer
	err  io.Writer
	env  []string
	now  func() time.Time
	lang catalog.Lang
}

// run carries out one command line and returns its exit code.
func run(a *app, args []string) int {
	lang, err := chooseLang(args, a.env)
	a.lang = lang
	if err == nil {
		root := a.command()
		root.SetArgs(args)
		err = root.Execute()
	}
	if err == nil {
		return exitDone
	}
	var coded *codedError
	if !errors.As(err, &coded) {
		coded = &codedError{code: exitFailed, text: explain(err)}
	}
	fmt.Fprintln(a.err, "posmedic: "+coded.text.In(a.lang))
	return coded.code
}

// china is the zone in which every time is shown and read: the handbook's merchants are there.
var china = time.FixedZone("CST", 8*60*60)

func (a *app) clock() time.Time { return a.now().In(china) }

func (a *app) catalog() *catalog.Catalog { return &catalog.Catalog{Tables: catalogdata.Tables} }

func (a *app) book() *flows.Book { return flows.NewBook(&flowdata.Knowledge) }

func (a *app) say(text catalog.Text) string { return text.In(a.lang) }

// withCases opens the store for the length of one piece of work.
func (a *app) withCases(work func(*cases.Journal) error) error {
	store, err := cases.Open(dataFolder(a.env))
	if err != nil {
		return err
	}
	return errors.Join(work(cases.NewJournal(store, a.book())), store.Close())
}

// wizard shows the wizard, at a case where one is named.
func (a *app) wizard(query, resume string) error {
	screen, ok := a.out.(*os.File)
	if !ok || !tui.Terminal(screen) || !tui.Terminal(a.in) || value(a.env, "TERM") == "dumb" {
		return failed(words.NoTerminal)
	}
	var store *cases.Store
	book := a.book()
	err := tui.Run(tui.Options{
		Catalog: a.catalog(), Book: book, Reports: reportFolder(a.env), Lang: a.lang, Query: query, Resume: resume,
		Now: a.clock, Explain: explain, Input: a.in, Output: screen, Env: a.env,
		Open: func() (*cases.Journal, error) {
			opened, err := cases.Open(dataFolder(a.env))
			store = opened
			return cases.NewJournal(opened, book), err
		},
	})
	if store != nil {
		err = errors.Join(err, store.Close())
	}
	return err
}

// command makes the whole command line in the language of the call.
func (a *app) command() *cobra.Command {
	root := a.plainCommand("posmedic", words.CommandRoot)
	root.Use = "posmedic [CODE | WORDS]"
	root.Args = cobra.ArbitraryArgs
	root.RunE = func(_ *cobra.Command, args []string) error { return a.wizard(joined(args), "") }
	root.PersistentFlags().String("lang", "", a.say(words.FlagLang))
	root.AddCommand(
		a.lookupCommand(), a.searchCommand(), a.walkCommand(), a.casesCommand(), a.reportCommand(),
		a.catalogCommand(), a.pathsCommand(), a.checkCommand(),
	)
	a.speak(root)
	return root
}
