package tui

import (
	"strings"
	"testing"

	"posmedic/catalog"
)

func TestMapShowsThePathSoFar(t *testing.T) {
	w := startWith(t, newMemory())
	w.size(200, 150)
	w.walkTo("E102", "n", "c", "1", "enter", "m")
	w.see(
		"✓ #1 Network check",
		"✓ #2 Ask: Has anything gone through", "✓ no, cannot check →\u00a0#3 (the answer: no)",
		"✓ #3 Ask: Is the terminal on Wi-Fi?", "yes →\u00a0#4", "no →\u00a0#7", "✓ cannot check →\u00a0#16",
		"  #4 Ask: Does this Wi-Fi reach the internet?",
		"● #16 Do: Change the network", "(you are here)", "yes (gone) →\u00a0#17 Resolved",
		"✓ the path so far  ● where you stand  →# goes on there  ↺ not asked twice",
	)
	w.seeNot("✓ #4 ", "✓ yes", "✓ #16")
}

func TestMapNamesAnAnswerThatWasUsedAgain(t *testing.T) {
	w := startWith(t, newMemory())
	w.size(200, 150)
	w.walkTo("E102", "n", "n", "y", "n", "y", "c", "1", "enter", "y", "n", "m")
	w.see("✓ #11 Do: Restart the terminal", "✓ cannot →\u00a0#15", "✓ #18 Do: Restart the terminal and try again ↺ (answered before)", "you are here")
}

func TestMapOfAnOutcome(t *testing.T) {
	w := startWith(t, newMemory())
	w.size(200, 150)
	w.press(append([]string{"E102", "enter", "enter"}, solved...)...)
	before := w.screen()
	w.press("m")
	w.see("✓ #1 Network check", "● ", "Resolved", "(you are here)")
	w.press("esc")
	same(t, "the outcome after the map", w.screen(), before)
}

func TestMapChangesNothing(t *testing.T) {
	for _, back := range []string{"esc", "m", "M", "b", "backspace"} {
		w := start(t)
		w.walkTo("E102", "n", "down", "w")
		before, seq := w.screen(), w.theCase().Seq
		w.press("m", "down", "down", "enter", "up", "pgdown", "pgup", "y", "n", "c", back)
		same(t, "the step after the map, left with "+back, w.screen(), before)
		same(t, "changes on the disk", w.theCase().Seq-seq, 0)
	}
}

func TestMapOpensWhereTheWalkStands(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 20}} {
		for lang, texts := range map[catalog.Lang][]string{
			catalog.Chinese: {"● #10 问：", "→\u00a0#11", "→\u00a0#14"},
			catalog.English: {"● #10 Ask:", "→\u00a0#11", "→\u00a0#14"},
		} {
			w := startWith(t, newMemory())
			w.root.lang = lang
			w.size(size[0], size[1])
			w.walkTo("E201", "n", "n", "n", "n", "n", "m")
			w.see(texts...)
			w.see("▸")
			w.see(map[catalog.Lang]string{catalog.Chinese: " › 流程图 ", catalog.English: " › Flow map "}[lang])
			w.see("→#", "↺ ")
			w.fits()
		}
	}
}

func TestMapFoldsOnlyWhatThePathIsNotIn(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E201", "m")
	for range 16 { // from the second box, where the walk stands, to the 18th
		w.press("down")
	}
	w.see("▸   #18 Flow: Try again")
	folded := w.screen()
	w.press("enter")
	w.see("#18 Flow: Try again", "#19 Ask: Was the customer charged?")
	w.press("enter")
	same(t, "the map after it was unfolded and folded", w.screen(), folded)
	for range 40 {
		w.press("up")
	}
	top := w.screen()
	w.press("enter")
	same(t, "the flow that the path is in", w.screen(), top)
}

// TestMapDrawsEveryStepOnce walks E201 to its end with everything unfolded.
func TestMapDrawsEveryStepOnce(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E201", "y", "m")
	m := w.root.top().(*mapScreen)
	for m.selected = 0; m.selected < len(m.drawing.Boxes); m.selected++ {
		if box := m.drawing.Boxes[m.selected]; box.Called != nil && box.Inside == 0 {
			m.fold()
		}
	}
	m.selected = 0
	text := strings.Join(m.page(w.root.room()).lines, "\n")
	for at := range m.drawing.Boxes {
		if got := strings.Count(text, m.drawing.Boxes[at].Label(catalog.English)); got == 0 {
			t.Errorf("%s is not on the map", m.drawing.Boxes[at].Key)
		}
	}
	same(t, "boxes", len(m.drawing.Boxes), 35)
	same(t, "questions about the first payment", strings.Count(text, "Ask: Was the customer charged?"), 1)
}
