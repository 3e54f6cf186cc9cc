package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

// outcomeScreen says where the walk ended, who is to be told, and what they still need to know.
type outcomeScreen struct {
	*casework
	how  flows.How     // how the live transaction is known
	hint catalog.Text  // why the key before did nothing
	file *reportScreen // the report that the key before saved; nil where it saved none
}

func newOutcome(work *casework) *outcomeScreen {
	return &outcomeScreen{casework: work, how: flows.Seen}
}

func (o *outcomeScreen) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	o.hint, o.file = catalog.Text{}, nil
	if to, done := o.pressCure(key); done {
		return to, nil
	}
	_, waits := o.current.Escalation()
	switch {
	case o.keys.handOver.is(key) && o.hasReceiver() && !waits:
		return turn{kind: push, to: &handoverScreen{casework: o.casework}}, nil
	case o.keys.save.is(key):
		o.file = newReport(o.casework)
		o.file.save(room.lang)
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

func (o *outcomeScreen) hasReceiver() bool { return !report.Receiver(o.state).IsZero() }

// pressCure takes the answers to the question for a live transaction, where there is one.
func (o *outcomeScreen) pressCure(key tea.KeyPressMsg) (turn, bool) {
	switch {
	case !o.unproven():
		return turn{}, false
	case o.keys.wentThrough.is(key):
		return o.prove(flows.Yes, ""), true
	case o.keys.no.is(key):
		return o.prove(flows.No, ""), true
	case o.keys.cannot.is(key) && !o.current.CureFailed(o.state):
		return o.cannotProve(), true
	case o.keys.known.is(key):
		o.how = nextHow(o.how)
		return turn{}, true
	}
	return turn{}, false
}

// keysInBody stand beside the answers about the live transaction, and beside how they are known.
func (o *outcomeScreen) keysInBody() []binding {
	if !o.unproven() {
		return nil
	}
	var shown []binding
	for _, answer := range o.cureAnswers() {
		shown = append(shown, answer.key)
	}
	return append(shown, o.keys.known)
}

func (o *outcomeScreen) keysShown() []binding {
	shown := []binding{o.keys.save, o.keys.report}
	if _, waits := o.current.Escalation(); waits {
		shown = append(shown, o.keys.reply)
	} else if o.hasReceiver() {
		shown = append(shown, o.keys.handOver)
	}
	shown = append(shown, o.keys.record)
	if !o.current.CureFailed(o.state) {
		shown = append(shown, o.keys.back)
	}
	if o.offersTerminal() {
		shown = append(shown, o.keys.sameTerminal)
	}
	if !o.unproven() {
		shown = append(shown, o.keys.finish)
	}
	if len(o.repeats) > 0 {
		shown = append(shown, o.keys.earlier)
	}
	return append(shown, o.keys.home, o.keys.flowMap, o.keys.notes, o.keys.leave)
}

func (o *outcomeScreen) page(room room) page {
	room, aside := room.split()
	s := sheet{room: room}
	s.alert(o.problem)
	o.tell(&s)
	s.space()
	o.heading(&s)
	s.gap()
	o.cure(&s)
	if !o.current.CureFailed(o.state) {
		o.advice(&s)
	}
	o.handed(&s)
	s.gap()
	o.sayKnown(&s)
	o.sayTerminal(&s)
	o.sayEarlier(&s)
	last := s.foot(o.cite)
	return page{
		crumbs: o.crumbs(room, room.in(words.OutcomeTitle)), spare: o.took(room),
		lines: s.lines, last: last, aside: o.aside(aside), inBody: o.keysInBody(), keys: o.keysShown(), more: o.moreKeys(), clicks: s.clicks,
	}
}

// moreKeys has the answer that a further live transaction failed, too.
func (o *outcomeScreen) moreKeys() []binding {
	if o.current.CureFailed(o.state) {
		return []binding{o.keys.no}
	}
	return nil
}

// tell says what the key before did, where it did not lead elsewhere.
func (o *outcomeScreen) tell(s *sheet) {
	s.alert(o.hint)
	if o.file != nil {
		o.file.tell(s)
		s.gap()
	}
}

// heading says how the walk ended, or asks for the live transaction that is to prove it: nothing is called resolved
// before.
func (o *outcomeScreen) heading(s *sheet) {
	node, theme := o.state.Outcome.Node, s.room.theme
	cure, asked := o.current.CureOf(o.state)
	switch {
	case o.current.CureFailed(o.state):
		s.ask(theme.problem, s.room.in(words.CureUnresolved))
		s.ask(theme.question, fmt.Sprintf(s.room.in(words.CureNo), clock(cure.At, o.now(), s.room)))
		s.ask(theme.caution, s.room.in(words.CureRetry))
	case cases.NeedsCure(o.state) && !asked:
		s.text(theme.dim, s.room.in(node.Text))
		s.ask(theme.question, s.room.in(words.CureAsk))
		s.ask(theme.caution, s.room.in(words.CureCareful))
	case node.Outcome.Kind == flows.Resolved || node.Outcome.Kind == flows.Normal:
		s.ask(theme.good, s.room.in(node.Outcome.Kind.Label()))
		s.ask(theme.question, s.room.in(node.Text))
	default:
		s.ask(theme.question, s.room.in(node.Outcome.Kind.Label()))
		s.ask(theme.question, s.room.in(node.Text))
	}
}

// advice says what else there is to do once the walk has ended, and who is to be told.
func (o *outcomeScreen) advice(s *sheet) {
	for _, line := range o.state.Outcome.Node.HowTo {
		s.marked(s.room.theme.plain, s.room.theme.glyphs.item, s.room.in(line))
	}
	o.receiver(s)
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
	o.charge(s)
	switch {
	case o.unproven(): // it may yet be somebody's
		return
	case !o.hasReceiver():
		s.say(room.theme.dim, words.OutcomeNobody)
		return
	}
	s.text(room.theme.plain, fmt.Sprintf(room.in(words.OutcomeReceiver), room.in(report.Receiver(o.state))))
	labels := missing(o.casework, room)
	if len(labels) == 0 {
		s.marked(room.theme.good, room.theme.glyphs.done, room.in(words.OutcomeComplete))
		return
	}
	s.text(room.theme.caution, fmt.Sprintf(room.in(words.OutcomeMissing), len(labels), strings.Join(labels, room.in(words.Comma))))
	s.say(room.theme.dim, words.OutcomeStill)
}

// charge says what must not be overlooked where a customer was charged, or may have been.
func (o *outcomeScreen) charge(s *sheet) {
	var text catalog.Text
	switch report.ChargeOf(&o.state) {
	case report.Charged:
		text = words.OutcomeCharged
	case report.ChargeUnknown:
		text = words.OutcomeUnknown
	default:
		return
	}
	s.marked(s.room.theme.problem, s.room.theme.glyphs.alert, s.room.in(text))
}
