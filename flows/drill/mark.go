package drill

import (
	"math"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
)

// Part is what a line of a mark is about.
type Part string

// The parts of a mark, and the points that each can bring.
const (
	PartGate        Part = "gate" // it takes all points
	PartOutcome     Part = "outcome"
	PartInformation Part = "information"
	PartPath        Part = "path"
	PartReport      Part = "report"
	PartRecall      Part = "recall" // the only part of a recall, of 100

	OutcomePoints     = 40
	InformationPoints = 25
	PathPoints        = 20
	ReportPoints      = 15
)

// Label is what a part is called.
func (p Part) Label() catalog.Text {
	switch p {
	case PartOutcome:
		return words.PartOutcome
	case PartInformation:
		return words.PartInformation
	case PartPath:
		return words.PartPath
	case PartReport:
		return words.PartReport
	case PartRecall:
		return words.KindRecall
	case PartGate:
	}
	return words.PartGate
}

// Mark is what a drill was worth, and why.
type Mark struct {
	Score int // of 100; 0 where a gate is closed
	Gates []Line
	Lines []Line // the parts, each followed by what it lost
}

// Gated tells whether a gate is closed.
func (m Mark) Gated() bool { return len(m.Gates) > 0 }

// Worst is the mark of several shops: that of the shop that went worst, because one customer who is charged twice is not
// made good by another one who is not.
func Worst(marks []Mark) Mark {
	worst := marks[0]
	for _, mark := range marks[1:] {
		if mark.Score < worst.Score {
			worst = mark
		}
	}
	return worst
}

// Line explains a part of a mark.
type Line struct {
	Part    Part
	Total   bool // it has the points of its part; the lines after it say what was lost
	Points  int
	Of      int
	Text    catalog.Text
	Sources []string // the rows that say so, as flows.Cite writes them; none where it is our own rule
}

// Mark marks a run in this scenario. at is when it began, by the caller's clock: it tells times of day apart from
// those of another day.
func (t *Trainer) Mark(s *Scenario, run Run, at time.Time) Mark {
	var mark Mark
	mark.Gates = append(t.unsafe(run), t.wrongOutcome(s, run)...)
	for _, lines := range [][]Line{
		t.markOutcome(s, run), t.markInformation(s, run, at), t.markPath(s, run), t.markReport(s, run, at),
	} {
		mark.Lines = append(mark.Lines, lines...)
		mark.Score += lines[0].Points
	}
	if mark.Gated() {
		mark.Score = 0
	}
	return mark
}

// part is the first line of a part.
func part(part Part, share float64, of int, text catalog.Text) Line {
	return Line{Part: part, Total: true, Points: int(math.Round(share * float64(of))), Of: of, Text: text}
}

// unsafe finds the steps that could charge a customer twice or erase what is not settled. What counts is what the shop
// showed, not what the trainee took it for.
func (t *Trainer) unsafe(run Run) []Line {
	var gates []Line
	mayPay, mayErase := false, false
	for _, act := range run.Acts {
		node, known := t.Thing(act.Thing.Ref)
		if !known {
			continue
		}
		if node.AllowsPayment != "" {
			mayPay = act.Found == node.AllowsPayment
		}
		if node.AllowsErasing != "" {
			mayErase = act.Found == node.AllowsErasing
		}
		if !node.Destroys.IsZero() && !mayErase {
			gates = append(gates, Line{Part: PartGate, Text: place(words.GateErase, map[string]catalog.Text{"step": node.Text, "loss": node.Destroys})})
		}
		if node.RepeatsPayment && !mayPay {
			gates = append(gates, Line{Part: PartGate, Text: place(words.GatePayment, map[string]catalog.Text{"step": node.Text})})
		}
		if node.RepeatsPayment && act.Found != flows.Cannot {
			mayPay, mayErase = false, false // what became of this one is not known yet, and it is not settled
		}
	}
	return gates
}

// wrongOutcome closes the gate where the outcome is missing, of another kind, or tells nobody who has to know.
func (t *Trainer) wrongOutcome(s *Scenario, run Run) []Line {
	right := s.Outcome.Node
	own, decided := t.Outcome(run.Outcome)
	gate := Line{Part: PartGate, Sources: s.Outcome.Sources}
	values := map[string]catalog.Text{"outcome": right.Text, "kind": right.Outcome.Kind.Label(), "receiver": right.Outcome.Receiver}
	switch {
	case !decided:
		gate.Text = place(words.GateNoOutcome, values)
	case !right.Outcome.Receiver.IsZero() && own.Outcome.Receiver.IsZero():
		gate.Text = place(words.GateEscalation, values)
	case own.Outcome.Kind != right.Outcome.Kind:
		gate.Text = place(words.GateOutcome, values)
	default:
		return nil
	}
	return []Line{gate}
}

func (t *Trainer) markOutcome(s *Scenario, run Run) []Line {
	own, decided := t.Outcome(run.Outcome)
	share := 0.0
	text := words.MarkOutcomeWrong
	switch {
	case !decided:
	case own.Ref == s.Outcome.Node.Ref && run.misread():
		text = words.MarkOutcomeMisread // it would have been another one in the next shop
	case own.Ref == s.Outcome.Node.Ref:
		share, text = 1, words.MarkOutcomeRight
	case own.Outcome.Kind == s.Outcome.Node.Outcome.Kind:
		text = words.MarkOutcomeNear // no gate, and no points
	}
	line := part(PartOutcome, share, OutcomePoints, place(text, map[string]catalog.Text{"outcome": s.Outcome.Node.Text}))
	line.Sources = s.Outcome.Sources
	return []Line{line}
}

// cost is how many minutes a step takes. A question takes one, and so does an action of which nobody knows.
func cost(node *flows.Node) int {
	switch node.Kind {
	case flows.Question:
		return 1
	case flows.Action, flows.Wait:
		return max(node.Minutes, node.WaitMinutes, 1)
	case flows.Notice, flows.Collect, flows.Call, flows.Return, flows.Ending:
	}
	return 0
}
