package tui

import (
	"testing"
	"time"

	"posmedic/flows"
	"posmedic/flows/cases"
)

// toTheWait walks E104 to the step that takes about five minutes.
func toTheWait(w *wizard) { w.walkTo("E104", "y", "n") }

func TestAWaitCountsDownAndSurvivesLeaving(t *testing.T) {
	w := start(t)
	toTheWait(w)
	w.see("Try again later (about 5 minutes)", "[s] Start the clock (about 5 min)")
	w.press("s")
	w.see("┃ 5:00 to go (until today 14:07)", "[y]")
	wait := w.theCase().Wait
	same(t, "waits for", wait.For, flows.Agent)
	same(t, "until", wait.Until.Sub(begun), 5*time.Minute)

	w.now = begun.Add(90 * time.Second)
	w.send(tick{})
	w.see("3:30 to go")
	w.press("s") // a second press does not begin it anew
	w.see("3:30 to go")

	later := startIn(t, w.folder, Options{})
	later.now = begun.Add(2 * time.Minute)
	later.see("E104", "until today 14:07")
	later.press("down", "enter")
	later.see("3:00 to go")
	later.now = begun.Add(6 * time.Minute)
	later.send(tick{})
	later.see("The time is up.")
	later.press("esc")
	later.see("due now")
	later.press("down", "enter", "n")
	same(t, "waits no longer", later.theCase().Wait, cases.Wait{})
}

func TestACaseThatIsDueComesFirst(t *testing.T) {
	w := start(t)
	toTheWait(w)
	w.press("s", "esc")
	w.now = begun.Add(time.Minute)
	w.walkTo("E102")
	w.press("esc")
	same(t, "first while it waits", w.home().open[0].Code, "E102")
	w.now = begun.Add(10 * time.Minute)
	w.walkTo("E101")
	w.press("esc")
	same(t, "first when it is due", w.home().open[0].Code, "E104")
}

func TestARequestWaitsForItsReply(t *testing.T) {
	w := start(t)
	w.walkTo("E307", "y", "n")
	w.see("have them push the latest EMV driver", "By the back office", "[s] Asked them; wait for the reply")
	w.press("s")
	w.see("┃ Asked today 14:02; no reply yet", "[y]")
	w.seeNot("[s]")
	same(t, "waits for", w.theCase().Wait.For, flows.BackOffice)
	w.press("esc")
	w.see("at the back office")
	w.press("down", "enter", "y")
	w.see("Outcome")
	w.press("esc")
	w.seeNot("at the back office")
}

func TestOnlyAStepThatWaitsTakesTheKey(t *testing.T) {
	w := start(t)
	w.walkTo("E102")
	w.press("s")
	same(t, "waits", w.theCase().Wait, cases.Wait{})
	w.seeNot("[s]")
}

func TestAWaitThatCannotBeStoredSaysSo(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	toTheWait(w)
	journal.fails = errBroken
	w.press("s")
	w.see(errBroken.Error(), "[s] Start the clock (about 5 min)")
}

func TestCountdown(t *testing.T) {
	for left, want := range map[time.Duration]string{
		59 * time.Second: "0:59", 5 * time.Minute: "5:00", time.Hour: "1:00:00",
		23*time.Hour + 59*time.Minute + 5*time.Second: "23:59:05", 1400 * time.Millisecond: "0:01",
	} {
		same(t, left.String(), countdown(left), want)
	}
}

// home is the screen that lies under all others.
func (w *wizard) home() *homeScreen { return w.root.screens[0].(*homeScreen) }
