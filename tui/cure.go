package tui

import (
	"fmt"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

// unproven tells whether the walk ended in "resolved" and no live transaction stands for it: none was tried, or it
// failed.
func (w *casework) unproven() bool {
	_, asked := w.current.CureOf(w.state)
	return cases.NeedsCure(w.state) && (!asked || w.current.CureFailed(w.state))
}

// outcomeText says where a walk ended, unless the live transaction after it failed.
func outcomeText(c cases.Case, state flows.State) catalog.Text {
	if c.CureFailed(state) {
		return words.CureUnresolved
	}
	return state.Outcome.Node.Text
}

// finish takes the case off the home screen. A case is not closed as resolved before its cure was asked for, nor after
// it failed: the outcome says so.
func (w *casework) finish() turn {
	if w.unproven() {
		outcome := newOutcome(w)
		outcome.hint = words.CureFirst
		if w.current.CureFailed(w.state) {
			outcome.hint = words.CureFailedFirst
		}
		return turn{kind: show, to: outcome}
	}
	if w.keep(w.journal.Close(w.current, w.now())) {
		return turn{kind: goHome}
	}
	return turn{}
}

// prove records what the live transaction showed. It may be tried again, and the last one counts.
func (o *outcomeScreen) prove(value flows.Value, reason string) turn {
	how := o.how
	if value == flows.Cannot {
		how = ""
	}
	o.keep(o.journal.TestCure(o.current, flows.Answer{
		Key: o.state.Outcome.Key, Value: value, How: how, Reason: reason, Shown: words.CureAsk,
	}, o.now()))
	return turn{kind: show, to: o.screen()}
}

// cannotProve asks why no live transaction could be tried.
func (o *outcomeScreen) cannotProve() turn {
	return turn{kind: push, to: newReason(o.casework, words.CureAsk, func(reason string) turn {
		return o.prove(flows.Cannot, reason)
	})}
}

// cureAnswer is what can be done about the live transaction: a key, and what it stands for here.
type cureAnswer struct {
	key   binding
	label catalog.Text
}

// cureAnswers are the answers to the question for the live transaction. Its yes has a letter of its own, so that a second
// y after "the fault has gone" proves nothing. After one that failed, that none can be tried is no answer any more.
func (o *outcomeScreen) cureAnswers() []cureAnswer {
	switch {
	case !o.unproven():
		return nil
	case o.current.CureFailed(o.state):
		return []cureAnswer{{o.keys.back, words.CureGoBack}, {o.keys.wentThrough, words.CureAgain}}
	}
	return []cureAnswer{
		{o.keys.wentThrough, words.CureAnswerYes}, {o.keys.no, words.CureAnswerNo}, {o.keys.cannot, words.CureAnswerCannot},
	}
}

// cure asks for the live transaction, as a step asks, or tells what it showed.
func (o *outcomeScreen) cure(s *sheet) {
	room := s.room
	for _, answer := range o.cureAnswers() {
		style := room.theme.key
		if answer.key.shown == o.keys.cannot.shown {
			style = room.theme.plain
		}
		s.answer(style, room.theme.glyphs.blank, answer.key, room.in(answer.label))
	}
	if cure, asked := o.current.CureOf(o.state); asked && !o.unproven() {
		o.cureShown(s, cure)
	}
	s.gap()
}

// sayKnown says how the answer about the live transaction is known.
func (o *outcomeScreen) sayKnown(s *sheet) {
	if o.unproven() {
		s.sayKnown(o.keys.known, o.how)
	}
}

// cureShown tells that the live transaction went through, or why none was tried.
func (o *outcomeScreen) cureShown(s *sheet, cure flows.Answer) {
	room, when := s.room, clock(cure.At, o.now(), s.room)
	if cure.Value == flows.Yes {
		s.marked(room.theme.good, room.theme.glyphs.done, fmt.Sprintf(room.in(words.CureYes), when, room.in(cure.How.Label())))
		return
	}
	s.text(room.theme.caution, fmt.Sprintf(room.in(words.CureCannot), when, cure.Reason))
}
