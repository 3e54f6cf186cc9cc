package check

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// prove holds the rules of every walk against every situation of every flow of a code, and keeps of each fault the
// walk that shows it in the fewest steps.
func (c *checker) prove() {
	faults := map[string]*breach{}
	var order []string
	first := c.networkFirst()
	for i := range c.Flows.Knowledge.Flows {
		flow := &c.Flows.Knowledge.Flows[i]
		if flow.Table == "" || !c.Flows.Sound(flow.ID) || flow.Returns() {
			continue
		}
		situations, err := c.book.Situations(flow.ID)
		if err != nil {
			c.report(c.Flows.FlowPlace(flow.ID), &catalog.SituationsTooMany, flow.ID, flows.MostSituations)
			continue
		}
		proof := newProof(flow, situations, first[flow.Table])
		for _, found := range proof.breaches() {
			key := found.key()
			shortest, known := faults[key]
			if !known {
				order = append(order, key)
				faults[key] = &found
				shortest = &found
			}
			codes := append(shortest.codes, flow.ID)
			if len(found.walk) < len(shortest.walk) {
				faults[key] = &found
			}
			faults[key].codes = codes
		}
	}
	for _, key := range order {
		c.reportBreach(faults[key])
	}
	c.ruledOut()
}

// ruledOut refuses the steps that no walk of any code comes to, because the answers before them are used again.
func (c *checker) ruledOut() {
	passed, walked := map[*flows.Node]bool{}, map[string]bool{}
	for i := range c.Flows.Knowledge.Flows {
		flow := &c.Flows.Knowledge.Flows[i]
		if flow.Table == "" {
			continue
		}
		steps, err := c.pass(flow.ID)
		if err != nil {
			continue
		}
		for i := range steps {
			passed[steps[i].Node], walked[steps[i].Flow.ID] = true, true
		}
	}
	said := map[catalog.Place]bool{} // no answer leads there at all
	for i := range c.Flows.Diagnostics {
		if c.Flows.Diagnostics[i].Kind == &catalog.StepUnreached {
			said[c.Flows.Diagnostics[i].Place] = true
		}
	}
	for id := range walked {
		flow, err := c.book.Flow(id)
		for i := 0; err == nil && i < len(flow.Nodes); i++ {
			node := &flow.Nodes[i]
			place := c.Flows.StepPlace(id, node.ID, "")
			if !passed[node] && !said[place] && c.Flows.IsWritten(id, node.ID) {
				c.report(place, &catalog.StepNeverReached, node.ID, id)
			}
		}
	}
}

// networkFirst tells of which tables the network is checked before all else.
func (c *checker) networkFirst() map[string]bool {
	first := map[string]bool{}
	for _, table := range c.Catalog.Tables {
		first[table.ID] = table.NetworkFirst
	}
	return first
}

func (c *checker) reportBreach(found *breach) {
	place := c.Flows.StepPlace(found.step.Flow.ID, found.step.Node.ID, "")
	code := found.flow.ID
	if found.ofFlow() {
		place = c.Flows.FlowPlace(code)
	}
	var diagnostic *catalog.Diagnostic
	switch found.kind {
	case &catalog.NetworkSkippedAndChecked:
		diagnostic = c.report(place, found.kind, code)
	case &catalog.FieldUncollected:
		diagnostic = c.report(place, found.kind, found.step.Node.ID, code, c.book.Field(found.field).Label)
	default:
		diagnostic = c.report(place, found.kind, found.step.Node.ID, code)
	}
	diagnostic.Flows = found.codes
	for _, answered := range found.walk {
		label := answered.step.Node.AnswerLabel(answered.answer)
		text := answered.step.Node.Text
		diagnostic.Walk = append(diagnostic.Walk, catalog.Text{Zh: text.Zh + " → " + label.Zh, En: text.En + " → " + label.En})
	}
}

// breach is a rule that a walk breaks.
type breach struct {
	kind  *catalog.DiagnosticKind
	flow  *flows.Flow // of the code that the walk is of
	step  *flows.Step // where it comes to
	field string      // the field that was not asked for
	walk  []answered  // what was answered on the way
	codes []string    // the codes that have such a walk
}

// ofFlow tells whether it is mended at the head of the flow of the code, whatever step shows it.
func (b *breach) ofFlow() bool {
	return b.kind == &catalog.NetworkSkippedAndChecked || b.kind == &catalog.NothingCollected
}

// key is the same for breaches that are mended in one place.
func (b *breach) key() string {
	if b.ofFlow() {
		return b.kind.Code + " " + b.flow.ID
	}
	return b.kind.Code + " " + b.step.Flow.ID + "/" + b.step.Node.ID + " " + b.field
}

type answered struct {
	step   *flows.Step
	answer flows.Value
}
