package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/history"
	"posmedic/flows/fault"
)

// freeScreen is the drill without a tree: a few letters find a step, a field or an outcome, and Enter takes it.
type freeScreen struct {
	*drillDesk
	free     drill.Free
	began    time.Time
	query    input
	selected int
	pending  string         // the outcome that a second Enter decides on
	log      []catalog.Text // what was found, the latest first
	hint     catalog.Text
	note     *drillNote // the field that is written down; nil where none is
	exam     *sitting   // nil where it is no exam
}

// choice is something that the trainee can do: a step or an outcome, or a field to ask for.
type choice struct {
	label catalog.Text
	node  *flows.Node
	field fault.Name
}

func newFree(desk *drillDesk, scenario *drill.Scenario) *freeScreen {
	return &freeScreen{drillDesk: desk, free: drill.Free{Scenario: scenario}, began: desk.now(), query: newInput("", search)}
}

// choices lists what fits to what was typed, in either language or by its name.
func (f *freeScreen) choices() []choice {
	sought := strings.ToLower(strings.TrimSpace(f.query.value()))
	if sought == "" {
		return nil
	}
	var all []choice
	add := func(verb, label catalog.Text, name string, one choice) {
		one.label = catalog.Text{Zh: verb.Zh + label.Zh, En: verb.En + label.En}
		if strings.Contains(strings.ToLower(one.label.Zh+" "+one.label.En+" "+name), sought) {
			all = append(all, one)
		}
	}
	for _, node := range f.Trainer.Things() {
		verb := words.DrillDo
		if node.Kind == flows.Question {
			verb = words.DrillAsk
		}
		add(verb, node.Text, node.Ref, choice{node: node})
	}
	for _, name := range fault.Names() {
		add(words.DrillField, name.Label(), string(name), choice{field: name})
	}
	for _, node := range f.Trainer.Outcomes() {
		add(words.DrillOutcome, node.Text, node.Ref, choice{node: node})
	}
	return all
}

func (f *freeScreen) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked && f.note == nil {
		f.selected = int(row)
		return f.choose(), nil
	}
	key, isKey := msg.(tea.KeyPressMsg)
	switch {
	case f.note != nil:
		f.write(msg, room.lang)
	case isKey && f.keys.clear.is(key) && f.query.value() != "":
		f.clear()
	case isKey && f.keys.leaveDrill.is(key):
		return f.leave(), nil
	case isKey && f.keys.hint.is(key) && f.exam != nil:
		f.hint = words.DrillNoHints
	case isKey && f.keys.hint.is(key):
		free, step := f.free.Hint()
		f.free = free
		f.hint = catalog.Text{Zh: words.DrillHint.Zh + step.Node.Text.Zh, En: words.DrillHint.En + step.Node.Text.En}
	case isKey && f.keys.above.is(key):
		f.selected, f.pending = max(f.selected-1, 0), ""
	case isKey && f.keys.below.is(key):
		f.selected, f.pending = max(min(f.selected+1, len(f.choices())-1), 0), ""
	case isKey && f.keys.choose.is(key):
		return f.choose(), nil
	default:
		if f.query.update(msg) {
			f.selected, f.pending = 0, ""
		}
	}
	return turn{}, nil
}

func (f *freeScreen) clear() {
	f.query, f.selected, f.pending, f.hint = newInput("", search), 0, "", catalog.Text{}
}

// choose takes the selected line. An outcome ends the drill, so it wants a second Enter.
func (f *freeScreen) choose() turn {
	all := f.choices()
	if f.selected >= len(all) {
		return turn{}
	}
	one := all[f.selected]
	switch {
	case one.node == nil:
		f.ask(one.field)
	case one.node.Kind != flows.Ending:
		free, found := f.free.Take(one.node)
		f.free = free
		f.found(one.node.Text, f.free.Scenario.Shows(drill.ThingOf(one.node), found))
	case f.pending != one.node.Ref:
		f.pending = one.node.Ref
		return turn{}
	default:
		played := &history.Played{
			Kind: drill.KindFree, Shops: []*drill.Scenario{f.free.Scenario}, Runs: []drill.Run{f.free.Decide(one.node).Run}, Began: f.began,
		}
		if f.exam != nil {
			return f.exam.next(f.drillDesk, played)
		}
		return f.finish(played)
	}
	f.clear()
	return turn{}
}

// ask asks for a fact, which the trainee then writes down.
func (f *freeScreen) ask(field fault.Name) {
	free, fact, ok := f.free.AskField(field)
	f.free = free
	if !ok {
		f.found(field.Label(), words.DrillNothing)
		return
	}
	f.found(field.Label(), fact.Text)
	f.note = newDrillNote(field)
}

// write writes a field down; Esc leaves it out.
func (f *freeScreen) write(msg tea.Msg, lang catalog.Lang) {
	key, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && f.keys.leaveDrill.is(key):
		f.note = nil
	case isKey && f.keys.choose.is(key):
		run, accepted := f.note.store(f.drillDesk, f.free.Scenario, f.free.Run, lang)
		f.free.Run = run
		if accepted {
			f.found(words.DrillWritten, catalog.Text{Zh: run.Report.Get(f.note.field), En: run.Report.Get(f.note.field)})
			f.note = nil
		}
	default:
		f.note.update(msg)
	}
}

func (f *freeScreen) found(what, shown catalog.Text) {
	line := catalog.Text{
		Zh: what.Zh + words.DrillShows.Zh + shown.Zh,
		En: what.En + words.DrillShows.En + shown.En,
	}
	f.log = append([]catalog.Text{line}, f.log...)
}

// leave leaves at the second Esc where something would be lost: the steps taken, or what is left of an exam, which
// counts nothing.
func (f *freeScreen) leave() turn {
	switch {
	case f.exam != nil && f.hint != words.ExamLeave:
		f.hint = words.ExamLeave
		return turn{}
	case f.exam != nil:
		return f.exam.end(f.drillDesk)
	case len(f.free.Run.Acts) > 0 && f.hint != words.DrillLeave:
		f.hint = words.DrillLeave
		return turn{}
	}
	return turn{kind: show, to: &drillHome{drillDesk: f.drillDesk}}
}

func (f *freeScreen) page(room room) page {
	return f.fellow(room, func(s *sheet) page {
		room := s.room
		drawn := page{
			crumbs: f.crumbs(room), status: fmt.Sprintf(room.in(words.DrillTaken), len(f.free.Run.Acts)), typing: true,
			keys: f.keysShown(),
		}
		if f.note != nil {
			s.ask(room.theme.question, room.in(words.DrillWrite)+room.in(f.note.field.Label()))
			drawn.cursor = f.note.line(s)
			s.say(room.theme.dim, words.DrillNote)
			drawn.keys = []binding{f.keys.choose, f.keys.cancel}
		} else {
			s.ask(room.theme.question, room.in(words.DrillFreeAsk))
			s.lines, drawn.cursor = typeInto(s.lines, &f.query, room)
		}
		if !f.hint.IsZero() {
			s.say(room.theme.caution, f.hint)
		}
		s.gap()
		if f.query.value() == "" {
			f.story(s)
		} else {
			f.list(s)
		}
		drawn.lines, drawn.focus, drawn.clicks = s.lines, s.focus, s.clicks
		return drawn
	})
}

// keysShown are those of the list while something is sought, and then those of the drill.
func (f *freeScreen) keysShown() []binding {
	switch {
	case f.query.value() != "":
		return []binding{f.keys.choose, f.keys.above, f.keys.below, f.keys.clear}
	case f.exam != nil:
		return []binding{f.keys.handIn}
	}
	return []binding{f.keys.hint, f.keys.leaveDrill}
}

func (f *freeScreen) crumbs(room room) []string {
	if f.exam != nil {
		return []string{fmt.Sprintf(room.in(words.ExamPlace), len(f.exam.sheet.Drills)+1, len(f.exam.set))}
	}
	return []string{room.in(drill.KindFree.Label())}
}

// story shows what was found so far, the latest first, and what the agent met with.
func (f *freeScreen) story(s *sheet) {
	for i, line := range f.log {
		style := s.room.theme.plain
		if i == 0 {
			style = s.room.theme.good
		}
		s.marked(style, s.room.theme.glyphs.item, s.room.in(line))
	}
	s.gap()
	told(s, f.free.Scenario)
}

func (f *freeScreen) list(s *sheet) {
	all := f.choices()
	if len(all) == 0 {
		s.say(s.room.theme.caution, words.DrillNoChoice)
	}
	for i, one := range all {
		if i != f.selected {
			s.short(s.room.theme.plain, s.room.theme.glyphs.blank+s.room.in(one.label))
			s.click(len(s.lines)-1, pick(i))
			continue
		}
		from := len(s.lines)
		s.marked(s.room.theme.chosen, s.room.theme.glyphs.pointer, s.room.in(one.label))
		if one.node != nil && one.node.Ref == f.pending {
			s.say(s.room.theme.caution, words.DrillAgain)
		}
		s.click(from, pick(i))
		s.here()
	}
}
