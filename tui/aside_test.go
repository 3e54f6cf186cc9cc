package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// panes returns the two panes of the body as text.
func (w *wizard) panes() (string, string) {
	w.t.Helper()
	var left, right []string
	for _, line := range w.lines() {
		if step, aside, split := strings.Cut(line, " │"); split {
			left, right = append(left, strings.TrimRight(step, " ")), append(right, strings.TrimPrefix(aside, " "))
		}
	}
	return strings.Join(left, "\n"), strings.Join(right, "\n")
}

func TestTwoPanesFrom100Columns(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "n", "y", "n")
	for width, want := range map[int]bool{99: false, 100: true, 120: true, 200: true} {
		w.size(width, 36)
		left, right := w.panes()
		same(t, "whether there are two panes", right != "", want)
		if !want {
			continue
		}
		for _, text := range []string{"┃ Change the network", "┃ Has the fault gone?", "[y] Done", "How to (ours)", "Path so far", "Source: Handbook E/10.2"} {
			if !strings.Contains(left, text) {
				t.Errorf("%d columns: the left pane lacks %q:\n%s", width, text, left)
			}
		}
		for _, text := range []string{"E102  Network communication error", "Handbook E/10  E109", "  1. ", "▸ 2. Change to another network.", "For the report: 1 of 4 filled", "· Terminal ID (TID): empty", "✓ Error code"} {
			if !strings.Contains(right, text) {
				t.Errorf("%d columns: the right pane lacks %q:\n%s", width, text, right)
			}
		}
	}
}

func TestAsideCountsWhatIsFilled(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "i")
	w.press("822290054110021", "enter", "10293847", "enter", "esc")
	w.see("For the report: 3 of 4 filled")
	w.press("n", "y", "n", "y")
	w.see("The fault has gone")
	w.seeNot("For the report") // nobody is to be told
}

// TestAsideKeepsTheCitedLineInView draws rows that are longer than a low window.
func TestAsideKeepsTheCitedLineInView(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for height := 14; height <= 36; height++ {
			w.size(100, height)
			page := w.root.top().page(w.root.room())
			for _, line := range page.aside {
				if !strings.Contains(plain(line), "▸") {
					continue
				}
				if _, right := w.panes(); !strings.Contains(right, strings.TrimSpace(plain(line))) {
					t.Errorf("%d rows: the cited line is out of view:\n%s", height, w.screen())
				}
			}
		}
	})
}

// TestQuestionStandsOut holds what makes the question the first thing that is seen: its bar, and space around it.
func TestQuestionStandsOut(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102")
	w.size(80, 24)
	lines := w.lines()
	same(t, "the space above", lines[2], "")
	same(t, "the question", lines[3], "┃ Has anything gone through on this terminal just now?")
	same(t, "the space below", lines[4], "")
	same(t, "the first answer", lines[5], "  [y] Yes")
	w.size(40, 20)
	same(t, "the question in a low window", w.lines()[2], "┃ Has anything gone through on this")
	same(t, "its second line", w.lines()[3], "┃ terminal just now?")
}

// TestSourceStaysAtTheFoot scrolls a long step in a window that is tall enough to keep its source in view.
func TestSourceStaysAtTheFoot(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "n", "n", "n", "n", "n")
	w.size(80, 24)
	for range 3 {
		if foot := w.lines()[20]; !strings.HasPrefix(foot, "Source: ") {
			t.Errorf("the source is not at the foot:\n%s", w.screen())
		}
		w.press("pgdown")
	}
}

func TestHeadTellsHowLongTheCaseTakes(t *testing.T) {
	w := start(t)
	w.walkTo("E102")
	w.see("0 min  step 1")
	w.now = w.now.Add(59*time.Minute + 59*time.Second)
	w.send(tick{})
	w.see("59 min  step 1")
	w.now = w.now.Add(time.Second)
	w.see("1 h  step 1")
	w.press("n", "y", "n", "y")
	w.now = w.now.Add(50 * time.Hour)
	w.see("took 1 h")
	w.press("b")
	w.see("2 days  step")
	w.size(60, 24)
	w.see("E102 Network… › Network check 2 days  step 4,")
	w.size(40, 24)
	w.seeNot("2 days")
	w.press("i")
	w.see("E102 Network… › Fault record")
}

// TestPanesDoNotOverlap holds each pane to its width.
func TestPanesDoNotOverlap(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for width := twoPanes; width < twoPanes+30; width++ {
			w.root.lang = other(w.root.lang)
			w.size(width, 30)
			step, aside := w.root.room().split()
			page := w.root.top().page(w.root.room())
			if page.aside == nil {
				continue
			}
			for _, line := range append(page.lines, page.last...) {
				if got := ansi.StringWidth(line); got > step.width {
					t.Fatalf("%d cells in a left pane of %d: %q", got, step.width, plain(line))
				}
			}
			for _, line := range page.aside {
				if got := ansi.StringWidth(line); got > aside.width {
					t.Fatalf("%d cells in a right pane of %d: %q", got, aside.width, plain(line))
				}
			}
		}
	})
}
