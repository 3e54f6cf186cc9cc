package drill

import (
	"slices"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// tally counts what had to be known and what was found out.
type tally struct {
	hits, needed, asked int
	lost                []Line
}

func (c *tally) lose(sentence, what catalog.Text, sources []string) {
	c.lost = append(c.lost, Line{Part: PartInformation, Text: about(sentence, what), Sources: sources})
}

// share is the F1 of what had to be known and what was found out; all where nothing had to be and nothing was.
func (c *tally) share() float64 {
	if c.needed+c.asked == 0 {
		return 1
	}
	return 2 * float64(c.hits) / float64(c.needed+c.asked)
}

// markInformation compares what had to be known with what was found out: the questions of the reference, and the
// fields of the report. A field that is filled in counts as asked for, and as found out where it holds what is true.
func (t *Trainer) markInformation(s *Scenario, run Run, at time.Time) []Line {
	var c tally
	t.countQuestions(&c, s, run)
	t.countFields(&c, s, run, at)
	return append([]Line{part(PartInformation, c.share(), InformationPoints, count(words.MarkInformation, c.hits, c.needed, c.asked))}, c.lost...)
}

func (t *Trainer) countQuestions(c *tally, s *Scenario, run Run) {
	found := map[Thing]bool{} // whether it was taken for what it is, the last time
	for _, act := range run.Acts {
		node, known := t.Thing(act.Thing.Ref)
		if !known {
			continue
		}
		right := act.Answered == "" || act.Answered == act.Found
		_, before := found[act.Thing]
		found[act.Thing] = right
		switch {
		case !right:
			c.asked++
			c.lose(words.MarkMisread, node.Text, nil)
		case node.Kind == flows.Question && !before:
			c.asked++
		}
	}
	counted := map[Thing]bool{}
	for _, step := range s.Reference {
		thing := ThingOf(step.Node)
		if thing.isAction() || !isTaken(step.Node) || counted[thing] {
			continue
		}
		counted[thing] = true
		c.needed++
		right, asked := found[thing]
		switch {
		case right:
			c.hits++
		case !asked:
			c.lose(words.MarkNotAsked, step.Node.Text, step.Sources)
		}
	}
	for _, node := range t.things {
		thing := ThingOf(node)
		if _, asked := found[thing]; asked && node.Kind == flows.Question && !counted[thing] {
			c.lose(words.MarkNeedless, node.Text, nil)
		}
	}
}

func (t *Trainer) countFields(c *tally, s *Scenario, run Run, at time.Time) {
	asked := func(name fault.Name) bool { return run.Asked(name) || run.Report.Has(name) }
	found := func(name fault.Name) bool { return asked(name) && (run.Asked(name) || s.isRight(name, run.Report, at)) }
	needed := neededFields(s.Demands, found)
	c.needed += len(needed)
	for _, field := range t.book.Fields() {
		name := fault.Name(field.Name)
		switch {
		case slices.Contains(needed, name) && found(name):
			c.hits, c.asked = c.hits+1, c.asked+1
		case slices.Contains(needed, name) && asked(name):
			c.asked++
			c.lose(words.MarkWrongValue, field.Label, s.demandedBy(field.Name))
		case slices.Contains(needed, name):
			c.lose(words.MarkNotAsked, field.Label, s.demandedBy(field.Name))
		case asked(name) && !slices.Contains(flows.FieldsOf(s.Demands), field.Name):
			c.asked++
			c.lose(words.MarkNeedless, field.Label, nil)
		}
	}
}

// neededFields lists the fields that demands need. Of alternatives it is the set that was asked for, else the first.
func neededFields(demands []string, asked func(fault.Name) bool) []fault.Name {
	var fields []fault.Name
	for _, demand := range demands {
		sets := flows.Alternatives(demand)
		chosen := sets[0]
		for _, set := range sets {
			if !slices.ContainsFunc(set, func(field string) bool { return !asked(fault.Name(field)) }) {
				chosen = set
				break
			}
		}
		for _, field := range chosen {
			if !slices.Contains(fields, fault.Name(field)) {
				fields = append(fields, fault.Name(field))
			}
		}
	}
	return fields
}

// demandedBy cites the step that asks for a field.
func (s *Scenario) demandedBy(field string) []string {
	for _, step := range s.Reference {
		if slices.Contains(flows.FieldsOf(step.Fields), field) {
			return step.Sources
		}
	}
	return nil
}

// about puts what a sentence is about into its place.
func about(sentence, what catalog.Text) catalog.Text {
	return place(sentence, map[string]catalog.Text{"what": what})
}
