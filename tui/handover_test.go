package tui

import (
	"testing"
	"time"

	"posmedic/flows/fault"
)

func TestAHandedOverCaseWaitsForTheReply(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("g")
	w.see("The report is handed over to: Back office. When will you ask for the reply?", "▸ 1  nothing was agreed", "2  in two hours  today 16:02", "3  tomorrow morning  11-22 09:00")
	w.press("2", "enter")
	w.see("✓ today 14:02 handed over to: Back office", "Waiting for the reply, ask today 16:02")
	w.press("esc")
	w.see("Open cases", "until today 16:02")
	w.now = w.now.Add(2 * time.Hour)
	w.walkTo("E101", "esc")
	w.see("Open cases", "! E102  due now ", "  E101")
	w.press("down", "enter")
	w.see("It is time to ask for the reply.")
	w.press("a")
	w.paste("Use card 6222021234567890123, a new terminal comes\n")
	w.press("enter")
	w.see("today 16:02 reply: Use card 622202*********0123, a new terminal comes")
	_, open := w.theFirst("E102").Escalation()
	same(t, "waits on the disk", open, false)
	w.press("x")
	w.see("What does the terminal show?")
}

func TestAReplyNeedsWords(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("g", "enter", "a", "enter")
	w.see("Write what they replied.")
	w.press("esc")
	w.see("Waiting for the reply.")
}

func TestNobodyHandsOverWhatNobodyIsToBeTold(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("g")
	w.see("Outcome", "Nobody needs to be told.")
	same(t, "escalations on the disk", len(w.theCase().Escalations), 0)
}

func TestNotesAndEvidence(t *testing.T) {
	w := start(t)
	w.walkTo("E301", "t")
	w.press("the card 6222021234567890123 was bent", "enter")
	w.see("the card 622202*********0123 was bent")
	w.press("tab")
	w.paste("/home/wang/照片/屏幕 6222021234567890123.jpg")
	w.press("enter")
	w.see("Evidence files", "屏幕 622202*********0123.jpg")
	w.press("b.jpg", "enter", "down", "down", "ctrl+x")
	w.seeNot("b.jpg")
	same(t, "evidence on the disk", w.theCase().Evidence[0].File, "屏幕 622202*********0123.jpg")
	same(t, "evidence that is left", len(w.theCase().Evidence), 1)
	w.press("not stored", "esc")
	w.see("> not stored", "Not stored: Enter stores it")
	w.press("esc")
	w.see("step 1")
	same(t, "notes on the disk", len(w.theCase().Notes), 1)
	w.lookFor(middle)
}

func TestTheSameFaultAgainIsPointedOut(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("i")
	w.goTo(fault.TID)
	w.press("12345678", "esc", "t", "the antenna was loose", "enter", "esc", "x")
	w.now = w.now.Add(3 * 24 * time.Hour)
	w.press("E102", "enter")
	w.see("In the last 30 days also:", "12345678  11-21 14:02  Resolved")
	w.press("enter")
	w.seeNot("same fault")
	w.press("i")
	w.goTo(fault.TID)
	w.press("12345678", "esc")
	w.see("Has anything gone through", "e  This terminal had the same fault (11-21 14:02): Resolved")
	w.press("e")
	w.see("11-21 14:02  Resolved", "Change the network", "Done, the fault has gone", "Outcome: The fault has gone", "The live transaction went through", "the antenna was loose")
	w.press("b")
	w.see("step 1")
	w.press("i")
	w.goTo(fault.TID)
	w.press("ctrl+u", "87654321", "esc")
	w.seeNot("same fault")
}
