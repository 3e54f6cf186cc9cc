package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"

	"posmedic/catalog"
)

// reasonScreen asks why something could not be checked or done. Without a reason it is no answer.
type reasonScreen struct {
	*casework
	about    catalog.Text
	give     func(reason string) turn
	usual    []catalog.Text
	own      input
	selected int // in usual; len(usual) is the agent's own words; -1 is none, so that a stray Enter gives no reason
	// number is the key that chose the usual reason: the first character of the agent's own, where more is typed.
	number   tea.KeyPressMsg
	hint     catalog.Text
	unstored unstored
}

func newReason(work *casework, about catalog.Text, give func(reason string) turn) *reasonScreen {
	return &reasonScreen{
		casework: work, about: about, give: give,
		usual:    []catalog.Text{words.ReasonNoMeans, words.ReasonNotAllowed, words.ReasonNotThere, words.ReasonNoTime},
		own:      newInput("", search),
		selected: -1,
	}
}

func (r *reasonScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		return r.picked(int(row)), nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		if _, pasted := msg.(tea.PasteMsg); pasted {
			r.write(msg)
		}
		return turn{}, nil
	}
	r.hint = catalog.Text{}
	switch {
	case r.keys.cancel.is(key):
		return r.cancel(), nil
	case r.keys.choose.is(key):
		return r.choose(), nil
	case r.keys.above.is(key):
		r.point(max(r.selected-1, 0))
	case r.keys.below.is(key):
		r.point(min(r.selected+1, len(r.usual)))
	default:
		r.typed(key)
	}
	return turn{}, nil
}

// point puts the mark before a row. No number is waiting for more then.
func (r *reasonScreen) point(row int) { r.selected, r.number = row, tea.KeyPressMsg{} }

// cancel goes back without an answer. What is typed keeps the agent here once.
func (r *reasonScreen) cancel() turn {
	if why, holds := r.unstored.holds(r.own.value()); holds {
		r.hint = why
		return turn{}
	}
	return turn{kind: back}
}

// picked takes a usual reason, or puts the cursor where the agent's own is written.
func (r *reasonScreen) picked(row int) turn {
	r.point(row)
	if row < len(r.usual) {
		return r.choose()
	}
	return turn{}
}

// typed takes a letter of the agent's own reason, or the number of a usual one, which it only points at: it may be the
// beginning of a text.
func (r *reasonScreen) typed(key tea.KeyPressMsg) {
	switch row := r.rowOf(key); {
	case row >= 0:
		r.selected, r.number = row, key
	case key.Text != "" || r.number.Text == "":
		r.write(key)
	case key.String() == "backspace":
		r.point(-1)
	}
}

// rowOf is the usual reason that a number stands for, or -1: behind a number, and in the agent's own words, it is text.
func (r *reasonScreen) rowOf(key tea.KeyPressMsg) int {
	text := width.Narrow.String(key.Text)
	if r.number.Text != "" || r.selected == len(r.usual) || len(text) != 1 || text[0] < '1' || int(text[0]-'1') >= len(r.usual) {
		return -1
	}
	return int(text[0] - '1')
}

// write adds what is typed or pasted to the agent's own reason, behind the number that was typed before.
func (r *reasonScreen) write(msg tea.Msg) {
	first := r.number.Text != "" && r.own.update(r.number)
	if r.own.update(msg) || first {
		r.unstored = unstored{}
		r.point(len(r.usual))
	}
}

// choose records the reason in both languages where it is one of the usual ones, because a report may be
// read in either.
func (r *reasonScreen) choose() turn {
	reason := strings.TrimSpace(r.own.value())
	if r.selected >= 0 && r.selected < len(r.usual) {
		reason = r.usual[r.selected].Zh + " / " + r.usual[r.selected].En
	}
	if reason == "" {
		r.hint = words.ReasonNeeded
		return turn{}
	}
	return r.give(reason)
}

func (r *reasonScreen) page(room room) page {
	room, aside := room.split()
	s := sheet{room: room}
	s.alert(r.problem)
	s.space()
	s.ask(room.theme.question, room.in(words.ReasonAsk))
	s.ask(room.theme.dim, room.in(r.about))
	s.gap()
	for i, reason := range r.usual {
		s.row(i, i == r.selected, strconv.Itoa(i+1)+"  "+room.in(reason))
	}
	own := room.in(words.ReasonOwn) + " "
	s.row(len(r.usual), r.selected == len(r.usual), own)
	shown := page{crumbs: r.crumbs(room), typing: true, aside: r.aside(aside), focus: s.focus, keys: []binding{r.keys.choose, r.keys.above, r.keys.below, r.keys.cancel}}
	s.lines, shown.cursor = typeInto(s.lines, &r.own, room)
	if !r.hint.IsZero() {
		s.say(room.theme.caution, r.hint)
	}
	shown.lines, shown.clicks = s.lines, s.clicks
	return shown
}
