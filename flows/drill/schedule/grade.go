package schedule

import (
	"slices"
	"time"
)

// Result is what of a drill decides its grade.
type Result struct {
	Score  int // of 100
	Gated  bool
	Hinted bool
	Took   time.Duration
}

// The scores that part the grades.
const (
	PassScore = 70
	failScore = 40
	easyScore = 90
)

// Grade turns a result into a grade. The times are those of the same trainee's earlier drills of this kind; without
// any there is nothing to be faster than.
func (r Result) Grade(earlier []time.Duration) Grade {
	switch {
	case r.Gated || r.Score < failScore:
		return Again
	case r.Hinted || r.Score < PassScore:
		return Hard
	case r.Score >= easyScore && len(earlier) > 0 && r.Took < median(earlier):
		return Easy
	}
	return Good
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
