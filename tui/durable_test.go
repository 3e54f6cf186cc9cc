package tui

import (
	"fmt"
	"slices"
	"testing"

	"posmedic/flows/fault"
)

// TestEveryAnswerIsOnDiskBeforeItsScreen gives the answers of a long walk, back and parked ones included.
// After each key, and before anything is drawn, the case on the disk leads another program to the screen
// that comes here.
func TestEveryAnswerIsOnDiskBeforeItsScreen(t *testing.T) {
	w := start(t)
	w.walkTo("E102")
	for i, key := range []string{"n", "y", "n", "b", "y", "n", "n", "b", "b", "b", "f", "b", "n", "n", "n", "y", "n", "n", "n", "y"} {
		w.root.Update(letterKey(rune(key[0])))
		loaded := w.theCase()
		state, err := book.Resolve(loaded.Walk)
		if err != nil {
			t.Fatal(err)
		}
		drawn := w.root.top().page(w.root.room())
		other := (&casework{desk: w.root.screens[0].(*homeScreen).desk, entry: shipped.Find("E102")[0], current: loaded, state: state}).screen()
		same(t, fmt.Sprintf("after key %d, %s, the screen of the case on the disk", i, key), other.page(w.root.room()).lines, drawn.lines)
	}
}

// TestKilledCaseOpensWhereItWas leaves a case without a word, and opens it in another process.
func TestKilledCaseOpensWhereItWas(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"in the middle":        {"n", "y"},
		"after going back":     {"n", "y", "y", "b", "b"},
		"with parked answers":  {"n", "y", "y", "b", "b", "n", "y"},
		"at the outcome":       solved,
		"with a filled record": {"i", "822290054110021", "enter", "10293847", "enter", "esc", "n"},
	} {
		t.Run(name, func(t *testing.T) {
			killed := start(t)
			killed.walkTo("E102", keys...)
			w := startIn(t, killed.folder, Options{})
			w.see("Open cases", "E102")
			w.press("down", "enter")
			same(t, "the screen", w.screen(), killed.screen())
		})
	}
}

// TestTwoWindowsOnOneCase answers the same case in two windows.
func TestTwoWindowsOnOneCase(t *testing.T) {
	first := start(t)
	first.walkTo("E102")
	second := startIn(t, first.folder, Options{Resume: first.theCase().ID})
	first.press("n")
	second.press("y")
	second.see("step 1", "this case was changed in another window", "Has anything gone through")
	second.press("n")
	second.see("step 1", "this case was changed in another window")
	second.press("i", "822290054110021", "enter")
	second.see("> 822290054110021", "this case was changed in another window")
	second.press("esc", "esc", "esc", "down", "enter")
	second.see("step 2", "Is the terminal on Wi-Fi?")
	second.press("y")
	second.see("step 3")
	first.press("n")
	first.see("this case was changed in another window")
	first.press("esc", "down", "enter")
	first.see("step 3", "✓ Yes: Is the terminal on Wi-Fi?")
	same(t, "answers on the disk", len(first.theCase().Walk.Answers), 2)
}

// TestTwoWindowsOnTwoCases works in two windows at once.
func TestTwoWindowsOnTwoCases(t *testing.T) {
	first := start(t)
	second := startIn(t, first.folder, Options{})
	first.walkTo("E102", "n")
	second.walkTo("E101", "n")
	first.press("y")
	second.press("y", "esc")
	first.press("esc")
	for _, w := range []*wizard{first, second} {
		w.see("Open cases", "2 answered", "2 answered")
	}
}

// TestJournalThatFails holds that nothing goes on that is not on disk.
func TestJournalThatFails(t *testing.T) {
	for _, test := range []struct {
		name   string
		before []string // the keys that lead to the screen
		key    string   // the key that changes the case there
		stays  string   // what is still on the screen
	}{
		{"an answer", nil, "n", "step 1"},
		{"a reason", []string{"c", "1"}, "enter", "step 1"},
		{"going back", []string{"n"}, "b", "step 2"},
		{"going forward", []string{"n", "b"}, "f", "step 1"},
		{"a field", []string{"i", "822290054110021"}, "enter", "> 822290054110021"},
		{"the end of a collection", []string{"y", "n", "y", "n", "enter"}, "esc", "Fill in the fault record"},
		{"closing", proved, "x", "Outcome"},
		{"a live transaction", solved, "v", "Outcome"},
		{"why there was none", append(slices.Clone(solved), "c", "1"), "enter", "Outcome"},
		{"a note", []string{"t", "the shop closes at six"}, "enter", "> the shop closes at six"},
		{"evidence", []string{"t", "tab", "screen.jpg"}, "enter", "> screen.jpg"},
		{"handing over", append(slices.Clone(replaced), "g"), "enter", "Outcome"},
		{"a reply", append(slices.Clone(replaced), "g", "enter", "a", "a new terminal comes"), "enter", "> a new terminal comes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			journal := newMemory()
			w := startWith(t, journal)
			w.size(80, 24)
			w.walkTo("E102", test.before...)
			before := journal.cases["CASE-0000"]
			journal.fails = errBroken
			w.press(test.key)
			w.see(errBroken.Error())
			w.see(test.stays)
			same(t, "the case", journal.cases["CASE-0000"], before)
		})
	}
}

func TestJournalThatDoesNotOpenEndsTheWizard(t *testing.T) {
	w := startWith(t, newMemory())
	w.send(failure{errBroken})
	if !w.left || w.root.failed == nil {
		t.Errorf("left %v with %v, want to leave with the error", w.left, w.root.failed)
	}
}

// TestUnknownCodeOfAnOldCase opens a case about a code that the catalogue no longer has.
func TestUnknownCodeOfAnOldCase(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E102", "n", "esc")
	old := journal.cases["CASE-0000"]
	old.Table, old.Code = "X", "X999"
	journal.cases["CASE-0000"] = old
	w.press("E1", "esc", "down", "enter")
	w.see("X999 Network communication error", "step 2")
	w.press("i", "esc", "y", "n", "y", "r")
	w.see("Report")
	same(t, "merchant ID", journal.cases["CASE-0000"].Record.Has(fault.MID), false)
}
