package flows_test

import (
	"testing"

	"posmedic/flows"
	"posmedic/flows/data"
)

func BenchmarkNewBook(b *testing.B) {
	for b.Loop() {
		flows.NewBook(&data.Knowledge)
	}
}

// BenchmarkResolve replays the longest walk of E201, which has the most paths.
func BenchmarkResolve(b *testing.B) {
	book := flows.NewBook(&data.Knowledge)
	walk := longest(b, book, begin(b, book, "E201"))
	b.ReportMetric(float64(len(walk.Answers)), "answers")
	for b.Loop() {
		if _, err := book.Resolve(walk); err != nil {
			b.Fatal(err)
		}
	}
}

// longest answers every step so that the most steps remain.
func longest(b *testing.B, book *flows.Book, walk flows.Walk) flows.Walk {
	b.Helper()
	state := resolve(b, book, walk)
	for state.Outcome == nil {
		var most flows.Walk
		remaining := -1
		for _, value := range state.Current.Node.Allowed() {
			next := give(&state, walk, value)
			if after := resolve(b, book, next); after.Remaining > remaining {
				most, remaining = next, after.Remaining
			}
		}
		walk, state = most, resolve(b, book, most)
	}
	return walk
}

func BenchmarkPathsE102(b *testing.B) {
	book := flows.NewBook(&data.Knowledge)
	for b.Loop() {
		paths := 0
		err := book.Paths("E102", func(flows.Path) bool {
			paths++
			return true
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(paths), "paths")
	}
}

func BenchmarkSituations(b *testing.B) {
	book := flows.NewBook(&data.Knowledge)
	for b.Loop() {
		for i := range data.Knowledge.Flows {
			if data.Knowledge.Flows[i].Table == "" {
				continue
			}
			if _, err := book.Situations(data.Knowledge.Flows[i].ID); err != nil {
				b.Fatal(err)
			}
		}
	}
}
