package tui

import (
	"fmt"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows/drill"
	"posmedic/flows/drill/history"
)

// recallScreen asks one short question with a few answers.
type recallScreen struct {
	*drillDesk
	recall   drill.Recall
	seed     uint64
	began    time.Time
	selected int
}

func newRecall(desk *drillDesk, flow string, seed uint64) (screen, error) {
	recall, err := desk.Trainer.Recall(flow, seed)
	return &recallScreen{drillDesk: desk, recall: recall, seed: seed, began: desk.now(), selected: -1}, err
}

func (r *recallScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if option, picked := msg.(pick); picked {
		return r.choose(int(option)), nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	if number, err := strconv.Atoi(key.String()); err == nil && number >= 1 && number <= len(r.recall.Options) {
		return r.choose(number - 1), nil
	}
	switch {
	case r.keys.above.is(key):
		r.selected = max(r.selected-1, 0)
	case r.keys.below.is(key):
		r.selected = min(r.selected+1, len(r.recall.Options)-1)
	case r.keys.choose.is(key) && r.selected >= 0:
		return r.choose(r.selected), nil
	case r.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: r.drillDesk}}, nil
	}
	return turn{}, nil
}

func (r *recallScreen) choose(option int) turn {
	mark := r.recall.Mark(option)
	record := history.Of(r.Trainer, r.history.Trainee, drill.KindRecall, r.recall.Entry.Flow, r.seed)
	err := r.store(record.Marked(mark, 0, r.began, r.now()))
	return turn{kind: show, to: r.result([]drill.Mark{mark}, r.began, err)}
}

func (r *recallScreen) page(room room) page {
	return r.fellow(room, func(s *sheet) page {
		room := s.room
		s.ask(room.theme.question, room.in(r.recall.Ask))
		s.gap()
		for i, option := range r.recall.Options {
			style, mark := room.theme.plain, room.theme.glyphs.blank
			if i == r.selected {
				style, mark = room.theme.chosen, room.theme.glyphs.pointer
			}
			from := len(s.lines)
			s.marked(style, fmt.Sprintf("%s%d  ", mark, i+1), room.in(option))
			s.click(from, pick(i))
			if i == r.selected {
				s.here()
			}
		}
		return page{
			crumbs: []string{room.in(drill.KindRecall.Label())}, lines: s.lines, focus: s.focus, clicks: s.clicks,
			keys: []binding{r.keys.choose, r.keys.above, r.keys.below, r.keys.leaveDrill},
		}
	})
}
