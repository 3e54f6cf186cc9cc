package main

import (
	"cmp"
	"slices"
	"time"
)

// number is what is measured.
type number interface {
	~int | ~int64
	cmp.Ordered
}

// quantile returns the value below which the share q of the values lies, between two values in
// proportion. There is at least one value.
func quantile[N number](values []N, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return float64(sorted[low]) + (at-float64(low))*float64(sorted[high]-sorted[low])
}

// millis is a quantile of times in milliseconds.
func millis(times []time.Duration, q float64) float64 {
	return quantile(times, q) / float64(time.Millisecond)
}
