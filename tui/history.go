package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// historyScreen is a table of all cases, the last changed first. What is typed filters it. Only the rows in view are
// drawn, because there may be ten thousand.
type historyScreen struct {
	*desk
	all      []cases.Summary
	filter   input
	found    []int        // in all, in their order
	selected int          // in found
	texts    []string     // what the filter looks into, for each of all; made when it is first needed
	textsIn  catalog.Lang // the language that texts are in
	rows     int          // how many rows were drawn last
	problem  catalog.Text
}

func newHistory(desk *desk) *historyScreen {
	h := &historyScreen{desk: desk, filter: newInput("", search)}
	h.load()
	return h
}

// enter brings the table up to date after a case was changed.
func (h *historyScreen) enter(by turnKind) {
	if by == back {
		h.load()
	}
}

// load reads the list. Of a damaged store the sound cases are shown, with what is wrong.
func (h *historyScreen) load() {
	list, err := h.journal.List()
	h.problem = catalog.Text{}
	if err != nil {
		h.problem = h.explain(err)
	}
	h.all, h.texts = list, nil
	selected := h.selected
	h.look(h.textsIn)
	h.selected = selected
	h.move(0) // onto a case that is still there
}

func (h *historyScreen) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		h.selected = int(row)
		return h.choose(), nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && h.keys.choose.is(key):
		return h.choose(), nil
	case ok && h.keys.above.is(key):
		h.move(-1)
	case ok && h.keys.below.is(key):
		h.move(1)
	case ok && h.keys.home.is(key) && h.filter.value() == "":
		return turn{kind: goHome}, nil
	case ok && h.keys.clear.is(key):
		h.filter = newInput("", search)
		h.look(room.lang)
	default:
		if h.filter.update(msg) {
			h.look(room.lang)
		}
	}
	return turn{}, nil
}

func (h *historyScreen) move(by int) {
	h.selected = max(min(h.selected+by, len(h.found)-1), 0)
}

// turnPage moves by as many rows as are in view.
func (h *historyScreen) turnPage(by int) { h.move(by * max(h.rows, 1)) }

func (h *historyScreen) choose() turn {
	if len(h.found) == 0 {
		return turn{}
	}
	return turn{kind: push, to: newPastCase(h.desk, h.all[h.found[h.selected]])}
}

// look finds the cases that have every word of the filter.
func (h *historyScreen) look(lang catalog.Lang) {
	h.found, h.selected = h.found[:0], 0
	wanted := strings.Fields(searchable(h.filter.value()))
	if len(wanted) > 0 && (h.texts == nil || h.textsIn != lang) {
		h.describe(lang)
	}
	for i := range h.all {
		if !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(h.texts[i], word) }) {
			h.found = append(h.found, i)
		}
	}
}

// describe writes down what can be looked for in each case: code, numbers, state, outcome and dates.
func (h *historyScreen) describe(lang catalog.Lang) {
	in := room{lang: lang}
	h.texts, h.textsIn = make([]string, 0, len(h.all)), lang
	for _, summary := range h.all {
		changed := summary.Updated.In(h.now().Location())
		h.texts = append(h.texts, searchable(strings.Join([]string{
			h.code(summary, in), summary.TID, summary.SN, summary.ID, summary.State.Label().In(lang), ending(summary, in),
			changed.Format("2006-01-02 15:04"), clock(changed, h.now(), in),
		}, "\x00")))
	}
}

// searchable makes spellings alike that mean the same.
func searchable(text string) string { return strings.ToLower(width.Fold.String(text)) }

func (h *historyScreen) page(room room) page {
	s := sheet{room: room}
	text, at := h.filter.show(room.width - len("> ") - 1)
	if text == "" {
		text = room.theme.dim.Render(cut(room.in(words.HistoryHint), room.width-len("> "), room.theme.glyphs.more))
	}
	s.lines = append(s.lines, room.theme.chosen.Render("> ")+text)
	shown := page{
		crumbs: []string{room.in(words.HistoryTitle)}, status: fmt.Sprintf(room.in(words.HistoryCount), len(h.found), len(h.all)),
		cursor: &place{line: 0, column: len("> ") + at}, typing: h.filter.value() != "",
	}
	if len(h.found) > 0 {
		shown.keys = []binding{h.keys.choose, h.keys.above, h.keys.below}
	}
	if h.filter.value() == "" {
		shown.keys = append(shown.keys, h.keys.home)
	} else {
		shown.keys = append(shown.keys, h.keys.clear)
	}
	if !h.problem.IsZero() {
		s.say(room.theme.problem, h.problem)
	}
	h.table(&s)
	shown.lines, shown.focus, shown.clicks = s.lines, s.focus, s.clicks
	return shown
}

// table draws the head and as many rows as there is room for, the selected one among them.
func (h *historyScreen) table(s *sheet) {
	switch {
	case len(h.all) == 0:
		s.say(s.room.theme.dim, words.HistoryNone)
		return
	case len(h.found) == 0:
		s.say(s.room.theme.caution, words.HistoryNothing)
		return
	}
	columns := h.columns(s.room)
	s.lines = append(s.lines, s.room.theme.title.Render(cut(line(columns, func(c column) string { return s.room.in(c.title) }, s.room), s.room.width, "")))
	h.rows = max(s.room.height-len(s.lines)-footSpare, 1)
	first := max(min(h.selected-h.rows/2, len(h.found)-h.rows), 0)
	for i := first; i < min(first+h.rows, len(h.found)); i++ {
		summary := h.all[h.found[i]]
		style, mark := s.room.theme.plain, s.room.theme.glyphs.blank
		if i == h.selected {
			style, mark = s.room.theme.chosen, s.room.theme.glyphs.pointer
		}
		text := line(columns, func(c column) string { return c.text(summary) }, s.room)
		s.lines = append(s.lines, style.Render(cut(mark+strings.TrimPrefix(text, s.room.theme.glyphs.blank), s.room.width, s.room.theme.glyphs.more)))
		s.click(len(s.lines)-1, pick(i))
		if i == h.selected {
			s.here()
		}
	}
}

// footSpare are the lines that the foot may need beyond the one that a room counts on.
const footSpare = 2

// column is a column of the table.
type column struct {
	title catalog.Text
	width int // cells; what is longer is cut
	text  func(cases.Summary) string
}

// columns are those that there is room for, the most telling first.
func (h *historyScreen) columns(room room) []column {
	all := []column{
		{words.HistoryCode, 6, func(s cases.Summary) string { return h.code(s, room) }},
		{words.HistoryState, 10, func(s cases.Summary) string { return room.in(s.State.Label()) }},
		{words.HistoryTerminal, 8, terminal},
		{words.HistoryChanged, 11, func(s cases.Summary) string { return clock(s.Updated, h.now(), room) }},
		{words.HistoryCase, 9, func(s cases.Summary) string { return s.ID }},
		{words.HistoryOutcome, 24, func(s cases.Summary) string { return ending(s, room) }},
	}
	used := len(room.theme.glyphs.blank)
	for i, one := range all {
		used += one.width
		if used > room.width {
			return all[:i]
		}
		used++
	}
	return all
}

// line puts the columns of a row side by side.
func line(columns []column, text func(column) string, room room) string {
	var row strings.Builder
	row.WriteString(room.theme.glyphs.blank)
	for i, one := range columns {
		if i > 0 {
			row.WriteByte(' ')
		}
		row.WriteString(pad(cut(cmp.Or(text(one), room.theme.glyphs.none), one.width, room.theme.glyphs.more), one.width))
	}
	return row.String()
}

func (h *historyScreen) code(summary cases.Summary, room room) string {
	if summary.Code == "" {
		return room.in(h.catalog.TitleOf(summary.Table))
	}
	return summary.Code
}

// terminal is the number by which a case knows its terminal.
func terminal(summary cases.Summary) string {
	if summary.TID != "" {
		return summary.TID
	}
	return summary.SN
}
