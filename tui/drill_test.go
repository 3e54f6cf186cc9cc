package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
)

// training opens the drills as Lan.
func training(t *testing.T) *wizard {
	t.Helper()
	w := start(t)
	w.press("f2", "Lan", "enter")
	return w
}

// at moves the clock, which chooses the entry and the seed of a drill that is asked for by the trainee.
func (w *wizard) at(flow string) *wizard {
	entries := coach().Entries()
	for entries[int(w.now.UnixMilli()%int64(len(entries)))].Flow != flow {
		w.now = w.now.Add(time.Millisecond)
	}
	return w
}

func TestTrainingTouchesNoCaseAndLooksLikeNone(t *testing.T) {
	w := training(t)
	for _, keys := range [][]string{{"f", "restart", "enter", "Outcome: Replace the", "enter", "enter"}, {"esc"}, {"g", "y", "n"}, {"esc"}, {"enter", "1"}} {
		w.press(keys...)
		bars := 0
		for _, line := range w.lines() {
			if strings.HasPrefix(line, "╏ ") || line == "╏" {
				bars++
			}
		}
		page := w.root.top().page(w.root.room())
		if bars == 0 || bars < min(len(page.lines), 40) {
			t.Errorf("%d of %d lines stand behind the bar:\n%s", bars, len(page.lines), w.screen())
		}
		w.see("posmedic › DRILL", "╏ DRILL: all made up, no real case")
	}
	same(t, "cases", len(w.listed()), 0)
}

func TestAFreeDrillThroughTheWizard(t *testing.T) {
	w := training(t).at("E108")
	w.press("f")
	w.see("DRILL › Free")
	for _, field := range []string{"Ask and note: Merchant ID", "Ask and note: Terminal ID", "Ask and note: Error code", "Ask and note: Prompt"} {
		w.press(field, "enter")
	}
	w.see("Prompt as shown -> ")
	w.now = w.now.Add(83 * time.Second)
	w.press("channel to have the terminal replaced", "enter")
	w.see("Enter once more decides on this and ends the drill.")
	same(t, "stored before the second Enter", len(w.drilled), 0)
	w.press("enter")
	w.see("Score: 100 / 100, time 1:23", "Outcome 40/40", "[Handbook E/9.1]", "Report 15/15", "= Let the merchant contact the channel")
	same(t, "stored", len(w.drilled), 1)
	record := w.drilled[0]
	same(t, "record", []any{record.Trainee, record.Kind, record.Flow, record.Score, record.Grade}, []any{"Lan", drill.KindFree, "E108", 100, schedule.Good})
}

func TestAnUnsafeStepSaysWhyItScoresNothing(t *testing.T) {
	w := training(t).at("E108")
	w.press("f", "retry", "enter", "channel to have the terminal replaced", "enter", "enter")
	w.see("Score: 0 / 100", `! Unsafe: "Try again" takes the payment again`, "+ Try again")
	same(t, "gated", w.drilled[0].Gated, true)
}

// TestAGuidedDrillThroughTheWizard answers what the shop shows.
func TestAGuidedDrillThroughTheWizard(t *testing.T) {
	w := training(t).at("E102")
	w.press("g")
	for w.root.top().(*guidedScreen).guided.State().Current != nil {
		screen := w.root.top().(*guidedScreen)
		node := screen.guided.State().Current.Node
		switch node.Kind {
		case flows.Collect:
			for range screen.fields() {
				w.press("enter")
			}
			w.press("enter")
		default:
			w.see(screen.guided.Shows().En[:20])
			_, value := screen.guided.Hint() // of a copy, so that none is counted
			w.press(map[flows.Value]string{flows.Yes: "y", flows.No: "n", flows.Cannot: "c", flows.Done: "enter"}[value])
		}
	}
	w.press("enter")
	w.see("Score: 100 / 100")
	same(t, "hints", w.drilled[0].Hints, 0)
}

func TestALeftDrillDoesNotCount(t *testing.T) {
	w := training(t)
	w.press("g", "y", "esc")
	w.see("Lan: drills 0")
	w.press("f", "restart", "enter", "esc")
	w.see("Lan: drills 0")
	w.press("esc")
	w.see("What does the terminal show?")
	same(t, "stored", len(w.drilled), 0)
}

func TestWhatIsDueComesOneAfterTheOther(t *testing.T) {
	w := training(t)
	w.see("To go today: 8. Next: Recall E005")
	w.press("enter", "1", "enter")
	w.see("DRILL › Recall")
	same(t, "stored", len(w.drilled), 1)
	w.press("esc")
	w.see("Lan: drills 1; days in a row 1")
}

func TestADrillThatCannotBeStoredSaysSo(t *testing.T) {
	w := training(t)
	w.drillFails = errors.New("the disk is full")
	w.press("enter", "1")
	w.see("it did not work: the disk is full")
	w.press("esc")
	w.see("Lan: drills 0")
}
