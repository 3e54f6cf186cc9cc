package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows"
	"posmedic/flows/fault"
)

// formScreen is the fault record: one page with the fields that are asked for and one with all others. A field is
// stored as soon as it is left; what is wrong with it is said beside it, and what was typed stays until it is right or
// thrown away.
type formScreen struct {
	*casework
	wanted   []string        // the fields that a collection asks for; nil where the agent opened the form
	pages    [][]flows.Field // of which none is empty
	turned   int             // the page that is shown
	selected int             // the field of that page that is typed into
	text     input
	card     cardInput
	finding  *fault.Finding
	about    fault.Name // the field that the finding is about
	warned   bool       // whether leaving was held up once for what is typed
	pasted   *pasted    // what the last paste did, until another field is opened
}

func newForm(work *casework, wanted []string) *formScreen {
	f := &formScreen{casework: work, wanted: wanted}
	first := flows.FieldsOf(f.demands())
	var asked, others []flows.Field
	for _, name := range first {
		asked = append(asked, work.book.Field(name))
	}
	for _, field := range work.book.Fields() {
		if !slices.Contains(first, field.Name) {
			others = append(others, field)
		}
	}
	for _, page := range [][]flows.Field{asked, others} {
		if len(page) > 0 {
			f.pages = append(f.pages, page)
		}
	}
	f.open(f.emptyFrom(0, 0))
	return f
}

func (f *formScreen) fields() []flows.Field { return f.pages[f.turned] }

func (f *formScreen) name() fault.Name { return fault.Name(f.fields()[f.selected].Name) }

func (f *formScreen) has(field flows.Field) bool { return f.current.Record.Has(fault.Name(field.Name)) }

// emptyFrom returns the first empty field of the page from a place on, or else the one that is given.
func (f *formScreen) emptyFrom(from, otherwise int) int {
	for i := from; i < len(f.fields()); i++ {
		if !f.has(f.fields()[i]) {
			return i
		}
	}
	return otherwise
}

// open makes a field the one that is typed into.
func (f *formScreen) open(i int) {
	f.selected, f.warned, f.pasted = i, false, nil
	f.text = newInput(f.current.Record.Get(f.name()), func(text string) string { return fault.Hold(f.name(), text) })
	f.card = cardInput{kept: f.current.Record.CardNumber()}
}

func (f *formScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		f.move(int(row))
		return turn{}, nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		if paste, ok := msg.(tea.PasteMsg); !ok || !f.paste(paste.Content) {
			f.typed(msg)
		}
		return turn{}, nil
	}
	switch {
	case f.keys.done.is(key):
		return f.done(), nil
	case f.keys.others.is(key):
		f.turnPage()
	case f.keys.previous.is(key):
		f.move(f.selected - 1)
	case f.keys.next.is(key):
		return f.next(), nil
	case f.keys.following.is(key):
		f.move(f.selected + 1)
	case f.keys.same.is(key) && f.nextOffer() != "":
		f.text.set(f.nextOffer())
	default:
		f.typed(key)
	}
	return turn{}, nil
}

// turnPage shows the other page once the field in hand is stored.
func (f *formScreen) turnPage() {
	if f.store() {
		f.turned = (f.turned + 1) % len(f.pages)
		f.open(f.emptyFrom(0, 0))
	}
}

// next goes to the next empty field of the page. Where there is none the form is done.
func (f *formScreen) next() turn {
	if !f.store() {
		return turn{}
	}
	if to := f.emptyFrom(f.selected+1, -1); to >= 0 {
		f.open(to)
		return turn{}
	}
	return f.done()
}

func (f *formScreen) typed(msg tea.Msg) {
	f.warned = false
	if f.finding != nil && f.about == f.name() {
		f.finding = nil
	}
	if f.name() == fault.Card {
		f.card = f.card.update(msg)
		return
	}
	f.text.update(msg)
}

// move goes to another field of the page once the one in hand is stored.
func (f *formScreen) move(to int) {
	if f.store() {
		f.open((to + len(f.fields())) % len(f.fields()))
	}
}

// store stores the field in hand, and tells whether it may be left.
func (f *formScreen) store() bool {
	value, finding := f.read()
	f.finding, f.about = finding, f.name()
	if finding != nil && finding.Hard {
		return false
	}
	return f.keepField(f.name(), value)
}

// keepField stores a field unless it holds the value already, and tells whether it does now.
func (f *formScreen) keepField(name fault.Name, value fault.Value) bool {
	if value == f.current.Record.Value(name) {
		return true
	}
	return f.keep(f.journal.SetField(f.current, name, value, f.now()))
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

// demands are what is asked first.
func (f *formScreen) demands() []string {
	if f.wanted != nil {
		return f.wanted
	}
	return f.state.Flow.Fields
}

// offers are the values that one key fills in. They are shown to compare with and never filled in by themselves,
// because the terminal or the card may say something else.
func (f *formScreen) offers() []string {
	switch f.name() {
	case fault.Prompt:
		if !f.entry.Message.IsZero() {
			return []string{f.entry.Message.Zh}
		}
	case fault.MID, fault.TID, fault.SN:
		if f.last.Has(f.name()) {
			return []string{f.last.Get(f.name())}
		}
	case fault.IssuingBank:
		return f.current.Record.CardNumber().Banks()
	}
	var values []string
	for _, choice := range f.name().Choices() {
		values = append(values, choice.Value)
	}
	return values
}

// nextOffer is the offer behind the one that stands in the line, or the first where the line is empty. What was typed
// by hand is not replaced.
func (f *formScreen) nextOffer() string {
	offers, text := f.offers(), f.text.value()
	at := slices.Index(offers, text)
	if len(offers) == 0 || text != "" && (at < 0 || len(offers) == 1 || !f.text.atEnd()) {
		return ""
	}
	return offers[(at+1)%len(offers)]
}
