package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
)

// This file is what the home screen finds for what is typed: codes first, then words.

const (
	mostFound = 50 // entries that are listed: whoever needs more types another word
	mostNear  = 5  // codes that are named when one is not there
)

// look finds what was typed. Where nothing fits, the likest codes are listed, and said to be just that.
func (h *homeScreen) look() {
	text := h.query.value()
	h.selected, h.nearest, h.problem = -1, false, catalog.Text{}
	h.found = h.catalog.Find(text) // what has just this code comes first, whatever else holds the words
	h.exact = len(h.found)
	if h.finder == nil {
		return
	}
	if h.catalog.NoSuchCode(text) {
		h.found, h.nearest = h.catalog.Nearest(text, mostNear), true
		return
	}
	for _, entry := range h.finder.Search(text, mostFound) {
		if !slices.ContainsFunc(h.found, func(e catalog.Entry) bool { return e.Flow == entry.Flow }) {
			h.found = append(h.found, entry)
		}
	}
	if len(h.found) > 0 {
		h.selected = 0
		return
	}
	if text != "" {
		h.found, h.nearest = h.catalog.Nearest(text, mostNear), true
	}
}

// lookUp types a text for the agent, and opens the entry where it is the code of just one.
func (h *homeScreen) lookUp(text string) turn {
	h.query.set(text)
	if named := h.catalog.Find(text); len(named) == 1 {
		return turn{kind: push, to: h.entry(named[0])}
	}
	h.asked = true
	return turn{}
}

// answer finds what stands in the line already, and opens the entry where the command line's words fit just one.
func (h *homeScreen) answer() turn {
	h.look()
	if h.asked && len(h.found) == 1 && !h.nearest {
		return turn{kind: push, to: h.entry(h.found[0])}
	}
	return turn{}
}

func (h *homeScreen) results(s *sheet) {
	switch {
	case h.finder == nil: // nothing was looked for yet
	case len(h.found) == 0:
		s.say(s.room.theme.caution, words.HomeNothing)
	case h.nearest:
		s.say(s.room.theme.caution, words.HomeNearest)
	}
	codes := 0
	for _, entry := range h.found {
		codes = max(codes, ansi.StringWidth(entry.Code))
	}
	for i := range h.found {
		h.row(s, i, s.room.theme.plain, s.room.theme.glyphs.blank, h.foundLine(i, codes, s.room))
	}
}

// foundLine is an entry in one line: its code in so many cells, whether it is the handbook's, and what it is called. Of
// entries that share the code that was typed, the table comes last.
func (h *homeScreen) foundLine(i, codes int, room room) string {
	entry, line := h.found[i], ""
	if codes > 0 {
		line = pad(entry.Code, codes) + "  "
	}
	line += room.in(standing(entry)) + room.in(title(entry))
	if i < h.exact && h.exact > 1 {
		line += "  [" + room.in(h.catalog.TitleOf(entry.Table)) + "]"
	}
	return line
}

// standing says of an entry that is not the handbook's how far it is to be trusted.
func standing(entry catalog.Entry) catalog.Text {
	switch entry.Sources[0].Standing {
	case catalog.Article:
		return words.HomeUnofficial
	case catalog.Standard:
		return words.HomeNotHandbook
	case catalog.Handbook:
	}
	return catalog.Text{}
}

// heading is an entry in one line: its code, if it has one, and what it is called.
func heading(entry catalog.Entry, room room) string {
	return strings.TrimLeft(entry.Code+"  "+room.in(title(entry)), " ")
}

// title is what an entry is called: its message, or that it has none.
func title(entry catalog.Entry) catalog.Text {
	if entry.Message.IsZero() {
		return words.EntryNoMessage
	}
	return entry.Message
}
