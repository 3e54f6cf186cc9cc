package tui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// solved walks E102 to its end in the network check.
var solved = []string{"n", "y", "n", "y"}

// proved walks it there too, and a live transaction goes through.
var proved = []string{"n", "y", "n", "y", "v"}

// replaced walks E102 to the form, and leaves it empty.
var replaced = []string{"y", "n", "y", "n", "enter", "esc"}

func TestOutcomeNamesWhatIsMissing(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.see("Outcome", "Replace the terminal", "Goes to: Back office",
		"3 still missing: Merchant ID (MID), Terminal ID (TID), Prompt as shown", "Press i to fill them in.", "Source: Handbook E/3.4", w.theCase().ID)
	w.press("i", "822290054110021", "enter", "10293847", "enter")
	w.see("▸ Prompt as shown")
	w.press("esc")
	w.see("1 still missing: Prompt as shown")
	w.press("i")
	w.see("▸ Prompt as shown")
	w.press("right", "enter")
	w.see("Outcome", "✓ Everything that they need is there")
}

func TestOutcomeWithoutReceiver(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.see("Resolved", "Nobody needs to be told. Press s to save", "4 steps")
	w.seeNot("missing", "Goes to")
}

func TestOutcomeGoesBack(t *testing.T) {
	w := start(t)
	w.walkTo("E102", solved...)
	w.press("b")
	w.see("step 4", "Change the network", "▸ [y] Done, the fault has gone (your earlier answer)")
	w.press("f")
	w.see("Outcome")
}

func TestFinishTakesTheCaseOffTheHomeScreen(t *testing.T) {
	for name, keys := range map[string][]string{"from the outcome": {"v", "x"}, "from the report": {"v", "r", "x"}} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", solved...)
			w.press(keys...)
			w.see("What does the terminal show?", "Finished last")
			w.seeNot("Open cases")
			same(t, "closed on the disk", w.theCase().Closed, true)
		})
	}
}

func TestAFinishedCaseCanBeTakenUpAgain(t *testing.T) {
	w := start(t)
	w.walkTo("E102", solved...)
	w.press("v", "x", "down", "enter")
	w.see("Outcome")
	same(t, "closed on the disk", w.theCase().Closed, false)
	w.press("esc")
	w.see("Open cases")
	w.seeNot("Finished last")
}

func TestFinishSaysWhyItCannotBeStored(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E102", proved...)
	journal.fails = errBroken
	w.press("x")
	w.see("Outcome", errBroken.Error())
}

func TestReportShowsEachFormat(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r")
	for _, format := range []struct{ name, see string }{
		{"txt", "Steps:"},
		{"md", "# "},
		{"html", "The file will be HTML. To read here, as text:"},
		{"pdf", "The file will be PDF. To read here, as text:"},
		{"csv", "The file will be CSV. To read here, as text:"},
		{"json", `"schema": "posmedic.report/1"`},
	} {
		if !strings.HasSuffix(w.lines()[0], " "+format.name) {
			t.Errorf("want the format %s in the head, got %q", format.name, w.lines()[0])
		}
		w.see(format.see)
		w.press("t")
	}
	w.see("Steps:")
	w.press("b")
	w.see("Outcome")
}

// savedReports reads the reports on the disk by their names.
func (w *wizard) savedReports() (names []string, texts []string) {
	w.t.Helper()
	paths, err := filepath.Glob(filepath.Join(w.folder, "reports", "*"))
	if err != nil {
		w.t.Fatal(err)
	}
	slices.Sort(paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			w.t.Fatal(err)
		}
		names, texts = append(names, filepath.Base(path)), append(texts, string(text))
	}
	return names, texts
}

func TestReportSaveNeverOverwrites(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "s")
	name := "posmedic-E102-" + w.theCase().ID
	w.see("Saved to "+filepath.Join(w.folder, "reports", name+".txt"), "Replace the terminal")
	w.press("b", "i", "822290054110021", "esc", "r", "s")
	w.see("Saved to " + filepath.Join(w.folder, "reports", name+"-2.txt"))
	names, texts := w.savedReports()
	same(t, "files", names, []string{name + "-2.txt", name + ".txt"})
	if strings.Contains(texts[1], "822290054110021") || !strings.Contains(texts[0], "822290054110021") {
		t.Errorf("the first file must stay as it was, the second must hold the merchant ID:\n%s\n%s", texts[2], texts[0])
	}
}

func TestTheSameReportIsOneFile(t *testing.T) {
	for name, keys := range map[string][]string{
		"saved twice":                    {"r", "s", "s"},
		"saved and copied":               {"r", "s", "c"},
		"copied and saved":               {"r", "c", "s"},
		"saved, left and saved":          {"r", "s", "b", "r", "s"},
		"saved in two formats, then one": {"r", "t", "t", "t", "s", "t", "t", "t", "s", "t", "t", "t", "s"},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			w.walkTo("E102", replaced...)
			w.press(keys...)
			w.see("Saved to ")
			names, _ := w.savedReports()
			for _, one := range names {
				if strings.Contains(one, "-2.") {
					t.Errorf("the same report was written twice: %q", names)
				}
			}
		})
	}
}

func TestAnOutcomeForNobodySavesItsReport(t *testing.T) {
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("s")
	path := filepath.Join(w.folder, "reports", "posmedic-E102-"+w.theCase().ID+".txt")
	w.see("Saved to "+path, "Resolved")
	w.press("r", "s")
	w.see("Saved to " + path)
	w.press("b")
	w.see("Outcome")
	w.seeNot("Saved to")
	names, texts := w.savedReports()
	same(t, "files", len(names), 1)
	if !strings.Contains(texts[0], "[Resolved] E102") {
		t.Errorf("got the report:\n%s", texts[0])
	}
}

func TestAnOutcomeForNobodySavesItsReportWhileAReplyIsWaitedFor(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("g", "enter", "b", "b", "y", "v")
	w.see("Resolved", "s save file")
	w.press("s")
	w.see("Saved to ")
}

func TestAnOutcomeSaysWhyItsReportCannotBeSaved(t *testing.T) {
	w := start(t)
	if err := os.WriteFile(filepath.Join(w.folder, "reports"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.walkTo("E102", proved...)
	w.press("s")
	w.see("it did not work: make the folder for reports", "Resolved")
	w.seeNot("Saved to")
}

func TestReportSavesInTheFormatOnTheScreen(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "t", "t", "s", "t", "s", "t", "s", "t", "s")
	names, texts := w.savedReports()
	name := "posmedic-E102-" + w.theCase().ID
	same(t, "files", names, []string{name + ".csv", name + ".html", name + ".json", name + ".pdf"})
	for i, want := range []string{"\ufeffCase,", "<!doctype html>", "{", "%PDF-"} {
		if !strings.HasPrefix(texts[i], want) {
			t.Errorf("%s begins otherwise than with %q", names[i], want)
		}
	}
	if !json.Valid([]byte(texts[2])) {
		t.Errorf("the file is no JSON:\n%s", texts[2])
	}
}

func TestReportCopySavesToo(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "c")
	w.see("Text sent to the clipboard (some terminals ignore this). Saved to ")
	_, texts := w.savedReports()
	same(t, "files that hold what was copied", texts, []string{w.clipboard})
}

func TestWhatIsNoTextIsCopiedAsText(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "t", "t", "t", "y")
	if !strings.HasPrefix(w.clipboard, "[Replace] E102 ") {
		t.Errorf("want the text in the clipboard, got %.20q", w.clipboard)
	}
	names, _ := w.savedReports()
	same(t, "files", names, []string{"posmedic-E102-" + w.theCase().ID + ".pdf"})
}

func TestReportIsInTheLanguageOfTheScreen(t *testing.T) {
	w := startIn(t, t.TempDir(), Options{Lang: catalog.Chinese})
	w.walkTo("E102", replaced...)
	w.press("r", "c")
	if !strings.Contains(w.clipboard, "换机处理") {
		t.Errorf("want a Chinese report, got:\n%s", w.clipboard)
	}
}

func TestReportInBothLanguages(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.press("r", "l")
	w.see("【换机】E102", "[Replace] E102")
	w.press("s", "l")
	w.seeNot("【换机】E102")
	_, texts := w.savedReports()
	if !strings.Contains(texts[0], "换机处理") || !strings.Contains(texts[0], "Replace the terminal") {
		t.Errorf("want both languages, got:\n%s", texts[0])
	}
}

func TestReportSaysWhyItCannotBeSaved(t *testing.T) {
	w := start(t)
	if err := os.WriteFile(filepath.Join(w.folder, "reports"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.walkTo("E102", replaced...)
	for _, key := range []string{"s", "c"} {
		w.press("r", key)
		w.see("it did not work: make the folder for reports", "Steps:")
		w.seeNot("Saved to")
		same(t, "clipboard", w.clipboard, "")
		w.press("b")
		w.see("Outcome")
		w.seeNot("it did not work")
	}
}

func TestSavedShowsWhereTheReaderIs(t *testing.T) {
	w := start(t)
	w.walkTo("E102", replaced...)
	w.size(80, 12)
	w.press("r", "pgdown", "pgdown", "s")
	w.see("Saved to ")
}

func TestReportHoldsNoCardNumber(t *testing.T) {
	w := start(t)
	w.walkTo("E301", "i")
	w.goTo(fault.Card)
	w.press(wholeCard, "esc", "n", "y", "n", "y", "r", "s", "t", "s", "t", "s", "t", "t", "s", "t", "s", "c", "m")
	w.lookFor(middle)
	names, _ := w.savedReports()
	same(t, "files", len(names), 5) // all but the PDF, whose packed bytes package report reads
}

func TestItemMark(t *testing.T) {
	for line, want := range map[string]string{
		"":                 "",
		"Steps:":           "",
		"- one":            "- ",
		"12. one":          "12. ",
		"  - one":          "  - ",
		`    "case": {`:    "    ",
		"2026-11-21 14:02": "",
		"-one":             "",
	} {
		same(t, "the mark of "+line, itemMark(line), want)
	}
}
