package cases

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
)

// TestOnlyTheOwnerCanRead has everything made under a umask that would let all others in.
func TestOnlyTheOwnerCanRead(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	parent := filepath.Join(t.TempDir(), "share")
	folder := filepath.Join(parent, "posmedic")
	store := openTestStore(t, folder)
	mustAppend(t, store, "A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
	checkMode(t, parent, 0o700)
	checkMode(t, folder, 0o700)
	names := folderNames(t, folder)
	if len(names) != 4 { // the file, its journal, the journal's index, the lock
		t.Errorf("there are %v", names)
	}
	for _, name := range names {
		checkMode(t, filepath.Join(folder, name), 0o600)
	}
}

// TestCopiedFileIsClosedToOthers leaves the folder alone, which others may use for more than this.
func TestCopiedFileIsClosedToOthers(t *testing.T) {
	folder := t.TempDir()
	fillTestStore(t, folder)
	mustChmod(t, folder, 0o755)
	mustChmod(t, filepath.Join(folder, fileName), 0o644)
	store := openTestStore(t, folder)
	checkListLength(t, store, 12)
	checkMode(t, folder, 0o755)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		checkMode(t, filepath.Join(folder, fileName+suffix), 0o600)
	}
}

func TestReadOnly(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, folder string)
		opens   bool
	}{
		{"the folder", func(t *testing.T, folder string) {
			fillTestStore(t, folder)
			mustChmod(t, filepath.Join(folder, fileName), 0o644)
			mustChmod(t, folder, 0o555)
		}, true},
		{"the folder, with a store that was not closed", func(t *testing.T, folder string) {
			copyUnclosed(t, folder)
			mustChmod(t, folder, 0o555)
		}, true},
		{"the file only", func(t *testing.T, folder string) {
			fillTestStore(t, folder)
			mustChmod(t, filepath.Join(folder, fileName), 0o444)
			mustChmod(t, folder, 0o777)
		}, true},
		{"the folder, without a store", func(t *testing.T, folder string) { mustChmod(t, folder, 0o555) }, false},
		{"a folder that cannot be entered", func(t *testing.T, folder string) {
			fillTestStore(t, folder)
			mustChmod(t, folder, 0o000)
		}, false},
		{"a file that cannot be read", func(t *testing.T, folder string) {
			fillTestStore(t, folder)
			mustChmod(t, filepath.Join(folder, fileName), 0o000)
			mustChmod(t, folder, 0o777)
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			mustChmod(t, filepath.Dir(folder), 0o755)
			test.prepare(t, folder)
			t.Cleanup(func() { mustChmod(t, folder, 0o700) })
			withoutRights(t, func() {
				store, err := Open(folder)
				if !test.opens {
					if !errors.Is(err, ErrReadOnly) {
						t.Errorf("the error is %v, want ErrReadOnly", err)
					}
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				checkReadOnly(t, store)
			})
		})
	}
}

func checkReadOnly(t *testing.T, store *Store) {
	checkListLength(t, store, 12)
	list, _ := store.List()
	for _, summary := range list {
		if events, err := store.Events(summary.ID); err != nil || len(events) != summary.Seq {
			t.Errorf("Events gives %d, %v; want %d", len(events), err, summary.Seq)
		}
		if err := store.Append(summary.ID, []Event{testEvent(summary.Seq + 1)}, summary); !errors.Is(err, ErrReadOnly) {
			t.Errorf("the error is %v, want ErrReadOnly", err)
		}
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}

// copyUnclosed puts the files of a killed program into a folder, as another user could read them.
func copyUnclosed(t *testing.T, folder string) {
	t.Helper()
	original := t.TempDir()
	fillTestStore(t, original)
	store := openTestStore(t, original)
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	mustAppend(t, store, list[0].ID, []Event{testEvent(list[0].Seq + 1)}, list[0])
	for _, suffix := range []string{"", "-wal", "-shm"} {
		writeFile(t, filepath.Join(folder, fileName+suffix), readTestFile(t, filepath.Join(original, fileName+suffix)))
		mustChmod(t, filepath.Join(folder, fileName+suffix), 0o444)
	}
}

// withoutRights does something on a thread that has no more rights than any user, even where root runs the
// tests: root may write everywhere.
func withoutRights(t *testing.T, do func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		do()
		return
	}
	var group sync.WaitGroup
	group.Go(func() {
		runtime.LockOSThread() // and never unlock it: the thread ends with the goroutine
		const nobody, whichIsNow = 65_534, ^uintptr(0)
		_, _, _ = syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		if now, _, _ := syscall.RawSyscall(syscall.SYS_SETFSUID, whichIsNow, 0, 0); now != nobody {
			t.Errorf("the thread has the rights of user %d", now)
			return
		}
		do()
	})
	group.Wait()
}

func checkMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Error(err)
		return
	}
	if info.Mode().Perm() != want {
		t.Errorf("%s has the mode %o, want %o", path, info.Mode().Perm(), want)
	}
}

func mustChmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
