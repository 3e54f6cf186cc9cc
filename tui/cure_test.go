package tui

import (
	"testing"

	"posmedic/flows"
)

func TestAResolvedCaseIsNotFinishedBeforeALiveTransaction(t *testing.T) {
	for name, keys := range map[string][]string{"from the outcome": {"x"}, "from the report": {"r", "x"}} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", solved...)
			w.see("Try one live transaction: did it go through?", "[y] It went through", "[n] It failed", "[c] It cannot be tried now")
			w.press(keys...)
			w.see("Before the case is finished, try one live transaction", "Resolved")
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
		{"it went through", []string{"y"}, flows.Yes, flows.Seen, "", "✓ The live transaction went through (today 14:02, seen by the agent)"},
		{"the merchant says so", []string{"w", "y"}, flows.Yes, flows.Said, "", "(today 14:02, said by the merchant)"},
		{"it failed", []string{"n"}, flows.No, flows.Seen, "", "The live transaction failed (today 14:02): the fault is still there."},
		{
			"it cannot be tried",
			[]string{"c", "1"},
			flows.Cannot, "", "现场没有条件或工具 / no means or tools on site",
			"No live transaction was tried (today 14:02): ",
		},
		{"it failed, and the next one did not", []string{"n", "y"}, flows.Yes, flows.Seen, "", "✓ The live transaction went through"},
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

func TestAFailedTransactionLeadsBackToTheSteps(t *testing.T) {
	w := start(t)
	w.walkTo("E102", solved...)
	w.press("n", "x")
	w.see("Before the case is finished")
	w.press("b", "n")
	w.seeNot("Try one live transaction")
	same(t, "closed on the disk", w.theCase().Closed, false)
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
	w.press("down", "enter", "y", "esc")
	w.see("Open cases", "E102", "Resolved")
}
