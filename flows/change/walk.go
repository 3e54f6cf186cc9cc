package change

import "posmedic/flows"

// Effect is what a change does to a walk that was begun before it.
type Effect string

// The effects, from the gravest. A walk that is not touched has none.
const (
	FlowGone  Effect = "flow_gone" // its flow is there no more, so it cannot go on
	Misfits   Effect = "misfit"    // an answer that was given no longer fits: the walk stops there and shows both
	GoesOther Effect = "now"       // it is asked something else now than before
	LaterOn   Effect = "later"     // it goes on as before now, and may part later
)

// Touched is a walk that a change touches.
type Touched struct {
	Effect   Effect        `json:"effect"`
	Recorded *flows.Answer `json:"recorded,omitempty"` // Misfits: the answer that no longer fits
	Before   *Told         `json:"before,omitempty"`   // what the walk stood at, or will come to
	After    *Told         `json:"after,omitempty"`    // what stands there now
	Answers  []Given       `json:"answers,omitempty"`  // LaterOn: the fewest answers from here that lead to where it parts
}

// Walk tells what a change does to a walk. It is replayed as it is when its case is opened: up to the first answer
// that no longer fits.
func (c *Comparison) Walk(walk flows.Walk) (Touched, error) {
	walk.Cursor = flows.AtFrontier
	after, err := c.after.book.Resolve(walk)
	if err != nil {
		return Touched{Effect: FlowGone}, nil
	}
	before, err := c.before.book.Resolve(walk)
	if err != nil { // it is the change that makes the flow known
		return Touched{}, nil
	}
	if touched, ok := atOnce(&before, &after); ok {
		return touched, nil
	}
	return c.later(walk.Flow, &before, &after)
}

// atOnce tells what a walk's agent sees as soon as its case is opened.
func atOnce(before, after *flows.State) (Touched, bool) {
	was, is := before.Standing(), after.Standing()
	toldBefore, toldAfter := told(was, false), told(is, false)
	switch {
	case after.Misfit != nil && (before.Misfit == nil || before.Misfit.Recorded.Key != after.Misfit.Recorded.Key):
		return Touched{Effect: Misfits, Recorded: &after.Misfit.Recorded, After: &toldAfter}, true
	case !alike(was, is):
		return Touched{Effect: GoesOther, Before: &toldBefore, After: &toldAfter}, true
	}
	return Touched{}, false
}

// later looks for where a walk that stands alike on both sides parts from here on.
func (c *Comparison) later(flow string, before, after *flows.State) (Touched, error) {
	was, err := c.before.of(flow)
	if err != nil {
		return Touched{}, err
	}
	is, err := c.after.of(flow)
	if err != nil {
		return Touched{}, err
	}
	var found Touched
	newLockstep(was, is).walk(pair{before: follow(was, before.Path), after: follow(is, after.Path)}, func(parting route) {
		if found.Effect == "" {
			b, a := told(was[parting.at.before].Step, false), told(is[parting.at.after].Step, false)
			found = Touched{Effect: LaterOn, Before: &b, After: &a, Answers: parting.trail.answers()}
		}
	})
	return found, nil
}

// follow is the situation that answered steps lead to.
func follow(situations []flows.Situation, path []flows.Step) int {
	at := 0
	for _, step := range path {
		at, _ = after(&situations[at], step.Answer.Value)
	}
	return at
}
