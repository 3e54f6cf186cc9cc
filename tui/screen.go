package tui

import (
	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
)

// screen is one thing that fills the terminal. A screen knows nothing of the others' insides: it says where
// to go by a turn, and the root goes there.
type screen interface {
	// update takes a message. It is called for no screen but the one on top.
	update(msg tea.Msg, room room) (turn, tea.Cmd)
	// page draws the screen for a given room.
	page(room room) page
}

// entered is a screen that wants to know when it comes to the top, and by which turn.
type entered interface{ enter(by turnKind) }

// room is what a screen may draw into.
type room struct {
	lang          catalog.Lang
	width, height int // of the body
	theme         theme
}

// in returns a sentence in the room's language.
func (r room) in(text catalog.Text) string { return text.In(r.lang) }

// page is a drawn screen: lines no wider than its room, and what stands around them.
type page struct {
	crumbs []string // where we are, the outermost first
	status string   // at the right of the head
	spare  string   // before the status, where that cuts nothing off
	lines  []string
	focus  int             // the line that must be in view
	last   []string        // lines that stay at the foot of the body
	aside  []string        // the right pane, where the room has two
	lead   int             // how many lines above it must be, too; they come first where there is no room for both
	cursor *place          // where text is typed, in lines and cells of the body
	typing bool            // whether letters and signs are text here, so that none of them is a key
	inBody []binding       // keys that stand in the body, beside what they do
	keys   []binding       // those at the foot
	more   []binding       // those that only the help has room for
	prompt string          // in lines: what stands before the line that is typed, where that is not the keys
	clicks map[int]tea.Msg // what a click on a line is the same as: a key press, or the pick of a row
}

type place struct{ line, column int }

// pick is the choice of a row of a list without the keyboard, by its place in the list.
type pick int

// turn is where to go after a message. The zero turn stays.
type turn struct {
	kind  turnKind
	to    screen
	theme string       // the name of the theme to take up; "" keeps what there is
	mouse string       // MouseOn or MouseOff; "" keeps what there is
	then  tea.Msg      // what happens there, as if the agent did it; nil where nothing does
	speak catalog.Lang // the language to speak from now on; "" is the one that is spoken
}

type turnKind int

const (
	stay   turnKind = iota
	push            // to the screen, and come back
	back            // to the screen below
	show            // to the screen, with the home screen below
	goHome          // to the home screen
	leave           // out of posmedic
)
