package tui

import (
	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// drillNote is the line in which a trainee writes down a field of the drill's report.
type drillNote struct {
	field   fault.Name
	text    input
	card    cardInput
	finding *fault.Finding
}

func newDrillNote(field fault.Name) *drillNote {
	return &drillNote{field: field, text: newInput("", func(text string) string { return fault.Hold(field, text) })}
}

func (n *drillNote) update(msg tea.Msg) {
	n.finding = nil
	if n.field == fault.Card {
		n.card = n.card.update(msg)
		return
	}
	n.text.update(msg)
}

// isEmpty tells whether nothing is typed.
func (n *drillNote) isEmpty() bool { return n.text.value() == "" && n.card.entry.IsZero() }

// store writes what was typed, else what the shop told, into the report, and tells whether it was accepted.
func (n *drillNote) store(desk *drillDesk, scenario *drill.Scenario, run drill.Run, lang catalog.Lang) (drill.Run, bool) {
	if n.field == fault.Card && !n.card.entry.IsZero() {
		var value fault.Value
		if value, n.finding = n.card.read(); n.finding == nil || !n.finding.Hard {
			return run.Fill(n.field, value), true
		}
		return run, false
	}
	run, n.finding = run.Note(scenario, n.field, n.text.value(), lang, desk.now())
	return run, n.finding == nil || !n.finding.Hard
}

// line draws the line and what is wrong with it, and says where the cursor is.
func (n *drillNote) line(s *sheet) *place {
	var cursor *place
	if n.field == fault.Card {
		s.lines, cursor = n.card.show(s.lines, s.room)
	} else {
		s.lines, cursor = typeInto(s.lines, &n.text, s.room)
	}
	s.here()
	if n.finding != nil {
		s.say(s.room.theme.caution, n.finding.Text)
	}
	return cursor
}
