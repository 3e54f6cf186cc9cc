package tui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
)

// BenchmarkUpdateView presses keys on every screen and draws what they do. The journal is in memory: what a
// commit costs is measured apart.
func BenchmarkUpdateView(b *testing.B) {
	for _, place := range places {
		b.Run(place.name, func(b *testing.B) {
			w := startWith(b, newMemory())
			w.root.lang = catalog.Chinese
			w.press(place.keys...)
			w.size(80, 24)
			keys := []tea.KeyPressMsg{namedKeys["down"], namedKeys["up"]}
			if place.typing {
				keys = []tea.KeyPressMsg{{Code: '网', Text: "网"}, namedKeys["backspace"]}
			}
			var spent []time.Duration
			for b.Loop() {
				for _, key := range keys {
					begin := time.Now()
					w.send(key)
					drawn = w.root.View()
					spent = append(spent, time.Since(begin))
				}
			}
			slices.Sort(spent)
			b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(spent[len(spent)/2].Microseconds()), "p50-µs")
		})
	}
}

// drawn keeps what was drawn, so that drawing it is not left out.
var drawn tea.View

// BenchmarkTurn goes from screen to screen: an answer and back, the form, the report, help.
func BenchmarkTurn(b *testing.B) {
	w := startWith(b, newMemory())
	w.root.lang = catalog.Chinese
	w.size(80, 24)
	w.walkTo("E102", "n", "y")
	var spent []time.Duration
	for b.Loop() {
		for _, key := range []string{"n", "y", "r", "esc", "i", "esc", "b", "b", "?", "esc"} {
			begin := time.Now()
			w.press(key)
			drawn = w.root.View()
			spent = append(spent, time.Since(begin))
		}
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkMap opens the map of the flow, which draws it, and leaves it.
func BenchmarkMap(b *testing.B) {
	w := startWith(b, newMemory())
	w.root.lang = catalog.Chinese
	w.size(80, 24)
	w.walkTo("E201", "n", "n", "n", "n")
	var spent []time.Duration
	for b.Loop() {
		for _, key := range []string{"m", "esc"} {
			begin := time.Now()
			w.press(key)
			drawn = w.root.View()
			spent = append(spent, time.Since(begin))
		}
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkAnswerOnDisk answers and goes back: two commits, each on disk before the next screen.
func BenchmarkAnswerOnDisk(b *testing.B) {
	w := start(b)
	w.size(80, 24)
	w.walkTo("E102")
	var spent []time.Duration
	for b.Loop() {
		for _, key := range []string{"n", "b"} {
			begin := time.Now()
			w.press(key)
			drawn = w.root.View()
			spent = append(spent, time.Since(begin))
		}
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds()), "p99-µs")
}
