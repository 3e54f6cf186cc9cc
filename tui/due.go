package tui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"posmedic/flows"
	"posmedic/flows/cases"
)

// This file is the list of open cases on the home screen: what is due comes first.

func (h *homeScreen) openCases(s *sheet) {
	h.sayClock(s)
	switch {
	case h.journal == nil:
		return
	case len(h.open) == 0:
		s.say(s.room.theme.dim, words.HomeNoCases)
		return
	}
	columns := h.caseColumns(s.room)
	for i, summary := range h.open {
		switch {
		case summary.Closed:
			h.sayUnlisted(s)
			s.gap()
			s.say(s.room.theme.dim, words.HomeFinished)
		case i == 0:
			s.say(s.room.theme.title, words.HomeOpenCases)
		}
		h.caseRow(s, i, columns)
	}
	if !h.open[len(h.open)-1].Closed {
		h.sayUnlisted(s)
	}
}

// sayClock tells that the clock of the machine is behind the case that was changed last.
func (h *homeScreen) sayClock(s *sheet) {
	const tolerated = time.Minute // another instance may have read its clock a moment later
	if len(h.all) > 0 && h.all[0].Updated.After(h.now().Add(tolerated)) {
		s.text(s.room.theme.problem, fmt.Sprintf(s.room.in(words.HomeClock), clock(h.all[0].Updated, h.now(), s.room)))
		s.gap()
	}
}

// sayUnlisted tells where the other open cases are.
func (h *homeScreen) sayUnlisted(s *sheet) {
	if h.unlisted > 0 {
		s.text(s.room.theme.dim, fmt.Sprintf(s.room.in(words.HomeMore), h.unlisted))
	}
}

// caseRow adds a case of the list. What is due is marked.
func (h *homeScreen) caseRow(s *sheet, i int, columns []int) {
	style, mark := s.room.theme.plain, s.room.theme.glyphs.blank
	if due(h.open[i], h.now()) {
		style, mark = s.room.theme.caution, s.room.theme.glyphs.alert
	}
	facts := h.caseFacts(h.open[i], s.room)
	for column, width := range columns {
		facts[column] = pad(cut(facts[column], width, s.room.theme.glyphs.more), width)
	}
	h.row(s, i, style, mark, strings.Join(facts, between))
}

// between stands between the columns of a list, and between the keys at the foot.
const between = "  "

// caseFacts are a case in a list, the most telling first: its code, how far it is, when it changed, the terminal, and the
// case's own code.
func (h *homeScreen) caseFacts(summary cases.Summary, room room) []string {
	where := fmt.Sprintf(room.in(words.HomeCaseSteps), summary.Steps)
	switch {
	case summary.State == cases.IsEscalated:
		where = h.reply(summary, room)
	case summary.Outcome != "":
		where = ending(summary, room)
	case summary.WaitsFor != "":
		where = h.waiting(summary, room)
	}
	return []string{
		cmp.Or(summary.Code, room.in(h.catalog.TitleOf(summary.Table))), where, clock(summary.Updated, h.now(), room),
		cmp.Or(terminal(summary), room.in(words.HomeNoTerminal)), summary.ID,
	}
}

// caseColumns are the widths of all columns but the last, each that of its longest text. Where there is no room for the
// first three, the names of faults without a code are cut first, and then how far the cases are: the time is in view.
func (h *homeScreen) caseColumns(room room) []int {
	const inView = 3
	columns := make([]int, inView+1)
	for _, summary := range h.open {
		for column, fact := range h.caseFacts(summary, room)[:len(columns)] {
			columns[column] = max(columns[column], ansi.StringWidth(fact))
		}
	}
	const leastCode = 8
	spare := room.width - len(room.theme.glyphs.blank) - (inView-1)*len(between) - columns[inView-1] - ansi.StringWidth(room.theme.glyphs.more)
	if columns[0]+columns[1] > spare {
		columns[0] = min(columns[0], leastCode)
		columns[1] = max(min(columns[1], spare-columns[0]), 1)
	}
	return columns
}

// waiting says what a case waits for.
func (h *homeScreen) waiting(summary cases.Summary, room room) string {
	switch {
	case due(summary, h.now()):
		return room.in(words.HomeDue)
	case !summary.Due.IsZero():
		return fmt.Sprintf(room.in(words.HomeUntil), clock(summary.Due, h.now(), room))
	}
	return fmt.Sprintf(room.in(words.HomeReply), room.in(summary.WaitsFor.Label()))
}

// reply says when the reply to a report is to be asked for, or only that one is waited for.
func (h *homeScreen) reply(summary cases.Summary, room room) string {
	if summary.Due.IsZero() {
		return room.in(summary.State.Label())
	}
	return h.waiting(summary, room)
}

// dueFirst puts the cases whose time is up before the others.
func dueFirst(a, b cases.Summary, now time.Time) int {
	switch first, second := due(a, now), due(b, now); {
	case first && !second:
		return -1
	case second && !first:
		return 1
	}
	return 0
}

func due(summary cases.Summary, now time.Time) bool {
	return !summary.Due.IsZero() && !now.Before(summary.Due)
}

// ending says how a case's walk ended, "" before. A fault that has gone is not called resolved before a live
// transaction was asked for.
func ending(summary cases.Summary, room room) string {
	kind := flows.OutcomeKind(summary.Outcome)
	switch {
	case kind == "":
		return ""
	case summary.State == cases.IsUnresolved:
		return room.in(words.HomeFailed)
	case kind == flows.Resolved && summary.State != cases.IsResolved && !summary.Closed:
		return room.in(words.HomeProve)
	}
	return room.in(kind.Label())
}
