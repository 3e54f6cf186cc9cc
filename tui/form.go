package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// formScreen is the fault record. A field is stored as soon as it is left; what is wrong with it is said
// beside it, and what was typed stays until it is right or thrown away.
type formScreen struct {
	*casework
	wanted   []string // the fields that a collection asks for; nil where the agent opened the form
	fields   []flows.Field
	selected int
	text     input
	card     cardInput
	finding  *fault.Finding
	at       int  // the field that the finding is about
	warned   bool // whether leaving was held up once for what is typed
}

// newForm shows the wanted fields first, then the others.
func newForm(work *casework, wanted []string) *formScreen {
	f := &formScreen{casework: work, wanted: wanted}
	first := flows.FieldsOf(f.demands())
	for _, name := range first {
		f.fields = append(f.fields, work.book.Field(name))
	}
	for _, field := range work.book.Fields() {
		if !slices.Contains(first, field.Name) {
			f.fields = append(f.fields, field)
		}
	}
	f.open(f.firstEmpty())
	return f
}

func (f *formScreen) firstEmpty() int {
	for i, field := range f.fields {
		if !f.current.Record.Has(fault.Name(field.Name)) {
			return i
		}
	}
	return 0
}

func (f *formScreen) name() fault.Name { return fault.Name(f.fields[f.selected].Name) }

// open makes a field the one that is typed into.
func (f *formScreen) open(i int) {
	f.selected, f.warned = i, false
	f.text = newInput(f.current.Record.Get(f.name()), func(text string) string { return fault.Hold(f.name(), text) })
	f.card = cardInput{kept: f.current.Record.CardNumber()}
}

func (f *formScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		f.typed(msg)
		return turn{}, nil
	}
	switch {
	case f.keys.done.is(key):
		return f.done(), nil
	case f.keys.previous.is(key):
		f.move(f.selected - 1)
	case f.keys.next.is(key):
		return f.next(), nil
	case f.keys.following.is(key):
		f.move(f.selected + 1)
	case f.keys.same.is(key) && f.offered() && f.text.value() == "":
		f.text.set(f.entry.Message.Zh)
	default:
		f.typed(key)
	}
	return turn{}, nil
}

// next goes to the next empty field. Where none of those that are asked for is empty, the form is done.
func (f *formScreen) next() turn {
	if !f.store() {
		return turn{}
	}
	asked := len(flows.FieldsOf(f.demands()))
	for i := f.selected + 1; i < len(f.fields); i++ {
		if i == asked && f.selected < asked {
			break
		}
		if !f.current.Record.Has(fault.Name(f.fields[i].Name)) {
			f.open(i)
			return turn{}
		}
	}
	return f.done()
}

func (f *formScreen) typed(msg tea.Msg) {
	f.warned = false
	if f.finding != nil && f.at == f.selected {
		f.finding = nil
	}
	if f.name() == fault.Card {
		f.card = f.card.update(msg)
		return
	}
	f.text.update(msg)
}

// move goes to another field once the one in hand is stored.
func (f *formScreen) move(to int) {
	if f.store() {
		f.open((to + len(f.fields)) % len(f.fields))
	}
}

// store stores the field in hand, and tells whether it may be left.
func (f *formScreen) store() bool {
	value, finding := f.read()
	f.finding, f.at = finding, f.selected
	if finding != nil && finding.Hard {
		return false
	}
	if value == f.current.Record.Value(f.name()) {
		return true
	}
	return f.keep(f.journal.SetField(f.current, f.name(), value, f.now()))
}

func (f *formScreen) read() (fault.Value, *fault.Finding) {
	if f.name() == fault.Card {
		return f.card.read()
	}
	return fault.Parse(f.name(), f.text.value(), f.now())
}

// done leaves the form. What there is to say about the field in hand keeps the agent here once; the second
// time what could not be stored is thrown away.
func (f *formScreen) done() turn {
	if stored := f.store(); (!stored || f.finding != nil) && !f.warned {
		f.warned = true
		return turn{}
	}
	if f.wanted == nil {
		return turn{kind: show, to: f.screen()}
	}
	return f.answer(flows.Done, "", "")
}

func (f *formScreen) page(room room) page {
	s := sheet{room: room}
	var cursor *place
	asked := len(flows.FieldsOf(f.demands()))
	for i, field := range f.fields {
		if i == asked {
			f.sayEither(&s, f.demands())
			s.gap()
			s.say(room.theme.dim, words.FormOptional)
		}
		if i == f.selected {
			cursor = f.openField(&s, field)
			f.sayProblem(&s)
		} else {
			f.closedField(&s, field)
		}
		if f.finding != nil && i == f.at {
			f.say(&s)
		}
	}
	var more []binding
	if f.offered() {
		more = []binding{f.keys.same}
	}
	title := room.in(words.FormTitle)
	return page{
		crumbs: f.crumbs(room, title), status: f.count(room), lines: s.lines,
		focus: s.focus, lead: s.focus - cursor.line, cursor: cursor, typing: true,
		keys: []binding{f.keys.next, f.keys.previous, f.keys.following, f.keys.done}, more: more,
	}
}

// demands are what is asked first.
func (f *formScreen) demands() []string {
	if f.wanted != nil {
		return f.wanted
	}
	return f.state.Flow.Fields
}

func (f *formScreen) count(room room) string {
	filled := 0
	for _, demand := range f.demands() {
		if flows.Met(demand, func(field string) bool { return f.current.Record.Has(fault.Name(field)) }) {
			filled++
		}
	}
	return fmt.Sprintf("%s %d/%d", room.in(words.FormFilled), filled, len(f.demands()))
}

// sayEither tells which of the fields that are asked for are enough.
func (w *casework) sayEither(s *sheet, demands []string) {
	for _, demand := range demands {
		if len(flows.Alternatives(demand)) > 1 {
			s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.FormEither), w.demandLabel(fault.Name(demand), s.room)))
		}
	}
}

func (f *formScreen) closedField(s *sheet, field flows.Field) {
	held := f.current.Record.Get(fault.Name(field.Name))
	style, mark := s.room.theme.plain, s.room.theme.glyphs.done
	if held == "" {
		style, mark, held = s.room.theme.dim, s.room.theme.glyphs.item, s.room.in(words.FormEmpty)
	}
	s.short(style, mark+s.room.in(field.Label)+s.room.in(words.Colon)+held)
}

func (f *formScreen) openField(s *sheet, field flows.Field) *place {
	room := s.room
	s.marked(room.theme.chosen, room.theme.glyphs.pointer, room.in(field.Label))
	s.marked(room.theme.dim, room.theme.glyphs.blank+room.theme.glyphs.blank, room.in(f.help(field)))
	var cursor *place
	if f.name() == fault.Card {
		s.lines, cursor = f.card.show(s.lines, room)
	} else {
		s.lines, cursor = typeInto(s.lines, &f.text, room)
	}
	s.here()
	return cursor
}

// offered tells whether the handbook's message may be taken over: it is shown to compare with and never
// filled in by itself, because the screen may show something else.
func (f *formScreen) offered() bool { return f.name() == fault.Prompt && !f.entry.Message.IsZero() }

// help is where to find the field.
func (f *formScreen) help(field flows.Field) catalog.Text {
	if f.offered() {
		return catalog.Text{
			Zh: fmt.Sprintf(words.FormPromptHelp.Zh, f.entry.Message.Zh, f.keys.same.shown),
			En: fmt.Sprintf(words.FormPromptHelp.En, f.entry.Message.Zh, f.keys.same.shown),
		}
	}
	return field.Help
}

func (f *formScreen) say(s *sheet) {
	style := s.room.theme.caution
	if f.finding.Hard {
		style = s.room.theme.problem
	}
	s.marked(style, "    ", s.room.in(f.finding.Text))
	if f.warned && f.finding.Hard {
		s.marked(style, "    ", s.room.in(words.FormRefused))
	}
	if f.at == f.selected {
		s.here()
	}
}

// sayProblem tells beside the field in hand why it could not be stored.
func (f *formScreen) sayProblem(s *sheet) {
	if f.problem.IsZero() {
		return
	}
	s.marked(s.room.theme.problem, "    ", s.room.in(f.problem))
	s.here()
}
