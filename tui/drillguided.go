package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/history"
	"posmedic/flows/fault"
)

// guidedScreen is the wizard with simulated shops answering.
type guidedScreen struct {
	*drillDesk
	guided   drill.Guided
	before   []drill.Guided // at each step that was answered in this shop, to take the answer back
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
	if row, picked := msg.(pick); picked && g.guided.State().Current != nil {
		g.move(int(row), room.lang)
		g.choose(room.lang)
		return turn{}, nil
	}
	key, isKey := msg.(tea.KeyPressMsg)
	if !isKey {
		if _, pasted := msg.(tea.PasteMsg); pasted && g.note != nil {
			g.note.update(msg)
		}
		return turn{}, nil
	}
	warned := g.hint == words.DrillLeave
	g.hint = catalog.Text{}
	state := g.guided.State()
	switch {
	case g.keys.leaveDrill.is(key) && len(g.before)+len(g.guided.Runs) > 0 && !warned:
		g.hint = words.DrillLeave
	case g.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: g.drillDesk}}, nil
	case g.keys.back.is(key) && g.note == nil:
		g.goBack()
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
	case g.keys.understood.is(key) && g.isNotice():
		g.give(flows.Done)
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
	g.guided, g.before = guided, nil
	if over {
		return g.finish(&history.Played{Kind: drill.KindGuided, Shops: guided.Shops, Runs: guided.Runs, Began: g.began})
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
	g.before = append(g.before, g.guided)
	g.guided = g.guided.Answer(value)
	g.arrive()
}

// goBack takes the last answer back. What was written down since stays, and so do the hints.
func (g *guidedScreen) goBack() {
	last := len(g.before) - 1
	if last < 0 {
		return
	}
	now := g.guided.Run
	g.guided, g.before = g.before[last], g.before[:last]
	g.guided.Run.Report, g.guided.Run.Hints = now.Report, now.Hints
	g.arrive()
}

// isNotice tells whether the step is only to be read, which Enter alone does not do here either.
func (g *guidedScreen) isNotice() bool {
	return g.guided.State().Current.Node.Kind == flows.Notice
}

func (g *guidedScreen) choose(lang catalog.Lang) {
	values := g.guided.State().Current.Node.Allowed()
	switch {
	case g.note != nil:
		if g.keep(lang) {
			g.open(g.selected + 1)
		}
	case g.isNotice() && g.selected < 0:
		g.hint = words.StepPressUnderstood
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
	label := guided.State().Current.Node.AnswerLabel(value)
	g.hint = catalog.Text{Zh: words.DrillHint.Zh + label.Zh, En: words.DrillHint.En + label.En}
}
