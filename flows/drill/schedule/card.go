package schedule

import (
	"math"
	"time"
)

// Stage is how far a card has come.
type Stage string

// The stages. While something is learned, or learned again after it was forgotten, it comes back within minutes.
const (
	Learning   Stage = "learning"
	Reviewing  Stage = "reviewing"
	Relearning Stage = "relearning"
)

const day = 24 * time.Hour

// Card is one thing that is drilled. The zero value has never been drilled and is due at once.
type Card struct {
	Memory Memory
	Stage  Stage // empty before the first review
	Step   int   // which of the stage's steps; 0 while Reviewing
	Last   time.Time
	Due    time.Time
}

// IsNew tells whether it was never drilled.
func (c Card) IsNew() bool { return c.Stage == "" }

// Retrievability is the chance that it is known at a time; 0 for a new card.
func (c Card) Retrievability(at time.Time) float64 {
	if c.IsNew() {
		return 0
	}
	return c.Memory.Retrievability(float64(wholeDays(c.Last, at)))
}

// Overdue is how late a card is, as a share of the time that it was given: 0 when it falls due, 1 when it is late by
// as much again. It is negative before.
func (c Card) Overdue(at time.Time) float64 {
	return float64(at.Sub(c.Due)) / float64(max(c.Due.Sub(c.Last), time.Second))
}

func wholeDays(from, to time.Time) int { return max(int(to.Sub(from)/day), 0) }

// Rules say how cards are scheduled.
type Rules struct {
	Retention  float64 // the chance to know a card when it falls due, between 0 and 1
	MostDays   int     // no card is put off longer
	Learning   []time.Duration
	Relearning []time.Duration
}

// Default is how posmedic schedules.
var Default = Rules{
	Retention: 0.9, MostDays: 180,
	Learning: []time.Duration{time.Minute, 10 * time.Minute}, Relearning: []time.Duration{10 * time.Minute},
}

// Review is the card after a drill at a time.
func (r Rules) Review(card Card, grade Grade, at time.Time) Card {
	reviewed := card
	switch {
	case card.IsNew():
		reviewed.Stage, reviewed.Memory = Learning, first(grade)
	default:
		reviewed.Memory = card.Memory.next(grade, wholeDays(card.Last, at))
	}
	reviewed.Last = at
	if reviewed.Stage == Reviewing && grade == Again && len(r.Relearning) > 0 {
		reviewed.Stage, reviewed.Step = Relearning, 0
		reviewed.Due = at.Add(r.Relearning[0])
		return reviewed
	}
	steps := map[Stage][]time.Duration{Learning: r.Learning, Relearning: r.Relearning}[reviewed.Stage]
	if wait, step, stays := stepAfter(steps, reviewed.Step, grade); stays {
		reviewed.Step, reviewed.Due = step, at.Add(wait)
		return reviewed
	}
	reviewed.Stage, reviewed.Step = Reviewing, 0
	reviewed.Due = at.Add(time.Duration(r.days(reviewed.Memory)) * day)
	return reviewed
}

// stepAfter tells how long to wait on the steps of a stage, and whether the card stays on them at all.
func stepAfter(steps []time.Duration, step int, grade Grade) (wait time.Duration, next int, stays bool) {
	switch {
	case len(steps) == 0, step >= len(steps) && grade != Again, grade == Easy, grade == Good && step+1 >= len(steps):
		return 0, 0, false
	case grade == Again:
		return steps[0], 0, true
	case grade == Good:
		return steps[step+1], step + 1, true
	case step == 0 && len(steps) == 1:
		return steps[0] * 3 / 2, 0, true
	case step == 0:
		return (steps[0] + steps[1]) / 2, 0, true
	}
	return steps[step], step, true
}

func (r Rules) days(memory Memory) int {
	return min(max(int(math.RoundToEven(memory.interval(r.Retention))), 1), r.MostDays)
}
