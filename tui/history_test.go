package tui

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// theFirst loads the first listed case about a code.
func (w *wizard) theFirst(code string) cases.Case {
	w.t.Helper()
	for _, summary := range w.listed() {
		if summary.Code == code {
			loaded, err := w.disk.Load(summary.ID)
			if err != nil {
				w.t.Fatal(err)
			}
			return loaded
		}
	}
	w.t.Fatalf("there is no case about %s", code)
	return cases.Case{}
}

// withHistory has a finished case about E102 on a terminal, and a day later an open one about E301.
func withHistory(t *testing.T) *wizard {
	t.Helper()
	w := start(t)
	w.walkTo("E102", proved...)
	w.press("i")
	w.goTo(fault.TID)
	w.press("12345678", "esc", "x")
	w.now = w.now.Add(24 * time.Hour)
	w.walkTo("E301", "esc")
	return w
}

func TestHistoryListsEveryCase(t *testing.T) {
	w := withHistory(t)
	w.press("tab")
	w.see("History", "2 of 2", "Code", "State", "Terminal", "Changed", "Case", "Outcome",
		"▸ E301   open       —        today 14:02", "E102   resolved   12345678 11-21 14:02")
	w.press("esc")
	w.see("What does the terminal show?")
}

func TestHistoryShowsNoKeyThatDoesNothing(t *testing.T) {
	w := withHistory(t)
	w.press("tab")
	w.see("Enter choose")
	w.press("nosuchcase")
	w.see("No case fits.")
	w.seeNot("Enter choose", "↑ up")
}

func TestHistoryIsFilteredByWhatIsTyped(t *testing.T) {
	w := withHistory(t)
	w.press("tab")
	id := w.theFirst("E102").ID
	for _, test := range []struct{ typed, sees, seesNot string }{
		{"e102", "▸ E102", "E301"},
		{"Ｅ１０２", "▸ E102", "E301"},
		{"12345678", "▸ E102", "E301"},
		{"5678 resolved", "▸ E102", "E301"},
		{"open", "▸ E301", "E102"},
		{"2026-11-21", "▸ E102", "E301"},
		{"11-22", "▸ E301", "E102"},
		{"today", "▸ E301", "E102"},
		{strings.ToLower(id), "▸ E102", "E301"},
		{"e102 open", "No case fits.", "E301"},
		{"已解决", "No case fits.", "▸"},
	} {
		w.press(test.typed)
		w.see(test.sees)
		w.seeNot(test.seesNot)
		w.press("esc")
		w.see("2 of 2")
	}
	w.press("ctrl+l", "已解决")
	w.see("▸ E102")
}

func TestAPastCaseIsLookedAtWithoutAChange(t *testing.T) {
	w := withHistory(t)
	before := w.theFirst("E102")
	w.press("tab", "e102", "enter")
	w.see("Network communication error", "State: resolved", "Terminal: 12345678", "Begun 11-21 14:02", "Outcome: The fault has gone", "takes it up again")
	w.press("r")
	w.see("Steps:")
	w.press("b", "b")
	w.see("1 of 2", "> e102")
	same(t, "the case on the disk", w.theFirst("E102").Seq, before.Seq)
}

func TestAPastCaseIsTakenUpAgain(t *testing.T) {
	w := withHistory(t)
	w.press("tab", "e102", "enter", "enter")
	w.see("Outcome", "Resolved")
	same(t, "closed on the disk", w.theFirst("E102").Closed, false)
}

func TestAPastCaseIsExported(t *testing.T) {
	w := withHistory(t)
	c := w.theFirst("E102")
	w.press("tab", "e102", "enter", "e")
	path := filepath.Join(w.folder, "reports", "posmedic-case-"+c.ID+".zip")
	w.see("Exported to " + path)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mode", info.Mode().Perm(), 0o600)
	done, err := openJournal(t, t.TempDir(), book).Import(file, info.Size())
	if err != nil || len(done.Added) != 1 || done.Added[0] != c.ID {
		t.Errorf("imported %+v, %v", done, err)
	}
}

func TestDeletingAsksFirst(t *testing.T) {
	w := withHistory(t)
	c := w.theFirst("E102")
	w.press("tab", "e102", "enter", "d")
	w.see("Delete case "+c.ID+"?", "go from this machine for good", "y deletes it, any other key does not.")
	for _, key := range []string{"esc", "enter", "n", "d"} {
		w.press(key)
		w.see("State: resolved")
		w.seeNot("Delete case")
		w.press("d")
	}
	w.press("y")
	w.see("History", "0 of 1")
	if _, err := w.disk.Load(c.ID); !errors.Is(err, cases.ErrNoCase) {
		t.Errorf("loading it gives the error %v, want ErrNoCase", err)
	}
	same(t, "cases on the disk", len(w.listed()), 1)
}

func TestACaseThatChangedMeanwhileIsNotDeleted(t *testing.T) {
	w := withHistory(t)
	w.press("tab", "e102", "enter", "d")
	if _, err := w.disk.Note(w.theFirst("E102"), "from another window", w.now); err != nil {
		t.Fatal(err)
	}
	w.press("y")
	w.see("this case was changed in another window")
	same(t, "cases on the disk", len(w.listed()), 2)
}

func TestHistoryTurnsItsPages(t *testing.T) {
	journal := newMemory()
	for i := range 1000 {
		id := fmt.Sprintf("CASE-%04d", i)
		journal.cases[id] = cases.Case{ID: id, Table: "E", Code: "E102", Updated: begun.Add(-time.Duration(i) * time.Minute)}
	}
	w := startWith(t, journal)
	w.see("950 more open cases are in the history (Tab)")
	w.size(80, 24)
	w.press("tab")
	w.see("1000 of 1000", "▸ E102", "CASE-0000")
	w.press("pgdown", "pgdown", "pgdown")
	w.fits()
	w.seeNot("CASE-0000")
	w.press("pgup", "pgup", "pgup", "pgup")
	w.see("▸ E102", "CASE-0000")
	w.press("up")
	w.see("▸ E102", "CASE-0000")
}

func TestADamagedCaseLeavesTheOthers(t *testing.T) {
	w := start(t)
	w.walkTo("E301", "esc")
	w.send(opened{journal: w.root.screens[0].(*homeScreen).journal, list: w.listed(), finder: finds, damage: cases.ErrDamaged})
	w.see("the case store is damaged", "Open cases", "E301")
	w.press("down", "enter")
	w.see("step 1")
}

// TestADamagedCaseOnTheDisk spoils one case behind the wizard's back: it says so, and the others are worked on.
func TestADamagedCaseOnTheDisk(t *testing.T) {
	first := withHistory(t)
	bad := first.theFirst("E102").ID
	db, err := sql.Open("sqlite", filepath.Join(first.folder, "cases.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`UPDATE events SET data = '{}' WHERE seq = 4 AND case_id = ?`, bad); err != nil {
		t.Fatal(err)
	}
	w := startIn(t, first.folder, Options{})
	w.press("tab", "e102", "enter")
	w.see("it did not work", "the case store is damaged", "State: resolved")
	w.press("enter", "r")
	w.see("State: resolved")
	if _, err := db.Exec(`UPDATE cases SET summary = zeroblob(9) WHERE id = ?`, bad); err != nil {
		t.Fatal(err)
	}
	w = startIn(t, first.folder, Options{})
	w.see("the case store is damaged", "Open cases", "E301")
	w.press("tab")
	w.see("1 of 1", "the case store is damaged", "▸ E301")
	w.press("enter", "enter")
	w.see("E301", "step 1")
}
