package cases

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
	"posmedic/flows/fault"
)

// BenchmarkAnswerAgainstBareCommit makes answers durable, as the wizard does, and in turn commits the same bytes to
// SQLite with nothing around. It reports both medians in µs, and how many times the one is the other.
func BenchmarkAnswerAgainstBareCommit(b *testing.B) {
	store := openBench(b, b.TempDir())
	journal := NewJournal(store, flows.NewBook(&flowdata.Knowledge))
	bare := openBare(b)
	var answers, commits []time.Duration
	for b.Loop() {
		c := beginBench(b, journal)
		for state := mustResolve(b, journal, c); state.Outcome == nil; state = mustResolve(b, journal, c) {
			answer := flows.Answer{Key: state.Current.Key, Value: state.Current.Node.Allowed()[0], How: flows.Seen, Shown: state.Current.Node.Text}
			started := time.Now()
			var err error
			if c, err = journal.Answer(c, answer, benchTime); err != nil {
				b.Fatal(err)
			}
			answers = append(answers, time.Since(started))
			same := sameBytes(b, store, c)
			started = time.Now()
			if _, err := bare.Exec(same); err != nil {
				b.Fatal(err)
			}
			commits = append(commits, time.Since(started))
		}
	}
	answer, commit := median(answers), median(commits)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(answer.Nanoseconds())/1e3, "µs/answer")
	b.ReportMetric(float64(commit.Nanoseconds())/1e3, "µs/commit")
	b.ReportMetric(float64(answer)/float64(commit), "times")
}

// openBare prepares a commit of some bytes to a table of one column.
func openBare(b *testing.B) *sql.Stmt {
	b.Helper()
	db, err := sql.Open("sqlite", address(filepath.Join(b.TempDir(), "bare.db"), "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE events (data BLOB)`); err != nil {
		b.Fatal(err)
	}
	insert, err := db.Prepare(`INSERT INTO events VALUES (?)`)
	if err != nil {
		b.Fatal(err)
	}
	return insert
}

// sameBytes is what the last answer to a case wrote: its event and the summary.
func sameBytes(b *testing.B, store *Store, c Case) []byte {
	b.Helper()
	events, err := store.Events(c.ID)
	if err != nil {
		b.Fatal(err)
	}
	return append(slices.Clone([]byte(events[len(events)-1].Data)), packSummary(Summary{ID: c.ID, Table: c.Table, Code: c.Code, Opened: c.Opened, Updated: c.Updated})...)
}

func beginBench(b *testing.B, journal *Journal) Case {
	b.Helper()
	known := catalog.Catalog{Tables: catalogdata.Tables}
	c, err := journal.Begin(known.Find("E102")[0], benchTime)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func mustResolve(b *testing.B, journal *Journal, c Case) flows.State {
	b.Helper()
	state, err := journal.book.Resolve(c.Walk)
	if err != nil {
		b.Fatal(err)
	}
	return state
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkEarlier finds the same fault on one of a thousand terminals.
func BenchmarkEarlier(b *testing.B) {
	for _, count := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			store := openBench(b, b.TempDir())
			mustExec(b, store.conn, "PRAGMA synchronous = OFF")
			journal := NewJournal(store, flows.NewBook(&flowdata.Knowledge))
			var last Case
			for i := range count {
				tid, _ := fault.Parse(fault.TID, fmt.Sprint(10_000_000+i%1_000), benchTime)
				changed, err := journal.SetField(beginBench(b, journal), fault.TID, tid, benchTime)
				if err != nil {
					b.Fatal(err)
				}
				last = changed
			}
			b.ResetTimer()
			for b.Loop() {
				earlier, err := journal.Earlier(last, benchTime)
				if err != nil || len(earlier) != count/1_000-1 {
					b.Fatal(len(earlier), err)
				}
			}
		})
	}
}
