package tui

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
	"posmedic/flows/fault"
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
	for _, keys := range [][]string{{"f", "restart", "enter", "Outcome: Replace the", "enter", "enter"}, {"esc"}, {"g", "y", "n"}, {"esc"}, {"esc"}, {"enter", "1"}} {
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
		w.see("posmedic › Drill", "╏ DRILL: all made up, no real case")
	}
	same(t, "cases", len(w.listed()), 0)
}

func TestAFreeDrillThroughTheWizard(t *testing.T) {
	w := training(t).at("E108")
	w.press("f")
	w.see("Drill › Free")
	for _, field := range []string{"Ask and note: Merchant ID", "Ask and note: Terminal ID", "Ask and note: Error code"} {
		w.press(field, "enter", "enter") // the second takes over what the shop told
	}
	w.press("Ask and note: Prompt", "enter")
	w.see("Into the report: Prompt as shown")
	w.press("Connection address not set, please set it first", "enter")
	w.see("Written into the report -> Connection address not set")
	w.now = w.now.Add(83 * time.Second)
	w.press("channel to have the terminal replaced", "enter")
	w.see("Enter once more decides on this and ends the drill.")
	same(t, "stored before the second Enter", len(w.drilled), 0)
	w.press("enter")
	w.see("Score: 100 / 100, time 1:23", "Outcome 40/40", "[Handbook E/9.1]", "Report 15/15", "RY Channel or service organisation: Let the merchant contact the channel")
	same(t, "stored", len(w.drilled), 1)
	record := w.drilled[0]
	same(t, "record", []any{record.Trainee, record.Kind, record.Flow, record.Score, record.Grade}, []any{"Lan", drill.KindFree, "E108", 100, schedule.Good})
}

func TestAnUnsafeStepSaysWhyItScoresNothing(t *testing.T) {
	w := training(t).at("E108")
	w.press("f", "retry", "enter", "channel to have the terminal replaced", "enter", "enter")
	w.see("Score: 0 / 100", `! Unsafe: "Try again" takes the payment again`, ".Y Not in this flow: Try again")
	same(t, "gated", w.drilled[0].Gated, true)
}

// throughGuided answers what the shops show, and takes over the fields.
func (w *wizard) throughGuided() {
	w.t.Helper()
	for {
		screen, ok := w.root.top().(*guidedScreen)
		if !ok {
			return
		}
		step := screen.guided.State().Current
		switch {
		case step == nil:
			w.press("enter")
		case step.Node.Kind == flows.Collect:
			for range len(screen.fields()) + 1 {
				w.press("enter")
			}
		case step.Node.Kind == flows.Notice:
			w.press("y")
		default:
			w.see(screen.guided.Shows().En[:20])
			_, value := screen.guided.Hint() // of a copy, so that none is counted
			w.press(map[flows.Value]string{flows.Yes: "y", flows.No: "n", flows.Cannot: "c"}[value])
		}
	}
}

func TestAGuidedDrillThroughTheWizard(t *testing.T) {
	w := training(t).at("E102")
	w.press("g")
	w.throughGuided()
	w.see("Score: 100 / 100")
	same(t, "hints", w.drilled[0].Hints, 0)
}

func TestAGuidedDrillIsNotRunOverByEnterEither(t *testing.T) {
	w := training(t)
	home := w.root.top().(*drillHome)
	w.root.take(home.open(drill.KindGuided, "FRONT-0001"))
	w.press("enter")
	w.see("The handbook has two remedies", "Press o when you have read it", "o understood")
	w.press("o")
	w.seeNot("The handbook has two remedies")
	w.throughGuided()
	w.see("Score: 100 / 100")
}

// One question is soon guessed, so a short flow takes several shops.
func TestAGuidedDrillOfAShortFlowTakesSeveralShops(t *testing.T) {
	w := training(t).at("POSP-12")
	w.press("g")
	w.see("shop 1 of 5")
	w.throughGuided()
	w.see("Score: 100 / 100", "Shop 1 of ", "Shop 2 of ")
	same(t, "stored", len(w.drilled), 1)
}

func TestAFieldOfADrillIsCheckedAsItIsTyped(t *testing.T) {
	w := training(t).at("E108")
	w.press("f", "Ask and note: Terminal ID", "enter", "12", "enter")
	screen := w.root.top().(*freeScreen)
	if screen.note == nil || screen.free.Run.Report.Has(fault.TID) {
		t.Fatalf("a terminal ID of two digits was taken:\n%s", w.screen())
	}
	w.press("345678", "enter")
	same(t, "terminal ID", screen.free.Run.Report.Get(fault.TID), "12345678")
	w.press("Ask and note: Card number", "enter", "6222021234567890128", "enter")
	if strings.Contains(w.screen(), "6222021234567890128") {
		t.Errorf("a whole card number is on the screen:\n%s", w.screen())
	}
	w.see("622202*********0128")
}

func TestAnExamThroughTheWizard(t *testing.T) {
	w := training(t)
	w.press("e", "x", "enter")
	w.see("The exam number is a whole number")
	w.press("backspace", "7", "enter")
	w.see("Drill › Exam, 1 of 10")
	w.press("f3")
	w.see("There are no hints in an exam.")
	for range 10 {
		w.press("Outcome: Replace the terminal", "enter", "enter")
		if len(w.drilled) < 10 && strings.Contains(w.screen(), "Score") {
			t.Fatalf("a mark is shown before the end:\n%s", w.screen())
		}
	}
	w.see("/ 100, not passed", ".html", ".pdf")
	same(t, "stored", len(w.drilled), 10)
	for _, path := range w.root.top().(*examResult).files {
		if content, err := os.ReadFile(path); err != nil || len(content) == 0 {
			t.Errorf("the result sheet %s: %v", path, err)
		}
	}
	w.press("esc")
	w.see("Lan: drills 10")
}

func TestAnExamThatIsLeftSaysSoFirst(t *testing.T) {
	w := training(t)
	w.press("e", "7", "enter", "esc")
	w.see("Esc once more ends the exam")
	w.press("esc")
	w.see(": 0 / 100, not passed")
}

func TestScenariosOfATrainerThroughTheWizard(t *testing.T) {
	w := training(t)
	w.press("w")
	w.see("There are none.")
	w.press("esc")
	w.root.top().(*drillHome).Written, _ = coach().ReadScenarios(catalog.Layer{Folder: fstest.MapFS{"mine.yaml": {Data: []byte(
		"scenarios:\n  - {name: lobby, flow: E108, story: [{zh: 大堂。, en: A hotel lobby.}]}\n")}}})
	w.press("w")
	w.see("lobby", "E108")
	w.press("enter")
	w.see("Drill › Free", "A hotel lobby.")
}

func TestALeftDrillDoesNotCount(t *testing.T) {
	w := training(t)
	w.press("g", "y", "esc")
	w.see("Esc again gives up this drill.")
	w.press("esc")
	w.see("Lan: none done yet")
	w.press("f", "restart", "enter", "esc")
	w.see("Esc again gives up this drill.", "Restart the terminal")
	w.press("esc")
	w.see("Lan: none done yet")
	w.press("esc")
	w.see("What does the terminal show?")
	same(t, "stored", len(w.drilled), 0)
}

func TestWhatIsDueComesOneAfterTheOther(t *testing.T) {
	w := training(t)
	w.see("To go today: 8. Next: Recall E005")
	w.press("enter", "1", "enter")
	w.see("Drill › Recall")
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
	w.see("Lan: none done yet")
}

// Every screen of training fits into every window, in both languages.
func TestTrainingFitsEveryWindow(t *testing.T) {
	w := training(t).at("E102")
	look := func() {
		for _, size := range sizes {
			w.size(size[0], size[1])
			for range 2 {
				w.fits()
				w.press("ctrl+l")
			}
		}
		w.size(200, 60)
	}
	for _, keys := range [][]string{
		{},
		{"w"},
		{"esc", "e"},
		{"esc", "n"},
		{"esc", "r"},
		{"esc", "f"},
		{"note: card", "enter"},
		{"6222021234567890128"},
		{"enter", "restart"},
		{"enter", "Outcome: Replace the", "enter"},
		{"enter"},
		{"esc", "g"},
		{"x"},
		{"f3"},
	} {
		w.press(keys...)
		look()
	}
	w.throughGuided()
	look()
}

// A drill in which nothing was done yet is left at once; what was done since the question, asks again.
func TestADrillIsLeftAtOnceWhereNothingIsLost(t *testing.T) {
	w := training(t)
	w.press("f", "esc")
	w.see("Lan: none done yet")
	w.press("g", "esc")
	w.see("Lan: none done yet")
	w.press("f", "restart", "enter", "esc", "restart", "enter", "esc")
	w.see("Esc again gives up this drill.")
}

func TestAnAnswerOfAGuidedDrillIsTakenBack(t *testing.T) {
	w := training(t).at("E102")
	w.press("g")
	screen := w.root.top().(*guidedScreen)
	first := screen.guided.State().Current.Node.Text.En
	w.press("b")
	w.see(first)
	w.press("f3", "y", "n", "b", "b")
	w.see(first)
	same(t, "acts", len(screen.guided.Run.Acts), 0)
	same(t, "hints", screen.guided.Run.Hints, 1)
	w.throughGuided()
	w.see("Score: 100 / 100")
}

func TestAWrongRecallShowsTheQuestionAndTheAnswer(t *testing.T) {
	w := training(t)
	w.press("r")
	recall := w.root.top().(*recallScreen).recall
	wrong := (recall.Right + 1) % len(recall.Options)
	w.send(pick(wrong))
	w.see("It is: "+recall.Options[recall.Right].En, "The question: "+recall.Ask.En, "Your answer: "+recall.Options[wrong].En)
}
