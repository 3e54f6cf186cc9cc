package tui

import (
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// afterAnother is a folder with a case that names a terminal.
func afterAnother(t *testing.T) *wizard {
	t.Helper()
	w := start(t)
	w.walkTo("E301", "i")
	w.goTo(fault.MID)
	w.press("822290054110021")
	w.goTo(fault.TID)
	w.press("10293847", "esc", "esc")
	return w
}

func (w *wizard) caseOf(code string) cases.Case {
	w.t.Helper()
	for _, summary := range w.listed() {
		if summary.Code == code {
			loaded, err := w.disk.Load(summary.ID)
			if err != nil {
				w.t.Fatal(err)
			}
			return loaded
		}
	}
	w.t.Fatalf("there is no case of %s on the disk", code)
	return cases.Case{}
}

func TestLastTerminalIsOfferedAndTakenByOneKey(t *testing.T) {
	for name, take := range map[string]func(w *wizard){
		"at a step":      func(w *wizard) { w.press("p") },
		"by a click":     func(w *wizard) { w.clickOn("The same terminal as last time") },
		"at the outcome": func(w *wizard) { w.press("y", "y", "p") },
		"in the form":    func(w *wizard) { w.press("i", "right", "enter", "right", "enter") },
	} {
		t.Run(name, func(t *testing.T) {
			w := afterAnother(t)
			w.walkTo("E102")
			w.see("p  The same terminal as last time: TID 10293847, MID 822290054110021")
			same(t, "the terminal before the key", w.caseOf("E102").Record.Get(fault.TID), "")
			take(w)
			record := w.caseOf("E102").Record
			same(t, "MID", record.Get(fault.MID), "822290054110021")
			same(t, "TID", record.Get(fault.TID), "10293847")
			w.seeNot("The same terminal as last time")
		})
	}
}

func TestACaseBeginsOnTheLastTerminal(t *testing.T) {
	for name, begin := range map[string]func(w *wizard){
		"by the key": func(w *wizard) { w.press("p") },
		"by a click": func(w *wizard) { w.clickOn("The same terminal as last time") },
	} {
		t.Run(name, func(t *testing.T) {
			w := afterAnother(t)
			w.press("E102", "enter")
			w.see("E102", "The same terminal as last time: TID 10293847, MID 822290054110021")
			same(t, "cases before the key", len(w.listed()), 1)
			begin(w)
			w.see("step 1")
			same(t, "TID", w.caseOf("E102").Record.Get(fault.TID), "10293847")
		})
	}
	first := start(t)
	first.press("E102", "enter", "p")
	first.see("What the handbook says to do")
	first.seeNot("The same terminal as last time")
	same(t, "cases", len(first.listed()), 0)
}

func TestNoTerminalIsOfferedWhereOneIsKnown(t *testing.T) {
	w := afterAnother(t)
	w.walkTo("E102", "i")
	w.see("Last time: 822290054110021")
	w.goTo(fault.TID)
	w.press("20304050", "esc")
	w.seeNot("The same terminal as last time")
	w.press("p")
	same(t, "MID", w.caseOf("E102").Record.Get(fault.MID), "")
	first := start(t)
	first.walkTo("E102", "p")
	first.seeNot("The same terminal as last time")
	same(t, "TID", first.theCase().Record.Get(fault.TID), "")
}

func TestNoTerminalIsOfferedWhereTheDiskFails(t *testing.T) {
	w := afterAnother(t)
	work := &casework{desk: w.root.screens[0].(*homeScreen).desk}
	work.offer("XXXX-XXXX")
	same(t, "whether one is offered", work.offersTerminal(), false)
}

// counting counts key presses, the code's letters left out.
type counting struct {
	*wizard
	presses int
}

func (c *counting) one(key string) {
	press, named := namedKeys[key]
	if !named {
		press = letterKey([]rune(key)[0])
	}
	c.presses++
	c.send(tea.KeyPressMsg(press))
}

func TestFewKeysFromTheStartToTheFirstQuestion(t *testing.T) {
	c := counting{wizard: start(t)}
	c.press("E102")
	for _, key := range []string{"enter", "enter"} {
		c.one(key)
	}
	c.see("step 1", "[y] Yes")
	if c.presses > 3 {
		t.Errorf("%d key presses and the code, at most 3", c.presses)
	}
}

// fewest are the most key presses from the first question to a saved report, on a known terminal.
const fewest = 8

// TestFewKeysToASavedReport resolves E102 by a restart on a network that works, on the terminal of the case before, and
// tries a live transaction.
func TestFewKeysToASavedReport(t *testing.T) {
	for name, test := range map[string]struct {
		start string
		keys  []string
	}{
		"where something went through just now":      {"enter", []string{"p", "y", "y", "v", "s"}},
		"by every question about a Wi-Fi that works": {"p", []string{"n", "y", "y", "n", "n", "y", "v", "s"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := counting{wizard: afterAnother(t)}
			c.press("E102", "enter", test.start)
			c.see("step 1")
			for _, key := range test.keys {
				c.one(key)
			}
			c.see("Saved to", "Resolved")
			if c.presses > fewest {
				t.Errorf("%d key presses from the first question, at most %d", c.presses, fewest)
			}
			done := c.caseOf("E102")
			same(t, "TID", done.Record.Get(fault.TID), "10293847")
			state, err := book.Resolve(done.Walk)
			if err != nil || state.Outcome == nil {
				t.Fatalf("the walk has not ended: %v", err)
			}
			same(t, "the last step", state.Path[len(state.Path)-1].Node.Text.In(catalog.English), "Restart the terminal and try again")
			files, err := filepath.Glob(filepath.Join(c.folder, "reports", "*.txt"))
			if err != nil || len(files) != 1 {
				t.Errorf("want one saved report, got %q, %v", files, err)
			}
		})
	}
}
