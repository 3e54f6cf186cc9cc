package tui

import (
	"fmt"
	"strings"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

func (g *guidedScreen) page(room room) page {
	return g.fellow(room, func(s *sheet) page {
		room := s.room
		state := g.guided.State()
		drawn := page{crumbs: []string{room.in(drill.KindGuided.Label()), heading(*g.guided.Scenario.Entry, room)}, status: g.shop(room)}
		if state.Current == nil {
			s.ask(room.theme.question, room.in(state.Outcome.Node.Outcome.Kind.Label()))
			s.ask(room.theme.question, room.in(state.Outcome.Node.Text))
			if !g.hint.IsZero() {
				s.say(room.theme.caution, g.hint)
			}
		} else {
			drawn.cursor = g.step(s, state.Current)
			drawn.typing = g.note != nil
		}
		drawn.keys = g.keysShown(state.Current)
		s.gap()
		focus := s.focus
		told(s, g.guided.Scenario)
		drawn.lines, drawn.focus, drawn.clicks = s.lines, focus, s.clicks
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

// keysShown lists the keys of a step, or of the outcome where there is none.
func (g *guidedScreen) keysShown(step *flows.Step) []binding {
	var shown []binding
	switch {
	case step != nil && step.Node.Kind == flows.Notice:
		return []binding{g.keys.understood, g.keys.hint, g.keys.leaveDrill}
	case step != nil && len(step.Node.Allowed()) > 1:
		shown = []binding{g.keys.yes, g.keys.no, g.keys.cannot}
	}
	shown = append(shown, g.keys.choose)
	if step != nil {
		shown = append(shown, g.keys.above, g.keys.below, g.keys.hint)
	}
	if len(g.before) > 0 && g.note == nil {
		shown = append(shown, g.keys.back)
	}
	return append(shown, g.keys.leaveDrill)
}

// step draws the question, what the shop shows, and the answers or fields. It says where the cursor is.
func (g *guidedScreen) step(s *sheet, step *flows.Step) *place {
	room := s.room
	s.ask(room.theme.question, room.in(step.Node.Text))
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
		s.row(i, i == g.selected, g.fieldLine(field, room))
		if i == g.selected && g.note != nil {
			cursor = g.note.line(s)
		}
	}
	for i, value := range step.Node.Allowed() {
		label := room.in(step.Node.AnswerLabel(value))
		if len(fields) == 0 { // else letters are text here
			label = "[" + g.keyOf(step.Node.Kind, value).shown + "] " + label
		}
		s.row(len(fields)+i, len(fields)+i == g.selected, label)
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
