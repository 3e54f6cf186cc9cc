package tui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

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
	for i, summary := range h.open {
		switch {
		case summary.Closed:
			h.sayUnlisted(s)
			s.gap()
			s.say(s.room.theme.dim, words.HomeFinished)
		case i == 0:
			s.say(s.room.theme.title, words.HomeOpenCases)
		}
		h.row(s, i, h.caseLine(summary, s.room))
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

// caseLine is one open case: its code, when it changed, how far it is, the terminal, and the case's own code.
func (h *homeScreen) caseLine(summary cases.Summary, room room) string {
	where := fmt.Sprintf(room.in(words.HomeCaseSteps), summary.Steps)
	switch {
	case summary.State == cases.IsEscalated:
		where = h.reply(summary, room)
	case summary.Outcome != "":
		where = ending(summary, room)
	case summary.WaitsFor != "":
		where = h.waiting(summary, room)
	}
	return strings.Join([]string{
		cmp.Or(summary.Code, room.in(h.catalog.TitleOf(summary.Table))), clock(summary.Updated, h.now(), room), where,
		cmp.Or(terminal(summary), room.in(words.HomeNoTerminal)), summary.ID,
	}, "  ")
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
