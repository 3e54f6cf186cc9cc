package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows"
)

// clickOn clicks on the first row of the screen that has a text.
func (w *wizard) clickOn(text string) {
	w.t.Helper()
	for row, line := range w.lines() {
		if strings.Contains(line, text) {
			w.send(tea.MouseClickMsg{X: 5, Y: row, Button: tea.MouseLeft})
			return
		}
	}
	w.t.Fatalf("want %q on the screen:\n%s", text, w.screen())
}

func (w *wizard) wheel(button tea.MouseButton) {
	w.send(tea.MouseWheelMsg{X: 5, Y: 5, Button: button})
}

func TestClicksTakeWhatTheyPointAt(t *testing.T) {
	for _, test := range []struct {
		name  string
		keys  []string
		click string
		see   []string
	}{
		{"an entry that was found", []string{"E10"}, "E103", []string{"posmedic › E103", "What the handbook says to do"}},
		{"an open case", []string{"E102", "enter", "enter", "n", "esc"}, "no TID yet", []string{"step 2"}},
		{"an answer", []string{"E102", "enter", "enter"}, "[n] No", []string{"step 2"}},
		{"an answer that needs a reason", []string{"E102", "enter", "enter"}, "[c]", []string{"Why not?"}},
		{"a reason", []string{"E102", "enter", "enter", "c"}, "2  the merchant", []string{"step 2"}},
		{"the line for a reason of one's own", []string{"E102", "enter", "enter", "c"}, "Another reason:", []string{"▸ Another reason:"}},
		{"a field", []string{"E301", "enter", "enter", "i"}, "Terminal ID", []string{"▸ Terminal ID"}},
		{"the answer about the live transaction", append([]string{"E102", "enter", "enter"}, solved...), "[y] ", []string{"✓ The live transaction went through"}},
		{"when to ask for the reply", append(append([]string{"E102", "enter", "enter"}, replaced...), "s"), "2  ", []string{"Ask for it today 16:02"}},
		{"a case of the history", []string{"E102", "enter", "enter", "n", "esc", "tab"}, "▸ E102", []string{"State: open"}},
		{"a file that was named", []string{"E102", "enter", "enter", "t", "tab", "a.jpg", "enter"}, "a.jpg", []string{"▸ a.jpg"}},
		{"a box of the map", []string{"E201", "enter", "enter", "m"}, "  4 Ask", []string{"▸ │ │   4 Ask"}},
		{"a setting", []string{","}, "Language", []string{"▸ Language"}},
		{"an answer of a recall", []string{"f2", "Lan", "enter", "enter"}, " 1  ", []string{"DRILL › result"}},
		{"a choice of a free drill", []string{"f2", "Lan", "enter", "f", "restart"}, "  Do: Let the merchant", []string{"· Let the merchant restart the router"}},
		{"an action of the palette", []string{"E102", "enter", "enter", ":"}, "fault record", []string{"Fault record", "filled"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.press(test.keys...)
			w.clickOn(test.click)
			w.see(test.see...)
		})
	}
}

func TestClicksElsewhereDoNothing(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		w.size(80, 24)
		before := w.screen()
		top := w.root.top()
		page := top.page(w.root.room())
		_, offset := w.root.visible(page)
		for row := range 24 {
			if _, does := page.clicks[row-headHeight+offset]; !does {
				w.send(tea.MouseClickMsg{X: 5, Y: row, Button: tea.MouseLeft})
			}
			w.send(tea.MouseClickMsg{X: 5, Y: row, Button: tea.MouseRight})
			w.send(tea.MouseReleaseMsg{X: 5, Y: row, Button: tea.MouseLeft})
			w.send(tea.MouseMotionMsg{X: 5, Y: row, Button: tea.MouseLeft})
		}
		same(t, "the screen", w.screen(), before)
	})
}

// TestClickMeansTheRowInView clicks in a page that is scrolled.
func TestClickMeansTheRowInView(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("网络")
	w.size(80, 12)
	w.wheel(tea.MouseWheelDown)
	w.seeNot("What does the terminal show?")
	w.clickOn("E103")
	w.see("posmedic › E103")
}

func TestWheelScrolls(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E310", "enter")
	w.size(40, 20)
	before := w.screen()
	w.wheel(tea.MouseWheelDown)
	scrolled := w.lines()
	same(t, "the first line after a turn", scrolled[headHeight], strings.Split(before, "\n")[headHeight+wheelLines])
	w.wheel(tea.MouseWheelUp)
	same(t, "the screen after a turn back", w.screen(), before)
	w.wheel(tea.MouseWheelLeft)
	same(t, "the screen after a turn to the side", w.screen(), before)
}

func TestWheelMovesInTheHistory(t *testing.T) {
	w := startWith(t, newMemory())
	for range 5 {
		w.press("E102", "enter", "enter", "esc")
	}
	w.press("tab")
	w.wheel(tea.MouseWheelDown)
	same(t, "the row", w.root.top().(*historyScreen).selected, wheelLines)
	w.wheel(tea.MouseWheelUp)
	same(t, "the row", w.root.top().(*historyScreen).selected, 0)
}

func TestClickAnswersInAGuidedDrill(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("f2", "Lan", "enter", "g")
	w.clickOn("Cannot be done here")
	same(t, "answers", len(w.root.top().(*guidedScreen).guided.State().Path), 1)
}

// TestClickIsStoredAsItsKeyIs answers by mouse on a real store.
func TestClickIsStoredAsItsKeyIs(t *testing.T) {
	w := start(t)
	w.walkTo("E102")
	w.clickOn("[n] No")
	answers := w.theCase().Walk.Answers
	same(t, "answers on the disk", len(answers), 1)
	same(t, "the answer", answers[0].Value, flows.No)
}

func TestMouseCanBeSwitchedOff(t *testing.T) {
	for setting, want := range map[string]tea.MouseMode{
		"POSMEDIC_MOUSE=off": tea.MouseModeNone, "POSMEDIC_MOUSE=": tea.MouseModeCellMotion, "OTHER=off": tea.MouseModeCellMotion,
	} {
		w := startIn(t, t.TempDir(), Options{Env: []string{setting}})
		same(t, "the mode with "+setting, w.root.View().MouseMode, want)
		w.press("?")
		if want == tea.MouseModeNone {
			w.seeNot("The mouse works too")
		} else {
			w.see("The mouse works too")
		}
	}
}
