package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// guidedScreen is the wizard with simulated shops answering.
type guidedScreen struct {
	*drillDesk
	guided   drill.Guided
	began    time.Time
	selected int        // in the answers, or in the fields; -1 is none
	note     *drillNote // the field that is typed into; nil where the step wants none, and behind the last one
	hint     catalog.Text
}

func newGuided(desk *drillDesk, shops ...*drill.Scenario) *guidedScreen {
	g := &guidedScreen{drillDesk: desk, guided: desk.Trainer.Guided(shops...), began: desk.now()}
	g.arrive()
	return g
}

// arrive opens the first field where the wizard wants some.
func (g *guidedScreen) arrive() {
	g.hint = catalog.Text{}
	g.open(-1)
	if len(g.fields()) > 0 {
		g.open(0)
	}
}

// open selects a row; a field is typed into.
func (g *guidedScreen) open(row int) {
	g.selected, g.note = row, nil
	if fields := g.fields(); row >= 0 && row < len(fields) {
		g.note = newDrillNote(fields[row])
	}
}

// fields lists the fields that the step wants, in the order of the form.
func (g *guidedScreen) fields() []fault.Name {
	state := g.guided.State()
	if state.Current == nil {
		return nil
	}
	var fields []fault.Name
	for _, field := range g.book.Fields() {
		if slices.Contains(flows.FieldsOf(state.Current.Fields), field.Name) {
			fields = append(fields, fault.Name(field.Name))
		}
	}
	return fields
}

func (g *guidedScreen) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	key, isKey := msg.(tea.KeyPressMsg)
	if !isKey {
		if _, pasted := msg.(tea.PasteMsg); pasted && g.note != nil {
			g.note.update(msg)
		}
		return turn{}, nil
	}
	g.hint = catalog.Text{}
	state := g.guided.State()
	switch {
	case g.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: g.drillDesk}}, nil
	case state.Current == nil && g.keys.choose.is(key):
		return g.leaveShop(), nil
	case state.Current == nil:
	case g.keys.hint.is(key):
		g.help()
	case g.keys.above.is(key):
		g.move(max(g.selected-1, 0), room.lang)
	case g.keys.below.is(key):
		g.move(min(g.selected+1, g.rows()-1), room.lang)
	case g.keys.choose.is(key):
		g.choose(room.lang)
	case g.note != nil:
		g.note.update(key)
	default:
		g.answer(key)
	}
	return turn{}, nil
}

func (g *guidedScreen) answer(key tea.KeyPressMsg) {
	switch {
	case g.keys.yes.is(key):
		g.give(flows.Yes)
	case g.keys.no.is(key):
		g.give(flows.No)
	case g.keys.cannot.is(key):
		g.give(flows.Cannot)
	}
}

// leaveShop goes to the next shop, or to the result where it was the last one.
func (g *guidedScreen) leaveShop() turn {
	guided, over := g.guided.Finish()
	g.guided = guided
	if over {
		return g.finish(&played{drill.KindGuided, guided.Shops, guided.Runs, g.began})
	}
	g.arrive()
	return turn{}
}

// move goes to another row. A field that something was typed into is stored first, and not left while it is wrong.
func (g *guidedScreen) move(row int, lang catalog.Lang) {
	if g.note == nil || g.note.isEmpty() || g.keep(lang) {
		g.open(row)
	}
}

// keep writes the field in hand into the report, and tells whether it was accepted.
func (g *guidedScreen) keep(lang catalog.Lang) bool {
	run, accepted := g.note.store(g.drillDesk, g.guided.Scenario, g.guided.Run, lang)
	g.guided.Run = run
	return accepted
}

// rows is how many lines can be selected: the answers, or the fields and the line that ends them.
func (g *guidedScreen) rows() int {
	if fields := g.fields(); len(fields) > 0 {
		return len(fields) + 1
	}
	return len(g.guided.State().Current.Node.Allowed())
}

// give answers the step where it takes the answer.
func (g *guidedScreen) give(value flows.Value) {
	if !slices.Contains(g.guided.State().Current.Node.Allowed(), value) {
		g.hint = words.StepNoSuchAnswer
		return
	}
	g.guided = g.guided.Answer(value)
	g.arrive()
}

func (g *guidedScreen) choose(lang catalog.Lang) {
	values := g.guided.State().Current.Node.Allowed()
	switch {
	case g.note != nil:
		if g.keep(lang) {
			g.open(g.selected + 1)
		}
	case len(g.fields()) > 0 || len(values) == 1:
		g.give(flows.Done)
	case g.selected < 0:
		g.hint = words.StepChoose
	default:
		g.give(values[g.selected])
	}
}

func (g *guidedScreen) help() {
	guided, value := g.guided.Hint()
	g.guided = guided
	label := flows.AnswerLabel(guided.State().Current.Node.Kind, value)
	g.hint = catalog.Text{Zh: words.DrillHint.Zh + label.Zh, En: words.DrillHint.En + label.En}
}

func (g *guidedScreen) page(room room) page {
	return g.fellow(room, func(s *sheet) page {
		room := s.room
		state := g.guided.State()
		drawn := page{crumbs: []string{room.in(drill.KindGuided.Label()), heading(*g.guided.Scenario.Entry, room)}, status: g.shop(room)}
		if state.Current == nil {
			s.say(room.theme.question, state.Outcome.Node.Outcome.Kind.Label())
			s.say(room.theme.question, state.Outcome.Node.Text)
			drawn.keys = []binding{g.keys.choose, g.keys.leaveDrill}
		} else {
			drawn.cursor = g.step(s, state.Current)
			drawn.keys, drawn.typing = g.keysShown(), g.note != nil
		}
		s.gap()
		focus := s.focus
		told(s, g.guided.Scenario)
		drawn.lines, drawn.focus = s.lines, focus
		return drawn
	})
}

// shop says which of several shops this is.
func (g *guidedScreen) shop(room room) string {
	if len(g.guided.Shops) == 1 {
		return ""
	}
	return fmt.Sprintf(room.in(words.DrillShop), len(g.guided.Runs)+1, len(g.guided.Shops))
}

func (g *guidedScreen) keysShown() []binding {
	if len(g.guided.State().Current.Node.Allowed()) == 1 {
		return []binding{g.keys.choose, g.keys.above, g.keys.below, g.keys.hint, g.keys.leaveDrill}
	}
	return []binding{g.keys.yes, g.keys.no, g.keys.cannot, g.keys.choose, g.keys.above, g.keys.below, g.keys.hint, g.keys.leaveDrill}
}

// step draws the question, what the shop shows, and the answers or fields. It says where the cursor is.
func (g *guidedScreen) step(s *sheet, step *flows.Step) *place {
	room := s.room
	s.text(room.theme.question, room.in(step.Node.Text))
	if shown := g.guided.Shows(); !shown.IsZero() {
		s.marked(room.theme.good, room.theme.glyphs.item, room.in(shown))
	}
	s.gap()
	fields := g.fields()
	if len(fields) > 0 {
		s.say(room.theme.dim, words.DrillNote)
	}
	var cursor *place
	for i, field := range fields {
		g.row(s, i, g.fieldLine(field, room))
		if i == g.selected && g.note != nil {
			cursor = g.note.line(s)
		}
	}
	for i, value := range step.Node.Allowed() {
		g.row(s, len(fields)+i, room.in(flows.AnswerLabel(step.Node.Kind, value)))
	}
	if !g.hint.IsZero() {
		s.say(room.theme.caution, g.hint)
	}
	s.text(room.theme.dim, fmt.Sprintf(room.in(words.StepSource), flows.Cite(step.Sources, room.lang)))
	return cursor
}

// fieldLine is a field with what the shop has for it, and whether it is in the report.
func (g *guidedScreen) fieldLine(field fault.Name, room room) string {
	value := words.DrillNothing
	if fact, ok := g.guided.Scenario.Fact(field); ok {
		value = fact.Text
	}
	line := room.in(field.Label()) + room.in(words.Colon) + room.in(value)
	if g.guided.Run.Report.Has(field) {
		line = room.theme.glyphs.done + line
		if written := g.guided.Run.Report.Get(field); !strings.Contains(line, written) {
			line += fmt.Sprintf(room.in(words.DrillNoted), written)
		}
	}
	return line
}

func (g *guidedScreen) row(s *sheet, i int, text string) {
	if i != g.selected {
		s.marked(s.room.theme.plain, s.room.theme.glyphs.blank, text)
		return
	}
	s.marked(s.room.theme.chosen, s.room.theme.glyphs.pointer, text)
	s.here()
}
