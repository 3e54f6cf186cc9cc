package cases

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// version1 is a store that posmedic made before it kept an index of terminals. It holds three cases: E102 and E301
// on TID 12345678, and one of E102 on SN N8A0012345, which ended in "resolved" and is closed.
const version1 = "testdata/version1/cases.db"

func copyVersion1(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	writeFile(t, filepath.Join(folder, fileName), readTestFile(t, version1))
	return folder
}

// idsOfTerminal lists the case codes under which the index knows a terminal.
func idsOfTerminal(t *testing.T, store *Store, tid, sn string) []string {
	t.Helper()
	found, err := store.ofTerminal(tid, sn)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, summary := range found {
		ids = append(ids, summary.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestAnOlderStoreIsBroughtUpToDate(t *testing.T) {
	folder := copyVersion1(t)
	store := openTestStore(t, folder)
	checkListLength(t, store, 3)
	list, _ := store.List()
	for _, summary := range list {
		if events, err := store.Events(summary.ID); err != nil || len(events) != summary.Seq {
			t.Errorf("Events of %s gives %d, %v; want %d", summary.ID, len(events), err, summary.Seq)
		}
	}
	if got, want := idsOfTerminal(t, store, "12345678", ""), []string{"2XFW-53FH", "3QBG-PHDX"}; !slices.Equal(got, want) {
		t.Errorf("the TID is found in %q, want %q", got, want)
	}
	if got, want := idsOfTerminal(t, store, "", "N8A0012345"), []string{"9RJ9-5EHA"}; !slices.Equal(got, want) {
		t.Errorf("the SN is found in %q, want %q", got, want)
	}
	mustAppend(t, store, list[0].ID, []Event{testEvent(list[0].Seq + 1)}, list[0])
	mustClose(t, store)
	again := openTestStore(t, folder)
	if again.found != version {
		t.Errorf("opened again, its version is %d, want %d", again.found, version)
	}
}

func TestAnOlderSummaryHasAState(t *testing.T) {
	list, err := openTestStore(t, copyVersion1(t)).List()
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]State{}
	for _, summary := range list {
		states[summary.ID] = summary.State
	}
	want := map[string]State{"2XFW-53FH": IsOpen, "3QBG-PHDX": IsOpen, "9RJ9-5EHA": IsResolved} // its walk ended in "resolved"
	if fmt.Sprint(states) != fmt.Sprint(want) {
		t.Errorf("the states are %v, want %v", states, want)
	}
}

func TestAnOlderStoreIsBroughtUpToDateByOneOfMany(t *testing.T) {
	folder := copyVersion1(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			store, err := Open(folder)
			if err != nil {
				t.Error(err)
				return
			}
			defer store.Close()
			if list, err := store.List(); err != nil || len(list) != 3 {
				t.Errorf("List gives %d, %v", len(list), err)
			}
		})
	}
	group.Wait()
	if got := idsOfTerminal(t, openTestStore(t, folder), "12345678", ""); len(got) != 2 {
		t.Errorf("the TID is found in %q", got)
	}
}

// TestAnOlderStoreOnAFullDiskIsRead has no room for the index: its cases are read all the same.
func TestAnOlderStoreOnAFullDiskIsRead(t *testing.T) {
	folder := copyVersion1(t)
	store := &Store{path: filepath.Join(folder, fileName)}
	if err := store.connect("mode=rw&_pragma=max_page_count(1)"); err != nil { // SQLite takes the present count instead
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := store.update(); err != nil {
		t.Fatal(err)
	}
	checkListLength(t, store, 3)
	if err := store.Append("A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime}); !errors.Is(err, ErrFull) {
		t.Errorf("the error is %v, want ErrFull", err)
	}
	if got := idsOfTerminal(t, store, "12345678", ""); len(got) != 3 {
		t.Errorf("without an index, %q are looked at, want all", got)
	}
}
