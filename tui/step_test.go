package tui

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"posmedic/catalog"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

func TestEntry(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E102", "enter")
	w.see("E102  Network communication error", "First step: Has anything gone through", "Possible cause", "What the handbook says to do",
		"1. ", "4. ", "Our note", "Another copy reads “升级到最终版本解决/换机处理”", "Source: Handbook E/3")
	w.press("b")
	w.see("What does the terminal show?")
	w.press("enter", "esc")
	w.see("What does the terminal show?")
	w.press("enter", "enter")
	w.see("E102 Network communication error › Network check", "step 1", "Has anything gone through on this terminal just now?")
}

// TestEntryCautionsFirst shows an entry whose remedy is unsafe as it stands, where there is little room.
func TestEntryCautionsFirst(t *testing.T) {
	w := startWith(t, newMemory())
	w.press("E310", "enter")
	w.size(40, 20)
	w.see("E310", "[Caution]", "What the handbook says to do")
}

func TestEntryBeginsNothingThatIsNotOnDisk(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	journal.fails = errBroken
	w.press("E102", "enter", "enter")
	w.see("posmedic › E102\n", errBroken.Error(), "First step:")
	journal.fails = nil
	w.press("enter")
	w.see("step 1")
	w.seeNot(errBroken.Error())
}

// TestStepAnswers gives the first question of E102 an answer by each way there is.
func TestStepAnswers(t *testing.T) {
	const yes, no = "Restart the terminal", "Is the terminal on Wi-Fi?"
	for _, test := range []struct {
		name string
		keys []string
		see  string
	}{
		{"y", []string{"y"}, yes},
		{"a capital Y", []string{"Y"}, yes},
		{"full-width y", []string{"ｙ"}, yes},
		{"full-width Y", []string{"Ｙ"}, yes},
		{"yes in Chinese", []string{"是"}, yes},
		{"n", []string{"n"}, no},
		{"full-width n", []string{"ｎ"}, no},
		{"no in Chinese", []string{"否"}, no},
		{"c", []string{"c"}, "Why not?"},
		{"full-width c", []string{"ｃ"}, "Why not?"},
		{"arrow and Enter", []string{"down", "enter"}, yes},
		{"two arrows and Enter", []string{"down", "down", "enter"}, no},
		{"down and up", []string{"down", "down", "up", "enter"}, yes},
		{"down beyond the last", []string{"down", "down", "down", "down", "enter"}, "Why not?"},
		{"Enter alone answers nothing", []string{"enter"}, "Press y, n or c, or choose with the arrow keys."},
		{"a letter without a meaning", []string{"z"}, "step 1"},
		{"Esc goes home", []string{"esc"}, "What does the terminal show?"},
		{"b from the first step stays", []string{"b"}, "This is the first step. Esc goes home."},
		{"b, and then an answer", []string{"b", "b", "n"}, "step 2"},
		{"i opens the fault record", []string{"i"}, "Fault record"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.walkTo("E102", test.keys...)
			w.see(test.see)
		})
	}
}

func TestStepLeavesWithQ(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "ｑ")
	if !w.left {
		t.Error("q must leave posmedic")
	}
}

func TestStepHowItIsKnown(t *testing.T) {
	w := start(t)
	w.walkTo("E102")
	for _, how := range []string{"measured", "seen by the agent", "said by the merchant"} {
		w.see("How known: " + how)
		w.press("w")
	}
	w.press("w", "w", "n")
	same(t, "how the answer is known", w.theCase().Walk.Answers[0].How, flows.Said)
	w.press("b")
	w.see("How known: said by the merchant")
}

func TestStepNoticeIsNotRunOverByEnter(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E101", "y", "y")
	w.see("! The customer has been charged", "  [o] Understood")
	w.press("enter")
	w.see("The customer has been charged", "Press o when you have read it")
	w.press("y") // as when the key of the question before it is pressed twice
	w.see("The customer has been charged", "Press o when you have read it")
	w.press("o")
	w.see("Fill in the fault record", "✓ Understood: The customer has been charged")
	w.press("b", "enter")
	w.see("Fill in the fault record")
}

func TestStepCallsItsAnswersByTheirOwnWords(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E101", "y")
	w.see("Was the customer charged?", "[y] Charged", "[n] Certainly not, or nobody paying", "[c] Not known yet")
	w.press("n")
	w.see("✓ Certainly not, or nobody paying: Was the customer charged?")
}

func TestStepBackAndForward(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "n", "y", "y")
	w.see("step 4", "Does this Wi-Fi have a security policy?", "Path so far",
		"✓ Yes: Does this Wi-Fi reach the internet?", "✓ Yes: Is the terminal on Wi-Fi?", "✓ No: Has anything gone through")
	w.seeNot("f forward")
	w.press("b")
	w.see("step 3", "Does this Wi-Fi reach the internet?", "▸ [y] Yes (your earlier answer)", "f forward")
	w.press("b")
	w.see("step 2", "Is the terminal on Wi-Fi?")
	w.press("f")
	w.see("step 3")
	w.press("f")
	w.see("step 4")
	w.press("f")
	w.see("step 4")
}

func TestStepParksWhatIsOffThePathAndBringsItBack(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "n", "y", "y", "b", "b", "n")
	w.see("Is 3G (mobile data) switched on?", "Parked answers: 1", "Does this Wi-Fi reach the internet?: parked")
	w.press("b", "y")
	w.see("step 4", "Does this Wi-Fi have a security policy?", "✓ Yes: Does this Wi-Fi reach the internet?")
	w.seeNot("Parked")
}

func TestStepWarns(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E201", "y", "n")
	w.see("Careful: this step can charge a customer.", "Has the fault gone?")
	w.press("n", "n")
	w.see("Re-activate the terminal", "Careful: It can erase unsettled transactions", "Has the fault gone?")
}

func TestReason(t *testing.T) {
	for _, test := range []struct {
		name string
		keys []string
		want string // the reason on the disk
	}{
		{"a number and Enter", []string{"2", "enter"}, "商户不同意或没有权限 / the merchant does not allow it"},
		{"a full-width number", []string{"２", "enter"}, "商户不同意或没有权限 / the merchant does not allow it"},
		{"a number that was taken back", []string{"1", "backspace", "2", "enter"}, "商户不同意或没有权限 / the merchant does not allow it"},
		{"a number, then arrows", []string{"2", "down", "enter"}, "要问的人不在 / the person to ask is not there"},
		{"words that begin with a number", []string{"4G only", "enter"}, "4G only"},
		{"words that begin with a full-width number", []string{"４G 卡停机", "enter"}, "４G 卡停机"},
		{"two numbers", []string{"12", "enter"}, "12"},
		{"a number that is no reason's", []string{"5G only", "enter"}, "5G only"},
		{"words behind the arrows behind a number", []string{"2", "down", "x", "enter"}, "x"},
		{"a number and a space", []string{"2 bars", "enter"}, "2 bars"},
		{"a card number from its first digit", []string{"4222021234567890123", "enter"}, "422202*********0123"},
		{"arrows and Enter", []string{"down", "down", "down", "enter"}, "要问的人不在 / the person to ask is not there"},
		{"words of one's own", []string{"锁在柜子里", "enter"}, "锁在柜子里"},
		{"words that begin with a number in their own row", []string{"down", "down", "down", "down", "down", "3G off", "enter"}, "3G off"},
		{"a card number in the words", []string{"card 6222021234567890123", "enter"}, "card 622202*********0123"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", "c")
			w.see("Why not?", "Has anything gone through")
			w.press(test.keys...)
			w.see("step 2")
			answers := w.theCase().Walk.Answers
			same(t, "answers", len(answers), 1)
			same(t, "value", answers[0].Value, flows.Cannot)
			same(t, "reason", answers[0].Reason, test.want)
			same(t, "how known", answers[0].How, "")
		})
	}
}

func TestReasonIsRequired(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "c", "enter")
	w.see("Why not?", "Write the reason, or press its number, and then Enter.")
	w.press("x", "backspace", " ", "enter")
	w.see("Why not?", "Write the reason, or press its number, and then Enter.")
	w.press("esc")
	w.see("step 1", "Has anything gone through")
	same(t, "answers on the disk", len(w.theCase().Walk.Answers), 0)
}

func TestANumberOnlyPointsAtItsReason(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "c", "4")
	w.see("Why not?", "▸ 4  no time on site")
	w.press("G")
	w.see("Why not?", "▸ Another reason:", "> 4G")
	w.cursorAt("> 4G")
	w.press("esc")
	w.see("Why not?", "> 4G")
	same(t, "answers on the disk", len(w.theCase().Walk.Answers), 0)
}

func TestAPasteGoesBehindTheNumber(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "c", "4")
	w.paste("G only")
	w.press("enter")
	same(t, "reason", w.theCase().Walk.Answers[0].Reason, "4G only")
}

// TestNoReasonIsGivenBeforeEnter types any text, letter by letter: it gives no answer, and with Enter it is the reason.
func TestNoReasonIsGivenBeforeEnter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringMatching(`[1-4１-４]?[0-9a-zA-Z 网不通，]{1,12}[a-z]`).Draw(r, "text")
		w := startWith(t, newMemory())
		w.walkTo("E102", "c")
		w.press(text)
		screen, asks := w.root.top().(*reasonScreen)
		if !asks || len(screen.current.Walk.Answers) > 0 {
			r.Fatalf("%q alone gave an answer:\n%s", text, w.screen())
		}
		w.press("enter")
		answers := screen.current.Walk.Answers
		if want := strings.TrimSpace(search(text)); len(answers) != 1 || answers[0].Reason != want {
			r.Fatalf("%q gave the answers %+v, want the reason %q", text, answers, want)
		}
	})
}

func TestReasonTakesAPaste(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "c")
	w.paste("锁在\n柜子里")
	w.cursorAt("> 锁在 柜子里")
	w.press("enter")
	same(t, "reason", w.theCase().Walk.Answers[0].Reason, "锁在 柜子里")
}

var progress = regexp.MustCompile(`step (\d+), (?:the last|at most (\d+) more)`)

// stepsOf reads "step 3, at most 5 more" off the screen: 3 and 5.
func (w *wizard) stepsOf() (at, more int, ok bool) {
	found := progress.FindStringSubmatch(w.lines()[0])
	if found == nil {
		return 0, 0, false
	}
	at, _ = strconv.Atoi(found[1])
	more, _ = strconv.Atoi(found[2])
	return at, more, true
}

// TestStepProgressIsNeverTooSmall walks every flow with random answers: the steps are counted one by one,
// and at no step more of them come than it promised.
func TestStepProgressIsNeverTooSmall(t *testing.T) {
	t.Parallel()
	var codes []string
	for _, flow := range flowdata.Knowledge.Flows {
		if flow.Table == "E" {
			codes = append(codes, flow.ID)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		w := startWith(t, newMemory())
		w.walkTo(rapid.SampledFrom(codes).Draw(r, "code"))
		ends, asked := 1000, 0
		for {
			at, more, ok := w.stepsOf()
			if !ok {
				break
			}
			asked++
			if at != asked || at+more > ends {
				r.Fatalf("step %d says that it is step %d, at most %d more, of at most %d:\n%s", asked, at, more, ends, w.screen())
			}
			ends = at + more
			w.answerAny(rapid.SampledFrom([]string{"y", "n", "c"}).Draw(r, "answer"))
		}
		w.see("Outcome")
		if asked > ends {
			r.Fatalf("the walk had %d steps, at most %d were promised", asked, ends)
		}
	})
}

// answerAny gives an answer where the step takes it, and otherwise the only one there is.
func (w *wizard) answerAny(key string) {
	step := w.root.top().(*stepScreen)
	switch {
	case step.state.Current.Node.Kind == flows.Collect:
		w.press("enter", "esc")
	case step.isNotice():
		w.press("o")
	case key == "c":
		w.press("c", "1", "enter")
	default:
		w.press(key)
	}
}

func TestStepBreadcrumb(t *testing.T) {
	for lang, want := range map[catalog.Lang]string{
		catalog.Chinese: "posmedic › E102 网络通讯异常 › 网络检查",
		catalog.English: "posmedic › E102 Network communication error › Network check",
	} {
		w := startWith(t, newMemory())
		w.root.lang = lang
		w.walkTo("E102")
		w.see(want)
		w.size(60, 24)
		w.see("E102 ", "… › ")
	}
}
