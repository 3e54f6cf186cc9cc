package tui

import (
	"fmt"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// pasted is what a pasted receipt did to the form.
type pasted struct {
	filled  []fault.Name
	kept    []fault.Name    // held something else already, which stays
	refused []fault.Reading // whose finding says why
	unread  []string
}

// paste fills the fields that a pasted receipt names, those of both pages, and tells whether the text is a receipt. What
// is typed already stays. Nothing of the text is kept but what package fault makes of it.
func (f *formScreen) paste(text string) bool {
	receipt := fault.ReadReceipt(text, f.printed(), f.now())
	if !f.isReceipt(receipt, strings.ContainsAny(strings.TrimSpace(text), "\r\n")) {
		return false
	}
	f.problem = catalog.Text{} // of an earlier try
	stored := f.store()
	done := &pasted{unread: receipt.Unread}
	for _, reading := range receipt.Readings {
		if !f.problem.IsZero() {
			break // the disk takes nothing more
		}
		if !stored && reading.Name == f.name() {
			done.kept = append(done.kept, reading.Name)
			continue
		}
		f.fill(reading, done)
	}
	if stored {
		f.open(f.selected)
	}
	f.pasted = done
	return true
}

// isReceipt tells whether a pasted text is more than something to type: it names several fields, or one in several lines,
// or just the field in hand.
func (f *formScreen) isReceipt(receipt fault.Receipt, lines bool) bool {
	if len(receipt.Readings) != 1 || lines {
		return len(receipt.Readings) > 0
	}
	return receipt.Readings[0].Name == f.name()
}

// fill stores what a receipt says of a field that is empty, and notes what became of it.
func (f *formScreen) fill(reading fault.Reading, done *pasted) {
	held := f.current.Record.Value(reading.Name)
	switch {
	case reading.Value.IsZero():
		done.refused = append(done.refused, reading)
	case held == reading.Value:
	case !held.IsZero():
		done.kept = append(done.kept, reading.Name)
	case f.keepField(reading.Name, reading.Value):
		done.filled = append(done.filled, reading.Name)
		if reading.Finding != nil {
			done.refused = append(done.refused, reading)
		}
	}
}

// printed is what receipts call the fields.
func (f *formScreen) printed() []fault.Printed {
	printed := []fault.Printed{{Labels: f.book.Unasked()}}
	for _, field := range f.book.Fields() {
		printed = append(printed, fault.Printed{Name: fault.Name(field.Name), Labels: field.Printed})
	}
	return printed
}

// show tells what the paste did: how much was filled, what was left as it is, and what was not understood.
func (p *pasted) show(s *sheet, book *flows.Book) {
	const indent = "    "
	room := s.room
	label := func(name fault.Name) string { return room.in(book.Field(string(name)).Label) }
	list := func(names []fault.Name) string {
		labels := make([]string, len(names))
		for i, name := range names {
			labels[i] = label(name)
		}
		return strings.Join(labels, room.in(words.Comma))
	}
	switch {
	case len(p.filled) > 0:
		s.marked(room.theme.good, indent, fmt.Sprintf(room.in(words.PasteFilled), len(p.filled), list(p.filled)))
	default:
		s.marked(room.theme.caution, indent, room.in(words.PasteNothing))
	}
	if len(p.kept) > 0 {
		s.marked(room.theme.caution, indent, fmt.Sprintf(room.in(words.PasteKept), list(p.kept)))
	}
	for _, reading := range p.refused {
		s.marked(room.theme.caution, indent, label(reading.Name)+room.in(words.Colon)+room.in(reading.Finding.Text))
	}
	if len(p.unread) > 0 {
		const most = 3
		shown := strings.Join(p.unread[:min(len(p.unread), most)], " | ")
		s.marked(room.theme.dim, indent, fmt.Sprintf(room.in(words.PasteUnread), len(p.unread), shown))
	}
	s.here()
}
