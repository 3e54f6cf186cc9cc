package tui

import (
	"os"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// first opens the wizard as the first time: nothing is stored, and the example is offered.
func first(t *testing.T) *wizard {
	t.Helper()
	return startIn(t, t.TempDir(), Options{Example: "E102"})
}

func TestFirstRunSaysWhatThisIs(t *testing.T) {
	w := first(t)
	w.see("What does the terminal show?", "one question at a time", "▸ Try an example", "E102")
	w.seeNot("No open cases")
}

// TestFirstRunCostsNoKey types a code at once: it is looked up as on any other day.
func TestFirstRunCostsNoKey(t *testing.T) {
	w := first(t)
	w.press("E101")
	w.see("> E101", "▸ E101")
	w.seeNot("Try an example")
	w.press("enter", "enter")
	w.see("step 1")
	same(t, "cases on the disk", len(w.listed()), 1)
	w.press("esc")
	w.see("Open cases")
	w.seeNot("Try an example")
}

func TestNoExampleWhereThereAreCases(t *testing.T) {
	w := start(t)
	w.walkTo("E101", "esc")
	again := startIn(t, w.folder, Options{Example: "E102"})
	again.see("Open cases")
	again.seeNot("Try an example")
}

// TestExampleIsMarkedOnEveryScreenAndStoredNowhere goes through the example to its end.
func TestExampleIsMarkedOnEveryScreenAndStoredNowhere(t *testing.T) {
	const mark = "Example, nothing is stored."
	w := first(t)
	w.press("enter")
	for _, step := range []struct{ key, see string }{
		{"", "What the handbook says to do"},
		{"enter", "step 1"},
		{"n", "step 2"},
		{"b", "step 1"},
		{"f", "step 2"},
		{"m", "Flow map"},
		{"m", "step 2"},
		{"i", "Fault record"},
		{"esc", "step 2"},
		{"t", "Notes"},
		{"esc", "step 2"},
		{"c", "Why not?"},
		{"esc", "step 2"},
		{"?", "The keys of this screen"},
		{"esc", "step 2"},
		{"y", "step 3"},
		{"n", "step 4"},
		{"y", "The fault has gone"},
		{"v", "The live transaction went through"},
		{"r", "Report"},
		{"s", "An example is not saved."},
		{"c", "An example is not saved."},
	} {
		w.press(step.key)
		w.see(step.see)
		w.see(mark)
		for _, size := range sizes {
			w.size(size[0], size[1])
			w.fits()
			w.see("Example")
		}
		w.size(200, 60)
	}
	w.press("esc", "esc")
	w.see("What does the terminal show?", "Try an example")
	w.seeNot(mark)
	same(t, "cases on the disk", len(w.listed()), 0)
	same(t, "the clipboard", w.clipboard, "")
	if _, err := os.Stat(w.root.screens[0].(*homeScreen).reports); !os.IsNotExist(err) {
		t.Errorf("the example left a folder of reports: %v", err)
	}
}

func TestEscLeavesTheExample(t *testing.T) {
	for name, keys := range map[string][]string{
		"from the entry":  {"enter"},
		"from a step":     {"enter", "enter", "n"},
		"from an outcome": {"enter", "enter", "n", "y", "n", "y"},
	} {
		t.Run(name, func(t *testing.T) {
			w := first(t)
			w.press(keys...)
			w.see("Example, nothing is stored.")
			w.press("esc")
			w.see("What does the terminal show?", "Try an example")
			w.walkTo("E101", "y")
			w.seeNot("Example")
			same(t, "answers on the disk", len(w.theCase().Given), 1)
		})
	}
}

// TestRehearsalKeepsNothing works on a case whose journal has no store.
func TestRehearsalKeepsNothing(t *testing.T) {
	journal := cases.Rehearsal(book)
	entry, _ := shipped.OfFlow("E102")
	begun, err := journal.Begin(entry, begun)
	if err != nil {
		t.Fatal(err)
	}
	noted, err := journal.Note(begun, "打印机", begun.Opened)
	if err != nil || len(noted.Notes) != 1 {
		t.Errorf("got %+v, %v", noted.Notes, err)
	}
	if earlier, err := journal.Earlier(noted, begun.Opened); len(earlier) != 0 || err != nil {
		t.Errorf("got %v, %v, want no earlier case", earlier, err)
	}
	if list, err := journal.List(); len(list) != 0 || err != nil {
		t.Errorf("got %v, %v, want an empty list", list, err)
	}
}

func TestWelcomeFits(t *testing.T) {
	w := first(t)
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
		w.root.lang = lang
		for _, size := range sizes {
			w.size(size[0], size[1])
			w.fits()
			w.typeset()
			if size[1] >= 20 && strings.Contains(w.marker(), "PgDn") {
				t.Errorf("%s, %v: the welcome does not fit:\n%s", lang, size, w.screen())
			}
		}
	}
}
