package tui

import (
	"os"
	"os/signal"
	"strings"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
)

// This file is how posmedic ends other than by its own keys: what is typed by then is not lost.

// quitOnSignal ends the program when the system asks for it; SIGHUP comes when the window is closed or the connection
// breaks. A second signal ends the process at once. It is to be stopped when the program has ended.
func quitOnSignal(program *tea.Program) (stop func()) {
	signals, ended := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			program.Quit()
		case <-ended:
		}
	}()
	return func() {
		signal.Stop(signals)
		close(ended)
	}
}

// typing is a screen on which something may be typed that is not stored yet.
type typing interface{ keepTyped() }

// keepTyped stores what is typed on any screen, when posmedic ends without asking.
func (r *root) keepTyped() {
	for _, one := range r.screens {
		if screen, ok := one.(typing); ok {
			screen.keepTyped()
		}
	}
}

// keepTyped stores the field in hand. What no field takes is not kept.
func (f *formScreen) keepTyped() { f.store() }

func (n *notesScreen) keepTyped() { n.store() }

// keepTyped keeps an unfinished reply as a note: that a reply came is for the agent to say.
func (r *replyScreen) keepTyped() { r.keep(r.journal.Note(r.current, r.text.value(), r.now())) }

// keepTyped keeps an unfinished reason as a note: it is no answer yet.
func (r *reasonScreen) keepTyped() { r.keep(r.journal.Note(r.current, r.own.value(), r.now())) }

// storedCase is the code of the case in hand; "" where there is none to go on with, or where calling it stored would be
// wrong: in a trial, in the example, and after a change that could not be stored.
func (r *root) storedCase() string {
	work, found := r.screens.inHand()
	if !found || r.trial != nil || work.isExample || work.current.Closed || !work.problem.IsZero() {
		return ""
	}
	return work.current.ID
}

// inHand is the work on the case that the screens are about, if they are about one that could be read.
func (s stack) inHand() (*casework, bool) {
	for _, one := range s {
		if screen, ok := one.(interface{ work() *casework }); ok {
			return screen.work(), screen.work().current.ID != ""
		}
	}
	return nil, false
}

// work is the case that a screen is about.
func (w *casework) work() *casework { return w }

// unstored holds an agent once who leaves a screen with something typed on it that would be lost.
type unstored struct{ warned bool }

// holds tells whether to stay, and why.
func (u *unstored) holds(typed string) (catalog.Text, bool) {
	if strings.TrimSpace(typed) == "" || u.warned {
		return catalog.Text{}, false
	}
	u.warned = true
	return words.NotesUnstored, true
}
