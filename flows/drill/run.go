package drill

import (
	"slices"
	"time"

	"posmedic/catalog"
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

// misread tells whether the trainee took something that the shop showed for something else.
func (r Run) misread() bool {
	return slices.ContainsFunc(r.Acts, func(act Act) bool { return act.Answered != "" && act.Answered != act.Found })
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

// Note writes a field of the report as it was typed or, where nothing was typed, as the shop tells it in a language. It
// tells what is wrong with what was typed; where that is hard, nothing is written.
func (r Run) Note(s *Scenario, field fault.Name, typed string, lang catalog.Lang, at time.Time) (Run, *fault.Finding) {
	if typed == "" {
		fact, _ := s.Fact(field)
		typed = fact.Text.In(lang)
	}
	value, finding := fault.Parse(field, typed, at)
	if value.IsZero() || finding != nil && finding.Hard {
		return r, finding
	}
	return r.Fill(field, value), finding
}

// Fill writes a value into the report. The value must be one that was read for the same field.
func (r Run) Fill(field fault.Name, value fault.Value) Run {
	r.Report = r.Report.With(field, value)
	return r
}
