package draw

import (
	"fmt"
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// Label is what a box says: what it is, and its words.
func (b *Box) Label(lang catalog.Lang) string {
	text := b.Node.Text
	if b.Called != nil {
		text = b.Called.Title
	}
	what := b.what()
	if b.Node.Kind == flows.Return || text == what {
		return what.In(lang)
	}
	return what.In(lang) + words.Colon.In(lang) + text.In(lang)
}

// what says of which kind a box is, and of an outcome which kind of outcome.
func (b *Box) what() catalog.Text {
	switch b.Node.Kind {
	case flows.Question:
		return words.Question
	case flows.Action:
		return words.Action
	case flows.Wait:
		return words.Wait
	case flows.Notice:
		return words.Notice
	case flows.Collect:
		return words.Collect
	case flows.Return:
		return words.Return
	case flows.Ending:
		return b.Node.Outcome.Kind.Label()
	case flows.Call:
	}
	if b.Called.NetworkCheck {
		return words.NetworkCheck
	}
	return words.Flow
}

// Dangers says what a step, or one that is folded into the box, may cost: a payment, or what the terminal holds. None
// costs nothing.
func (b *Box) Dangers(lang catalog.Lang) []string {
	var dangers []string
	add := func(danger string) {
		if !slices.Contains(dangers, danger) {
			dangers = append(dangers, danger)
		}
	}
	for _, node := range append([]*flows.Node{b.Node}, b.folded...) {
		if node.RepeatsPayment {
			add(words.MarkRepeats.In(lang))
		}
		if !node.Destroys.IsZero() {
			add(fmt.Sprintf(words.MarkDestroys.In(lang), node.Destroys.In(lang)))
		}
	}
	return dangers
}

// Remarks says what else there is to know of a box: that it is not asked twice, how a folded flow can end.
func (b *Box) Remarks(lang catalog.Lang) []string {
	var remarks []string
	if b.Node.Once {
		remarks = append(remarks, words.MarkOnce.In(lang))
	}
	if ends := b.Ends(lang); ends != "" {
		remarks = append(remarks, ends)
	}
	return remarks
}

// Ends says how a folded flow can end inside; it is empty where none does.
func (b *Box) Ends(lang catalog.Lang) string {
	var ends []string
	for _, node := range b.folded {
		if end := node.Outcome.Kind.Label().In(lang); node.Kind == flows.Ending && !slices.Contains(ends, end) {
			ends = append(ends, end)
		}
	}
	if len(ends) == 0 {
		return ""
	}
	return fmt.Sprintf(words.MarkEnds.In(lang), strings.Join(ends, words.Comma.In(lang)))
}

// Source says where a box comes from. Where that is ours, one word will do; what a flow that is drawn by itself has
// from its caller is not known.
func (b *Box) Source(lang catalog.Lang) string {
	switch strings.Join(b.Sources, "") {
	case "", flows.FromCaller:
		return ""
	case flows.FromOurs:
		return words.MarkOurs.In(lang)
	}
	return fmt.Sprintf(words.MarkSource.In(lang), flows.Cite(b.Sources, lang))
}

// Answer says which answers take an exit of the box; "" where there is only one way on.
func (b *Box) Answer(exit Exit, lang catalog.Lang) string {
	if b.Called != nil {
		return words.ExitReturned.In(lang)
	}
	var answers []string
	for _, value := range exit.Answers {
		if value != flows.Done {
			answers = append(answers, answerText(b.Node, value).In(lang))
		}
	}
	return strings.Join(answers, words.Comma.In(lang))
}

func answerText(node *flows.Node, value flows.Value) catalog.Text {
	doing := node.Kind == flows.Action || node.Kind == flows.Wait
	own := node.Labels.Of(value)
	switch {
	case !own.IsZero():
		return own
	case value == flows.Yes && doing:
		return words.ExitGone
	case value == flows.No && doing:
		return words.ExitStill
	case value == flows.Cannot && doing:
		return words.ExitCannotDo
	case value == flows.Yes:
		return words.ExitYes
	case value == flows.No:
		return words.ExitNo
	}
	return words.ExitCannotCheck
}

// Number is what a box is called where another one leads to it, and where it stands itself.
func Number(at int) string { return fmt.Sprintf("#%d", at+1) }

// Way says where an exit leads: the answers, the number of the box, and the outcome if it is one. No line is broken
// before the number.
func (d *Drawing) Way(at int, exit Exit, lang catalog.Lang) string {
	way := "→\u00a0" + Number(exit.To)
	if answer := d.Boxes[at].Answer(exit, lang); answer != "" {
		way = answer + " " + way
	}
	if to := d.Boxes[exit.To].Node; to.Kind == flows.Ending {
		way += " " + to.Outcome.Kind.Label().In(lang)
	}
	return way
}
