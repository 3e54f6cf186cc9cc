package main

import (
	"fmt"
	"slices"
)

// The limits of the project.
const (
	maxStartToEmpty = 1.25 // posmedic's median start over the empty program's
	maxStartToGum   = 0.4  // over gum filter's
	maxKeyMillis    = 10.0 // posmedic's median key
	maxSlowKey      = 20.0 // in milliseconds, of 95 keys in 100
	maxKeyBytes     = 2500 // written for 95 keys in 100
	maxMegabytes    = 14.0 // posmedic's stripped binary, in millions of bytes
)

// limit is one of them and what was found.
type limit struct {
	name   string
	max    string
	found  string
	figure string // how the found value came about
	holds  bool
}

// check compares what was measured with the limits. What was not measured does not hold.
func check(starts []startResult, keys []keyResult, size binarySize) []limit {
	note := "stripped"
	if !size.stripped {
		note = "not stripped: build with -ldflags '-s -w'"
	}
	megabytes := float64(size.bytes) / 1e6
	limits := []limit{checkStart(starts, emptyName, maxStartToEmpty), checkStart(starts, gumName, maxStartToGum)}
	for _, k := range keys {
		if slices.Contains([]string{posmedicName, paintedName, answersName}, k.name) {
			limits = append(limits, checkKeys(k)...)
		}
	}
	return append(limits, limit{
		name: "binary", max: fmt.Sprintf("%.0f MB", maxMegabytes),
		found: fmt.Sprintf("%.1f MB", megabytes), figure: note,
		holds: size.stripped && megabytes <= maxMegabytes,
	})
}

// checkKeys compares how quickly and with how much a program answers keys.
func checkKeys(k keyResult) []limit {
	found := func(name string, value, most float64, unit string) limit {
		return limit{
			name: name, max: fmt.Sprintf("%.0f %s", most, unit), found: fmt.Sprintf("%.1f %s", value, unit),
			figure: fmt.Sprintf("%d keys, %s", len(k.times), k.name), holds: value <= most,
		}
	}
	return []limit{
		found("key, median", millis(k.times, 0.5), maxKeyMillis, "ms"),
		found("key, p95", millis(k.times, 0.95), maxSlowKey, "ms"),
		found("bytes a key, p95", quantile(k.bytes, 0.95), maxKeyBytes, "B"),
	}
}

// checkStart compares posmedic's median start with another program's.
func checkStart(starts []startResult, other string, most float64) limit {
	l := limit{name: "start to " + other, max: fmt.Sprintf("%.2f", most), found: "not measured"}
	ours, theirs := median(starts, posmedicName), median(starts, other)
	if ours == 0 || theirs == 0 {
		return l
	}
	l.found, l.holds = fmt.Sprintf("%.2f", ours/theirs), ours/theirs <= most
	l.figure = fmt.Sprintf("%.1f ms to %.1f ms", ours, theirs)
	return l
}

// median is the median start of a program in milliseconds, 0 if it was not measured.
func median(starts []startResult, name string) float64 {
	for _, s := range starts {
		if s.name == name {
			return millis(s.times, 0.5)
		}
	}
	return 0
}

// allHold tells whether every limit holds.
func allHold(limits []limit) bool {
	for _, l := range limits {
		if !l.holds {
			return false
		}
	}
	return true
}
