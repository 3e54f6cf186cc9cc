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
	cure, asked := w.current.CureOf(w.state)
	return cases.NeedsCure(w.state) && (!asked || cure.Value == flows.No)
}

// finish takes the case off the home screen. A case is not closed as resolved before its cure was asked for.
func (w *casework) finish() turn {
	if w.unproven() {
		w.problem = words.CureFirst
		return turn{kind: show, to: w.screen()}
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

// cure asks for the live transaction, or tells what it showed.
func (o *outcomeScreen) cure(s *sheet) {
	if !cases.NeedsCure(o.state) {
		return
	}
	room := s.room
	s.gap()
	defer s.gap()
	cure, asked := o.current.CureOf(o.state)
	if !asked {
		s.ask(room.theme.question, room.in(words.CureAsk))
		s.say(room.theme.caution, words.CureCareful)
		for _, answer := range []binding{o.keys.yes, o.keys.no, o.keys.cannot} {
			from := len(s.lines)
			s.marked(room.theme.plain, room.theme.glyphs.blank, "["+answer.shown+"] "+room.in(cureLabel(o.keys, answer)))
			s.click(from, answer.press())
		}
		s.text(room.theme.dim, fmt.Sprintf(room.in(words.StepKnown), room.in(o.how.Label())))
		return
	}
	when := clock(cure.At, o.now(), room)
	switch cure.Value {
	case flows.Yes:
		s.marked(room.theme.good, room.theme.glyphs.done, fmt.Sprintf(room.in(words.CureYes), when, room.in(cure.How.Label())))
	case flows.No:
		s.text(room.theme.problem, fmt.Sprintf(room.in(words.CureNo), when))
		s.say(room.theme.plain, words.CureFailed)
		s.text(room.theme.dim, fmt.Sprintf(room.in(words.StepKnown), room.in(o.how.Label())))
	default:
		s.text(room.theme.caution, fmt.Sprintf(room.in(words.CureCannot), when, cure.Reason))
	}
}

// cureLabel says an answer to the question for the live transaction.
func cureLabel(keys keyMap, answer binding) catalog.Text {
	switch answer.shown {
	case keys.yes.shown:
		return words.CureAnswerYes
	case keys.no.shown:
		return words.CureAnswerNo
	}
	return words.CureAnswerCannot
}
