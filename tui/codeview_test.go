package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"rsc.io/qr"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// theCode is the QR code on the screen.
func (w *wizard) theCode() *codeScreen {
	w.t.Helper()
	code, open := w.root.top().(*codeScreen)
	if !open {
		w.t.Fatalf("want the QR code on the screen:\n%s", w.screen())
	}
	return code
}

// codeOn reads the modules on the screen: the rows of half blocks, '#' for a dark one.
func (w *wizard) codeOn() []string {
	var modules []string
	for _, line := range w.root.top().page(w.root.room()).lines {
		if !strings.HasPrefix(line, w.root.theme.code.before) || w.root.theme.code.before == "" {
			continue
		}
		var upper, lower strings.Builder
		for _, half := range ansi.Strip(line) {
			upper.WriteString(map[bool]string{true: ".", false: "#"}[strings.ContainsRune("▀█", half)])
			lower.WriteString(map[bool]string{true: ".", false: "#"}[strings.ContainsRune("▄█", half)])
		}
		modules = append(modules, upper.String(), lower.String())
	}
	return modules
}

// modulesOf is how a code must stand on the screen.
func modulesOf(t *testing.T, text string, quiet int) []string {
	t.Helper()
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for y := -quiet; y < code.Size+quiet; y++ {
		var row strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			row.WriteString(map[bool]string{true: "#", false: "."}[code.Black(x, y)])
		}
		rows = append(rows, row.String())
	}
	if len(rows)%2 == 1 {
		rows = append(rows, strings.Repeat(".", len(rows)))
	}
	return rows
}

func TestTheCodeHoldsTheWholeReportWhereThereIsRoom(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "m")
	w.size(200, 100)
	w.see("Scan it: the whole report, ")
	text, err := w.theCode().whole(catalog.English)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the modules on the screen", w.codeOn(), modulesOf(t, text, 4))
}

func TestTheCodeHoldsWhatIsNeededMostAndSaysWhatItLeavesOut(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("i", "822290054110021", "enter", "10293847", "esc", "r", "m")
	lines := report.Short(w.theCode().made, catalog.English)
	same(t, "the first line", lines[0], "E102 "+w.theCase().ID)
	same(t, "the next lines", lines[1:4], []string{"MID 822290054110021", "TID 10293847", w.theCode().made.Fingerprint})
	for _, test := range []struct {
		width, height, quiet int
		sentence             string
		text                 string
	}{
		{80, 24, 2, "Scan it: 4 of 7 lines, the most needed. For the rest save a file or enlarge.", strings.Join(lines[:4], "\n") + " ..."},
		{100, 50, 4, "Scan it: all 7 lines that matter most.", strings.Join(lines, "\n")},
	} {
		w.size(test.width, test.height)
		w.see(test.sentence)
		same(t, "the modules on the screen", w.codeOn(), modulesOf(t, test.text, test.quiet))
	}
}

func TestAWindowTooSmallForACodeSaysSo(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "m")
	w.size(30, 10)
	w.see("too small for a")
	same(t, "rows of a code", len(w.codeOn()), 0)
	w.press("b")
	w.see("[Replace] E102")
}

func TestTheCodeCanBeSwappedForATerminalWithoutColours(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "m")
	before := w.codeOn()
	w.press("v")
	for i, row := range w.codeOn() {
		same(t, "the swapped row", strings.NewReplacer("#", ".", ".", "#").Replace(row), before[i])
	}
}

func TestNoCodeWhereTheWidthsAreNotKnown(t *testing.T) {
	w := start(t)
	w.root.theme = chooseTheme(ThemeAuto, []string{"RUNEWIDTH_EASTASIAN=1"})
	w.walkTo("E102", replaced...)
	w.press("r", "m")
	w.see("A QR code cannot be drawn")
	same(t, "rows of a code", len(w.codeOn()), 0)
}
