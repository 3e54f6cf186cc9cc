package tui

import (
	"cmp"
	"fmt"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// aside is the right pane of a case: what the code means, the row of the source that the step comes from with its line
// marked, and how complete the report is.
func (w *casework) aside(room room) []string {
	if room.width == 0 {
		return nil
	}
	meaning, report := sheet{room: room}, sheet{room: room}
	meaning.text(room.theme.title, heading(w.entry, room))
	if !w.entry.Cause.IsZero() {
		meaning.say(room.theme.plain, w.entry.Cause)
	}
	meaning.lines = append(meaning.lines, "")
	w.filled(&report)
	row := w.row(room)
	if left := room.height - len(meaning.lines) - len(report.lines) - lowestFoot; len(row.lines) > left {
		from := min(max(row.focus-left/2, 0), len(row.lines)-max(left, 0))
		row.lines = row.lines[from : from+max(left, 0)]
	}
	return append(append(meaning.lines, row.lines...), report.lines...)
}

// lowestFoot is how many lines more the foot may need than a room allows for.
const lowestFoot = 2

// row shows the row that the step cites first, or else the entry's own.
func (w *casework) row(room room) sheet {
	s := sheet{room: room}
	passage, found := w.cited()
	if !found {
		return s
	}
	title := room.in(catalog.SourceLabel(passage.Source)) + " " + room.in(catalog.RowLabel(passage.Row))
	if passage.Entry != nil && passage.Entry.Flow != w.entry.Flow {
		title = fmt.Sprintf(room.in(words.AsideFrom), title+"  "+heading(*passage.Entry, room))
	}
	s.short(room.theme.title, title)
	for i, line := range passage.Lines {
		style, mark := room.theme.dim, room.theme.glyphs.line
		if i+1 == passage.Line {
			style, mark = room.theme.plain, room.theme.glyphs.pointer
		}
		s.marked(style, fmt.Sprintf("%s%d. ", mark, i+1), room.in(line))
		if i+1 == passage.Line {
			s.here()
		}
	}
	return s
}

// cited is the first passage that the step cites. Of the entry's own row, no line is marked.
func (w *casework) cited() (catalog.Passage, bool) {
	for _, citation := range w.state.Standing().Sources {
		if passage, found := w.catalog.Cited(citation); found {
			return passage, true
		}
	}
	if len(w.entry.Sources) == 0 {
		return catalog.Passage{}, false
	}
	own := w.entry.Sources[0]
	return catalog.Passage{Source: own.ID, Row: own.Row, Entry: &w.entry, Lines: w.entry.Remedy}, true
}

// filled tells which fields the report needs, and which of them are there. Where nobody is to be told, it needs none.
func (w *casework) filled(s *sheet) {
	if end := w.state.Outcome; end != nil && report.Receiver(w.state).IsZero() {
		return
	}
	demands, theme, count := w.state.Flow.Fields, s.room.theme, 0
	fields := sheet{room: s.room}
	for _, demand := range demands {
		label := w.demandLabel(fault.Name(demand), s.room)
		if flows.Met(demand, func(field string) bool { return w.current.Record.Has(fault.Name(field)) }) {
			count++
			fields.marked(theme.plain, theme.glyphs.done, label)
			continue
		}
		fields.marked(theme.dim, theme.glyphs.item, cmp.Or(label, demand)+s.room.in(words.Colon)+s.room.in(words.FormEmpty))
	}
	if len(demands) > 0 {
		s.lines = append(s.lines, "")
		s.text(theme.title, fmt.Sprintf(s.room.in(words.AsideReport), count, len(demands)))
		s.lines = append(s.lines, fields.lines...)
	}
}
