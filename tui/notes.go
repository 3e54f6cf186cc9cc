package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// notesScreen is where notes are written and files are named as evidence. Of a file only its name is kept, so it may
// be dragged here.
type notesScreen struct {
	*casework
	text     input
	evidence bool // whether a file is being named; else a note is being written
	selected int  // in the evidence; -1 is none
	hint     catalog.Text
	unstored unstored
}

func newNotes(work *casework) *notesScreen {
	return &notesScreen{casework: work, text: newInput("", search), selected: -1}
}

func (n *notesScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		n.selected = int(row)
		return turn{}, nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		n.typed(msg)
		return turn{}, nil
	}
	n.hint = catalog.Text{}
	switch {
	case n.keys.leaveNotes.is(key):
		return n.done(), nil
	case n.keys.store.is(key):
		n.store()
	case n.keys.kind.is(key):
		n.evidence = !n.evidence
	case n.keys.above.is(key):
		n.selected = max(n.selected-1, -1)
	case n.keys.below.is(key):
		n.selected = min(n.selected+1, len(n.current.Evidence)-1)
	case n.keys.withdraw.is(key) && n.selected >= 0:
		n.keep(n.journal.WithdrawEvidence(n.current, n.current.Evidence[n.selected].File, n.now()))
		n.selected = min(n.selected, len(n.current.Evidence)-1)
	default:
		n.typed(key)
	}
	return turn{}, nil
}

func (n *notesScreen) typed(msg tea.Msg) {
	n.unstored = unstored{}
	n.text.update(msg)
}

// done leaves the screen. What is typed and not stored keeps the agent here once.
func (n *notesScreen) done() turn {
	if why, holds := n.unstored.holds(n.text.value()); holds {
		n.hint = why
		return turn{}
	}
	return turn{kind: back}
}

func (n *notesScreen) store() {
	stored := false
	if n.evidence {
		stored = n.keep(n.journal.NameEvidence(n.current, n.text.value(), "", n.now()))
	} else {
		stored = n.keep(n.journal.Note(n.current, n.text.value(), n.now()))
	}
	if stored {
		n.text = newInput("", search)
	}
}

func (n *notesScreen) page(room room) page {
	s := sheet{room: room}
	shown := page{crumbs: n.crumbs(room, room.in(words.NotesTitle)), typing: true, keys: []binding{n.keys.store, n.keys.kind, n.keys.leaveNotes}}
	if len(n.current.Evidence) > 0 {
		shown.keys = []binding{n.keys.store, n.keys.kind, n.keys.above, n.keys.below, n.keys.withdraw, n.keys.leaveNotes}
	}
	if !n.problem.IsZero() {
		s.say(room.theme.problem, n.problem)
	}
	ask, help := words.NotesAsk, words.NotesHelp
	if n.evidence {
		ask, help = words.EvidenceAsk, words.EvidenceHelp
	}
	s.space()
	s.ask(room.theme.question, room.in(ask))
	s.say(room.theme.dim, help)
	s.lines, shown.cursor = typeInto(s.lines, &n.text, room)
	if n.selected < 0 {
		s.here()
	}
	if !n.hint.IsZero() {
		s.say(room.theme.caution, n.hint)
	}
	n.kept(&s)
	shown.lines, shown.focus, shown.clicks = s.lines, s.focus, s.clicks
	return shown
}

// kept lists what lies with the case, notes with the last one first.
func (n *notesScreen) kept(s *sheet) {
	room := s.room
	if len(n.current.Evidence) > 0 {
		s.gap()
		s.say(room.theme.title, words.EvidenceTitle)
	}
	for i, one := range n.current.Evidence {
		s.row(i, i == n.selected, one.File)
	}
	if len(n.current.Notes) > 0 {
		s.gap()
		s.say(room.theme.title, words.NotesTitle)
	}
	for i := len(n.current.Notes) - 1; i >= 0; i-- {
		note := n.current.Notes[i]
		s.marked(room.theme.plain, room.theme.glyphs.item, clock(note.At, n.now(), room)+"  "+note.Text)
	}
}

// papers tells in a line what lies with a case, "" where nothing does.
func papers(c cases.Case, room room) string {
	if len(c.Notes)+len(c.Evidence) == 0 {
		return ""
	}
	return fmt.Sprintf(room.in(words.NotesCount), len(c.Notes), len(c.Evidence))
}
