package tui

import (
	"bytes"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// pastCase is one case of the history: what it is, and what can be done with it. To look at it changes nothing.
type pastCase struct {
	*casework
	summary  cases.Summary
	unread   error // why it cannot be read
	deleting bool  // whether the agent was asked if it is to be deleted
	said     catalog.Text
}

func newPastCase(desk *desk, summary cases.Summary) *pastCase {
	p := &pastCase{summary: summary, casework: &casework{desk: desk}}
	loaded, err := desk.journal.Load(summary.ID)
	if err == nil {
		var work *casework
		if work, err = desk.resume(loaded); err == nil {
			p.casework = work
		}
	}
	p.unread = err
	return p
}

func (p *pastCase) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	p.said = catalog.Text{}
	switch {
	case p.deleting:
		return p.decide(key), nil
	case p.keys.remove.is(key):
		p.deleting = true
	case p.unread == nil && p.keys.open.is(key):
		return p.open(), nil
	case p.unread == nil && p.keys.view.is(key):
		return turn{kind: push, to: newReport(p.casework)}, nil
	case p.keys.export.is(key):
		p.export()
	case p.keys.notOpen.is(key):
		return turn{kind: back}, nil
	}
	return turn{}, nil
}

// open goes on with the case. A finished one is taken up again.
func (p *pastCase) open() turn {
	if p.current.Closed && !p.keep(p.journal.Reopen(p.current, p.now())) {
		return turn{}
	}
	return turn{kind: show, to: p.screen()}
}

// decide deletes the case, or does not.
func (p *pastCase) decide(key tea.KeyPressMsg) turn {
	p.deleting = false
	if !p.keys.agree.is(key) {
		return turn{}
	}
	if err := p.journal.Delete([]cases.Summary{p.summary}); err != nil {
		p.problem = p.explain(err)
		return turn{}
	}
	return turn{kind: back}
}

// export writes the case to a new file beside the reports.
func (p *pastCase) export() {
	var archive bytes.Buffer
	_, err := p.journal.Export(&archive, []string{p.summary.ID}, p.now())
	path := ""
	if err == nil {
		path, err = writeNew(p.reports, "posmedic-case-"+p.summary.ID+".zip", archive.String())
	}
	if err != nil {
		p.problem = p.explain(err)
		return
	}
	p.problem, p.said = catalog.Text{}, catalog.Text{Zh: fmt.Sprintf(words.CaseExported.Zh, path), En: fmt.Sprintf(words.CaseExported.En, path)}
}

func (p *pastCase) page(room room) page {
	s := sheet{room: room}
	shown := page{
		crumbs: []string{room.in(words.HistoryTitle), p.summary.ID},
		keys:   []binding{p.keys.open, p.keys.view, p.keys.export, p.keys.remove, p.keys.notOpen},
	}
	switch {
	case p.deleting:
		s.text(room.theme.problem, fmt.Sprintf(room.in(words.CaseDeleteAsk), p.summary.ID))
		s.say(room.theme.plain, words.CaseDeleteWhat)
		s.say(room.theme.caution, words.CaseDeleteKeys)
		shown.keys = []binding{p.keys.agree, p.keys.cancel}
	case p.unread != nil:
		s.say(room.theme.problem, p.explain(p.unread))
		shown.keys = []binding{p.keys.remove, p.keys.notOpen}
	case !p.problem.IsZero():
		s.say(room.theme.problem, p.problem)
	case !p.said.IsZero():
		s.say(room.theme.good, p.said)
	}
	s.gap()
	p.facts(&s)
	shown.lines = s.lines
	return shown
}

// facts tells what the case is about and where it stands.
func (p *pastCase) facts(s *sheet) {
	room := s.room
	if p.unread == nil {
		s.ask(room.theme.question, heading(p.entry, room))
	}
	s.text(room.theme.plain, fmt.Sprintf(room.in(words.CaseState), room.in(p.summary.State.Label())))
	if numbers := strings.TrimSpace(p.summary.TID + "  " + p.summary.SN); numbers != "" {
		s.text(room.theme.plain, fmt.Sprintf(room.in(words.CaseTerminal), numbers))
	}
	s.text(room.theme.plain, fmt.Sprintf(room.in(words.CaseTimes), clock(p.summary.Opened, p.now(), room), clock(p.summary.Updated, p.now(), room)))
	s.text(room.theme.plain, fmt.Sprintf(room.in(words.CaseSteps), p.summary.Steps))
	if p.unread != nil {
		return
	}
	if p.state.Outcome != nil {
		s.text(room.theme.plain, room.in(words.OutcomeTitle)+room.in(words.Colon)+room.in(outcomeText(p.current, p.state)))
	}
	if attached := papers(p.current, room); attached != "" {
		s.text(room.theme.plain, attached)
	}
	if p.current.Closed {
		s.gap()
		s.say(room.theme.dim, words.CaseReopens)
	}
}
