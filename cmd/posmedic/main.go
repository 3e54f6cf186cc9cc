// Command posmedic takes a field agent through the repair of a payment terminal, and hands the back office
// one complete report. This package is the command line: flags, exit codes and wiring. It must never hold
// knowledge of a code or draw a screen.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
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

// memoryLimit is the memory, in bytes, near which what is no longer needed is collected more often. Only a large
// catalogue of one's own comes near it: with 100,000 entries posmedic's search stays below 300 MB.
const memoryLimit = 250 << 20

func main() {
	debug.SetMemoryLimit(memoryLimit)
	cobra.MousetrapHelpText = "" // on Windows, a double click opens the wizard
	os.Exit(run(&app{
		in: os.Stdin, screen: os.Stdout, out: bufio.NewWriter(os.Stdout), err: os.Stderr, env: os.Environ(), now: time.Now,
	}, os.Args[1:]))
}

// app is what every command works with.
type app struct {
	in     *os.File
	screen *os.File      // standard output as the wizard draws on it
	out    *bufio.Writer // standard output for results; it remembers a write that failed, and run asks it
	err    io.Writer
	env    []string
	now    func() time.Time
	lang   catalog.Lang
	known  known
}

// run carries out one command line and returns its exit code.
func run(a *app, args []string) int {
	err := a.execute(args)
	if unwritten := a.out.Flush(); unwritten != nil {
		err = failed(words.NotWritten, unwritten.Error())
	}
	if err == nil {
		return exitDone
	}
	a.complain(explain(err))
	return exitCode(err)
}

func (a *app) execute(args []string) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = tui.Caught(value)
		}
		if crash := (*tui.Crash)(nil); errors.As(err, &crash) {
			err = a.crashed(crash)
		}
	}()
	if a.lang, err = chooseLang(args, a.env); err != nil {
		return err
	}
	root := a.command()
	root.SetArgs(args)
	return root.Execute()
}

// complain says on standard error what is wrong.
func (a *app) complain(text catalog.Text) { fmt.Fprintln(a.err, "posmedic: "+a.say(text)) }

// china is the zone in which every time is shown and read: the handbook's merchants are there.
var china = time.FixedZone("CST", 8*60*60)

func (a *app) clock() time.Time { return a.now().In(china) }

func (a *app) catalog() *catalog.Catalog { return a.known.catalog }

func (a *app) searcher() *catalog.Searcher {
	return catalog.NewSearcher(a.catalog(), &catalogdata.Lexicon)
}

func (a *app) book() *flows.Book { return flows.NewBook(a.known.flows) }

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
	return a.show(tui.Options{Reports: reportFolder(a.env), Query: query, Resume: resume, Notice: a.known.problem}, dataFolder(a.env), func(*cases.Store) {})
}

// show shows the wizard on a data folder, and tells when its store is open.
func (a *app) show(options tui.Options, data string, ready func(*cases.Store)) error {
	if !term.IsTerminal(a.screen.Fd()) || !term.IsTerminal(a.in.Fd()) || value(a.env, "TERM") == "dumb" {
		return failed(words.NoTerminal)
	}
	opened := make(chan *cases.Store, 1) // the agent may leave before the store is open
	options.Catalog, options.Searcher, options.Book = a.catalog(), a.searcher, a.book()
	options.Lang, options.Now, options.Explain, options.Input, options.Output, options.Env = a.lang, a.clock, explain, a.in, a.screen, a.env
	options.Open = func() (*cases.Journal, error) {
		store, err := cases.Open(data)
		if err != nil {
			return nil, err
		}
		opened <- store
		ready(store)
		return cases.NewJournal(store, options.Book), nil
	}
	err := tui.Run(options)
	select {
	case store := <-opened:
		err = errors.Join(err, store.Close())
	default:
	}
	return err
}

// command makes the whole command line in the language of the call.
func (a *app) command() *cobra.Command {
	root := a.plainCommand("posmedic [CODE | WORDS]", words.CommandRoot)
	root.Args = cobra.ArbitraryArgs
	root.RunE = func(_ *cobra.Command, args []string) error { return a.wizard(joined(args), "") }
	root.PersistentFlags().String("lang", "", a.say(words.FlagLang))
	folder := root.PersistentFlags().String("knowledge", "", a.say(words.FlagKnowledge))
	root.PersistentPreRunE = func(command *cobra.Command, _ []string) error {
		if command.Flag("lang").Value.String() == bothLanguages && command.Name() != reportName {
			return usage(words.BothForReports)
		}
		return a.learn(command, *folder)
	}
	root.AddCommand(
		a.lookupCommand(), a.searchCommand(), a.walkCommand(), a.casesCommand(), a.reportCommand(),
		a.catalogCommand(), a.pathsCommand(), a.graphCommand(), a.checkCommand(), a.diffCommand(),
		a.newCommand(), a.schemaCommand(), a.tryCommand(),
	)
	a.speak(root)
	return root
}

// learn takes up what is known. The wizard shows a mistake in the own folder itself.
func (a *app) learn(command *cobra.Command, folder string) error {
	known, err := learn(folder, a.env)
	a.known = known
	if err == nil && !known.problem.IsZero() && command.HasParent() {
		a.complain(known.problem)
	}
	return err
}
