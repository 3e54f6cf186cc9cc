package tui

import (
	"regexp"
	"slices"
	"testing"
	"time"

	"posmedic/flows"
)

func TestAResolvedCaseIsNotFinishedBeforeALiveTransaction(t *testing.T) {
	for name, keys := range map[string][]string{"from the outcome": {"x"}, "from the report": {"r", "x"}} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", solved...)
			w.see("Try one live transaction: did it go through?", "[v] It went through", "[n] It failed", "[c] It cannot be tried now")
			w.press(keys...)
			w.see("Outcome", "Before the case is finished, try one live transaction", "did it go through?")
			w.press("r")
			w.see("Report")
			w.seeNot("Before the case is finished", "x finish")
			same(t, "closed on the disk", w.theCase().Closed, false)
		})
	}
}

func TestTheLiveTransactionIsRecorded(t *testing.T) {
	for _, test := range []struct {
		name   string
		keys   []string
		value  flows.Value
		how    flows.How
		reason string
		see    string
	}{
		{"it went through", []string{"v"}, flows.Yes, flows.Seen, "", "✓ The live transaction went through (today 14:02, seen by the agent)"},
		{"the merchant says so", []string{"w", "v"}, flows.Yes, flows.Said, "", "(today 14:02, said by the merchant)"},
		{"it failed", []string{"n"}, flows.No, flows.Seen, "", "The live transaction failed (today 14:02): the fault is still there."},
		{
			"it cannot be tried",
			[]string{"c", "1", "enter"},
			flows.Cannot, "", "现场没有条件或工具 / no means or tools on site",
			"No live transaction was tried (today 14:02): ",
		},
		{"it failed, and the next one did not", []string{"n", "v"}, flows.Yes, flows.Seen, "", "✓ The live transaction went through"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", solved...)
			w.press(test.keys...)
			w.see(test.see)
			cure := w.theCase().Cure
			same(t, "value", cure.Value, test.value)
			same(t, "how it is known", cure.How, test.how)
			same(t, "reason", cure.Reason, test.reason)
			same(t, "the question as shown", cure.Shown, words.CureAsk)
			same(t, "time", cure.At.Equal(begun), true)
		})
	}
}

func TestTheQuestionForATransactionIsTheOneHeading(t *testing.T) {
	w := start(t)
	w.walkTo("E102", solved...)
	w.size(80, 24)
	w.see("The fault has gone", "┃ Try one live transaction: did it go through?", "┃ Take a new, small one", "[v] It went through")
	w.seeNot("Resolved", "Nobody needs to be told", "finish case")
	if blocks := regexp.MustCompile(`(?m)^┃`).FindAllString(w.screen(), -1); len(blocks) != 3 {
		t.Errorf("want the question and its caution as the one block:\n%s", w.screen())
	}
}

func TestAFailedTransactionIsNotCalledResolved(t *testing.T) {
	w := start(t)
	w.walkTo("E102", append(slices.Clone(solved), "n")...)
	nothing := []string{"Resolved", "The fault has gone", "Nobody needs to be told", "finish case", "Tell the merchant"}
	w.see("┃ Not resolved yet", "┃ The live transaction failed (today 14:02)", "[b] Go back, answer: still there", "[v] Tried again, it went through")
	w.seeNot(nothing...)
	w.press("c") // it was tried
	w.see("┃ Not resolved yet")
	w.press("x")
	w.see("the case cannot be closed as resolved. Press b", "┃ Not resolved yet")
	w.press("w")
	w.seeNot("cannot be closed")
	w.press("r")
	w.see("[Not resolved] E102", "go on with the diagnosis")
	w.seeNot(append(nothing, "cannot be closed")...)
	w.press("b", "esc")
	w.see("Open cases", "E102", "live transaction failed")
	w.press("tab")
	w.see("E102", "unresolved", "live transaction failed")
	w.press("enter")
	w.see("State: unresolved", "Outcome: Not resolved yet")
	same(t, "closed on the disk", w.theCase().Closed, false)
}

func TestAFailedTransactionLeadsBackToTheSteps(t *testing.T) {
	w := start(t)
	w.walkTo("E102", append(slices.Clone(solved), "n")...)
	w.clickOn("[b] Go back")
	w.see("step 4", "Change the network")
	w.press("n")
	w.seeNot("Try one live transaction", "Not resolved yet")
	same(t, "closed on the disk", w.theCase().Closed, false)
}

func TestAFurtherTransactionThatFailsIsRecorded(t *testing.T) {
	w := start(t)
	w.walkTo("E102", append(slices.Clone(solved), "n")...)
	w.now = w.now.Add(5 * time.Minute)
	w.press("n")
	w.see("┃ Not resolved yet", "The live transaction failed (today 14:07)")
}

func TestOnlyAResolvedCaseAsksForATransaction(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.seeNot("live transaction")
	w.press("x")
	w.see("What does the terminal show?")
}

func TestAfterAnotherAnswerTheTransactionIsAskedForAgain(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("b", "y")
	w.see("Try one live transaction: did it go through?")
}

func TestWhatIsNotProvedIsNotListedAsResolved(t *testing.T) {
	w := start(t)
	w.walkTo("E102", solved...)
	w.press("esc")
	w.see("Open cases", "E102", "to be tested live")
	w.seeNot("Resolved")
	w.press("down", "enter", "v", "esc")
	w.see("Open cases", "E102", "Resolved")
}

// TestAnOpenChargeIsNeverForNobody ends E104 as resolved after the customer was charged, or may have been.
func TestAnOpenChargeIsNeverForNobody(t *testing.T) {
	for name, test := range map[string]struct {
		keys []string
		see  string
	}{
		"charged":       {[]string{"y", "y", "y", "v"}, "! The customer was charged: do not take this payment again."},
		"not known yet": {[]string{"y", "c", "1", "enter", "y", "v"}, "! Whether the customer was charged is not known"},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E104", test.keys...)
			w.see("Resolved", test.see, "Back office", "g handed over")
			w.seeNot("Nobody needs to be told")
			w.press("g", "enter")
			same(t, "escalations on the disk", len(w.theCase().Escalations), 1)
		})
	}
	w := start(t)
	w.walkTo("E104", "y", "n", "y", "v")
	w.see("Resolved", "Nobody needs to be told")
}
