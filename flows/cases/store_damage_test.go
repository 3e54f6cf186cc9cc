package cases

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// flipsVariable is how many bytes are flipped, for long runs by hand; "all" flips each one in turn.
const flipsVariable = "POSMEDIC_FLIPS"

func TestForeignFiles(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"a short text", func(t *testing.T, path string) { writeFile(t, path, []byte("x")) }, ErrDamaged},
		{"a text", func(t *testing.T, path string) { writeFile(t, path, []byte("not a database\n")) }, ErrDamaged},
		{"a long text", func(t *testing.T, path string) { writeFile(t, path, bytes.Repeat([]byte("no\n"), 5_000)) }, ErrDamaged},
		{"zeros", func(t *testing.T, path string) { writeFile(t, path, make([]byte, 8_192)) }, ErrDamaged},
		{"a folder", func(t *testing.T, path string) { mustMakeFolder(t, path) }, ErrDamaged},
		{"another program's database", func(t *testing.T, path string) { makeDatabase(t, path, "CREATE TABLE cases (id)") }, ErrDamaged},
		{"no version", func(t *testing.T, path string) { changeStore(t, path, "PRAGMA user_version = 0") }, ErrDamaged},
		{"a version below 0", func(t *testing.T, path string) { changeStore(t, path, "PRAGMA user_version = -1") }, ErrDamaged},
		{"a newer version", func(t *testing.T, path string) {
			changeStore(t, path, fmt.Sprintf("PRAGMA user_version = %d", version+1))
		}, ErrNewer},
		{"a journal without its file", func(t *testing.T, path string) { writeFile(t, path+"-wal", []byte("events")) }, ErrDamaged},
		{"a journal and an empty file", func(t *testing.T, path string) {
			writeFile(t, path, nil)
			writeFile(t, path+"-wal", []byte("events"))
		}, ErrDamaged},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, fileName)
			test.make(t, path)
			before, _ := os.ReadFile(path)
			store, err := Open(folder)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("the error is %v, want %v with the path", err, test.want)
			}
			if store != nil {
				mustClose(t, store)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

// TestChangedTables has a file that says it is ours, with tables that are not.
func TestChangedTables(t *testing.T) {
	original := t.TempDir()
	truth := fillTestStore(t, original)
	whole := readTestFile(t, filepath.Join(original, fileName))
	for _, change := range []string{
		"DROP TABLE events",
		"DROP TABLE totals",
		"DELETE FROM totals",
		"UPDATE totals SET cases = cases + 1",
		"ALTER TABLE events RENAME COLUMN data TO date",
		"DELETE FROM events WHERE seq = 1",
		"DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
		"UPDATE events SET data = 'not JSON'",
		"UPDATE events SET data = ''",
		"UPDATE events SET at = at + 1",
		"UPDATE events SET kind = 'moved'",
		"UPDATE events SET crc = -1",
		"UPDATE events SET case_id = case_id || 'x'",
		"DELETE FROM cases WHERE id = (SELECT max(id) FROM cases)",
		"UPDATE cases SET summary = zeroblob(3)",
		"UPDATE cases SET seq = seq + 1",
	} {
		t.Run(change, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, fileName)
			writeFile(t, path, whole)
			changeStore(t, path, change)
			if !truth.check(t, folder) {
				t.Error("nobody noticed")
			}
		})
	}
}

func TestTruncatedFile(t *testing.T) {
	folder := t.TempDir()
	truth := fillTestStore(t, folder)
	whole := readTestFile(t, filepath.Join(folder, fileName))
	for _, length := range []int{
		1, 15, 16, 50, 99, 100, 101, 511, 512, 513, 1_024, 4_095, 4_096, 4_097, 8_192,
		len(whole) / 2, len(whole) - 4_097, len(whole) - 4_096, len(whole) - 1,
	} {
		t.Run(fmt.Sprint(length), func(t *testing.T) {
			damaged := t.TempDir()
			writeFile(t, filepath.Join(damaged, fileName), whole[:length])
			lost := slices.ContainsFunc(whole[length:], func(b byte) bool { return b != 0 }) // SQLite reads zeros behind the end
			if !truth.check(t, damaged) && lost {
				t.Error("nobody noticed")
			}
		})
	}
}

// TestRowReadTwice makes the first page of cases name its first row twice and its second one never, as one
// flipped byte can: the number of rows is right, and so is each checksum.
func TestRowReadTwice(t *testing.T) {
	folder := t.TempDir()
	truth := fillTestStore(t, folder)
	path := filepath.Join(folder, fileName)
	content := readTestFile(t, path)
	const page, kind, pointers = 4_096, 0x0a, 4_096 + 8
	if content[page] != kind {
		t.Fatalf("the second page is of the kind %#x, not %#x", content[page], kind)
	}
	copy(content[pointers+2:pointers+4], content[pointers:pointers+2])
	writeFile(t, path, content)
	if !truth.check(t, folder) {
		t.Error("nobody noticed")
	}
}

// TestFlippedBytes reads stores with one byte changed: each is noticed or does no harm.
func TestFlippedBytes(t *testing.T) {
	folder := t.TempDir()
	truth := fillTestStore(t, folder)
	whole := readTestFile(t, filepath.Join(folder, fileName))
	damaged := t.TempDir()
	noticed, count := 0, 0
	flip := func(at int, bits byte) {
		content := slices.Clone(whole)
		content[at] ^= bits
		for _, suffix := range []string{"-wal", "-shm"} {
			if err := os.Remove(filepath.Join(damaged, fileName+suffix)); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		writeFile(t, filepath.Join(damaged, fileName), content)
		count++
		if truth.check(t, damaged) {
			noticed++
		}
		if t.Failed() {
			t.Fatalf("with byte %d of %d changed by %#x", at, len(whole), bits)
		}
	}
	flipBytes(t, len(whole), flip)
	t.Logf("%d of %d flips were noticed", noticed, count)
}

func flipBytes(t *testing.T, length int, flip func(at int, bits byte)) {
	const header = 100 // bytes in which every one matters
	usual, inTurn := 150, header
	switch flips := os.Getenv(flipsVariable); flips {
	case "":
	case "all":
		usual, inTurn = 0, length
	default:
		var err error
		if usual, err = strconv.Atoi(flips); err != nil {
			t.Fatalf("%s: %v", flipsVariable, err)
		}
	}
	random := seededRandom(t)
	for at := range inTurn {
		flip(at, byte(1+random.IntN(255)))
	}
	for range usual {
		flip(random.IntN(length), byte(1+random.IntN(255)))
	}
}

// TestDamagedJournal cuts or changes the journal of a store that was not closed. SQLite takes the first
// broken commit for the one that a power cut interrupted, so what comes out is what was there at some
// earlier moment.
func TestDamagedJournal(t *testing.T) {
	folder := t.TempDir()
	store := openTestStore(t, folder)
	for last := 0; last < 60; {
		batch := endlessBatch(last)
		last += len(batch)
		mustAppend(t, store, commonCase, batch, endlessSummary(last))
	}
	// To read the file here drops this process's locks on it, but no other connection is there to mind.
	main := readTestFile(t, filepath.Join(folder, fileName))
	journal := readTestFile(t, filepath.Join(folder, fileName+"-wal"))
	random := seededRandom(t)
	for round := range 60 {
		damaged := slices.Clone(journal[:random.IntN(len(journal)+1)])
		if round%2 == 0 {
			damaged = slices.Clone(journal)
			damaged[random.IntN(len(journal))] ^= byte(1 + random.IntN(255))
		}
		copied := t.TempDir()
		writeFile(t, filepath.Join(copied, fileName), main)
		writeFile(t, filepath.Join(copied, fileName+"-wal"), damaged)
		checkEarlierMoment(t, copied)
	}
}

func checkEarlierMoment(t *testing.T, folder string) {
	t.Helper()
	store := openTestStore(t, folder)
	defer mustClose(t, store)
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		return
	}
	var want []Event
	for len(want) < list[0].Seq {
		want = append(want, endlessBatch(len(want))...)
	}
	checkListIs(t, store, []Summary{endlessSummary(len(want))})
	checkEventsAre(t, store, commonCase, want)
}

// storeTruth is what a store held before it was damaged.
type storeTruth struct {
	list   []Summary
	events map[string][]Event
}

func fillTestStore(t *testing.T, folder string) storeTruth {
	t.Helper()
	store := openTestStore(t, folder)
	truth := storeTruth{events: map[string][]Event{}}
	for number := range 12 {
		id := drawID(t)
		updated := storeTime.Add(time.Duration(number) * time.Hour)
		summary := Summary{ID: id, Table: "E", Code: "E102", TID: "12345678", Opened: storeTime, Updated: updated}
		for seq := 1; seq <= 3+number; seq++ {
			event := testEvent(seq)
			if seq == 2 && number%4 == 0 {
				event.Data = json.RawMessage(`"` + strings.Repeat("too much for one page ", 300) + `"`)
			}
			truth.events[id] = append(truth.events[id], event)
		}
		summary.Seq = len(truth.events[id])
		mustAppend(t, store, id, truth.events[id][:1], summary)
		mustAppend(t, store, id, truth.events[id][1:], summary)
		truth.list = append([]Summary{summary}, truth.list...)
	}
	mustClose(t, store)
	return truth
}

// check reads all of a store and appends to it. Whatever is returned without an error must be true, what
// comes with ErrDamaged must be a true part. It tells whether there was an error.
func (truth storeTruth) check(t *testing.T, folder string) (noticed bool) {
	t.Helper()
	store, err := Open(folder)
	if err != nil {
		checkIsDamage(t, err)
		return true
	}
	defer mustClose(t, store)
	list, err := store.List()
	if err != nil {
		checkIsDamage(t, err)
		noticed = true
	} else if !slices.Equal(list, truth.list) {
		t.Errorf("List gives %v", list)
	}
	for _, summary := range list {
		if !slices.Contains(truth.list, summary) {
			t.Errorf("List makes up %v", summary)
		}
	}
	for id, want := range truth.events {
		got, err := store.Events(id)
		if err != nil {
			checkIsDamage(t, err)
			noticed = true
			want = want[:min(len(got), len(want))]
		}
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("Events gives %.300v, %v", got, err)
		}
	}
	id := truth.list[0].ID
	if err := store.Append(id, []Event{testEvent(len(truth.events[id]) + 1)}, truth.list[0]); err != nil {
		if kindIn(err) == nil {
			t.Errorf("Append gives the error %v", err)
		}
		noticed = true
	}
	return noticed
}

// checkIsDamage lets ErrNewer and ErrReadOnly pass too: a flip in the header may well say just that.
func checkIsDamage(t *testing.T, err error) {
	t.Helper()
	switch kindIn(err) {
	case ErrDamaged, ErrNewer, ErrReadOnly:
	default:
		t.Errorf("the error is %v, want ErrDamaged", err)
	}
}

// changeStore changes a store, or an empty one if there is none, behind its back.
func changeStore(t *testing.T, path, change string) {
	t.Helper()
	store := openTestStore(t, filepath.Dir(path))
	mustExec(t, store.conn, change)
	mustClose(t, store)
}

func makeDatabase(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path, ""))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func readTestFile(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func mustMakeFolder(t *testing.T, path string) {
	t.Helper()
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
}
