package cases

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var storeTime = time.Date(2026, 11, 21, 14, 5, 0, 123456789, time.UTC)

func TestStoreGivesBackWhatItWasGiven(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not", "there", "yet")
	store := openTestStore(t, folder)
	shanghai := time.FixedZone("CST", 8*60*60)
	events := []Event{
		{Seq: 1, At: storeTime.In(shanghai), Kind: Opened, Data: json.RawMessage(`{"code":"E102","message":"打印机 <缺纸>"}`)},
		{Seq: 2, At: storeTime.Add(1), Kind: Answered, Data: json.RawMessage(` [1, "\u0000", "` + strings.Repeat("长", 100_000) + `"]`)},
		{Seq: 3, At: storeTime.Add(-time.Hour), Kind: Closed},
	}
	summary := Summary{
		Table: "E", Code: "E102", TID: "12345678", Opened: storeTime.In(shanghai), Updated: storeTime.Add(1),
		Closed: true, Outcome: "resolved", Steps: 7, WaitsFor: "back_office", Due: storeTime.Add(time.Hour),
	}
	mustAppend(t, store, "A", events[:1], Summary{Opened: storeTime, Updated: storeTime})
	mustAppend(t, store, "A", events[1:], summary)
	summary.ID, summary.Seq, summary.Opened = "A", 3, storeTime
	events[0].At = storeTime
	for range 2 {
		checkEventsAre(t, store, "A", events)
		checkListIs(t, store, []Summary{summary})
		mustClose(t, store)
		store = openTestStore(t, folder)
	}
}

func TestListOrder(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	for id, minutes := range map[string]int{"B": 2, "A": 2, "D": 3, "C": 1} {
		mustAppend(t, store, id, []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime.Add(time.Duration(minutes) * time.Minute)})
	}
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, summary := range list {
		order = append(order, summary.ID)
	}
	if want := []string{"D", "A", "B", "C"}; !slices.Equal(order, want) {
		t.Errorf("List gives %v, want %v", order, want)
	}
}

func TestNoCase(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	if _, err := store.Events("A"); !errors.Is(err, ErrNoCase) {
		t.Errorf("Events of a case that is not there gives the error %v", err)
	}
	checkListIs(t, store, nil)
}

func TestAppendRefuses(t *testing.T) {
	last, long := time.Unix(0, 1<<63-1), time.Date(2262, 4, 12, 0, 0, 0, 0, time.UTC)
	good := Summary{Opened: storeTime, Updated: storeTime}
	for _, test := range []struct {
		name    string
		id      string
		events  []Event
		summary Summary
		want    error // nil for an error of the caller, which has no sentinel
	}{
		{"a new case that begins at 2", "B", []Event{testEvent(2)}, good, ErrChanged},
		{"a new case that begins at 0", "B", []Event{testEvent(0)}, good, ErrChanged},
		{"a new case that begins below 0", "B", []Event{testEvent(-1)}, good, ErrChanged},
		{"a case that is there as a new one", "A", []Event{testEvent(1)}, good, ErrChanged},
		{"the last event again", "A", []Event{testEvent(2)}, good, ErrChanged},
		{"a gap before", "A", []Event{testEvent(4)}, good, ErrChanged},
		{"a gap between", "A", []Event{testEvent(3), testEvent(5)}, good, ErrChanged},
		{"an event twice", "A", []Event{testEvent(3), testEvent(3)}, good, ErrChanged},
		{"no events", "A", nil, good, nil},
		{"data that is not JSON", "A", []Event{{Seq: 3, At: storeTime, Data: json.RawMessage(`{"a":`)}}, good, nil},
		{"an event without a time", "A", []Event{{Seq: 3}}, good, nil},
		{"an event after all times", "A", []Event{{Seq: 3, At: last.Add(1)}}, good, nil},
		{"a summary without times", "A", []Event{testEvent(3)}, Summary{}, nil},
		{"a summary after all times", "A", []Event{testEvent(3)}, Summary{Opened: storeTime, Updated: long}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			store := openTestStore(t, t.TempDir())
			mustAppend(t, store, "A", []Event{testEvent(1), testEvent(2)}, good)
			err := store.Append(test.id, test.events, test.summary)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if test.want == nil && kindIn(err) != nil {
				t.Errorf("the error is %v, which blames the store", err)
			}
			checkEventsAre(t, store, "A", []Event{testEvent(1), testEvent(2)})
			if list, err := store.List(); err != nil || len(list) != 1 || list[0].Seq != 2 {
				t.Errorf("List gives %v, %v", list, err)
			}
		})
	}
}

func TestChangedInAnotherWindow(t *testing.T) {
	folder := t.TempDir()
	mine, other := openTestStore(t, folder), openTestStore(t, folder)
	good := Summary{Opened: storeTime, Updated: storeTime}
	mustAppend(t, mine, "A", []Event{testEvent(1)}, good)
	mustAppend(t, other, "A", []Event{testEvent(2)}, good)
	if err := mine.Append("A", []Event{testEvent(2)}, good); !errors.Is(err, ErrChanged) {
		t.Errorf("the error is %v, want ErrChanged", err)
	}
	mustAppend(t, mine, "A", []Event{testEvent(3)}, good)
	checkEventsAre(t, other, "A", []Event{testEvent(1), testEvent(2), testEvent(3)})
}

func TestCommitIsDurable(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000",
		"user_version": fmt.Sprint(version), "application_id": fmt.Sprint(applicationID),
	} {
		var got string
		if err := store.conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", pragma, got, err, want)
		}
	}
}

func TestOpenInAnyFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, folder := range []string{
		"plain", ".", "with space", "工单", "a?mode=ro", "a#b", "a%20b", "100%", "a&b=c;d+e", "a:b", "'quoted'", "file:x",
		filepath.Join(t.TempDir(), "who? what#"),
	} {
		t.Run(folder, func(t *testing.T) {
			store := openTestStore(t, folder)
			mustAppend(t, store, "A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
			if _, err := os.Stat(filepath.Join(folder, fileName)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOpenAnEmptyFile(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, fileName), nil)
	store := openTestStore(t, folder)
	mustAppend(t, store, "A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
	checkEventsAre(t, store, "A", []Event{testEvent(1)})
}

func TestOpenAfterACreatorWasKilled(t *testing.T) {
	folder := t.TempDir()
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		writeFile(t, filepath.Join(folder, fileName+".new"+suffix), []byte("half of something"))
	}
	store := openTestStore(t, folder)
	mustAppend(t, store, "A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
	mustClose(t, store)
	for _, name := range folderNames(t, folder) {
		if name != fileName && name != lockName {
			t.Errorf("%s is left over", name)
		}
	}
}

func TestOpenInAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	writeFile(t, file, []byte("not a folder"))
	for _, folder := range []string{file, filepath.Join(file, "below")} {
		if _, err := Open(folder); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), folder) {
			t.Errorf("the error is %v, want ErrReadOnly with the path", err)
		}
	}
}

// TestFullDisk lets SQLite find no room for more pages, which is how it takes a full disk too.
func TestFullDisk(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	good := Summary{Opened: storeTime, Updated: storeTime}
	mustAppend(t, store, "A", []Event{testEvent(1)}, good)
	mustExec(t, store.conn, "PRAGMA max_page_count = 1") // SQLite takes the present count instead
	large := Event{Seq: 2, At: storeTime, Kind: Answered, Data: json.RawMessage(`"` + strings.Repeat("x", 1<<16) + `"`)}
	if err := store.Append("A", []Event{large}, good); !errors.Is(err, ErrFull) {
		t.Errorf("the error is %v, want ErrFull", err)
	}
	checkEventsAre(t, store, "A", []Event{testEvent(1)})
	mustExec(t, store.conn, "PRAGMA max_page_count = 1000000")
	mustAppend(t, store, "A", []Event{large}, good)
	checkEventsAre(t, store, "A", []Event{testEvent(1), large})
}

func TestBusy(t *testing.T) {
	folder := t.TempDir()
	mine, other := openTestStore(t, folder), openTestStore(t, folder)
	good := Summary{Opened: storeTime, Updated: storeTime}
	mustExec(t, mine.conn, "PRAGMA busy_timeout = 1")
	mustExec(t, other.conn, "BEGIN IMMEDIATE")
	if err := mine.Append("A", []Event{testEvent(1)}, good); !errors.Is(err, ErrBusy) {
		t.Errorf("the error is %v, want ErrBusy", err)
	}
	checkListIs(t, mine, nil)
	mustExec(t, other.conn, "ROLLBACK")
	mustAppend(t, mine, "A", []Event{testEvent(1)}, good)
}

func TestUseAfterClose(t *testing.T) {
	store := openTestStore(t, t.TempDir())
	mustClose(t, store)
	mustClose(t, store)
	_, listing := store.List()
	_, reading := store.Events("A")
	writing := store.Append("A", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
	for _, err := range []error{listing, reading, writing} {
		if err == nil || kindIn(err) != nil {
			t.Errorf("the error is %v", err)
		}
	}
}

func TestKindOfFileErrors(t *testing.T) {
	for _, test := range []struct{ err, want error }{
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, ErrReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EPERM}, ErrReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, ErrReadOnly},
		{&fs.PathError{Op: "mkdir", Path: "x", Err: syscall.ENOTDIR}, ErrReadOnly},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, ErrFull},
		{&os.LinkError{Op: "rename", Err: syscall.EDQUOT}, ErrFull},
		{&fs.PathError{Op: "read", Path: "x", Err: syscall.EIO}, nil},
		{fmt.Errorf("%w: %w", ErrDamaged, errors.New("x")), ErrDamaged},
	} {
		got := classify(test.err)
		if kindIn(got) != test.want || !errors.Is(got, test.err) {
			t.Errorf("%v becomes %v", test.err, got)
		}
	}
}

// TestStoreAgainstModel does what agents do in any order, in two windows, and compares with a map.
func TestStoreAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folder, err := os.MkdirTemp("", "posmedic-model")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		windows := []*Store{openTestStore(t, folder), openTestStore(t, folder)}
		model := storeModel{}
		window := rapid.IntRange(0, 1)
		id := rapid.SampledFrom([]string{"2222-222A", "ZZZZ-ZZZZ", "7KQ2-M4X7", "工单", ""})
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				model.append(t, windows[window.Draw(t, "window")], id.Draw(t, "case"))
			},
			"read": func(t *rapid.T) {
				name := id.Draw(t, "case")
				events, err := windows[window.Draw(t, "window")].Events(name)
				if known := model[name].events; len(known) == 0 {
					if !errors.Is(err, ErrNoCase) {
						t.Fatalf("Events of no case gives %v, %v", events, err)
					}
				} else if err != nil || !reflect.DeepEqual(events, known) {
					t.Fatalf("Events gives %v, %v; want %v", events, err, known)
				}
			},
			"reopen": func(t *rapid.T) {
				at := window.Draw(t, "window")
				mustClose(t, windows[at])
				windows[at] = openTestStore(t, folder)
			},
			"": func(t *rapid.T) { checkListIs(t, windows[window.Draw(t, "window")], model.list()) },
		})
		for _, store := range windows {
			mustClose(t, store)
		}
	})
}

type storeModel map[string]struct {
	summary Summary
	events  []Event
}

// append appends events that sometimes do not follow the last one.
func (m storeModel) append(t *rapid.T, store *Store, id string) {
	known := m[id]
	first := len(known.events) + 1 + rapid.SampledFrom([]int{0, 0, 0, 0, -1, 1}).Draw(t, "off by")
	var events []Event
	for i := range rapid.IntRange(1, 3).Draw(t, "count") {
		data, err := json.Marshal(rapid.String().Draw(t, "data"))
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, Event{
			Seq: first + i, At: drawTime(t), Kind: EventKind(rapid.String().Draw(t, "kind")), Data: data,
		})
	}
	summary := Summary{
		Table: "E", Code: rapid.StringMatching("E[0-9]{3}").Draw(t, "code"), TID: rapid.String().Draw(t, "tid"),
		Opened: drawTime(t), Updated: drawTime(t), Closed: rapid.Bool().Draw(t, "closed"),
		Outcome: rapid.String().Draw(t, "outcome"), Steps: rapid.Int().Draw(t, "steps"),
	}
	err := store.Append(id, events, summary)
	if first != len(known.events)+1 {
		if !errors.Is(err, ErrChanged) {
			t.Fatalf("Append of %d after %d gives %v", first, len(known.events), err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	summary.ID, summary.Seq = id, first+len(events)-1
	known.summary, known.events = summary, append(known.events, events...)
	m[id] = known
}

func (m storeModel) list() []Summary {
	var list []Summary
	for _, known := range m {
		list = append(list, known.summary)
	}
	slices.SortFunc(list, func(a, b Summary) int {
		return cmp.Or(b.Updated.Compare(a.Updated), strings.Compare(a.ID, b.ID))
	})
	return list
}

func drawTime(t *rapid.T) time.Time {
	at := rapid.OneOf(rapid.Int64(), rapid.Int64Range(0, 3)).Draw(t, "nanoseconds")
	return time.Unix(0, at).UTC()
}

func TestPackedSummariesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		summary := Summary{
			ID: rapid.String().Draw(t, "id"), Table: rapid.String().Draw(t, "table"), Code: rapid.String().Draw(t, "code"),
			TID: rapid.String().Draw(t, "tid"), Opened: drawTime(t), Updated: drawTime(t),
			Closed: rapid.Bool().Draw(t, "closed"), Outcome: rapid.String().Draw(t, "outcome"),
			Steps: rapid.Int().Draw(t, "steps"), Seq: rapid.Int().Draw(t, "seq"),
		}
		packed := packSummary(summary)
		if read, err := unpackSummary(packed); err != nil || read != summary {
			t.Fatalf("read back as %v, %v", read, err)
		}
		cut := packed[:rapid.IntRange(0, len(packed)-1).Draw(t, "cut")]
		if read, err := unpackSummary(cut); err == nil {
			t.Fatalf("cut short, it is read as %v", read)
		}
	})
}

// FuzzUnpackSummary puts a right checksum behind every content, so that what lies behind it is reached.
func FuzzUnpackSummary(f *testing.F) {
	f.Add(packSummary(Summary{ID: "7KQ2-M4X7", Opened: storeTime, Updated: storeTime}))
	f.Fuzz(func(t *testing.T, content []byte) {
		sum := checksum(content)
		_, _ = unpackSummary(append(content, byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24)))
	})
}

// TestManyGoroutines has eight windows write their own case and a common one at once.
func TestManyGoroutines(t *testing.T) {
	const writers, appends = 8, 40
	folder := t.TempDir()
	var group sync.WaitGroup
	for writer := range writers {
		group.Go(func() {
			store, err := Open(folder)
			if err != nil {
				t.Error(err)
				return
			}
			defer store.Close()
			if _, err := writeAtOnce(store, writer, upTo(appends)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	checkWrittenAtOnce(t, openTestStore(t, folder), slices.Repeat([]int{appends}, writers))
}

func TestOneStoreForManyGoroutines(t *testing.T) {
	const writers, appends = 8, 20
	store := openTestStore(t, t.TempDir())
	var group sync.WaitGroup
	for writer := range writers {
		group.Go(func() {
			if _, err := writeAtOnce(store, writer, upTo(appends)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	checkWrittenAtOnce(t, store, slices.Repeat([]int{appends}, writers))
}

const commonCase = "common"

// upTo goes on until so many were written.
func upTo(appends int) func(int) bool { return func(written int) bool { return written < appends } }

// writeAtOnce appends events, as long as there are to be more, to the writer's own case and, in turn, to the one
// that all writers share. It returns how many it wrote.
func writeAtOnce(store *Store, writer int, more func(written int) bool) (int, error) {
	own, commonSeq, count := 0, 0, 0
	for ; more(count); count++ {
		data := json.RawMessage(fmt.Sprintf(`{"writer":%d,"count":%d}`, writer, count))
		summary := Summary{Opened: storeTime, Updated: storeTime}
		var err error
		if count%2 == 0 {
			own++
			err = store.Append(ownCase(writer), []Event{{Seq: own, At: storeTime, Data: data}}, summary)
		} else {
			commonSeq, err = appendToCommon(store, commonSeq, data, summary)
		}
		if err != nil {
			return count, err
		}
	}
	return count, nil
}

// appendToCommon does what a window does that is told ErrChanged: it looks where the case stands and tries
// again. It returns where the case stands then.
func appendToCommon(store *Store, last int, data json.RawMessage, summary Summary) (int, error) {
	for {
		err := store.Append(commonCase, []Event{{Seq: last + 1, At: storeTime, Data: data}}, summary)
		if !errors.Is(err, ErrChanged) {
			return last + 1, err
		}
		list, err := store.List()
		if err != nil {
			return last, err
		}
		for _, known := range list {
			if known.ID == commonCase {
				last = known.Seq
			}
		}
	}
}

// checkWrittenAtOnce compares what is stored with how many appends each writer counted: every event is there, none
// twice, and none out of order within its case.
func checkWrittenAtOnce(t *testing.T, store *Store, appends []int) {
	t.Helper()
	written := map[string][]int{}
	for writer := range appends {
		collectWritten(t, store, ownCase(writer), written)
	}
	collectWritten(t, store, commonCase, written)
	for writer, count := range appends {
		for half, where := range []string{ownCase(writer), commonCase} {
			counts := written[fmt.Sprint(where, writer)]
			if want := (count + 1 - half) / 2; len(counts) != want {
				t.Errorf("writer %d has %d events in case %s, want %d", writer, len(counts), where, want)
			}
			for i, count := range counts {
				if count != 2*i+half {
					t.Errorf("writer %d has %v in case %s", writer, counts, where)
					break
				}
			}
		}
	}
}

// collectWritten notes, for each writer, what it wrote to a case, in order.
func collectWritten(t *testing.T, store *Store, id string, written map[string][]int) {
	t.Helper()
	events, err := store.Events(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range events {
		var data struct{ Writer, Count int }
		if err := json.Unmarshal(event.Data, &data); err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprint(id, data.Writer)
		written[key] = append(written[key], data.Count)
	}
}

func ownCase(writer int) string { return fmt.Sprintf("own-%d-", writer) }

// fataler is what *testing.T, *testing.B and *rapid.T share.
type fataler interface {
	Helper()
	Cleanup(func())
	Errorf(string, ...any)
	Fatal(...any)
}

func openTestStore(t fataler, folder string) *Store {
	t.Helper()
	store, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func mustClose(t fataler, store *Store) {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustAppend(t fataler, store *Store, id string, events []Event, summary Summary) {
	t.Helper()
	if err := store.Append(id, events, summary); err != nil {
		t.Fatal(err)
	}
}

func mustExec(t fataler, conn *sql.Conn, statement string) {
	t.Helper()
	if _, err := conn.ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
}

func checkEventsAre(t fataler, store *Store, id string, want []Event) {
	t.Helper()
	if got, err := store.Events(id); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Events gives %.300v, %v; want %.300v", got, err, want)
	}
}

func checkListIs(t fataler, store *Store, want []Summary) {
	t.Helper()
	if got, err := store.List(); err != nil || !slices.Equal(got, want) {
		t.Errorf("List gives %v, %v; want %v", got, err, want)
	}
}

func checkListLength(t *testing.T, store *Store, want int) {
	t.Helper()
	if list, err := store.List(); err != nil || len(list) != want {
		t.Errorf("List gives %d, %v; want %d", len(list), err, want)
	}
}

func testEvent(seq int) Event {
	return Event{Seq: seq, At: storeTime, Kind: Answered, Data: json.RawMessage(fmt.Sprintf(`{"answer":%d}`, seq))}
}

// kindIn finds the one sentinel that an error wraps, or nil.
func kindIn(err error) error {
	for _, kind := range []error{ErrNoCase, ErrChanged, ErrNewer, ErrDamaged, ErrReadOnly, ErrFull, ErrBusy} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return nil
}

func writeFile(t fataler, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func folderNames(t fataler, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
