package tui

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// sizesOfHistory are numbers of cases, to see how the time grows.
var sizesOfHistory = []int{1_000, 10_000}

// fillHistory stores cases of a few events each, one in ten of them open.
func fillHistory(b *testing.B, folder string, count int) {
	b.Helper()
	here, there := openJournal(b, b.TempDir(), book), openJournal(b, folder, book)
	var ids []string
	for i := range count {
		now := begun.Add(-time.Duration(i) * time.Minute)
		c, err := here.Begin(shipped.Find("E102")[0], now)
		if err != nil {
			b.Fatal(err)
		}
		tid, _ := fault.Parse(fault.TID, fmt.Sprint(10_000_000+i), now)
		if c, err = here.SetField(c, fault.TID, tid, now); err != nil {
			b.Fatal(err)
		}
		if i%10 != 0 {
			if _, err = here.Close(c, now); err != nil {
				b.Fatal(err)
			}
		}
		ids = append(ids, c.ID)
	}
	var archive bytes.Buffer
	if _, err := here.Export(&archive, ids, begun); err != nil {
		b.Fatal(err)
	}
	done, err := there.Import(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil || len(done.Added) != count {
		b.Fatalf("%d cases were stored, %v", len(done.Added), err)
	}
}

// BenchmarkHome opens the store and draws the home screen.
func BenchmarkHome(b *testing.B) {
	for _, count := range sizesOfHistory {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			folder := b.TempDir()
			fillHistory(b, folder, count)
			for b.Loop() {
				store, err := cases.Open(folder)
				if err != nil {
					b.Fatal(err)
				}
				journal := cases.NewJournal(store, book)
				list, err := journal.List()
				if err != nil {
					b.Fatal(err)
				}
				w := &wizard{t: b, now: begun}
				w.open(Options{Reports: folder})
				w.send(opened{journal: journal, list: list, finder: finds})
				w.size(80, 24)
				_ = w.root.View()
				if err := store.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkHistory opens the history from the home screen and draws it, and then filters it by a terminal.
func BenchmarkHistory(b *testing.B) {
	for _, count := range sizesOfHistory {
		folder := b.TempDir()
		fillHistory(b, folder, count)
		w := startIn(b, folder, Options{})
		w.size(80, 24)
		b.Run(fmt.Sprintf("open/%d", count), func(b *testing.B) {
			for b.Loop() {
				w.press("tab")
				_ = w.root.View()
				w.root.screens = w.root.screens[:1]
			}
		})
		b.Run(fmt.Sprintf("filter/%d", count), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				w.root.screens = w.root.screens[:1]
				w.press("tab")
				b.StartTimer()
				w.press("1")
				_ = w.root.View()
			}
		})
		b.Run(fmt.Sprintf("key/%d", count), func(b *testing.B) {
			w.root.screens = w.root.screens[:1]
			w.press("tab")
			for b.Loop() {
				w.press("down")
				_ = w.root.View()
			}
		})
	}
}
