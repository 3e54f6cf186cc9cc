package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
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

func (f *freeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		f.selected = int(row)
		return f.choose(), nil
	}
	key, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && f.keys.leaveDrill.is(key) && f.query.value() != "":
		f.clear()
	case isKey && f.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: f.drillDesk}}, nil
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
		return f.finish(&played{drill.KindFree, f.free.Scenario, f.free.Decide(one.node).Run, f.began})
	}
	f.clear()
	return turn{}
}

// ask asks for a fact and notes it in the report.
func (f *freeScreen) ask(field fault.Name) {
	free, fact, ok := f.free.AskField(field)
	f.free = free
	if !ok {
		f.found(field.Label(), words.DrillNothing)
		return
	}
	f.free.Run = f.note(f.free.Scenario, f.free.Run, field)
	f.found(field.Label(), fact.Text)
}

func (f *freeScreen) found(what, shown catalog.Text) {
	line := catalog.Text{
		Zh: what.Zh + words.DrillShows.Zh + shown.Zh,
		En: what.En + words.DrillShows.En + shown.En,
	}
	f.log = append([]catalog.Text{line}, f.log...)
}

func (f *freeScreen) page(room room) page {
	return f.fellow(room, func(s *sheet) page {
		room := s.room
		s.ask(room.theme.question, room.in(words.DrillFreeAsk))
		lines, cursor := typeInto(s.lines, &f.query, room)
		s.lines = lines
		if !f.hint.IsZero() {
			s.say(room.theme.caution, f.hint)
		}
		s.gap()
		if f.query.value() == "" {
			f.story(s)
		} else {
			f.list(s)
		}
		return page{
			crumbs: []string{room.in(drill.KindFree.Label())}, status: fmt.Sprintf(room.in(words.DrillTaken), len(f.free.Run.Acts)),
			lines: s.lines, focus: s.focus, cursor: cursor, typing: true, clicks: s.clicks,
			keys: []binding{f.keys.choose, f.keys.above, f.keys.below, f.keys.hint, f.keys.leaveDrill},
		}
	})
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
