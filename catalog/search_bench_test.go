package catalog_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/catalog/many"
)

// mostShown is how many entries are asked for: more than a screen has room for.
const mostShown = 100

// keystrokes is what a searcher is asked while the queries are typed, one character after the other.
func keystrokes(queries []query) []string {
	var typed []string
	for _, query := range queries {
		letters := []rune(query.Query)
		for n := range letters {
			typed = append(typed, string(letters[:n+1]))
		}
	}
	return typed
}

// BenchmarkSearch types all the queries, key by key. The limits are 2 ms at the 99th percentile on the shipped
// entries, 16 ms and 300 MB on 100,000.
func BenchmarkSearch(b *testing.B) {
	shipped := loadShipped(b)
	for name, make := range map[string]func() *catalog.Catalog{
		"shipped": func() *catalog.Catalog { return shipped },
		"100000":  func() *catalog.Catalog { return many.Like(shipped, 100_000) },
	} {
		b.Run(name, func(b *testing.B) {
			before := heapMB()
			entries := make()
			searcher := catalog.NewSearcher(entries, loadLexicon(b))
			used := heapMB() - before
			typed := keystrokes(loadQueries(b))
			var spent []time.Duration
			for b.Loop() {
				for _, query := range typed {
					begin := time.Now()
					searcher.Search(query, mostShown)
					spent = append(spent, time.Since(begin))
				}
			}
			slices.Sort(spent)
			b.ReportMetric(float64(spent[len(spent)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(spent[len(spent)-1].Microseconds()), "max-µs")
			b.ReportMetric(used, "heap-MB")
			b.ReportMetric(0, "ns/op")
			runtime.KeepAlive(entries)
		})
	}
}

// BenchmarkNewSearcher makes the searcher of the shipped entries.
func BenchmarkNewSearcher(b *testing.B) {
	shipped, words := loadShipped(b), loadLexicon(b)
	for b.Loop() {
		catalog.NewSearcher(shipped, words)
	}
}

func heapMB() float64 {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return float64(memory.HeapInuse) / 1e6
}
