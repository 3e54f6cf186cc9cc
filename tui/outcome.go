package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows"
)

// outcomeScreen says where the walk ended, who is to be told, and what they still need to know.
type outcomeScreen struct{ *casework }

func (o *outcomeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case o.keys.report.is(key):
		return turn{kind: push, to: newReport(o.casework)}, nil
	case o.keys.record.is(key):
		return turn{kind: push, to: newForm(o.casework, nil)}, nil
	case o.keys.back.is(key):
		return o.goBack(), nil
	case o.keys.finish.is(key):
		return o.finish(), nil
	case o.keys.flowMap.is(key):
		return o.openMap(), nil
	case o.keys.home.is(key):
		return turn{kind: goHome}, nil
	case o.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

// finish takes the case off the home screen.
func (w *casework) finish() turn {
	if w.keep(w.journal.Close(w.current, w.now())) {
		return turn{kind: goHome}
	}
	return turn{}
}

func (o *outcomeScreen) page(room room) page {
	node := o.state.Outcome.Node
	s := sheet{room: room}
	if !o.problem.IsZero() {
		s.say(room.theme.problem, o.problem)
		s.gap()
	}
	style := room.theme.question
	if node.Outcome.Kind == flows.Resolved || node.Outcome.Kind == flows.Normal {
		style = room.theme.good
	}
	s.say(style, node.Outcome.Kind.Label())
	s.say(room.theme.question, node.Text)
	for _, line := range node.HowTo {
		s.marked(room.theme.plain, room.theme.glyphs.item, room.in(line))
	}
	s.gap()
	o.receiver(&s)
	s.gap()
	s.text(room.theme.dim, fmt.Sprintf(room.in(words.StepSource), flows.Cite(o.state.Outcome.Sources, room.lang)))
	s.text(room.theme.dim, fmt.Sprintf(room.in(words.OutcomeCase), o.current.ID, len(o.state.Path)))
	return page{
		crumbs: o.crumbs(room, room.in(words.OutcomeTitle)), lines: s.lines,
		keys: []binding{o.keys.report, o.keys.record, o.keys.back, o.keys.flowMap, o.keys.finish, o.keys.home, o.keys.leave},
	}
}

// receiver names who gets the report and what is missing in it. The report can be made all the same.
func (o *outcomeScreen) receiver(s *sheet) {
	room := s.room
	receiver := o.state.Outcome.Node.Outcome.Receiver
	if receiver.IsZero() {
		s.say(room.theme.dim, words.OutcomeNobody)
		return
	}
	s.text(room.theme.plain, fmt.Sprintf(room.in(words.OutcomeReceiver), room.in(receiver)))
	labels := missing(o.casework, room)
	if len(labels) == 0 {
		s.marked(room.theme.good, room.theme.glyphs.done, room.in(words.OutcomeComplete))
		return
	}
	s.text(room.theme.caution, fmt.Sprintf(room.in(words.OutcomeMissing), len(labels), strings.Join(labels, room.in(words.Comma))))
	s.say(room.theme.dim, words.OutcomeStill)
}
