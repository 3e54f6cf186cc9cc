package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows"
)

// outcomeScreen says where the walk ended, who is to be told, and what they still need to know.
type outcomeScreen struct {
	*casework
	how flows.How // how the live transaction is known
}

func newOutcome(work *casework) *outcomeScreen {
	return &outcomeScreen{casework: work, how: flows.Seen}
}

func (o *outcomeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	if to, done := o.pressCure(key); done {
		return to, nil
	}
	_, waits := o.current.Escalation()
	switch {
	case o.keys.handOver.is(key) && !o.state.Outcome.Node.Outcome.Receiver.IsZero() && !waits:
		return turn{kind: push, to: &handoverScreen{casework: o.casework}}, nil
	case o.keys.reply.is(key) && waits:
		return turn{kind: push, to: newReply(o.casework)}, nil
	case o.keys.sameTerminal.is(key) && o.offersTerminal():
		o.takeTerminal()
	case o.keys.notes.is(key):
		return turn{kind: push, to: newNotes(o.casework)}, nil
	case o.keys.earlier.is(key) && len(o.repeats) > 0:
		return turn{kind: push, to: &earlierScreen{o.casework}}, nil
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

// pressCure takes the answers to the question for a live transaction, where there is one.
func (o *outcomeScreen) pressCure(key tea.KeyPressMsg) (turn, bool) {
	switch {
	case !o.unproven():
		return turn{}, false
	case o.keys.yes.is(key):
		return o.prove(flows.Yes, ""), true
	case o.keys.no.is(key):
		return o.prove(flows.No, ""), true
	case o.keys.cannot.is(key):
		return o.cannotProve(), true
	case o.keys.known.is(key):
		o.how = nextHow(o.how)
		return turn{}, true
	}
	return turn{}, false
}

func (o *outcomeScreen) keysShown() []binding {
	var shown []binding
	if o.unproven() {
		shown = append(shown, o.keys.yes, o.keys.no, o.keys.cannot, o.keys.known)
	}
	if _, waits := o.current.Escalation(); waits {
		shown = append(shown, o.keys.reply)
	} else if !o.state.Outcome.Node.Outcome.Receiver.IsZero() {
		shown = append(shown, o.keys.handOver)
	}
	shown = append(shown, o.keys.report, o.keys.record, o.keys.back)
	if o.offersTerminal() {
		shown = append(shown, o.keys.sameTerminal)
	}
	if !o.unproven() {
		shown = append(shown, o.keys.finish)
	}
	shown = append(shown, o.keys.flowMap, o.keys.home, o.keys.leave, o.keys.notes)
	if len(o.repeats) > 0 {
		shown = append([]binding{o.keys.earlier}, shown...)
	}
	return shown
}

func (o *outcomeScreen) page(room room) page {
	node := o.state.Outcome.Node
	room, aside := room.split()
	s := sheet{room: room}
	s.alert(o.problem)
	o.sayEarlier(&s)
	s.space()
	style := room.theme.question
	if node.Outcome.Kind == flows.Resolved || node.Outcome.Kind == flows.Normal {
		style = room.theme.good
	}
	s.ask(style, room.in(node.Outcome.Kind.Label()))
	s.ask(room.theme.question, room.in(node.Text))
	s.gap()
	o.cure(&s)
	for _, line := range node.HowTo {
		s.marked(room.theme.plain, room.theme.glyphs.item, room.in(line))
	}
	o.receiver(&s)
	o.sayTerminal(&s)
	o.handed(&s)
	last := s.foot(o.cite)
	return page{
		crumbs: o.crumbs(room, room.in(words.OutcomeTitle)), spare: o.took(room),
		lines: s.lines, last: last, aside: o.aside(aside), keys: o.keysShown(), clicks: s.clicks,
	}
}

// cite says where the outcome comes from, and what the case is called.
func (o *outcomeScreen) cite(s *sheet) {
	s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.StepSource), flows.Cite(o.state.Outcome.Sources, s.room.lang)))
	s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.OutcomeCase), o.current.ID, len(o.state.Path)))
	if attached := papers(o.current, s.room); attached != "" {
		s.text(s.room.theme.dim, attached)
	}
}

// took tells how long the case took until its last answer.
func (o *outcomeScreen) took(room room) string {
	if len(o.state.Path) == 0 {
		return ""
	}
	last := o.state.Path[len(o.state.Path)-1].Answer.At
	return o.elapsed(room, words.CaseTook, last)
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
