package tui

import (
	"fmt"
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

func (f *formScreen) page(room room) page {
	s := sheet{room: room}
	var cursor *place
	if !f.showsAsked() {
		s.say(room.theme.dim, words.FormOptional)
		s.gap()
	}
	for i, field := range f.fields() {
		if i == f.selected {
			cursor = f.openField(&s, field)
		} else {
			f.closedField(&s, field)
			s.click(len(s.lines)-1, pick(i))
		}
		if f.finding != nil && f.about == fault.Name(field.Name) {
			f.say(&s)
		}
		if i == f.selected && f.pasted != nil {
			f.pasted.show(&s, f.book)
		}
	}
	if f.showsAsked() {
		f.sayEither(&s, f.demands())
		s.gap()
		f.sayOthers(&s)
		s.say(room.theme.dim, words.FormPaste)
	}
	return page{
		crumbs: f.crumbs(room, room.in(words.FormTitle)), status: f.count(room), lines: s.lines,
		focus: s.focus, lead: s.focus - cursor.line, cursor: cursor, typing: true,
		keys: f.pageKeys(), more: f.offerKeys(), clicks: s.clicks,
	}
}

// showsAsked tells whether the page in view has the fields that are asked for.
func (f *formScreen) showsAsked() bool { return f.turned == 0 && len(f.demands()) > 0 }

func (f *formScreen) pageKeys() []binding {
	keys := []binding{f.keys.next, f.keys.previous, f.keys.following, f.keys.done}
	switch {
	case len(f.pages) < 2:
		return keys
	case f.turned > 0:
		return append(keys, f.keys.asked)
	}
	return append(keys, f.keys.others)
}

// offerKeys is the key that fills in an offer, called by what it offers.
func (f *formScreen) offerKeys() []binding {
	switch {
	case len(f.offers()) == 0:
		return nil
	case f.name() == fault.Prompt:
		return []binding{f.keys.same}
	case f.last.Has(f.name()) && slices.Contains(terminalFields, f.name()):
		return []binding{f.keys.lastTime}
	case f.name() == fault.IssuingBank:
		return []binding{f.keys.suggested}
	}
	return []binding{f.keys.choice}
}

// count tells how much of what is asked for is filled; where nothing is, it tells that of all fields.
func (f *formScreen) count(room room) string {
	demands := f.demands()
	if len(demands) == 0 {
		for _, field := range f.fields() {
			demands = append(demands, field.Name)
		}
	}
	filled := 0
	for _, demand := range demands {
		if flows.Met(demand, func(field string) bool { return f.current.Record.Has(fault.Name(field)) }) {
			filled++
		}
	}
	return fmt.Sprintf("%s %d/%d", room.in(words.FormFilled), filled, len(demands))
}

// sayEither tells which of the fields that are asked for are enough.
func (w *casework) sayEither(s *sheet, demands []string) {
	for _, demand := range demands {
		if len(flows.Alternatives(demand)) > 1 {
			s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.FormEither), w.demandLabel(fault.Name(demand), s.room)))
		}
	}
}

// sayOthers tells that there is another page, and how much of it is filled.
func (f *formScreen) sayOthers(s *sheet) {
	if len(f.pages) < 2 {
		return
	}
	filled := 0
	for _, field := range f.pages[1] {
		if f.has(field) {
			filled++
		}
	}
	s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.FormOthers), f.keys.others.shown, len(f.pages[1]), filled))
}

// closedField shows a field that is not typed into; of a secret it shows only that there is one.
func (f *formScreen) closedField(s *sheet, field flows.Field) {
	name := fault.Name(field.Name)
	value := f.current.Record.Value(name)
	if name.IsSecret() {
		value = value.Masked()
	}
	style, mark, held := s.room.theme.plain, s.room.theme.glyphs.done, value.String()
	switch {
	case held == "":
		style, mark, held = s.room.theme.dim, s.room.theme.glyphs.item, s.room.in(words.FormEmpty)
	case fault.Doubt(name, f.current.Record.Value(name), f.now()) != nil:
		style, mark = s.room.theme.caution, s.room.theme.glyphs.doubt
	}
	s.short(style, mark+s.room.in(field.Label)+s.room.in(words.Colon)+held)
}

func (f *formScreen) openField(s *sheet, field flows.Field) *place {
	room := s.room
	below := room.theme.glyphs.blank + room.theme.glyphs.blank
	s.marked(room.theme.chosen, room.theme.glyphs.pointer, room.in(field.Label))
	s.marked(room.theme.dim, below, room.in(f.help(field)))
	f.showOffers(s, below)
	var cursor *place
	if f.name() == fault.Card {
		s.lines, cursor = f.card.show(s.lines, room)
	} else {
		s.lines, cursor = typeInto(s.lines, &f.text, room)
	}
	s.here()
	f.explainTyped(s, below)
	f.sayProblem(s)
	return cursor
}

// showOffers lists what one key can fill in; the handbook's words stand in the help.
func (f *formScreen) showOffers(s *sheet, below string) {
	dim := s.room.theme.dim
	switch offers := f.offers(); {
	case slices.Contains(terminalFields, f.name()) && len(offers) == 1:
		s.marked(dim, below, fmt.Sprintf(s.room.in(words.FormLast), offers[0]))
	case f.name() == fault.IssuingBank && len(offers) == 1:
		s.marked(dim, below, fmt.Sprintf(s.room.in(words.FormBank), offers[0], f.keys.suggested.shown))
	case f.name() == fault.IssuingBank && len(offers) > 1:
		s.marked(dim, below, fmt.Sprintf(s.room.in(words.FormBanks), strings.Join(offers, s.room.in(words.Or)), f.keys.suggested.shown))
	}
	if choices := f.name().Choices(); len(choices) > 0 {
		var explained []string
		for _, choice := range choices {
			explained = append(explained, s.room.in(choice.Explained()))
		}
		if f.name() == fault.TransactionType { // their names are short, and known
			explained = []string{strings.Join(explained, s.room.in(words.Comma))}
		}
		for _, line := range explained {
			s.marked(dim, below, line)
		}
		s.marked(dim, below, fmt.Sprintf(s.room.in(words.FormChoose), f.keys.choice.shown))
	}
}

// explainTyped tells what is known from the text in the line, where the choices do not tell it already, and what will be
// stored where that is something else.
func (f *formScreen) explainTyped(s *sheet, below string) {
	value, _ := f.read()
	if text := fault.Explain(f.name(), value); !text.IsZero() && len(f.name().Choices()) == 0 {
		s.marked(s.room.theme.dim, below, s.room.in(text))
		s.here()
	}
	if f.name() != fault.Card && !value.IsZero() && value.String() != strings.TrimSpace(f.text.value()) {
		s.marked(s.room.theme.dim, below, fmt.Sprintf(s.room.in(words.FormStoredAs), value))
		s.here()
	}
}

// help is where to find the field.
func (f *formScreen) help(field flows.Field) catalog.Text {
	if f.name() == fault.Prompt && len(f.offers()) > 0 {
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
	if f.about == f.name() {
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
