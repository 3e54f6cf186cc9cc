package drill

import (
	"slices"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// markInformation compares what had to be known with what was found out: the questions of the reference, and the
// fields of the report. A field that is filled in counts as asked for.
func (t *Trainer) markInformation(s *Scenario, run Run, at time.Time) []Line {
	needed, asked := t.questions(s, run)
	fields := neededFields(s.Demands, func(field fault.Name) bool { return run.Asked(field) || run.Report.Has(field) })
	var lost []Line
	hits, total, own := 0, len(needed)+len(fields), len(asked)
	for _, step := range needed {
		if slices.Contains(asked, thingOf(step.Node)) {
			hits++
			continue
		}
		lost = append(lost, Line{Part: PartInformation, Text: about(words.MarkNotAsked, step.Node.Text), Sources: step.Sources})
	}
	for _, field := range t.book.Fields() {
		name := fault.Name(field.Name)
		found := run.Asked(name) || run.Report.Has(name)
		switch {
		case slices.Contains(fields, name) && found:
			hits, own = hits+1, own+1
		case slices.Contains(fields, name):
			lost = append(lost, Line{Part: PartInformation, Text: about(words.MarkNotAsked, field.Label), Sources: s.demandedBy(field.Name)})
		case found && !slices.Contains(flows.FieldsOf(s.Demands), field.Name):
			own++
			lost = append(lost, Line{Part: PartInformation, Text: about(words.MarkNeedlessFact, field.Label)})
		}
	}
	for _, thing := range asked {
		if !slices.ContainsFunc(needed, func(step flows.Step) bool { return thingOf(step.Node) == thing }) {
			node, _ := t.Thing(thing.Ref)
			lost = append(lost, Line{Part: PartInformation, Text: about(words.MarkNeedlessQuestion, node.Text)})
		}
	}
	share := 1.0 // nothing had to be asked, and nothing was
	if total+own > 0 {
		share = 2 * float64(hits) / float64(total+own)
	}
	return append([]Line{part(PartInformation, share, InformationPoints, count(words.MarkInformation, hits, total, own))}, lost...)
}

// questions lists the questions of the reference, and those that the trainee asked, each once.
func (t *Trainer) questions(s *Scenario, run Run) (needed []flows.Step, asked []Thing) {
	for _, step := range s.Reference {
		known := slices.ContainsFunc(needed, func(one flows.Step) bool { return one.Node.Ref == step.Node.Ref })
		if step.Node.Kind == flows.Question && !known {
			needed = append(needed, step)
		}
	}
	for _, act := range run.Acts {
		if act.Thing.Kind == flows.Question && !slices.Contains(asked, act.Thing) {
			asked = append(asked, act.Thing)
		}
	}
	return needed, asked
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
