package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

// Trial is a wizard on knowledge that is being written. It says so on every screen.
type Trial struct {
	Folder   string
	Problem  catalog.Text   // what is wrong with the folder at the start, or ""
	Readings <-chan Reading // what the folder holds each time that somebody saved a file in it
}

// Reading is the knowledge of a folder as it was just read, or why it cannot be used.
type Reading struct {
	Problem  catalog.Text // empty where the rest is there
	Catalog  *catalog.Catalog
	Searcher *catalog.Searcher
	Book     *flows.Book
	Journal  *cases.Journal // on the same store as before
}

// next waits for the next reading. It gives none where this is no trial.
func (t *Trial) next() tea.Cmd {
	if t == nil {
		return nil
	}
	return func() tea.Msg {
		if reading, more := <-t.Readings; more {
			return reading
		}
		return nil
	}
}

// How many lines of the foot a problem may take, in a body that is low or not.
const (
	mostProblem  = 3
	leastProblem = 1
	lowBody      = 12
)

// foot says that this is a trial, and what is wrong with the folder.
func (t *Trial) foot(theme theme, room room) []string {
	if t == nil {
		return nil
	}
	s := sheet{room: room}
	s.short(theme.caution, fmt.Sprintf(room.in(words.TrialOf), t.Folder))
	if !t.Problem.IsZero() {
		s.say(theme.problem, t.Problem)
	}
	most := mostProblem
	if room.height < lowBody {
		most = leastProblem
	}
	return s.lines[:min(len(s.lines), 1+most)]
}

// learner is the first screen, which hands new knowledge to all that lie on it.
type learner interface{ learn(Reading) }

// learning is a screen that can be shown again under new knowledge; it cannot where what it shows is gone.
type learning interface{ relearn() (screen, bool) }

// learn takes up what was read. With a mistake in it, all stays as it was. Else the lowest screen that shows knowledge
// is shown anew, and what lay on it is taken away.
func (r *root) learn(reading Reading) tea.Cmd {
	r.trial.Problem = reading.Problem
	if first, ok := r.screens[0].(learner); ok && reading.Problem.IsZero() {
		first.learn(reading)
		for i, below := range r.screens {
			if shown, ok := below.(learning); ok {
				r.screens = r.screens[:i:i]
				if again, ok := shown.relearn(); ok {
					r.screens = append(r.screens, again)
				}
				break
			}
		}
	}
	return tea.Batch(r.trial.next(), r.keepTime())
}

func (h *homeScreen) learn(reading Reading) {
	h.catalog, h.book, h.journal, h.finder = reading.Catalog, reading.Book, reading.Journal, reading.Searcher
	if h.query.value() != "" {
		h.look()
	}
}

func (e *entryScreen) relearn() (screen, bool) {
	entry, found := e.catalog.OfFlow(e.entry.Flow)
	return &entryScreen{desk: e.desk, entry: entry, known: e.known}, found
}

// relearn goes as far as the answers still fit.
func (w *casework) relearn() (screen, bool) {
	work, err := w.resume(w.current)
	if err != nil {
		return nil, false
	}
	work.changeSeen, work.last = true, w.last
	return work.screen(), true
}
