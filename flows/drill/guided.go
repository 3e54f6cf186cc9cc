package drill

import (
	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// Guided is the wizard with a simulated shop answering: the tree says what to find out, the shop shows what there is
// to see or hear, and the trainee says what the answer is. It has value semantics: its methods return a changed copy.
type Guided struct {
	Scenario *Scenario
	Run      Run
	book     *flows.Book
	walk     flows.Walk
}

// Guided begins a guided drill.
func (t *Trainer) Guided(scenario *Scenario) Guided {
	return Guided{Scenario: scenario, book: t.book, walk: flows.Walk{Flow: scenario.Entry.Flow, Cursor: flows.AtFrontier}}
}

// State is where the wizard stands.
func (g Guided) State() flows.State {
	state, err := g.book.Resolve(g.walk)
	if err != nil {
		panic(err) // the scenario was made by walking the same flow
	}
	return state
}

// Shows is what the shop shows at the step where the wizard stands; empty where nothing is found out.
func (g Guided) Shows() catalog.Text {
	state := g.State()
	if state.Current == nil || !isTaken(state.Current.Node) {
		return catalog.Text{}
	}
	thing := ThingOf(state.Current.Node)
	return g.Scenario.Shows(thing, g.Scenario.Finds(thing, mended(g.Run.Acts)))
}

// Answer answers the step where the wizard stands. An answer that the step does not take changes nothing.
func (g Guided) Answer(value flows.Value) Guided {
	state := g.State()
	if state.Current == nil {
		return g
	}
	step := state.Current
	if isTaken(step.Node) {
		g.Run, _ = g.Run.take(g.Scenario, ThingOf(step.Node))
		g.Run.Acts[len(g.Run.Acts)-1].Answered = value
	}
	if step.Node.Kind == flows.Collect {
		for _, field := range flows.FieldsOf(step.Fields) {
			g.Run = g.Run.AskField(fault.Name(field))
		}
	}
	g.walk = g.walk.With(flows.Answer{Key: step.Key, Value: value})
	return g
}

// Finish takes the outcome where the wizard stands, if it stands at one.
func (g Guided) Finish() Guided {
	if outcome := g.State().Outcome; outcome != nil {
		g.Run.Outcome = outcome.Node.Ref
	}
	return g
}

// Hint tells the answer to the step where the wizard stands. It costs the grade.
func (g Guided) Hint() (Guided, flows.Value) {
	g.Run.Hints++
	state := g.State()
	if state.Current == nil || !isTaken(state.Current.Node) {
		return g, flows.Done
	}
	return g, g.Scenario.Finds(ThingOf(state.Current.Node), mended(g.Run.Acts))
}
