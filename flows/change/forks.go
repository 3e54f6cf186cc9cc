package change

import (
	"cmp"
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// Fork is a difference in how walks go on. It is told once, however many codes and answers lead to it.
type Fork struct {
	Flow    string   `json:"flow"`    // the flow in which the two part
	Codes   []string `json:"codes"`   // the flows of the codes that it touches
	Answers []Given  `json:"answers"` // the fewest that lead to it, in one of the codes
	Also    []Given  `json:"also"`    // other answers within that flow after which it is the same
	Before  Told     `json:"before"`
	After   Told     `json:"after"`
}

// Given is an answer to a step.
type Given struct {
	Node   string       `json:"node"`
	Kind   flows.Kind   `json:"kind"`
	Text   catalog.Text `json:"text"`
	Answer flows.Value  `json:"answer"`
	Label  catalog.Text `json:"label"`           // what the step calls the answer
	Asked  Asked        `json:"asked,omitempty"` // empty where both ask it
}

// Told is what a walk comes to.
type Told struct {
	Kind    flows.Kind        `json:"kind"`
	Ref     string            `json:"ref"`
	Text    catalog.Text      `json:"text"`
	Outcome flows.OutcomeKind `json:"outcome,omitempty"`
	Fields  []string          `json:"fields,omitempty"` // of a collection
	Leaves  bool              `json:"leaves,omitempty"` // whether the flow is left here, so that other codes go on with their own step
}

// forkName is what makes a fork different from every other one.
type forkName struct{ flow, before, after string }

// forks gathers the differences of all codes.
type forks struct {
	of    *Comparison
	found map[forkName]*Fork
	order []forkName
}

func newForks(of *Comparison) *forks { return &forks{of: of, found: map[forkName]*Fork{}} }

// compare walks one code on both sides.
func (f *forks) compare(both pairing, before, after []flows.Situation) {
	newLockstep(before, after).walk(pair{}, func(parting route) {
		b, a := before[parting.at.before].Step, after[parting.at.after].Step
		where := f.of.part(both, parting.trail, b, a)
		follows := parting.at.met && !f.of.edited(where.flow)
		if !follows || otherFields(b, a) {
			f.note(both.after.Flow, where, parting.trail, told(b, where.beforeLeaves), told(a, where.afterLeaves))
		}
	})
}

// otherFields tells whether two steps differ in nothing but the fields that they collect. Those come from the code's own
// flow, wherever the collection stands.
func otherFields(before, after flows.Step) bool {
	return before.Node.Kind == flows.Collect && after.Node.Kind == flows.Collect
}

func (f *forks) note(code string, where parting, so *trail, before, after Told) {
	name := forkName{where.flow, before.name(), after.name()}
	fork, known := f.found[name]
	if !known {
		fork = &Fork{Flow: where.flow, Answers: so.answers(), Before: before, After: after, Also: []Given{}}
		f.found[name] = fork
		f.order = append(f.order, name)
	}
	if so.long() < len(fork.Answers) {
		fork.Answers, fork.Before, fork.After = so.answers(), before, after
	}
	fork.Codes = add(fork.Codes, code)
	if where.inside && so != nil {
		if last := given(so); !slices.ContainsFunc(fork.Also, last.reads) {
			fork.Also = append(fork.Also, last)
		}
	}
}

// sorted lists the forks, those that the fewest answers lead to first. What a fork's own answers end with is not
// told again.
func (f *forks) sorted() []Fork {
	all := []Fork{}
	for _, name := range f.order {
		fork := *f.found[name]
		if len(fork.Answers) > 0 {
			last := fork.Answers[len(fork.Answers)-1]
			fork.Also = slices.DeleteFunc(fork.Also, last.reads)
		}
		all = append(all, fork)
	}
	slices.SortStableFunc(all, func(a, b Fork) int { return cmp.Compare(len(a.Answers), len(b.Answers)) })
	return all
}

// answers lists a trail in the order in which it was walked.
func (t *trail) answers() []Given {
	all := make([]Given, t.long())
	for ; t != nil; t = t.earlier {
		all[t.length-1] = given(t)
	}
	return all
}

func given(t *trail) Given {
	node := t.step.Node
	return Given{
		Node: t.step.Key.String(), Kind: node.Kind, Text: node.Text, Answer: t.answer, Label: node.AnswerLabel(t.answer), Asked: t.asked,
	}
}

// reads tells whether another answer reads the same; it may stand elsewhere in another code.
func (g *Given) reads(other Given) bool {
	return g.Kind == other.Kind && g.Text == other.Text && g.Answer == other.Answer && g.Label == other.Label
}

func told(step flows.Step, leaves bool) Told {
	return Told{
		Kind: step.Node.Kind, Ref: step.Node.Ref, Text: step.Node.Text, Outcome: step.Node.Outcome.Kind, Fields: step.Fields, Leaves: leaves,
	}
}

// name is the same wherever a fork tells the same. A step behind the flow is another one in every code.
func (t *Told) name() string {
	if t.Leaves {
		return "leaves"
	}
	return string(t.Kind) + " " + t.Ref + " " + strings.Join(t.Fields, ",")
}

// parting is where two walks part.
type parting struct {
	flow                      string
	inside                    bool // whether the last answer was given in that flow itself
	beforeLeaves, afterLeaves bool // whether a walk has left that flow
}

// part finds the flow in which two walks part. Where both have left the flow of the last answer, it is one that
// called it; where both have gone into the same flow, it is that one.
func (c *Comparison) part(both pairing, last *trail, before, after flows.Step) parting {
	var calls []string
	where := parting{flow: both.after.Flow, inside: last != nil}
	if last != nil {
		calls = callsOf(last.step)
	}
	b, a := callsOf(before), callsOf(after)
	for len(calls) > 0 && !within(b, calls) && !within(a, calls) {
		calls, where.inside = calls[:len(calls)-1], false
	}
	for within(b, calls) && within(a, calls) && len(b) > len(calls) && len(a) > len(calls) && b[len(calls)] == a[len(calls)] {
		calls, where.inside = b[:len(calls)+1], false
	}
	where.flow = c.after.called(both.after.Flow, calls, c.before.called(both.before.Flow, calls, where.flow))
	where.beforeLeaves, where.afterLeaves = !within(b, calls), !within(a, calls)
	return where
}

// callsOf lists the calls that lead to a step.
func callsOf(step flows.Step) []string {
	if step.Key.Path == "" {
		return nil
	}
	return strings.Split(step.Key.Path, "/")
}

func within(path, calls []string) bool {
	return len(path) >= len(calls) && slices.Equal(path[:len(calls)], calls)
}

// called is the flow that calls lead to, or another where this side has no such calls.
func (s *side) called(flow string, calls []string, otherwise string) string {
	for _, call := range calls {
		node := s.node(flow, call)
		if node == nil || node.Kind != flows.Call {
			return otherwise
		}
		flow = node.Ref
	}
	return flow
}

func (s *side) node(flow, id string) *flows.Node {
	found, err := s.book.Flow(flow)
	if err != nil {
		return nil
	}
	at := slices.IndexFunc(found.Nodes, func(node flows.Node) bool { return node.ID == id })
	if at < 0 {
		return nil
	}
	return &found.Nodes[at]
}

// edited tells whether a flow's own steps lead otherwise than they did.
func (c *Comparison) edited(flow string) bool {
	before, was := c.before.book.Flow(flow)
	after, is := c.after.book.Flow(flow)
	if was != nil || is != nil { // one of them has no such flow
		return true
	}
	return !slices.EqualFunc(before.Nodes, after.Nodes, func(b, a flows.Node) bool {
		return b.ID == a.ID && b.Kind == a.Kind && b.Ref == a.Ref && b.Once == a.Once &&
			b.Yes == a.Yes && b.No == a.No && b.Cannot == a.Cannot && b.Then == a.Then && slices.Equal(b.Fields, a.Fields)
	})
}
