package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
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
		{"the answer about the live transaction", append([]string{"E102", "enter", "enter"}, solved...), "[v] ", []string{"✓ The live transaction went through"}},
		{"when to ask for the reply", append(append([]string{"E102", "enter", "enter"}, replaced...), "g"), "2  ", []string{"ask today 16:02"}},
		{"a case of the history", []string{"E102", "enter", "enter", "n", "esc", "tab"}, "▸ E102", []string{"State: open"}},
		{"a file that was named", []string{"E102", "enter", "enter", "t", "tab", "a.jpg", "enter"}, "a.jpg", []string{"▸ a.jpg"}},
		{"a box of the map", []string{"E201", "enter", "enter", "m"}, "  #4 Ask", []string{"▸ │ │   #4 Ask"}},
		{"a setting", []string{","}, "Language", []string{"▸ Language"}},
		{"an answer of a recall", []string{"f2", "Lan", "enter", "enter"}, " 1  ", []string{"Drill › Result"}},
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
			if _, key := w.root.keyAt(page, 5, row); key {
				continue
			}
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

// TestEveryKeyOfTheFootIsWhereAClickFindsIt holds the cells that are a key against what is drawn in them.
func TestEveryKeyOfTheFootIsWhereAClickFindsIt(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for _, size := range sizes {
			w.size(size[0], size[1])
			page := w.root.top().page(w.root.room())
			rows := w.lines()
			keys := w.root.footKeys(page)
			for _, key := range keys {
				row := size[1] - 1 - keys[len(keys)-1].line + key.line
				same(t, "what stands there", ansi.Strip(ansi.Cut(rows[row], key.from, key.to)), key.shown+" "+key.label.In(w.root.lang))
				for _, column := range []int{key.from, key.to - 1} {
					found, _ := w.root.keyAt(page, column, row)
					same(t, "the key under a click", found.shown, key.shown)
				}
			}
		}
	})
}

func TestClicksOnKeysOfTheFoot(t *testing.T) {
	for _, test := range []struct {
		name  string
		keys  []string
		click string
		see   []string
	}{
		{"leaves home for training", nil, "F2 training", []string{"Who is drilling?"}},
		{"opens the record", []string{"E102", "enter", "enter"}, "i fault record", []string{"Fault record", "filled"}},
		{"goes back", []string{"E102", "enter", "enter", "n"}, "b back", []string{"step 1"}},
		{"speaks the other language", nil, "Ctrl+L", []string{"终端上显示什么？"}},
		{"explains the keys", nil, "? help", []string{"posmedic › Help"}},
		{"begins", []string{"E102", "enter"}, "Enter start", []string{"step 1"}},
		{"goes to the next field", []string{"E301", "enter", "enter", "i"}, "↓ next", []string{"▸ Terminal ID"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.press(test.keys...)
			for row, line := range w.lines() {
				if before, _, found := strings.Cut(line, test.click); found && row > 20 {
					w.send(tea.MouseClickMsg{X: ansi.StringWidth(before), Y: row, Button: tea.MouseLeft})
					w.see(test.see...)
					return
				}
			}
			t.Fatalf("want %q at the foot of\n%s", test.click, w.screen())
		})
	}
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

// TestTheSecondClickOfADoubleClickDoesNothing clicks twice where the next screen has an answer, too.
func TestTheSecondClickOfADoubleClickDoesNothing(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102")
	w.root.after = func(time.Duration, tea.Msg) tea.Cmd { return func() tea.Msg { return nil } }
	w.clickOn("[n] No")
	w.see("step 2")
	w.clickOn("[y] ")
	w.see("step 2")
	w.send(rested{})
	w.clickOn("[y] ")
	w.see("step 3")
}

func TestMouseCanBeSwitchedOff(t *testing.T) {
	for setting, want := range map[string]tea.MouseMode{MouseOff: tea.MouseModeNone, MouseOn: tea.MouseModeCellMotion, "": tea.MouseModeCellMotion} {
		w := startIn(t, t.TempDir(), Options{Mouse: setting})
		same(t, "the mode with "+setting, w.root.View().MouseMode, want)
		w.press("?")
		if want == tea.MouseModeNone {
			w.seeNot("The mouse works too")
		} else {
			w.see("The mouse works too")
		}
	}
}

// moused is settings whose use of the mouse can be changed.
type moused struct{ chosen }

func (s *moused) List() []Setting {
	return []Setting{{Key: "mouse", Label: catalog.Text{Zh: "鼠标", En: "Mouse"}, Value: s.mouse, Choices: []Choice{{Value: MouseOn}, {Value: MouseOff}}}}
}

func (s *moused) Set(_, value string) error {
	s.mouse = value
	return nil
}

func TestTheMouseThatIsSetHoldsAtOnce(t *testing.T) {
	set := &moused{chosen{mouse: MouseOn, lang: "en"}}
	w := startIn(t, t.TempDir(), Options{Settings: set, Mouse: MouseOn})
	w.press(",")
	for _, want := range []tea.MouseMode{tea.MouseModeNone, tea.MouseModeCellMotion} {
		w.press("enter")
		same(t, "the mode with "+set.mouse, w.root.View().MouseMode, want)
	}
}
