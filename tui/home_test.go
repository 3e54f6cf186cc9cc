package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

func TestHomeFinds(t *testing.T) {
	for _, test := range []struct {
		name, typed string
		see         []string
	}{
		{"a code", "E102", []string{"▸ E102  Network communication error"}},
		{"a code in small letters", "e102", []string{"▸ E102  Network communication error"}},
		{"a full-width code", "Ｅ１０２", []string{"▸ E102  Network communication error"}},
		{"Chinese words", "网络通讯异常", []string{"▸ E102  Network communication error"}},
		{"English words in any order", "error network", []string{"E102  Network communication error"}},
		{"pinyin", "xinhaocha", []string{"▸ E103  Weak network signal"}},
		{"a slip", "faild", []string{"▸ E301  Card read failed"}},
		{"the begin of a code", "E10", []string{"▸ E101", "E102", "E103"}},
		{"an unknown code", "E1029", []string{"There is no such code. Codes that come near (not the same):", "E102  Network"}},
		{"nothing at all", "qqqqqqqqqqqq", []string{"Nothing found."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.press(test.typed)
			w.see(test.see...)
			w.cursorAt("> " + test.typed)
		})
	}
}

func TestHomeDoesNotOpenANearCodeByItself(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E1029", "enter")
	w.see("What does the terminal show?", "There is no such code")
	w.press("down", "enter")
	w.see("posmedic › E102\n", "Network communication error")
}

func TestHomeListsOpenCasesNewestFirst(t *testing.T) {
	w := start(t)
	w.see("No open cases.")
	for _, code := range []string{"E101", "E103", "E109"} {
		w.walkTo(code, "n")
		w.now = w.now.Add(time.Hour)
		w.press("esc")
	}
	w.now = w.now.Add(24 * time.Hour)
	w.walkTo("E201", "esc")
	w.see("Open cases", "E201  0 answered  today 17:02  no TID yet", "E109  1 answered  11-21 16:02  no TID yet", "E103", "E101")
}

func TestHomeOpensACaseWhereItWas(t *testing.T) {
	w := start(t)
	w.walkTo("E101", "y", "esc")
	w.now = w.now.Add(time.Minute)
	w.walkTo("E102", "n", "y", "n")
	w.see("E102", "step 4", "Change the network")
	w.press("esc", "down", "enter")
	w.see("E102", "step 4", "Change the network")
	w.press("esc", "down", "down", "enter")
	w.see("E101", "step 2", "Was the customer charged?")
}

func TestHomeQuestionMark(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("?")
	w.see("The keys of this screen")
	w.press("esc", "a?")
	w.cursorAt("> a?")
	w.press("f1")
	w.see("The keys of this screen")
	w.press("esc")
	w.cursorAt("> a?")
}

func TestHomeEscClearsThenLeaves(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E1", "esc")
	w.cursorAt("> ")
	w.see("No open cases.", "Esc leave (twice)")
	w.press("esc")
	w.see("Esc again leaves.")
	if w.left {
		t.Fatal("one Esc with nothing typed must not leave")
	}
	w.press("esc")
	if !w.left {
		t.Error("the second Esc with nothing typed must leave")
	}
}

func TestHomeAnotherKeyTakesTheFirstEscBack(t *testing.T) {
	for name, other := range map[string]func(w *wizard){
		"an arrow":                    func(w *wizard) { w.press("down") },
		"a letter that is gone again": func(w *wizard) { w.press("E", "backspace") },
		"a paste":                     func(w *wizard) { w.paste("E102"); w.press("esc") },
		"the help":                    func(w *wizard) { w.press("?", "esc") },
		"the history":                 func(w *wizard) { w.press("tab", "esc") },
	} {
		t.Run(name, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.press("esc")
			other(w)
			w.seeNot("Esc again leaves.")
			w.press("esc")
			w.see("Esc again leaves.")
			if w.left {
				t.Error("the first Esc after another key must not leave")
			}
		})
	}
}

// TestEscTooOftenIsHeldAtHome goes home from a form as a tired agent does.
func TestEscTooOftenIsHeldAtHome(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "i", "esc", "esc", "esc")
	w.see("What does the terminal show?", "Esc again leaves.")
	if w.left {
		t.Error("an Esc too many must not leave")
	}
}

func TestHomeShowsNoKeyThatDoesNothing(t *testing.T) {
	w := start(t)
	w.seeNot("Enter choose", "↑ up")
	w.walkTo("E102", "esc")
	w.see("↑ up", "↓ down")
	w.seeNot("Enter choose")
	w.press("down")
	w.see("Enter choose")
	w.press("up")
	w.seeNot("Enter choose")
	w.press("E102")
	w.see("Enter choose", "Esc clear")
}

func TestHomeKeepsKeysTypedBeforeTheJournalIsOpen(t *testing.T) {
	for _, test := range []struct {
		name, query string
		keys        []string
		see         string
	}{
		{"a code and the first answer", "", []string{"E102", "enter", "enter", "y"}, "step 2"},
		{"a question mark in a text", "", []string{"a?"}, "> a?"},
		{"help after a code", "", []string{"E102", "enter", "?"}, "The keys of this screen"},
		{"a code from the command line", "E102", []string{"enter", "y"}, "step 2"},
		{"a page down", "", []string{"E102", "enter", "pgdown", "enter"}, "step 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := &wizard{t: t, now: begun}
			w.open(Options{Reports: t.TempDir(), Query: test.query})
			w.press(test.keys...)
			w.send(opened{journal: newMemory(), finder: finds})
			w.see(test.see)
		})
	}
}

func TestHomeTakesKeysBeforeTheWindowHasASize(t *testing.T) {
	w := &wizard{t: t, now: begun}
	w.open(Options{Reports: t.TempDir(), Lang: "zh"})
	w.root.width, w.root.height = 0, 0
	w.send(opened{journal: newMemory(), finder: finds})
	w.press("E102", "enter", "enter", "y")
	w.size(80, 24)
	w.see("第 2 步")
}

func TestHomeQueryFromTheCommandLine(t *testing.T) {
	for _, test := range []struct{ name, query, see string }{
		{"one code opens its entry", "E102", "posmedic › E102\n"},
		{"words list what they find, ready for Enter", "网络", "▸ 0008  Network error"},
		{"an unknown code opens nothing", "E999", "There is no such code"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := startIn(t, t.TempDir(), Options{Query: test.query})
			w.see(test.see)
		})
	}
}

func TestHomeResumeFromTheCommandLine(t *testing.T) {
	first := start(t)
	first.walkTo("E102", "n", "y")
	second := startIn(t, first.folder, Options{Resume: first.theCase().ID})
	second.see("step 3", "Does this Wi-Fi reach the internet?")
}

func TestHomeComesBackFromAnEntryToTheSameList(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E10", "down", "down", "enter")
	w.see("posmedic › E103")
	w.press("b")
	w.see("> E10\n", "▸ E103")
	w.press("enter", "enter", "esc")
	w.see("a code or words")
	w.cursorAt("> ")
}

func TestHomeSaysWhyACaseCannotBeOpened(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E102", "esc")
	journal.fails = errBroken
	w.press("down", "enter")
	w.see("What does the terminal show?", errBroken.Error())
	journal.fails = nil
	w.press("enter")
	w.see("step 1")
}

func TestHomeShowsNoWholeCardNumber(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("6222021234567890123")
	w.see("622202*********0123")
	w.paste("6222021234567890123")
	w.seeNot("123456789")
}

func TestHomePasteIsOneLine(t *testing.T) {
	w := startWith(t, newMemory())
	w.paste("E102\r\n\t")
	screen := w.screen()
	if !strings.Contains(screen, "> E102") || !slices.ContainsFunc(w.lines(), func(line string) bool { return strings.HasPrefix(line, "▸ E102") }) {
		t.Errorf("a pasted line must find its code:\n%s", screen)
	}
	w.send(tea.PasteMsg{Content: strings.Repeat("网", 1<<20)})
	if got := len([]rune(w.root.screens[0].(*homeScreen).query.value())); got > most {
		t.Errorf("the line holds %d characters of a paste, want at most %d", got, most)
	}
}

func TestHomeListsEveryPlaceOfACode(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("4")
	w.see("▸ 04    [not handbook] Pick up card  [UnionPay response codes that the handbook lacks]", "  4     [unofficial] Credit card details wrong", "[Unofficial web article: error codes")
	w.press("enter")
	w.see("posmedic › 04\n")
}

func TestHomeMarksWhatIsNotTheHandbooks(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("R001")
	w.see("▸ R001  [unofficial] ")
	w.press("enter")
	w.see("1. Top up the account.", "[Do not do this]", "POSP 51", "Source: Web article 1 (unofficial)")
}

func TestAFaultWithoutACodeIsACaseLikeAnyOther(t *testing.T) {
	w := start(t)
	w.press("打印失败", "enter")
	w.see("posmedic › Other problems\n", "When a receipt is printed", "First step: ", "Was the customer charged?")
	w.press("enter", "y", "esc")
	w.see("Open cases", "Other problems  1 answered  today")
	w.press("down", "enter")
	w.see("step 2", "battery")
}

// TestAClockThatWasSetBackIsPointedOut opens posmedic a day before what was recorded.
func TestAClockThatWasSetBackIsPointedOut(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.walkTo("E102", "y", "esc")
	w.seeNot("clock is behind")
	w.now = begun.AddDate(0, 0, -1)
	w.see("clock is behind what was recorded last, at 11-21 14:02", "E102")
	said, _ := typedLines(t, w.folder, Options{Now: func() time.Time { return w.now }}, "")
	if !strings.Contains(said, "clock is behind") {
		t.Errorf("in lines it is not said:\n%s", said)
	}
	w.press("down", "enter", "n")
	same(t, "steps on the disk", w.listed()[0].Steps, 2)
}

// TestWhatIsNotTheHandbooksIsMarkedInTheNarrowestList looks at rows that are cut.
func TestWhatIsNotTheHandbooksIsMarkedInTheNarrowestList(t *testing.T) {
	for lang, mark := range map[catalog.Lang]string{catalog.Chinese: "[非官方]", catalog.English: "[unofficial]"} {
		w := startWith(t, newMemory())
		w.root.lang = lang
		w.size(40, 20)
		w.press("4")
		w.see("▸ 04  ", "  4     "+mark)
	}
}

// TestCasesStandInColumns has cases whose codes and states are of several lengths.
func TestCasesStandInColumns(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		width, height int
		rows          []string
	}{
		{80, 24, []string{"▸ 0017  0 answered  today 14:04  12345678  ", "  0017  0 answered  today 14:03  no TID yet", "  E102  3 answered  today 14:02  no TID yet"}},
		{40, 20, []string{"  0017  0 answered  today 14:03  no TID…", "  E102  3 answered  today 14:02  no TID…"}},
	} {
		w := start(t)
		w.walkTo("E102", "n", "y", "n", "esc")
		w.now = w.now.Add(time.Minute)
		w.walkTo("0017", "esc")
		w.now = w.now.Add(time.Minute)
		w.walkTo("0017", "i")
		w.goTo(fault.TID)
		w.press("12345678", "esc", "esc", "down")
		w.size(test.width, test.height)
		w.see(test.rows...)
	}
}

func TestAnEntryOffersTheOpenCaseOfItsCode(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "n", "y", "esc")
	w.now = w.now.Add(time.Hour)
	w.walkTo("E102", "n", "i")
	w.goTo(fault.TID)
	w.press("12345678", "esc", "esc")
	w.press("E102", "enter")
	w.see("A case of this code is open (today 15:02, 12345678): g goes on with it, Enter starts a new one", "g go on")
	w.seeNot("In the last 30 days")
	w.press("g")
	w.see("step 2", "Is the terminal on Wi-Fi?")
	same(t, "cases on the disk", len(w.listed()), 2)
	w.press("esc", "E102", "enter", "enter")
	same(t, "cases on the disk after Enter", len(w.listed()), 3)
	w.press("esc", "E101", "enter")
	w.seeNot("is open")
	w.press("g")
	w.see("posmedic › E101\n")
}

func TestTheEntryOfTheCommandLineOffersTheOpenCase(t *testing.T) {
	first := start(t)
	first.walkTo("E102", "n", "y")
	second := startIn(t, first.folder, Options{Query: "E102"})
	second.see("A case of this code is open (today 14:02)")
	second.press("g")
	second.see("step 3")
}

// TestAKeyThatBouncesOnTheWayToACaseTakesNoNotice takes up a case that stands at a notice, by each key that does so.
func TestAKeyThatBouncesOnTheWayToACaseTakesNoNotice(t *testing.T) {
	for name, keys := range map[string][]string{
		"from home": {"down", "enter"}, "from its entry": {"E101", "enter", "g"}, "from the history": {"tab", "enter", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E101", "y", "y", "esc")
			w.press(keys...)
			w.see("Do not take this payment again")
			w.press(keys[len(keys)-1])
			w.see("Do not take this payment again")
			same(t, "answers", len(w.theCase().Walk.Answers), 2)
		})
	}
}

func TestAFinishedCaseIsNotOfferedAsOpen(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("x", "E102", "enter")
	w.see("What the handbook says to do")
	w.seeNot("is open")
}

func TestAnEntrySaysWhyTheOpenCaseCannotBeTakenUp(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E102", "esc", "E102", "enter")
	journal.fails = errBroken
	w.press("g")
	w.see("posmedic › E102\n", errBroken.Error())
	journal.fails = nil
	w.press("g")
	w.see("step 1")
}

// TestTheTimeOfACaseIsInViewInTheNarrowestWindow has a fault without a code, and a state that is long.
func TestTheTimeOfACaseIsInViewInTheNarrowestWindow(t *testing.T) {
	w := start(t)
	w.walkTo("打印失败", "esc")
	w.walkTo("E307", "y", "n", "s", "esc")
	w.size(40, 20)
	w.see("E307      at the back o…  today 14:02…")
	w.see("Other p…  0 answered      today 14:02…")
}
