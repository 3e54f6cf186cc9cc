package change

import (
	"cmp"
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// name is what a thing is known by wherever it is used.
type name struct {
	kind Kind
	ref  string
}

// things gathers what walks meet on either side, by name.
type things struct {
	before, after map[name]flows.Step
	codes         map[name][]string
	order         []name
}

func newThings() *things {
	return &things{before: map[name]flows.Step{}, after: map[name]flows.Step{}, codes: map[name][]string{}}
}

// meet notes every thing that the walks of one code meet.
func (t *things) meet(code string, before, after []flows.Situation) {
	for _, situation := range before {
		t.note(t.before, situation.Step, code)
	}
	for _, situation := range after {
		t.note(t.after, situation.Step, code)
	}
}

// note notes a step's own thing and the flow that it stands in.
func (t *things) note(side map[name]flows.Step, step flows.Step, code string) {
	for _, thing := range []name{{kindOf(step.Node), step.Node.Ref}, {OfFlow, step.Flow.ID}} {
		if _, known := t.codes[thing]; !known {
			t.order = append(t.order, thing)
		}
		side[thing] = step
		t.codes[thing] = add(t.codes[thing], code)
	}
}

// reworded lists the things that both sides have and that do not read the same, in the order of their kinds.
func (t *things) reworded() []Reworded {
	changed := []Reworded{}
	for _, thing := range t.order {
		before, was := t.before[thing]
		after, is := t.after[thing]
		if !was || !is {
			continue
		}
		parts := nodeWords(before.Node, after.Node)
		if thing.kind == OfFlow {
			parts = flowWords(before.Flow, after.Flow)
		}
		if len(parts) > 0 {
			changed = append(changed, Reworded{Kind: thing.kind, Name: thing.ref, Codes: t.codes[thing], Parts: parts})
		}
	}
	slices.SortStableFunc(changed, func(a, b Reworded) int { return cmp.Compare(rank(a.Kind), rank(b.Kind)) })
	return changed
}

var kinds = []Kind{OfEntry, OfQuestion, OfAction, OfNotice, OfOutcome, OfCollect, OfFlow, OfField}

func rank(kind Kind) int { return slices.Index(kinds, kind) }

// kindOf is what sort of thing a step shows. A wait is an action that takes its time.
func kindOf(node *flows.Node) Kind {
	switch node.Kind {
	case flows.Action, flows.Wait:
		return OfAction
	case flows.Notice:
		return OfNotice
	case flows.Ending:
		return OfOutcome
	case flows.Collect:
		return OfCollect
	case flows.Question, flows.Call, flows.Return:
	}
	return OfQuestion
}

func nodeWords(before, after *flows.Node) []Wording {
	return slices.Concat(
		one(Words, before.Text, after.Text),
		lines(HowTo, before.HowTo, after.HowTo),
		one(Who, who(before), who(after)),
		one(Minutes, number(before.Minutes), number(after.Minutes)),
		one(Waits, number(before.WaitMinutes), number(after.WaitMinutes)),
		one(Destroys, before.Destroys, after.Destroys),
		one(Repeats, certainly(before.RepeatsPayment), certainly(after.RepeatsPayment)),
		one(AllowsPayment, allowing(before.AllowsPayment), allowing(after.AllowsPayment)),
		one(AllowsErasing, allowing(before.AllowsErasing), allowing(after.AllowsErasing)),
		one(KnownBy, known(before), known(after)),
		one(LabelYes, before.Labels.Yes, after.Labels.Yes),
		one(LabelNo, before.Labels.No, after.Labels.No),
		one(LabelCannot, before.Labels.Cannot, after.Labels.Cannot),
		one(Outcome, outcome(before), outcome(after)),
		one(Receiver, before.Outcome.Receiver, after.Outcome.Receiver),
	)
}

func flowWords(before, after *flows.Flow) []Wording {
	return slices.Concat(
		one(Title, before.Title, after.Title),
		one(FlowNote, before.Note, after.Note),
		one(NetworkCheck, certainly(before.NetworkCheck), certainly(after.NetworkCheck)),
		citations(before, after),
	)
}

// citations compares what the steps that both flows have cite.
func citations(before, after *flows.Flow) []Wording {
	cited := map[string]string{}
	for _, node := range before.Nodes {
		cited[node.ID] = strings.Join(node.Sources, " ")
	}
	var changed []Wording
	for _, node := range after.Nodes {
		was, known := cited[node.ID]
		if is := strings.Join(node.Sources, " "); known && was != is {
			changed = append(changed, Wording{Part: Source, Before: plain(node.ID + ": " + was), After: plain(node.ID + ": " + is)})
		}
	}
	return changed
}

func who(node *flows.Node) catalog.Text {
	if node.Who == "" {
		return catalog.Text{}
	}
	return node.Who.Label()
}

// certainly is "yes" where something holds, and nothing where it does not.
func certainly(holds bool) catalog.Text {
	if !holds {
		return catalog.Text{}
	}
	return flows.Question.AnswerLabel(flows.Yes)
}

// allowing names the answer that allows something.
func allowing(answer flows.Value) catalog.Text {
	if answer == "" {
		return catalog.Text{}
	}
	return flows.Question.AnswerLabel(answer)
}

func known(node *flows.Node) catalog.Text {
	if node.KnownBy == "" {
		return catalog.Text{}
	}
	return node.KnownBy.Label()
}

func outcome(node *flows.Node) catalog.Text {
	if node.Outcome.Kind == "" {
		return catalog.Text{}
	}
	return node.Outcome.Kind.Label()
}

// fields compares the fields of the fault record.
func (c *Comparison) fields() []Reworded {
	var changed []Reworded
	compare := func(before, after flows.Field, name string) {
		if parts := slices.Concat(one(Label, before.Label, after.Label), one(Help, before.Help, after.Help)); len(parts) > 0 {
			changed = append(changed, Reworded{Kind: OfField, Name: name, Codes: []string{}, Parts: parts})
		}
	}
	for _, field := range c.after.Flows.Fields {
		compare(c.before.book.Field(field.Name), field, field.Name)
	}
	for _, field := range c.before.Flows.Fields {
		if c.after.book.Field(field.Name).Label.IsZero() {
			compare(field, flows.Field{}, field.Name)
		}
	}
	return changed
}
