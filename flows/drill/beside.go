package drill

import (
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/draw"
)

// Row is a line of the flow's tree with the marks of the two ways, or a step of the trainee's that the tree has not.
type Row struct {
	Kind      flows.Kind
	Labels    flows.Labels // what the step calls its answers
	Text      catalog.Text
	Sources   []string
	Depth     int // how far it is indented in the tree
	Reference bool
	Own       bool
	Should    flows.Value // what the reference answers here; empty where it does not come here
	Did       flows.Value // what the trainee took it for; empty where the trainee did not come here
	Beyond    bool        // the flow has no such step
	Neither   int         // so many steps that neither way takes stand here in the tree; the row has no text then
	again     bool        // the reference uses an answer from before here, so nobody has to do anything
}

// Signs marks a row in two columns, which do not need colour: the reference's and the trainee's.
func (r Row) Signs(lang catalog.Lang) string {
	var signs strings.Builder
	for _, column := range []struct {
		passed bool
		sign   catalog.Text
	}{{r.Reference, words.SignReference}, {r.Own, words.SignOwn}} {
		sign := column.sign.In(lang)
		if !column.passed {
			sign = words.SignNone.In(lang)
		}
		signs.WriteString(sign)
	}
	return signs.String()
}

// Say is what a row says, with the reference's answer and, where it differs, the trainee's.
func (r Row) Say(lang catalog.Lang) string {
	if r.Neither > 0 {
		return count(words.BesideNeither, r.Neither).In(lang)
	}
	text := r.Text
	if r.Beyond {
		text = about(words.BesideBeyond, text)
	}
	should, did := r.label(r.Should), r.label(r.Did)
	switch {
	case should.IsZero():
		should = did
	case !did.IsZero() && did != should:
		should = place(words.BesideDiffers, map[string]catalog.Text{"should": should, "did": did})
	}
	if should.IsZero() {
		return text.In(lang)
	}
	return text.In(lang) + words.BesideAnswer.In(lang) + should.In(lang)
}

// label is what an answer is called; none where the step is only passed.
func (r Row) label(value flows.Value) catalog.Text {
	if value == "" || value == flows.Done {
		return catalog.Text{}
	}
	return (&flows.Node{Kind: r.Kind, Labels: r.Labels}).AnswerLabel(value)
}

// Beside lays the trainee's way beside the reference, in the tree of the flow. What is only read or filled in is left
// out, and so are the branches that neither way goes into.
func (t *Trainer) Beside(s *Scenario, run Run) []Row {
	drawing, err := draw.Of(t.book, s.Flow.ID, draw.Unfolded)
	if err != nil { // too large: only what the reference went into is unfolded
		drawing, err = draw.Of(t.book, s.Flow.ID, draw.PassedBy(&flows.State{Path: s.Reference, Outcome: &s.Outcome}))
	}
	if err != nil {
		return nil // too large even so
	}
	rows := treeRows(drawing)
	trail, end := drawing.Trail(s.Reference)
	for _, passed := range append(trail, draw.Passed{Box: end}) {
		row := &rows[passed.Box]
		row.Reference = !passed.Again && passed.Exit != draw.Into && !isRead(row.Kind)
		row.again, row.Should = passed.Again, passed.Answer
	}
	beyond := t.claim(drawing, rows, run)
	for i := range drawing.Boxes {
		inside := rows[i+1 : i+1+drawing.Boxes[i].Inside]
		rows[i].Reference = rows[i].Reference || slices.ContainsFunc(inside, func(row Row) bool { return row.Reference })
		rows[i].Own = rows[i].Own || slices.ContainsFunc(inside, func(row Row) bool { return row.Own })
	}
	return append(folded(rows), beyond...)
}

func treeRows(drawing *draw.Drawing) []Row {
	var rows []Row
	for i := range drawing.Boxes {
		box := &drawing.Boxes[i]
		text := catalog.Text{Zh: box.Label(catalog.Chinese), En: box.Label(catalog.English)}
		rows = append(rows, Row{Kind: box.Node.Kind, Labels: box.Node.Labels, Text: text, Sources: box.Sources, Depth: box.Depth})
	}
	return rows
}

// claim marks the rows that the trainee came to: of several with the same step one of the reference's, else the first.
// It returns what the tree has not.
func (t *Trainer) claim(drawing *draw.Drawing, rows []Row, run Run) []Row {
	var beyond []Row
	mark := func(node *flows.Node, did flows.Value) {
		at := -1
		for i := range rows {
			if other := drawing.Boxes[i].Node; ThingOf(other) == ThingOf(node) && !rows[i].Own && (at < 0 || rows[i].Reference && !rows[at].Reference) {
				at = i
			}
		}
		if at >= 0 {
			rows[at].Own, rows[at].Did = true, did
			return
		}
		beyond = append(beyond, Row{Kind: node.Kind, Labels: node.Labels, Text: node.Text, Own: true, Did: did, Beyond: true})
	}
	for _, act := range run.Acts {
		if node, known := t.Thing(act.Thing.Ref); known {
			mark(node, taken(act))
		}
	}
	if outcome, decided := t.Outcome(run.Outcome); decided {
		mark(outcome, flows.Done)
	}
	return beyond
}

func taken(act Act) flows.Value {
	if act.Answered != "" {
		return act.Answered
	}
	return act.Found
}

// isRead tells whether a step is only read or filled in.
func isRead(kind flows.Kind) bool {
	return kind == flows.Notice || kind == flows.Collect || kind == flows.Return
}

// folded leaves out what is only read or filled in, and counts what neither way takes.
func folded(rows []Row) []Row {
	var kept []Row
	for _, row := range rows {
		switch {
		case isRead(row.Kind):
		case row.Reference || row.Own:
			kept = append(kept, row)
		case row.Kind == flows.Call || row.again:
		case len(kept) > 0 && kept[len(kept)-1].Neither > 0:
			kept[len(kept)-1].Neither++
		default:
			kept = append(kept, Row{Depth: row.Depth, Neither: 1})
		}
	}
	return kept
}
