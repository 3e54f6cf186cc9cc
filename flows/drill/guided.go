package drill

import (
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// Guided is the wizard with a simulated shop answering: the tree says what to find out, the shop shows what there is
// to see or hear, and the trainee says what the answer is. A short flow is drilled in several shops, one after the
// other. It has value semantics: its methods return a changed copy.
type Guided struct {
	Scenario *Scenario // of the shop where the trainee is
	Run      Run       // in this shop
	Shops    []*Scenario
	Runs     []Run // in the shops that are finished
	book     *flows.Book
	walk     flows.Walk
}

// luckyGuess is how rarely all answers of a guided drill may be guessed right.
const luckyGuess = 1.0 / 100

// Shops are those of a guided drill that begins in a scenario. One question is soon guessed, so the same fault is met in
// one made-up shop after the other, with the seeds that follow, until guessing does not help. A report is filled in once.
func (t *Trainer) Shops(first *Scenario) ([]*Scenario, error) {
	shops, luck, reported := []*Scenario{first}, first.luck(), len(first.Demands) > 0
	for seed := first.Seed + 1; luck < 1 && luck > luckyGuess; seed++ {
		shop, err := t.Scenario(first.Entry.Flow, seed)
		if err != nil {
			return nil, err
		}
		luck *= shop.luck()
		if reported {
			shop.Demands, shop.Reported = nil, true
		}
		shops, reported = append(shops, shop), reported || len(shop.Demands) > 0
	}
	return shops, nil
}

// luck is how likely it is that every answer on the way of the flow is guessed right.
func (s *Scenario) luck() float64 {
	luck := 1.0
	for _, step := range s.Reference {
		if isTaken(step.Node) {
			luck /= float64(len(step.Node.Allowed()))
		}
	}
	return luck
}

// Guided begins a guided drill in at least one shop.
func (t *Trainer) Guided(shops ...*Scenario) Guided {
	return Guided{Shops: shops, book: t.book}.enter()
}

// enter goes into the next shop.
func (g Guided) enter() Guided {
	g.Scenario, g.Run = g.Shops[len(g.Runs)], Run{Hints: g.Run.Hints}
	g.walk = flows.Walk{Flow: g.Scenario.Entry.Flow, Cursor: flows.AtFrontier}
	return g.passReport()
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
	if state.Current == nil || !slices.Contains(state.Current.Node.Allowed(), value) {
		return g
	}
	step := state.Current
	if isTaken(step.Node) {
		g.Run, _ = g.Run.take(g.Scenario, ThingOf(step.Node))
		g.Run.Acts[len(g.Run.Acts)-1].Answered = value
	}
	for _, field := range flows.FieldsOf(step.Fields) {
		if _, known := g.Scenario.Fact(fault.Name(field)); !known {
			g.Run = g.Run.AskField(fault.Name(field)) // there is nothing to write down
		}
	}
	g.walk = g.walk.With(flows.Answer{Key: step.Key, Value: value})
	return g.passReport()
}

// passReport passes the steps that want the report filled in where somebody else does that.
func (g Guided) passReport() Guided {
	for state := g.State(); g.Scenario.Reported && state.Current != nil && state.Current.Node.Kind == flows.Collect; state = g.State() {
		g.walk = g.walk.With(flows.Answer{Key: state.Current.Key, Value: flows.Done})
	}
	return g
}

// Finish takes the outcome where the wizard stands, if it stands at one, and goes on to the next shop. It tells whether
// the last one is finished.
func (g Guided) Finish() (Guided, bool) {
	outcome := g.State().Outcome
	if outcome == nil {
		return g, false
	}
	g.Run.Outcome = outcome.Node.Ref
	g.Runs = append(slices.Clip(g.Runs), g.Run)
	if len(g.Runs) == len(g.Shops) {
		return g, true
	}
	return g.enter(), false
}

// Path is the way that the trainee took in this shop.
func (g Guided) Path() []flows.Step { return g.State().Path }

// Hint tells the answer to the step where the wizard stands. It costs the grade.
func (g Guided) Hint() (Guided, flows.Value) {
	g.Run.Hints++
	state := g.State()
	if state.Current == nil || !isTaken(state.Current.Node) {
		return g, flows.Done
	}
	return g, g.Scenario.Finds(ThingOf(state.Current.Node), mended(g.Run.Acts))
}
