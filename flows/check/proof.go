package check

import (
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
)

// facts is what a walk has found out that the rules look back at.
type facts struct {
	mayPay   bool   // the customer is known not to have been charged
	mayErase bool   // nothing unsettled is on the terminal
	asked    uint64 // the fields that were asked for, a bit each
}

// known is a set of facts with which walks come to a situation, and the shortest of these walks.
type known struct {
	facts
	steps  int
	from   *known
	at     int // the situation that it was in before
	answer flows.Value
}

// proof goes through the situations of a flow with all the facts that walks can have in them. There are few: so it
// is exact.
type proof struct {
	flow       *flows.Flow
	situations []flows.Situation
	first      bool // whether the network is to be checked first
	known      [][]*known
	fields     []string // the fields of the flow, each with its bit
}

func newProof(flow *flows.Flow, situations []flows.Situation, networkFirst bool) *proof {
	p := &proof{
		flow: flow, situations: situations, first: networkFirst && flow.SkipsNetwork.IsZero(),
		known: make([][]*known, len(situations)), fields: flows.FieldsOf(flow.Fields),
	}
	p.known[0] = []*known{{}}
	for i := range situations {
		for _, with := range p.known[i] {
			for _, move := range situations[i].Moves {
				p.arrive(move.To, &known{
					facts: p.after(&situations[i].Step, with.facts, move.Answer), steps: with.steps + 1, from: with, at: i, answer: move.Answer,
				})
			}
		}
	}
	return p
}

// arrive notes facts with which a walk comes to a situation, by the shortest way.
func (p *proof) arrive(at int, with *known) {
	for _, before := range p.known[at] {
		if before.facts == with.facts {
			if with.steps < before.steps {
				*before = *with
			}
			return
		}
	}
	p.known[at] = append(p.known[at], with)
}

// after is what is known when a step has been answered. Whoever tries a payment again may have charged the customer,
// and left a transaction to be settled.
func (p *proof) after(step *flows.Step, before facts, answer flows.Value) facts {
	node := step.Node
	if node.AllowsPayment != "" {
		before.mayPay = answer == node.AllowsPayment
	}
	if node.AllowsErasing != "" {
		before.mayErase = answer == node.AllowsErasing
	}
	if node.RepeatsPayment && answer != flows.Cannot {
		before.mayPay, before.mayErase = false, false
	}
	for _, field := range flows.FieldsOf(step.Fields) {
		if i := slices.Index(p.fields, field); i >= 0 {
			before.asked |= 1 << i
		}
	}
	return before
}

// breaches lists the rules that walks break, each step's once, with the shortest walk.
func (p *proof) breaches() []breach {
	var found []breach
	for i := range p.situations {
		for _, rule := range []func(*flows.Situation, *known) (*catalog.DiagnosticKind, string){
			p.network, payment, erasing, p.report,
		} {
			var shortest *known
			var broken breach
			for _, with := range p.known[i] {
				kind, field := rule(&p.situations[i], with)
				if kind != nil && (shortest == nil || with.steps < shortest.steps) {
					shortest, broken = with, breach{kind: kind, flow: p.flow, step: &p.situations[i].Step, field: field}
				}
			}
			if shortest != nil {
				broken.walk = p.walk(shortest)
				found = append(found, broken)
			}
		}
	}
	return found
}

func (p *proof) walk(to *known) []answered {
	var walk []answered
	for ; to.from != nil; to = to.from {
		walk = append(walk, answered{step: &p.situations[to.at].Step, answer: to.answer})
	}
	slices.Reverse(walk)
	return walk
}

// network: where the table says so, the network is checked before all else, unless the flow says why not. Of a walk
// that does not check it the first step is the fault.
func (p *proof) network(at *flows.Situation, with *known) (*catalog.DiagnosticKind, string) {
	switch {
	case !p.flow.SkipsNetwork.IsZero() && at.NetworkChecked:
		return &catalog.NetworkSkippedAndChecked, ""
	case p.first && unchecked(at) && (with.from == nil || !unchecked(&p.situations[with.at])):
		return &catalog.NetworkUnchecked, ""
	}
	return nil, ""
}

// unchecked tells whether a step outside the network check comes before it.
func unchecked(at *flows.Situation) bool { return !at.NetworkPassed && !at.Step.Flow.NetworkCheck }

// payment: no payment is repeated before the customer is known not to have been charged.
func payment(at *flows.Situation, with *known) (*catalog.DiagnosticKind, string) {
	if at.Step.Node.RepeatsPayment && !with.mayPay {
		return &catalog.PaymentRepeatedUnasked, ""
	}
	return nil, ""
}

// erasing: nothing is erased before unsettled transactions are ruled out.
func erasing(at *flows.Situation, with *known) (*catalog.DiagnosticKind, string) {
	if !at.Step.Node.Destroys.IsZero() && !with.mayErase {
		return &catalog.ErasedUnasked, ""
	}
	return nil, ""
}

// report: whoever gets the report has all the fields that the entry demands, and some.
func (p *proof) report(at *flows.Situation, with *known) (*catalog.DiagnosticKind, string) {
	if at.Step.Node.Kind != flows.Ending || at.Step.Node.Outcome.Receiver.IsZero() {
		return nil, ""
	}
	for i, field := range p.fields {
		if with.asked&(1<<i) == 0 {
			return &catalog.FieldUncollected, field
		}
	}
	if len(p.fields) == 0 {
		return &catalog.NothingCollected, ""
	}
	return nil, ""
}
