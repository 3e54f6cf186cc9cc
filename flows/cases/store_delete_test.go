package cases

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// storeNoted stores a case of two events that names a terminal and holds a telltale text.
func storeNoted(t *testing.T, store *Store, id, tid string) Summary {
	t.Helper()
	summary := Summary{ID: id, Table: "E", Code: "E102", TID: tid, Opened: storeTime, Updated: storeTime, Seq: 2}
	mustAppend(t, store, id, []Event{
		testEvent(1), {Seq: 2, At: storeTime, Kind: FieldSet, Data: json.RawMessage(`"telltale ` + id + `"`)},
	}, summary)
	return summary
}

func TestADeletedCaseIsGoneFromEveryFile(t *testing.T) {
	folder := t.TempDir()
	store := openTestStore(t, folder)
	doomed, kept := storeNoted(t, store, "doomed", "TID00001"), storeNoted(t, store, "kept", "TID00002")
	if err := store.Delete([]Summary{doomed}); err != nil {
		t.Fatal(err)
	}
	kept.State = IsOpen
	if list, err := store.List(); err != nil || len(list) != 1 || list[0].ID != "kept" {
		t.Errorf("List gives %v, %v", list, err)
	}
	if _, err := store.Events("doomed"); !errors.Is(err, ErrNoCase) {
		t.Errorf("its events give the error %v, want ErrNoCase", err)
	}
	if found := idsOfTerminal(t, store, "TID00001", ""); len(found) != 0 {
		t.Errorf("its terminal is found in %q", found)
	}
	if found := idsOfTerminal(t, store, "TID00002", ""); len(found) != 1 {
		t.Errorf("the other one's terminal is found in %q", found)
	}
	for _, name := range folderNames(t, folder) {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte("telltale doomed")) || bytes.Contains(content, []byte("TID00001")) {
			t.Errorf("%s still holds what was deleted", name)
		}
	}
}

func TestWhatChangedSinceItWasShownIsNotDeleted(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	first, second := storeNoted(t, store, "first", "TID00001"), storeNoted(t, store, "second", "TID00002")
	mustAppend(t, store, "second", []Event{testEvent(3)}, second)
	if err := store.Delete([]Summary{first, second}); !errors.Is(err, ErrChanged) {
		t.Errorf("the error is %v, want ErrChanged", err)
	}
	if list, err := store.List(); err != nil || len(list) != 2 {
		t.Errorf("List gives %v, %v", list, err)
	}
}

func TestADeletedCaseCannotBeGoneOnWith(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	summary := storeNoted(t, store, "A", "TID00001")
	if err := store.Delete([]Summary{summary}); err != nil {
		t.Fatal(err)
	}
	if err := store.Append("A", []Event{testEvent(3)}, summary); !errors.Is(err, ErrChanged) {
		t.Errorf("the error is %v, want ErrChanged", err)
	}
}
