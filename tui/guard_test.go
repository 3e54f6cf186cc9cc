package tui

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// faulty is a model that panics where it is told to.
type faulty struct{ update, view, command bool }

func (f faulty) Init() tea.Cmd { return nil }

func (f faulty) Update(tea.Msg) (tea.Model, tea.Cmd) {
	if f.update {
		panic("in Update")
	}
	if f.command {
		return f, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic("in a command") })
	}
	return f, nil
}

func (f faulty) View() tea.View {
	if f.view {
		panic("in View")
	}
	return tea.NewView("drawn")
}

func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	_, ok := cmd().(tea.QuitMsg)
	return ok
}

func TestPanicEndsTheWizardInTheUsualWay(t *testing.T) {
	t.Run("in Update", func(t *testing.T) {
		g := &guard{model: faulty{update: true}}
		_, cmd := g.Update(nil)
		same(t, "whether it quits", quits(cmd), true)
		same(t, "the crash", g.crash.Error(), "posmedic crashed: in Update")
		same(t, "what is drawn after it", g.View().Content, "")
	})
	t.Run("in View", func(t *testing.T) {
		quit := make(chan bool)
		g := &guard{model: faulty{view: true}, quit: func() { quit <- true }}
		g.View()
		<-quit
		same(t, "the crash", g.crash.Error(), "posmedic crashed: in View")
	})
	t.Run("in a command", func(t *testing.T) {
		g := &guard{model: faulty{command: true}}
		_, cmd := g.Update(nil)
		var crash *Crash
		for _, one := range cmd().(tea.BatchMsg) {
			if msg, ok := one().(error); ok && errors.As(msg, &crash) {
				_, cmd = g.Update(msg)
			}
		}
		if crash == nil {
			t.Fatal("the panic was not caught")
		}
		same(t, "whether it quits", quits(cmd), true)
		same(t, "the crash", g.crash, crash)
	})
	t.Run("nowhere", func(t *testing.T) {
		g := &guard{model: faulty{}}
		_, cmd := g.Update(nil)
		same(t, "whether it quits", quits(cmd), false)
		same(t, "what is drawn", g.View().Content, "drawn")
	})
}

// TestWhatIsTypedIsKept ends posmedic in the midst of typing, as a signal does.
func TestWhatIsTypedIsKept(t *testing.T) {
	for _, test := range []struct {
		name string
		keys []string
		kept func(w *wizard) string
		want string
	}{
		{"a field", []string{"i", "822290054110021"}, func(w *wizard) string { return w.theCase().Record.Get("mid") }, "822290054110021"},
		{"a field under the help", []string{"i", "822290054110021", "f1"}, func(w *wizard) string { return w.theCase().Record.Get("mid") }, "822290054110021"},
		{"half a field", []string{"i", "8222"}, func(w *wizard) string { return w.theCase().Record.Get("mid") }, ""},
		{"a note", []string{"t", "the shop closes"}, note, "the shop closes"},
		{"a reason", []string{"c", "locked away"}, note, "locked away"},
		{"a reply", append(append([]string{}, replaced...), "g", "enter", "a", "they send one"), note, "they send one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", test.keys...)
			before := len(w.theCase().Walk.Answers)
			w.root.keepTyped()
			same(t, "what is on the disk", test.kept(w), test.want)
			same(t, "answers on the disk", len(w.theCase().Walk.Answers), before)
		})
	}
}

func note(w *wizard) string {
	w.t.Helper()
	notes := w.theCase().Notes
	if len(notes) != 1 {
		w.t.Fatalf("want one note on the disk, there are %d", len(notes))
	}
	return notes[0].Text
}

func TestEscHoldsOnceWhereSomethingTypedWouldBeLost(t *testing.T) {
	for name, keys := range map[string][]string{
		"a note":   {"t", "the shop closes"},
		"a reason": {"c", "locked away"},
		"a reply":  append(append([]string{}, replaced...), "g", "enter", "a", "they send one"),
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", keys...)
			before := w.root.top()
			w.press("esc")
			w.see("Not stored: Enter stores it, Esc again throws it away.")
			w.press("s", "esc")
			w.see("Not stored: Enter stores it, Esc again throws it away.")
			same(t, "the screen on top", w.root.top(), before)
			w.press("esc")
			if w.root.top() == before {
				t.Error("the second Esc does not leave")
			}
		})
	}
}

// TestOnlyAStoredCaseIsNamedOnLeaving stands on a step of a case, of the example and of a trial, and on a case of the history.
func TestOnlyAStoredCaseIsNamedOnLeaving(t *testing.T) {
	taken := start(t)
	taken.walkTo("E102", "n")
	same(t, "a case", taken.root.storedCase(), taken.theCase().ID)
	taken.press("esc")
	same(t, "at home", taken.root.storedCase(), "")

	example := first(t)
	example.press("enter", "enter", "n")
	example.see("step 2")
	same(t, "the example", example.root.storedCase(), "")

	trial := tried(t)
	trial.walkTo("E102", "n")
	same(t, "a trial", trial.root.storedCase(), "")

	broken := newMemory()
	unstored := startWith(t, broken)
	unstored.walkTo("E102")
	broken.fails = errBroken
	unstored.press("n")
	same(t, "a case whose last answer could not be stored", unstored.root.storedCase(), "")

	looked := start(t)
	looked.walkTo("E102", replaced...)
	looked.press("x", "tab", "enter")
	looked.see("State: closed")
	same(t, "a finished case that is only looked at", looked.root.storedCase(), "")
}
