// Package tui is what is seen: the wizard's screens, its keys, its looks and its words in both languages.
//
// It must never hold knowledge of a code, decide where an answer leads, or show the next step before the
// answer to the last one is on disk.
package tui

import (
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/mattn/go-runewidth"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

// Options is what the wizard needs to run.
type Options struct {
	Catalog *catalog.Catalog
	// Searcher makes what finds entries by words. It is called once, beside the first frame, as Open is.
	Searcher func() *catalog.Searcher
	Book     *flows.Book
	// Open opens the case store. It is called once, beside the first frame, so that the screen need not wait.
	Open     func() (*cases.Journal, error)
	Settings Settings
	Reports  string // the folder that reports are saved in
	Lang     catalog.Lang
	Theme    string       // one of Themes; "" is ThemeAuto unless POSMEDIC_THEME says another
	Mouse    string       // MouseOn or MouseOff; "" is MouseOn
	Example  string       // Run: the flow of the example that is offered while there is no case, or ""
	Query    string       // what to look up at the start, or ""
	Resume   string       // the case to open at the start, or ""
	Notice   catalog.Text // what the home screen says at first, or ""
	Now      func() time.Time
	Explain  func(error) catalog.Text // says an error as one sentence with a way out
	Width    int                      // RunPlain: where lines are broken, in cells; 0 is nowhere
	Input    io.Reader
	Output   io.Writer
	Env      []string
	Train    func() (*Training, error) // makes ready for drills, when they are wanted; nil where there are none
	Trial    *Trial                    // where the knowledge is being written; nil where it is not
}

// Run shows the wizard until the agent leaves it, or the system ends it. Where the agent leaves with a case in hand, Output
// gets a line that names it, behind the screen that was there before. After a mistake of posmedic's own it returns a
// *Crash, with the terminal as it was before.
func Run(options Options) error {
	// The first wide character makes the renderer's width table, which takes a millisecond: made here, beside
	// everything else, it does not delay the first frame.
	go runewidth.RuneWidth('一')
	model := newRoot(options)
	settings := []tea.ProgramOption{
		tea.WithoutSignalHandler(), tea.WithFPS(120), tea.WithInput(options.Input), tea.WithOutput(options.Output), tea.WithEnvironment(options.Env),
	}
	if variable(options.Env, "NO_COLOR") != "" { // the library wants 1 or true, the convention anything
		settings = append(settings, tea.WithColorProfile(colorprofile.ASCII))
	}
	guard := &guard{model: model}
	program := tea.NewProgram(guard, append(settings, tea.WithFilter(guard.notice))...)
	guard.quit = program.Quit
	defer quitOnSignal(program)()
	_, err := program.Run()
	if guard.crash != nil {
		return guard.crash
	}
	model.keepTyped()
	if err != nil {
		return fmt.Errorf("show the wizard: %w", err)
	}
	if id := model.storedCase(); model.left && id != "" {
		if _, err := fmt.Fprintf(options.Output, words.CaseLeft.In(model.lang)+"\n", id); err != nil {
			return fmt.Errorf("%w: %w", ErrNotSaid, err)
		}
	}
	return model.failed
}

func after(wait time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
}

func newRoot(options Options) *root {
	home, first := open(options, newKeyMap())
	home.exampleOf = options.Example
	model := &root{screens: stack{home}, keys: home.keys, env: options.Env, theme: chooseTheme(options.Theme, options.Env), lang: options.Lang, after: after, trial: options.Trial, mouse: mouseMode(options.Mouse)}
	model.take(first)
	return model
}

// open makes the home screen, and says where to go from there at once.
func open(options Options, keys keyMap) (*homeScreen, turn) {
	desk := &desk{
		settings: options.Settings, catalog: options.Catalog, book: options.Book, now: options.Now, reports: options.Reports,
		keys: keys, explain: options.Explain, train: options.Train,
	}
	home := newHome(desk, func() (journal, error) { return options.Open() }, func() finder { return options.Searcher() })
	home.wanted, home.notice = options.Resume, options.Notice
	if options.Query == "" {
		return home, turn{}
	}
	return home, home.lookUp(options.Query)
}
