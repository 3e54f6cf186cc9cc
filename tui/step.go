package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// stepScreen is one step of a walk: what to answer, how, and how we came here.
type stepScreen struct {
	*casework
	values   []flows.Value
	earlier  *flows.Answer // what was answered to these very words before; nil if nothing was
	selected int           // in values; -1 is none, so that Enter alone never answers a question
	how      flows.How
	hint     catalog.Text
}

func newStep(work *casework) *stepScreen {
	step := work.state.Current
	s := &stepScreen{casework: work, values: step.Node.Allowed(), selected: -1, how: step.Node.KnownBy}
	if work.state.Misfit == nil {
		s.earlier = step.Answer
	}
	switch {
	case s.earlier != nil:
		s.selected = slices.Index(s.values, s.earlier.Value)
		if s.earlier.How != "" {
			s.how = s.earlier.How
		}
	case step.Node.Kind == flows.Collect:
		s.selected = 0
	}
	return s
}

func (s *stepScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		if _, pasted := msg.(tea.PasteMsg); pasted {
			s.hint = words.StepPaste
		}
		return turn{}, nil
	}
	s.hint = catalog.Text{}
	switch {
	case s.keys.understood.is(key) && s.isNotice():
		return s.give(flows.Done), nil
	case s.keys.yes.is(key):
		return s.give(flows.Yes), nil
	case s.keys.no.is(key):
		return s.give(flows.No), nil
	case s.keys.cannot.is(key):
		return s.give(flows.Cannot), nil
	case s.keys.take.is(key):
		return s.choose(), nil
	case s.keys.up.is(key):
		s.selected = max(s.selected-1, 0)
	case s.keys.down.is(key):
		s.selected = min(s.selected+1, len(s.values)-1)
	case s.keys.known.is(key):
		s.how = nextHow(s.how)
	case s.keys.sameTerminal.is(key) && s.offersTerminal():
		s.takeTerminal()
	case s.keys.wait.is(key) && s.waits():
		return s.startWaiting(), nil
	case s.keys.back.is(key):
		if len(s.state.Path) == 0 { // at home, the same key once more would be text
			s.hint = words.FirstStep
		}
		return s.goBack(), nil
	case s.keys.forward.is(key):
		return s.goForward(), nil
	case s.keys.record.is(key):
		return turn{kind: push, to: newForm(s.casework, nil)}, nil
	case s.keys.flowMap.is(key):
		return s.openMap(), nil
	case s.keys.notes.is(key):
		return turn{kind: push, to: newNotes(s.casework)}, nil
	case s.keys.earlier.is(key) && len(s.repeats) > 0:
		return turn{kind: push, to: &earlierScreen{s.casework}}, nil
	case s.keys.home.is(key):
		return turn{kind: goHome}, nil
	case s.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

func nextHow(how flows.How) flows.How {
	all := []flows.How{flows.Seen, flows.Said, flows.Measured}
	return all[(slices.Index(all, how)+1)%len(all)]
}

// choose takes the selected answer. Nothing is selected at first, so that a stray Enter answers nothing.
func (s *stepScreen) choose() turn {
	switch {
	case s.selected >= 0:
		return s.give(s.values[s.selected])
	case s.isNotice():
		s.hint = words.StepPressUnderstood
	default:
		s.hint = words.StepChoose
	}
	return turn{}
}

// isNotice tells whether the step is only to be read: it says what must not be overlooked.
func (s *stepScreen) isNotice() bool { return s.state.Current.Node.Kind == flows.Notice }

// give answers the step, or asks for what the answer needs first: a reason, or the fields.
func (s *stepScreen) give(value flows.Value) turn {
	if !slices.Contains(s.values, value) {
		s.hint = words.StepNoSuchAnswer
		if s.isNotice() {
			s.hint = words.StepPressUnderstood
		}
		return turn{}
	}
	node := s.state.Current.Node
	switch {
	case value == flows.Cannot:
		return turn{kind: push, to: newReason(s.casework, node.Text, func(reason string) turn {
			return s.answer(flows.Cannot, "", reason)
		})}
	case node.Kind == flows.Collect:
		return turn{kind: push, to: newForm(s.casework, s.state.Current.Fields)}
	case value == flows.Done:
		return s.answer(value, "", "")
	}
	return s.answer(value, s.how, "")
}

// keysInBody stand beside the answers, and beside how they are known.
func (s *stepScreen) keysInBody() []binding {
	switch {
	case s.isNotice():
		return []binding{s.keys.understood}
	case len(s.values) == 1:
		return []binding{s.keys.take}
	}
	shown := []binding{s.keys.yes, s.keys.no, s.keys.cannot}
	if s.waits() && !s.waiting() {
		shown = append(shown, s.keys.wait)
	}
	return append(shown, s.keys.known)
}

func (s *stepScreen) keysShown() []binding {
	shown := []binding{s.keys.back, s.keys.record}
	if s.offersTerminal() {
		shown = append(shown, s.keys.sameTerminal)
	}
	if s.state.Ahead > 0 {
		shown = append(shown, s.keys.forward)
	}
	if len(s.repeats) > 0 {
		shown = append(shown, s.keys.earlier)
	}
	return append(shown, s.keys.home, s.keys.flowMap, s.keys.notes, s.keys.leave)
}

// keysByArrow choose an answer where there are several.
func (s *stepScreen) keysByArrow() []binding {
	if len(s.values) == 1 {
		return nil
	}
	return []binding{s.keys.up, s.keys.down, s.keys.take}
}

func (s *stepScreen) page(room room) page {
	room, aside := room.split()
	sheet := sheet{room: room}
	s.ask(&sheet)
	last := sheet.foot(s.cite)
	s.pathSoFar(&sheet)
	s.note(&sheet)
	page := s.around(sheet)
	page.last, page.aside = last, s.aside(aside)
	return page
}

// around puts what stands around the step to its lines.
func (s *stepScreen) around(sheet sheet) page {
	return page{
		crumbs: s.crumbs(sheet.room, s.flowTitle(sheet.room)...), status: s.progress(sheet.room), spare: s.elapsed(sheet.room, words.CaseElapsed, s.now()),
		lines: sheet.lines, focus: sheet.focus, inBody: s.keysInBody(), keys: s.keysShown(), more: s.keysByArrow(),
		clicks: sheet.clicks,
	}
}

// ask says what to do here, what can be answered, and how to find out.
func (s *stepScreen) ask(sheet *sheet) {
	node, room := s.state.Current.Node, sheet.room
	sheet.alert(s.problem)
	s.question(sheet)
	s.answers(sheet)
	if !s.hint.IsZero() {
		sheet.say(room.theme.caution, s.hint)
	}
	sheet.gap()
	s.sayEarlier(sheet)
	if len(node.HowTo) > 0 {
		sheet.gap()
		sheet.say(room.theme.dim, words.StepHowTo)
	}
	for _, line := range node.HowTo {
		sheet.marked(room.theme.plain, room.theme.glyphs.item, room.in(line))
	}
	sheet.gap()
	if len(s.values) > 1 {
		sheet.sayKnown(s.keys.known, s.how)
	}
	if len(s.state.Path) == 0 { // further on, the foot and the form offer it
		s.sayTerminal(sheet)
	}
}

// sayKnown says how an answer is known, and the key that changes it.
func (s *sheet) sayKnown(key binding, how flows.How) {
	from := len(s.lines)
	s.short(s.room.theme.dim, key.shown+"  "+fmt.Sprintf(s.room.in(words.StepKnown), s.room.in(how.Label())))
	s.click(from, key.press())
}

// question says what is asked, or what is to be done and then whether it helped.
func (s *stepScreen) question(sheet *sheet) {
	node, question := s.state.Current.Node, sheet.room.theme.question
	sheet.space()
	text := sheet.room.in(node.Text)
	if s.isNotice() {
		question, text = sheet.room.theme.caution, sheet.room.theme.glyphs.alert+text
	}
	sheet.ask(question, text)
	if node.Kind == flows.Action || node.Kind == flows.Wait {
		s.warnings(sheet)
		s.sayWaiting(sheet)
		sheet.ask(question, sheet.room.in(words.StepGone))
	}
	sheet.gap()
}

// warnings say who does a step, how long it takes and what it may destroy.
func (s *stepScreen) warnings(sheet *sheet) {
	node, room := s.state.Current.Node, sheet.room
	var known []string
	if node.Who != flows.Agent && node.Who != "" {
		known = append(known, fmt.Sprintf(room.in(words.StepWho), room.in(node.Who.Label())))
	}
	if node.Minutes > 0 && node.WaitMinutes == 0 { // a wait says its own time
		known = append(known, fmt.Sprintf(room.in(words.StepTakes), length(node.Minutes, room)))
	}
	if len(known) > 0 {
		sheet.ask(room.theme.dim, strings.Join(known, "  "))
	}
	if !node.Destroys.IsZero() {
		sheet.ask(room.theme.problem, fmt.Sprintf(room.in(words.StepDestroys), room.in(node.Destroys)))
	}
	if node.RepeatsPayment {
		sheet.ask(room.theme.caution, room.in(words.StepRepeats))
	}
}

func (s *stepScreen) answers(sheet *sheet) {
	node, room := s.state.Current.Node, sheet.room
	for i, value := range s.values {
		style, mark := room.theme.key, room.theme.glyphs.blank
		switch {
		case i == s.selected:
			style, mark = room.theme.chosen, room.theme.glyphs.pointer
		case value == flows.Cannot:
			style = room.theme.plain
		}
		label := room.in(node.AnswerLabel(value))
		if node.Kind == flows.Collect {
			label = room.in(words.StepFill)
		}
		key := s.keyOf(node.Kind, value)
		if s.earlier != nil && s.earlier.Value == value {
			label += " " + room.in(words.StepEarlier)
		}
		sheet.answer(style, mark, key, label)
		if i == s.selected {
			sheet.here()
		}
	}
	if node.Kind == flows.Collect {
		s.wanted(sheet)
		s.sayEither(sheet, s.state.Current.Fields)
	}
	s.offerWait(sheet)
}

// wanted lists the fields that a collection asks for, and what each holds by now.
func (s *stepScreen) wanted(sheet *sheet) {
	for _, name := range flows.FieldsOf(s.state.Current.Fields) {
		room := sheet.room
		style, mark, held := room.theme.plain, room.theme.glyphs.done, masked(s.current.Record, fault.Name(name))
		switch {
		case held == "":
			style, mark, held = room.theme.caution, room.theme.glyphs.item, room.in(words.FormEmpty)
		case fault.Doubt(fault.Name(name), s.current.Record.Value(fault.Name(name)), s.now()) != nil:
			style, mark = room.theme.caution, room.theme.glyphs.doubt
		}
		sheet.marked(style, mark, room.in(s.book.Field(name).Label)+room.in(words.Colon)+held)
	}
}

// cite says where the step comes from.
func (s *stepScreen) cite(sheet *sheet) {
	sheet.text(sheet.room.theme.dim, fmt.Sprintf(sheet.room.in(words.StepSource), flows.Cite(s.state.Current.Sources, sheet.room.lang)))
	flow := s.state.Current.Flow
	if flow.Origin != "" {
		sheet.text(sheet.room.theme.caution, fmt.Sprintf(sheet.room.in(words.EntryOrigin), flow.Origin))
	}
}

// note says at the first step of a flow what there is to know about it.
func (s *stepScreen) note(sheet *sheet) {
	flow := s.state.Current.Flow
	if slices.ContainsFunc(s.state.Path, func(step flows.Step) bool { return step.Flow.ID == flow.ID }) {
		return
	}
	if note := flow.Note; !note.IsZero() {
		sheet.gap()
		sheet.say(sheet.room.theme.dim, note)
	}
}

// pathSoFar lists the answered steps, the last first, so that what is cut off is the oldest.
func (s *stepScreen) pathSoFar(sheet *sheet) {
	room := sheet.room
	if len(s.state.Path) > 0 {
		sheet.gap()
		sheet.say(room.theme.title, words.StepPath)
	}
	for _, step := range slices.Backward(s.state.Path) {
		sheet.short(room.theme.dim, room.theme.glyphs.done+room.in(step.Node.AnswerLabel(step.Answer.Value))+
			room.in(words.Colon)+room.in(step.Node.Text))
	}
	if len(s.state.Parked) > 0 {
		sheet.gap()
		sheet.text(room.theme.dim, fmt.Sprintf(room.in(words.StepParked), len(s.state.Parked)))
	}
	for _, answer := range s.state.Parked {
		sheet.short(room.theme.dim, room.theme.glyphs.item+room.in(answer.Shown)+room.in(words.Colon)+room.in(words.StepParkedOne))
	}
}

func (s *stepScreen) flowTitle(room room) []string {
	if flow := s.state.Current.Flow; !flow.Title.IsZero() {
		return []string{room.in(flow.Title)}
	}
	return nil
}

func (s *stepScreen) progress(room room) string {
	if s.state.Remaining == 1 {
		return fmt.Sprintf(room.in(words.StepLast), len(s.state.Path)+1)
	}
	return fmt.Sprintf(room.in(words.StepProgress), len(s.state.Path)+1, s.state.Remaining-1)
}

// elapsed says how long the case has been going on.
func (w *casework) elapsed(room room, sentence catalog.Text, until time.Time) string {
	return fmt.Sprintf(room.in(sentence), span(until.Sub(w.current.Opened), room))
}

// span says a time in whole minutes, hours or days.
func span(d time.Duration, room room) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Hour:
		return fmt.Sprintf(room.in(words.WaitMinutes), int(max(d, 0).Minutes()))
	case d < 2*day:
		return fmt.Sprintf(room.in(words.WaitHours), int(d.Hours()))
	}
	return fmt.Sprintf(room.in(words.SpanDays), int(d/day))
}

// demandLabel is what the form calls a field; alternatives are called by what they are in reports.
func (w *casework) demandLabel(demand fault.Name, room room) string {
	if len(flows.FieldsOf([]string{string(demand)})) > 1 {
		return report.DemandLabel(demand, room.lang)
	}
	return room.in(w.book.Field(string(demand)).Label)
}

// missing lists the labels of the fields that the receiver of the outcome needs and that are empty.
func missing(work *casework, room room) []string {
	var labels []string
	for _, name := range report.Missing(work.state, work.current.Record) {
		labels = append(labels, work.demandLabel(name, room))
	}
	return labels
}
