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
	exitUnfinished
)

// memoryLimit is the memory, in bytes, near which what is no longer needed is collected more often. Only a large
// catalogue of one's own comes near it: with 100,000 entries posmedic's search stays below 300 MB.
const memoryLimit = 250 << 20

// wizardGarbage is how much garbage the wizard gathers before it is collected, in percent of what is in use: half of
// what is usual, because the wizard lies open all day and makes little of it.
const wizardGarbage = 50

func main() {
	cobra.MousetrapHelpText = "" // on Windows, a double click opens the wizard
	os.Exit(run(&app{
		in: os.Stdin, screen: os.Stdout, out: bufio.NewWriter(os.Stdout), err: os.Stderr, env: os.Environ(), now: time.Now,
	}, os.Args[1:]))
}

// app is what every command works with.
type app struct {
	in       *os.File
	screen   *os.File      // standard output as the wizard draws on it
	out      *bufio.Writer // standard output for results; it remembers a write that failed, and run asks it
	err      io.Writer
	env      []string
	now      func() time.Time
	settings *settings
	lang     catalog.Lang
	known    known
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
	set, wrongVariable := loadSettings(a.env)
	a.settings = set
	if a.lang, err = chooseLang(args, set.Lang()); err != nil && !isCompletion(args) {
		return err
	}
	if wrongVariable != nil {
		return wrongVariable
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
	debug.SetMemoryLimit(memoryLimit)
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

// exampleFlow is the flow that whoever opens posmedic for the first time may try.
const exampleFlow = "E102"

// wizard shows the wizard, at a case where one is named: in lines where that is wanted, or where there is no
// terminal that can be drawn on.
func (a *app) wizard(query, resume string, plain bool) error {
	options := tui.Options{
		Reports: reportFolder(a.env), Query: query, Resume: resume, Notice: a.notice(), Settings: a.settings, Train: a.training,
	}
	if a.settings.areNone() {
		options.Example = exampleFlow
	}
	return a.show(options, plain, dataFolder(a.env), func(*cases.Store) {})
}

// show shows the wizard on a data folder, and tells when its store is open.
func (a *app) show(options tui.Options, plain bool, data string, ready func(*cases.Store)) error {
	debug.SetGCPercent(wizardGarbage)
	opened := make(chan *cases.Store, 1) // the agent may leave before the store is open
	options.Catalog, options.Searcher, options.Book = a.catalog(), a.searcher, a.book()
	options.Theme, options.Mouse = a.settings.Theme(), a.settings.Mouse()
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
	show := tui.Run
	if plain || !a.drawable() {
		show, options.Width = tui.RunPlain, a.width()
	}
	err := show(options)
	select {
	case store := <-opened:
		err = errors.Join(err, store.Close())
	default:
	}
	return err
}

// drawable tells whether there is a terminal, one that can move its cursor and that knows its size: a serial line may not.
func (a *app) drawable() bool {
	width, height, err := term.GetSize(a.screen.Fd())
	return err == nil && width > 0 && height > 0 && term.IsTerminal(a.in.Fd()) && value(a.env, "TERM") != "dumb"
}

// width is how many cells a line of the terminal has, 0 where there is no terminal.
func (a *app) width() int {
	width, _, err := term.GetSize(a.screen.Fd())
	if err != nil {
		return 0
	}
	return width
}

// command makes the whole command line in the language of the call.
func (a *app) command() *cobra.Command {
	root := a.plainCommand("posmedic [CODE | WORDS]", words.CommandRoot)
	root.Args = cobra.ArbitraryArgs
	plain := root.Flags().Bool("plain", false, a.say(words.FlagLines))
	root.RunE = func(_ *cobra.Command, args []string) error { return a.wizard(joined(args), "", *plain) }
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
		a.newCommand(), a.schemaCommand(), a.tryCommand(), a.drillCommand(), a.configCommand(), a.completionCommand(),
		a.versionCommand(),
	)
	root.AddCommand(a.manual()...)
	a.complete(root)
	a.speak(root)
	return root
}

// learn takes up what is known. The wizard shows a mistake in the settings or in the own folder itself.
func (a *app) learn(command *cobra.Command, folder string) error {
	set, _ := a.settings.get(keyKnowledge)
	known, err := learn(folder, set, a.env)
	a.known = known
	if problem := a.notice(); err == nil && !problem.IsZero() && command.HasParent() {
		a.complain(problem)
	}
	return err
}

// notice says what is wrong with the settings and with the own folder; it is empty where nothing is.
func (a *app) notice() catalog.Text {
	wrong, problem := a.settings.wrong, a.known.problem
	switch {
	case wrong.IsZero():
		return problem
	case problem.IsZero():
		return wrong
	}
	return catalog.Text{Zh: wrong.Zh + "\n" + problem.Zh, En: wrong.En + "\n" + problem.En}
}
