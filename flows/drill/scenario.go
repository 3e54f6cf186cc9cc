package drill

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill/story"
	"posmedic/flows/fault"
)

// Scenario is a fault in a simulated shop: what is seen at first, what each check would find, and the way that the
// flow takes through it.
type Scenario struct {
	Name   string // of one that a trainer wrote; empty for one that was made
	Seed   uint64
	Entry  *catalog.Entry
	Flow   *flows.Flow
	Story  []catalog.Text // what the agent meets with and hears, in order
	Screen []catalog.Text // what the terminal shows, line by line
	Facts  []Fact         // what can be asked for, in the order of the form

	// Reference is the way of the flow through the shop as it is, Outcome where that ends, and Demands what whoever
	// gets the report wants to know.
	Reference []flows.Step
	Outcome   flows.Step
	Demands   []string
	Reported  bool // somebody else fills in the report, so it demands nothing here

	answers  map[Thing]flows.Value
	findings map[string]story.Finding
	pieces   *story.Pieces
}

// Fact is a value of the fault record in the simulated shop.
type Fact struct {
	Name     fault.Name
	Text     catalog.Text
	OnScreen bool // it can be seen without asking
}

// Fact finds a fact by the name of its field.
func (s *Scenario) Fact(name fault.Name) (Fact, bool) {
	for _, fact := range s.Facts {
		if fact.Name == name {
			return fact, true
		}
	}
	return Fact{}, false
}

// Scenario makes the scenario of a flow and a seed: the same two always make the same one.
func (t *Trainer) Scenario(flow string, seed uint64) (*Scenario, error) {
	entry, ok := t.ofFlow[flow]
	if !ok {
		return nil, fmt.Errorf("make a scenario: no entry has the flow %q", flow)
	}
	random := rand.New(rand.NewPCG(seed, hash(flow)))
	scenario := &Scenario{Seed: seed, Entry: entry, findings: t.findings, pieces: t.pieces}
	walk := flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
	walk.Answers, scenario.answers = t.hide(t.situations[flow], random)
	if err := scenario.walked(t.book, walk); err != nil {
		return nil, err
	}
	scenario.tell(t, random)
	return scenario, nil
}

// walked fills in what the flow does in the shop.
func (s *Scenario) walked(book *flows.Book, walk flows.Walk) error {
	state, err := book.Resolve(walk)
	if err != nil {
		return err
	}
	if state.Outcome == nil {
		return fmt.Errorf("make a scenario of %s: it does not come to an outcome, but to %s", walk.Flow, state.Current.Key)
	}
	s.Flow, s.Reference, s.Outcome = state.Flow, state.Path, *state.Outcome
	for _, step := range state.Path {
		for _, demand := range step.Fields {
			if !slices.Contains(s.Demands, demand) {
				s.Demands = append(s.Demands, demand)
			}
		}
	}
	return nil
}

// Finds tells what a question or an action finds in the shop. Once an action has mended the fault it stays mended.
func (s *Scenario) Finds(thing Thing, mended bool) flows.Value {
	if mended && thing.isAction() {
		return flows.Yes
	}
	if value, ok := s.answers[thing]; ok {
		return value
	}
	if thing.isAction() {
		return flows.No
	}
	if ordinary := s.findings[thing.Ref].Ordinary; ordinary != "" {
		return ordinary
	}
	if s.chance(thing)%2 == 0 {
		return flows.Yes
	}
	return flows.No
}

// Shows is what the trainee sees or hears when something is found.
func (s *Scenario) Shows(thing Thing, found flows.Value) catalog.Text {
	finding, known := s.findings[thing.Ref]
	switch {
	case thing.isAction() && found == flows.Yes:
		return s.oneOf(s.pieces.Gone, thing)
	case thing.isAction() && found == flows.No:
		return s.oneOf(s.pieces.Still, thing)
	case thing.isAction():
		return s.oneOf(s.pieces.CannotDo, thing)
	case found == flows.Cannot:
		return s.oneOf(s.pieces.CannotCheck, thing)
	case known && found == flows.Yes:
		return finding.Yes
	case known:
		return finding.No
	case found == flows.Yes:
		return words.FoundYes
	}
	return words.FoundNo
}

// oneOf takes a piece by the seed and the thing, so that it does not depend on what was done before.
func (s *Scenario) oneOf(pieces []catalog.Text, thing Thing) catalog.Text {
	return pieces[s.chance(thing)/2%uint64(len(pieces))]
}

// chance is a number that depends on nothing but the seed and a thing.
func (s *Scenario) chance(thing Thing) uint64 {
	return rand.NewPCG(s.Seed, hash(s.Entry.Flow+" "+thing.Ref)).Uint64()
}

func hash(text string) uint64 {
	sum := fnv.New64a()
	sum.Write([]byte(text))
	return sum.Sum64()
}
