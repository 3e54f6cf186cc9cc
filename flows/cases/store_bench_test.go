package cases

import (
	"crypto/rand"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

var benchTime = time.Date(2026, 11, 21, 14, 5, 0, 123456789, time.UTC)

// benchData is as long as the data of an answered step.
const benchData = `{"key":{"path":["E102","network"],"node":"network.signal","visit":1},"answer":"yes","known":"seen"}`

func BenchmarkAppend(b *testing.B) {
	store := openBench(b, b.TempDir())
	id := newBenchID(b)
	seq := 0
	for b.Loop() {
		seq++
		event := Event{Seq: seq, At: benchTime, Kind: Answered, Data: []byte(benchData)}
		if err := store.Append(id, []Event{event}, benchSummary(id, 0)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBareCommit is what SQLite itself takes to make the bytes of one event durable: the floor for
// BenchmarkAppend.
func BenchmarkBareCommit(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bare.db")
	db, err := sql.Open("sqlite", address(path, "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE events (data TEXT)`); err != nil {
		b.Fatal(err)
	}
	insert, err := db.Prepare(`INSERT INTO events VALUES (?)`)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := insert.Exec(benchData); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenAndList(b *testing.B) {
	for _, count := range []int{0, 1_000, 10_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			folder := b.TempDir()
			fillBench(b, folder, count)
			for b.Loop() {
				store, err := Open(folder)
				if err != nil {
					b.Fatal(err)
				}
				list, err := store.List()
				if err != nil || len(list) != count {
					b.Fatal(len(list), err)
				}
				b.StopTimer()
				if err := store.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

func BenchmarkFirstOpen(b *testing.B) {
	for b.Loop() {
		store, err := Open(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// fillBench stores cases of ten events each.
func fillBench(b *testing.B, folder string, count int) {
	b.Helper()
	store := openBench(b, folder)
	mustExec(b, store.conn, "PRAGMA synchronous = OFF")
	for i := range count {
		id := newBenchID(b)
		var events []Event
		for seq := range 10 {
			events = append(events, Event{Seq: seq + 1, At: benchTime, Kind: Answered, Data: []byte(benchData)})
		}
		if err := store.Append(id, events, benchSummary(id, i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}

func benchSummary(id string, minutes int) Summary {
	return Summary{
		ID: id, Table: "E", Code: "E102", TID: "12345678", Opened: benchTime,
		Updated: benchTime.Add(time.Duration(minutes) * time.Minute), Outcome: "resolved", Steps: 7,
	}
}

func newBenchID(b *testing.B) string {
	b.Helper()
	id, err := NewID(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	return id
}

func openBench(b *testing.B, folder string) *Store {
	b.Helper()
	store, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	return store
}
