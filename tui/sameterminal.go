package tui

import (
	"fmt"
	"slices"
	"strings"

	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// This file offers the terminal that was worked on last: an agent often has several faults on one, or looks at the
// same one again. It is only offered, because the terminal in hand may be another.

// terminalFields are the numbers that a terminal is known by, the one that its screen shows first.
var terminalFields = []fault.Name{fault.TID, fault.SN, fault.MID}

// lastKnown is the case that was changed last of those that name a terminal, "" where none does.
func lastKnown(all []cases.Summary) string {
	at := slices.IndexFunc(all, func(s cases.Summary) bool { return terminal(s) != "" })
	if at < 0 {
		return ""
	}
	return all[at].ID
}

// offer makes the terminal of an earlier case the one that is offered. Where that case cannot be read, none is.
func (w *casework) offer(id string) {
	if id == "" || id == w.current.ID {
		return
	}
	if last, err := w.journal.Load(id); err == nil {
		w.last = last.Record
	}
}

// offersTerminal tells whether there is a terminal to offer, and none in the case.
func (w *casework) offersTerminal() bool {
	has := func(record fault.Record) bool {
		return slices.ContainsFunc(terminalFields, record.Has)
	}
	return has(w.last) && !has(w.current.Record)
}

// takeTerminal stores the terminal that is offered.
func (w *casework) takeTerminal() {
	for _, name := range terminalFields {
		if value := w.last.Value(name); !value.IsZero() && !w.keep(w.journal.SetField(w.current, name, value, w.now())) {
			return
		}
	}
}

// sayTerminal offers the terminal, with its numbers to compare.
func (w *casework) sayTerminal(s *sheet) {
	if !w.offersTerminal() {
		return
	}
	var numbers []string
	for _, name := range terminalFields {
		if w.last.Has(name) {
			numbers = append(numbers, strings.ToUpper(string(name))+" "+w.last.Get(name))
		}
	}
	s.offer(w.keys.sameTerminal, fmt.Sprintf(s.room.in(words.SameTerminal), strings.Join(numbers, s.room.in(words.Comma))))
}
