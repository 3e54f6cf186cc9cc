package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

// entryScreen says what a code means and what comes first.
type entryScreen struct {
	*desk
	entry   catalog.Entry
	known   func() []cases.Summary // every case, the last changed first; none before the journal is open
	offered *casework              // a case that is not begun yet, to offer it the last terminal; nil until that is known
	problem catalog.Text
}

// enter forgets the offer: what was done meanwhile may have changed it.
func (e *entryScreen) enter(turnKind) { e.offered = nil }

// offer finds the terminal to offer. Before the journal is open there is none.
func (e *entryScreen) offer() *casework {
	if e.journal == nil {
		return &casework{desk: e.desk}
	}
	if e.offered == nil {
		e.offered = &casework{desk: e.desk}
		e.offered.offer(lastKnown(e.known()))
	}
	return e.offered
}

func (e *entryScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case e.keys.start.is(key):
		return e.start(false), nil
	case e.keys.sameTerminal.is(key) && e.offer().offersTerminal():
		return e.start(true), nil
	case e.keys.goOn.is(key):
		return e.goOn(), nil
	case e.keys.back.is(key), key.String() == "esc":
		return turn{kind: back}, nil
	case e.keys.quit.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

// start opens a case, on the terminal that is offered if the agent says so. Until it is on disk, nothing is begun.
func (e *entryScreen) start(sameTerminal bool) turn {
	if e.journal == nil {
		return turn{}
	}
	begun, err := e.journal.Begin(e.entry, e.now())
	if err != nil {
		e.problem = e.explain(err)
		return turn{}
	}
	work, err := e.resume(begun)
	if err != nil {
		e.problem = e.explain(err)
		return turn{}
	}
	work.last = e.offer().last
	if sameTerminal {
		work.takeTerminal()
	}
	return turn{kind: show, to: work.screen()}
}

// goOn takes up the case that is open, if there is one.
func (e *entryScreen) goOn() turn {
	open, found := openOf(e.known(), e.entry)
	if !found {
		return turn{}
	}
	to, err := e.takeUp(open.ID, lastKnown(e.known()))
	if err != nil {
		e.problem = e.explain(err)
	}
	return to
}

// keysShown are the keys that do something here.
func (e *entryScreen) keysShown() []binding {
	keys := []binding{e.keys.start}
	if e.offer().offersTerminal() {
		keys = append(keys, e.keys.sameTerminal)
	}
	if _, found := openOf(e.known(), e.entry); found {
		keys = append(keys, e.keys.goOn)
	}
	return append(keys, e.keys.back, e.keys.quit)
}

func (e *entryScreen) page(room room) page {
	s := sheet{room: room}
	s.alert(e.problem)
	s.space()
	s.ask(room.theme.question, heading(e.entry, room))
	e.first(&s)
	s.gap()
	e.offer().sayTerminal(&s)
	s.gap()
	e.sayOpen(&s)
	e.again(&s)
	e.notes(&s, true)
	if !e.entry.Cause.IsZero() {
		s.say(room.theme.title, words.EntryCause)
		s.say(room.theme.plain, e.entry.Cause)
	}
	s.gap()
	s.say(room.theme.title, words.EntryRemedy)
	for i, line := range e.entry.Remedy {
		e.remedyLine(&s, i+1, line)
	}
	s.gap()
	e.notes(&s, false)
	for _, variant := range e.entry.Variants {
		if !variant.Chosen {
			s.gap()
			why := catalog.Text{Zh: variant.WhyZh, En: variant.Why}
			s.text(room.theme.dim, fmt.Sprintf(room.in(words.EntryVariant), variant.Text, room.in(why)))
		}
	}
	last := s.foot(e.cite)
	return page{
		crumbs: []string{cmp.Or(e.entry.Code, room.in(e.catalog.TitleOf(e.entry.Table)))},
		lines:  s.lines, last: last, keys: e.keysShown(), clicks: s.clicks,
	}
}

// cite says where the entry comes from.
func (e *entryScreen) cite(s *sheet) {
	if e.entry.Origin != "" {
		s.text(s.room.theme.caution, fmt.Sprintf(s.room.in(words.EntryOrigin), e.entry.Origin))
	}
	for _, source := range e.entry.Sources {
		s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.EntrySource), s.room.in(catalog.SourceLabel(source.ID)), source.Row))
	}
}

// sayOpen tells that a case of the same code is open, which may be the one at hand.
func (e *entryScreen) sayOpen(s *sheet) {
	open, found := openOf(e.known(), e.entry)
	if !found {
		return
	}
	which := clock(open.Updated, e.now(), s.room)
	if number := terminal(open); number != "" {
		which += s.room.in(words.Comma) + number
	}
	from := len(s.lines)
	s.text(s.room.theme.caution, fmt.Sprintf(s.room.in(words.EntryOpen), which, e.keys.goOn.shown, e.keys.start.shown))
	s.click(from, e.keys.goOn.press())
	s.gap()
}

// mostRecent is how many of the latest cases an entry tells of.
const mostRecent = 3

// again tells which terminals had the same code of late, and how it ended: the one at hand may be among them. The case
// that is offered is not told of twice.
func (e *entryScreen) again(s *sheet) {
	open, _ := openOf(e.known(), e.entry)
	recent := slices.DeleteFunc(recently(e.known(), e.entry, e.now()), func(one cases.Summary) bool { return one.ID == open.ID })
	if len(recent) == 0 {
		return
	}
	s.say(s.room.theme.caution, words.EarlierSameCode)
	for _, one := range recent[:min(len(recent), mostRecent)] {
		ended := cmp.Or(ending(one, s.room), s.room.in(one.State.Label()))
		s.marked(s.room.theme.plain, s.room.theme.glyphs.item, strings.Join([]string{terminal(one), clock(one.Updated, e.now(), s.room), ended}, "  "))
	}
	s.gap()
}

// remedyLine shows a line of the source. One that is wrong for a terminal is dimmed and followed by the reason.
func (e *entryScreen) remedyLine(s *sheet, number int, line catalog.Text) {
	mark, why := fmt.Sprintf("%d. ", number), e.entry.StruckLine(number)
	if why.IsZero() {
		s.marked(s.room.theme.plain, mark, s.room.in(line))
		return
	}
	s.marked(s.room.theme.dim, mark, s.room.in(line))
	s.text(s.room.theme.caution, s.room.in(catalog.StruckLabel())+" "+s.room.in(why))
}

// notes shows the notes that caution, before the handbook's words that they are about, or all the others.
func (e *entryScreen) notes(s *sheet, cautions bool) {
	for _, note := range e.entry.Notes {
		if cautions == (note.Kind == catalog.Caution) {
			s.text(s.room.theme.caution, s.room.in(note.Kind.Label())+" "+s.room.in(note.Text))
			s.gap()
		}
	}
}

// first tells how the walk begins, so that nobody starts it blindly.
func (e *entryScreen) first(s *sheet) {
	state, err := e.book.Resolve(flows.Walk{Flow: e.entry.Flow, Cursor: flows.AtFrontier})
	if err != nil {
		return
	}
	step := state.Current
	if step == nil {
		step = state.Outcome
	}
	s.marked(s.room.theme.dim, s.room.in(words.EntryFirst), s.room.in(step.Node.Text))
}
