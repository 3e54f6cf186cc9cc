package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows/drill"
)

// writtenScreen lists the scenarios that a trainer wrote.
type writtenScreen struct {
	*drillDesk
	selected int
}

func (w *writtenScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case w.keys.toTraining.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: w.drillDesk}}, nil
	case len(w.Written) == 0:
	case w.keys.above.is(key):
		w.selected = max(w.selected-1, 0)
	case w.keys.below.is(key):
		w.selected = min(w.selected+1, len(w.Written)-1)
	case w.keys.choose.is(key):
		return w.open(drill.KindFree), nil
	case w.keys.asGuided.is(key) && slices.Contains(w.Trainer.Drills(w.Written[w.selected].Entry.Flow), drill.KindGuided):
		return w.open(drill.KindGuided), nil
	}
	return turn{}, nil
}

// open opens the selected scenario.
func (w *writtenScreen) open(kind drill.Kind) turn {
	to, err := w.startIn(kind, w.Written[w.selected])
	if err != nil {
		return turn{kind: show, to: &drillHome{drillDesk: w.drillDesk, problem: w.explain(err)}}
	}
	return turn{kind: show, to: to}
}

func (w *writtenScreen) page(room room) page {
	return w.fellow(room, func(s *sheet) page {
		room := s.room
		s.say(room.theme.question, words.WrittenAsk)
		if !w.Faulty.IsZero() {
			s.say(room.theme.problem, w.Faulty)
		}
		if len(w.Written) == 0 {
			s.say(room.theme.dim, words.WrittenNone)
		}
		for i, scenario := range w.Written {
			style, mark := room.theme.plain, room.theme.glyphs.blank
			if i == w.selected {
				style, mark = room.theme.chosen, room.theme.glyphs.pointer
			}
			s.marked(style, mark, scenario.Name+room.in(words.Colon)+heading(*scenario.Entry, room))
			if i == w.selected {
				s.here()
			}
		}
		keys := []binding{w.keys.toTraining}
		if len(w.Written) > 0 {
			keys = []binding{w.keys.choose, w.keys.asGuided, w.keys.above, w.keys.below, w.keys.toTraining}
		}
		return page{lines: s.lines, focus: s.focus, keys: keys}
	})
}
