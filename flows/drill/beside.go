package drill

import (
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// Row is a step of the reference beside a step of the trainee. One of the two may be missing.
type Row struct {
	Kind    flows.Kind
	Text    catalog.Text // the step's own words
	Sources []string     // of the reference's step
	Depth   int          // how many flows have called down to the reference's step
	Should  flows.Value  // what the reference has here; empty where it has no such step
	Did     flows.Value  // what the trainee took it for; empty where the trainee did not take it
}

// Sign marks a row: "=" where both have the step, "-" where the trainee left it out, "+" where it is extra.
func (r Row) Sign() string {
	switch {
	case r.Did == "":
		return "-"
	case r.Should == "":
		return "+"
	}
	return "="
}

// Answers are the reference's answer and, where it differs, the trainee's; empty for an outcome.
func (r Row) Answers(lang catalog.Lang) string {
	var said []string
	for _, value := range []flows.Value{r.Should, r.Did} {
		if value == "" || value == flows.Done {
			continue
		}
		if label := flows.AnswerLabel(r.Kind, value).In(lang); len(said) == 0 || said[0] != label {
			said = append(said, label)
		}
	}
	return strings.Join(said, " / ")
}

// Beside lays the trainee's way beside the reference, in the order of both, and ends with the two outcomes. Steps that
// are only read or filled in are left out.
func (t *Trainer) Beside(s *Scenario, run Run) []Row {
	var reference []flows.Step
	for _, step := range s.Reference {
		if isTaken(step.Node) {
			reference = append(reference, step)
		}
	}
	var own []Act
	for _, act := range run.Acts {
		if _, known := t.Thing(act.Thing.Ref); known {
			own = append(own, act)
		}
	}
	return append(t.align(reference, own), t.outcomeRows(s, run)...)
}

// align matches the two ways by a longest common subsequence.
func (t *Trainer) align(reference []flows.Step, own []Act) []Row {
	same := func(i, j int) bool { return ThingOf(reference[i].Node) == own[j].Thing }
	common := make([][]int, len(reference)+1) // of what begins at i and j
	for i := range common {
		common[i] = make([]int, len(own)+1)
	}
	for i := len(reference) - 1; i >= 0; i-- {
		for j := len(own) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); same(i, j) {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var rows []Row
	i, j := 0, 0
	for i < len(reference) || j < len(own) {
		switch {
		case i < len(reference) && j < len(own) && same(i, j):
			row := referenceRow(reference[i])
			row.Did = taken(own[j])
			rows = append(rows, row)
			i, j = i+1, j+1
		case j == len(own) || i < len(reference) && common[i+1][j] >= common[i][j+1]:
			rows = append(rows, referenceRow(reference[i]))
			i++
		default:
			node, _ := t.Thing(own[j].Thing.Ref)
			rows = append(rows, Row{Kind: node.Kind, Text: node.Text, Did: taken(own[j])})
			j++
		}
	}
	return rows
}

func referenceRow(step flows.Step) Row {
	depth := 0
	if step.Key.Path != "" {
		depth = 1 + strings.Count(step.Key.Path, "/")
	}
	row := Row{Kind: step.Node.Kind, Text: step.Node.Text, Sources: step.Sources, Depth: depth, Should: flows.Done}
	if step.Answer != nil {
		row.Should = step.Answer.Value
	}
	return row
}

func taken(act Act) flows.Value {
	if act.Answered != "" {
		return act.Answered
	}
	return act.Found
}

// outcomeRows is one row where both came to the same outcome, else one for each.
func (t *Trainer) outcomeRows(s *Scenario, run Run) []Row {
	right := referenceRow(s.Outcome)
	own, decided := t.Outcome(run.Outcome)
	switch {
	case !decided:
		return []Row{right}
	case own.Ref == s.Outcome.Node.Ref:
		right.Did = flows.Done
		return []Row{right}
	}
	return []Row{right, {Kind: own.Kind, Text: own.Text, Did: flows.Done}}
}
