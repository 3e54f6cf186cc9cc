package tui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// played is a drill in a simulated shop.
type played struct {
	kind     drill.Kind
	scenario *drill.Scenario
	run      drill.Run
	began    time.Time
}

// guidedScreen is the wizard with a simulated shop answering.
type guidedScreen struct {
	*drillDesk
	guided   drill.Guided
	began    time.Time
	selected int // in the answers, or in the fields; -1 is none
	hint     catalog.Text
}

func newGuided(desk *drillDesk, scenario *drill.Scenario) *guidedScreen {
	g := &guidedScreen{drillDesk: desk, guided: desk.Trainer.Guided(scenario), began: desk.now(), selected: -1}
	g.arrive()
	return g
}

// arrive asks for the fields where the wizard wants them.
func (g *guidedScreen) arrive() {
	g.selected, g.hint = -1, catalog.Text{}
	for _, field := range g.fields() {
		g.guided.Run = g.guided.Run.AskField(field)
	}
	if len(g.fields()) > 0 {
		g.selected = 0
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

func (g *guidedScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked && g.guided.State().Current != nil {
		g.selected = int(row)
		g.choose()
		return turn{}, nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	g.hint = catalog.Text{}
	state := g.guided.State()
	switch {
	case g.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: g.drillDesk}}, nil
	case state.Current == nil && g.keys.choose.is(key):
		return g.finish(&played{drill.KindGuided, g.guided.Scenario, g.guided.Finish().Run, g.began}), nil
	case state.Current == nil:
	case g.keys.hint.is(key):
		g.help()
	case g.keys.yes.is(key):
		g.give(flows.Yes)
	case g.keys.no.is(key):
		g.give(flows.No)
	case g.keys.cannot.is(key):
		g.give(flows.Cannot)
	case g.keys.above.is(key):
		g.selected = max(g.selected-1, 0)
	case g.keys.below.is(key):
		g.selected = min(g.selected+1, g.rows()-1)
	case g.keys.choose.is(key):
		g.choose()
	}
	return turn{}, nil
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

func (g *guidedScreen) choose() {
	fields, values := g.fields(), g.guided.State().Current.Node.Allowed()
	switch {
	case len(fields) > g.selected && g.selected >= 0:
		g.guided.Run = g.note(g.guided.Scenario, g.guided.Run, fields[g.selected])
		g.selected++
	case len(fields) > 0 || len(values) == 1:
		g.give(flows.Done)
	case g.selected < 0:
		g.hint = words.StepChoose
	default:
		g.give(values[g.selected])
	}
}

// note copies what is known of a field into the drill's report.
func (d *drillDesk) note(scenario *drill.Scenario, run drill.Run, field fault.Name) drill.Run {
	fact, ok := scenario.Fact(field)
	if !ok {
		return run
	}
	value, finding := fault.Parse(field, fact.Text.Zh, d.now())
	if finding != nil && finding.Hard {
		return run
	}
	return run.Fill(field, value)
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
		drawn := page{crumbs: []string{room.in(drill.KindGuided.Label()), heading(*g.guided.Scenario.Entry, room)}}
		if state.Current == nil {
			s.ask(room.theme.question, room.in(state.Outcome.Node.Outcome.Kind.Label()))
			s.ask(room.theme.question, room.in(state.Outcome.Node.Text))
			drawn.keys = []binding{g.keys.choose, g.keys.leaveDrill}
		} else {
			g.step(s, state.Current)
			drawn.keys = g.keysShown()
		}
		s.gap()
		focus := s.focus
		told(s, g.guided.Scenario)
		drawn.lines, drawn.focus, drawn.clicks = s.lines, focus, s.clicks
		return drawn
	})
}

func (g *guidedScreen) keysShown() []binding {
	if len(g.guided.State().Current.Node.Allowed()) == 1 {
		return []binding{g.keys.choose, g.keys.above, g.keys.below, g.keys.hint, g.keys.leaveDrill}
	}
	return []binding{g.keys.yes, g.keys.no, g.keys.cannot, g.keys.choose, g.keys.above, g.keys.below, g.keys.hint, g.keys.leaveDrill}
}

// step draws the question, what the shop shows, and the answers or fields.
func (g *guidedScreen) step(s *sheet, step *flows.Step) {
	room := s.room
	s.ask(room.theme.question, room.in(step.Node.Text))
	if shown := g.guided.Shows(); !shown.IsZero() {
		s.marked(room.theme.good, room.theme.glyphs.item, room.in(shown))
	}
	s.gap()
	fields := g.fields()
	for i, field := range fields {
		g.row(s, i, g.fieldLine(field, room))
	}
	for i, value := range step.Node.Allowed() {
		g.row(s, len(fields)+i, room.in(flows.AnswerLabel(step.Node.Kind, value)))
	}
	if !g.hint.IsZero() {
		s.say(room.theme.caution, g.hint)
	}
	s.text(room.theme.dim, fmt.Sprintf(room.in(words.StepSource), flows.Cite(step.Sources, room.lang)))
}

// fieldLine is a field with what the shop has for it, and whether it is in the report.
func (g *guidedScreen) fieldLine(field fault.Name, room room) string {
	value := words.DrillNothing
	if fact, ok := g.guided.Scenario.Fact(field); ok {
		value = fact.Text
	}
	noted := room.theme.glyphs.blank
	if g.guided.Run.Report.Has(field) {
		noted = room.theme.glyphs.done
	}
	return noted + room.in(field.Label()) + room.in(words.Colon) + room.in(value)
}

func (g *guidedScreen) row(s *sheet, i int, text string) {
	from := len(s.lines)
	defer func() { s.click(from, pick(i)) }()
	if i != g.selected {
		s.marked(s.room.theme.plain, s.room.theme.glyphs.blank, text)
		return
	}
	s.marked(s.room.theme.chosen, s.room.theme.glyphs.pointer, text)
	s.here()
}
