package main

import (
	"fmt"
	"io"
)

// printReport prints the three tables.
func printReport(w io.Writer, starts []startResult, keys []keyResult, limits []limit) {
	fmt.Fprintf(w, "start, %-12s %9s %8s %8s %8s %8s\n",
		fmt.Sprintf("%d rounds", len(starts[0].times)), "median ms", "p10", "p90", "to empty", "to gum")
	for _, s := range starts {
		fmt.Fprintf(w, "%-19s %9.1f %8.1f %8.1f %8s %8s\n", s.name,
			millis(s.times, 0.5), millis(s.times, 0.1), millis(s.times, 0.9),
			ratio(starts, s.name, emptyName), ratio(starts, s.name, gumName))
	}
	if busy(starts) {
		fmt.Fprintln(w, "The empty program's starts differ widely: the machine was busy, measure again.")
	}

	fmt.Fprintf(w, "\nkey, %-14s %9s %8s %13s %8s\n",
		fmt.Sprintf("%d presses", len(keys[0].times)), "median ms", "p95", "median bytes", "p95")
	for _, k := range keys {
		fmt.Fprintf(w, "%-19s %9.1f %8.1f %13.0f %8.0f\n", k.name,
			millis(k.times, 0.5), millis(k.times, 0.95), quantile(k.bytes, 0.5), quantile(k.bytes, 0.95))
	}

	printLimits(w, limits)
}

// printLimits prints what should hold and whether it does.
func printLimits(w io.Writer, limits []limit) {
	fmt.Fprintf(w, "\n%-19s %9s %14s\n", "limit", "at most", "found")
	for _, l := range limits {
		verdict := "FAIL does not hold"
		if l.holds {
			verdict = "PASS holds"
		}
		fmt.Fprintf(w, "%-19s %9s %14s  %-18s  %s\n", l.name, l.max, l.found, verdict, l.figure)
	}
}

// busy tells whether something else ran on the machine meanwhile: the empty program does the same every
// time, so on a quiet machine its slow starts take hardly longer than its quick ones.
func busy(starts []startResult) bool {
	for _, s := range starts {
		if s.name == emptyName {
			return millis(s.times, 0.9) > 1.5*millis(s.times, 0.1)
		}
	}
	return false
}

// ratio is one program's median start over another's.
func ratio(starts []startResult, name, other string) string {
	theirs := median(starts, other)
	if theirs == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", median(starts, name)/theirs)
}
