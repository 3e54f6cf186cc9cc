package tui

import tea "charm.land/bubbletea/v2"

// changedScreen stands where a case began under other knowledge: it shows the recorded answer beside what
// the flow asks there now, and never guesses.
type changedScreen struct{ *casework }

func (c *changedScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case c.keys.choose.is(key):
		return c.accept(), nil
	case c.keys.home.is(key), c.keys.back.is(key):
		return turn{kind: goHome}, nil
	case c.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

// accept goes on with the flow of today, and does not show the change again while this case is in hand.
func (c *changedScreen) accept() turn {
	c.changeSeen = true
	return turn{kind: show, to: c.screen()}
}

func (c *changedScreen) page(room room) page {
	misfit := c.state.Misfit
	s := sheet{room: room}
	s.say(room.theme.caution, words.ChangedTitle)
	s.gap()
	s.say(room.theme.title, words.ChangedThen)
	s.say(room.theme.plain, misfit.Recorded.Shown)
	s.say(room.theme.plain, misfit.Now.Node.Kind.AnswerLabel(misfit.Recorded.Value))
	s.gap()
	s.say(room.theme.title, words.ChangedNow)
	s.ask(room.theme.question, room.in(misfit.Now.Node.Text))
	s.gap()
	s.say(room.theme.dim, words.ChangedNext)
	return page{crumbs: c.crumbs(room), lines: s.lines, keys: []binding{c.keys.choose, c.keys.home, c.keys.leave}}
}
