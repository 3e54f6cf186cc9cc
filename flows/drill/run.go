package drill

import (
	"slices"
	"time"

	"posmedic/flows"
	"posmedic/flows/fault"
)

// Act is one thing that a trainee did: asked or did something, or asked for a fact.
type Act struct {
	Thing    Thing
	Found    flows.Value // what the shop showed
	Answered flows.Value // guided: what the trainee took it for; empty in the free drill
	Field    fault.Name  // the fact that was asked for; Thing is empty then
}

// Run is what a trainee did in one drill. The zero value has done nothing. It has value semantics: its methods return
// a changed copy.
type Run struct {
	Acts    []Act
	Report  fault.Record
	Outcome string // the outcome that was decided on; empty before
	Hints   int
	Took    time.Duration // shown, never scored
}

func (r Run) with(act Act) Run {
	r.Acts = append(slices.Clip(r.Acts), act)
	return r
}

// take asks a question or does an action, and tells what was found.
func (r Run) take(scenario *Scenario, thing Thing) (Run, flows.Value) {
	found := scenario.Finds(thing, mended(r.Acts))
	return r.with(Act{Thing: thing, Found: found}), found
}

// Asked tells whether a fact was asked for.
func (r Run) Asked(field fault.Name) bool {
	return slices.ContainsFunc(r.Acts, func(act Act) bool { return act.Field == field })
}

// AskField asks for a fact. Asking twice changes nothing.
func (r Run) AskField(field fault.Name) Run {
	if r.Asked(field) {
		return r
	}
	return r.with(Act{Field: field})
}

// Fill writes a value into the report. The value must be one that was read for the same field.
func (r Run) Fill(field fault.Name, value fault.Value) Run {
	r.Report = r.Report.With(field, value)
	return r
}
