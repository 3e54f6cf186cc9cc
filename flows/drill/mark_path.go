package drill

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// markPath compares what the reference costs with what the trainee's own way costs, in minutes. A way that is shorter
// has left something out, and is worth as little as one that is longer by the same share.
func (t *Trainer) markPath(s *Scenario, run Run) []Line {
	reference, own := 0, 0
	left := make([]flows.Step, 0, len(s.Reference)) // what of the reference the trainee has not taken
	for _, step := range s.Reference {
		reference += cost(step.Node)
		left = append(left, step)
	}
	var lost []Line
	for _, act := range run.Acts {
		node, known := t.Thing(act.Thing.Ref)
		if !known {
			continue
		}
		own += cost(node)
		if i := slices.IndexFunc(left, func(step flows.Step) bool { return ThingOf(step.Node) == act.Thing }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		lost = append(lost, pathLine(words.MarkDetour, node, nil))
	}
	for _, step := range left {
		if ThingOf(step.Node).isAction() {
			lost = append(lost, pathLine(words.MarkLeftOut, step.Node, step.Sources))
		}
	}
	share := 1.0
	if reference != own {
		share = float64(min(reference, own)) / float64(max(reference, own))
	}
	return append([]Line{part(PartPath, share, PathPoints, count(words.MarkPath, reference, own))}, lost...)
}

func pathLine(sentence catalog.Text, node *flows.Node, sources []string) Line {
	values := map[string]catalog.Text{"what": node.Text, "minutes": same(strconv.Itoa(cost(node)))}
	return Line{Part: PartPath, Text: place(sentence, values), Sources: sources}
}

// markReport counts the demands that the report meets with what is true in the shop.
func (t *Trainer) markReport(s *Scenario, run Run, at time.Time) []Line {
	met := 0
	var lost []Line
	for _, demand := range s.Demands {
		if flows.Met(demand, func(field string) bool { return s.isRight(fault.Name(field), run.Report, at) }) {
			met++
			continue
		}
		for _, field := range flows.Alternatives(demand)[0] {
			name := fault.Name(field)
			if s.isRight(name, run.Report, at) {
				continue
			}
			text := words.MarkMissing
			if run.Report.Has(name) {
				text = words.MarkWrongValue
			}
			lost = append(lost, Line{Part: PartReport, Text: about(text, t.book.Field(field).Label), Sources: s.demandedBy(field)})
		}
	}
	share, text := 1.0, words.MarkNoReport
	if len(s.Demands) > 0 {
		share, text = float64(met)/float64(len(s.Demands)), count(words.MarkReport, met, len(s.Demands))
	}
	return append([]Line{part(PartReport, share, ReportPoints, text)}, lost...)
}

// isRight tells whether a report holds for a field what is true in the shop. Either language will do, in capitals or
// not. A field that the
// shop has nothing for, as the code of a fault without one, is right when it is empty.
func (s *Scenario) isRight(name fault.Name, report fault.Record, at time.Time) bool {
	fact, ok := s.Fact(name)
	if !ok {
		return !report.Has(name)
	}
	for _, text := range []string{fact.Text.Zh, fact.Text.En} {
		value, _ := fault.Parse(name, text, at)
		if name == fault.Card {
			own, want := report.CardNumber(), fault.Record{}.With(name, value).CardNumber()
			return own.First6 == want.First6 && own.Last4 == want.Last4
		}
		if !value.IsZero() && strings.EqualFold(value.String(), report.Get(name)) {
			return true
		}
	}
	return false
}

// count puts numbers into a sentence, in both languages in the same order.
func count(sentence catalog.Text, numbers ...any) catalog.Text {
	return catalog.Text{Zh: fmt.Sprintf(sentence.Zh, numbers...), En: fmt.Sprintf(sentence.En, numbers...)}
}
