package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/drill"
)

// resultScreen shows what a drill was worth and why, and the trainee's way beside the reference.
type resultScreen struct {
	*drillDesk
	marks   []drill.Mark  // of each shop
	beside  [][]drill.Row // of each shop; none after a recall
	took    time.Duration // shown, never scored
	problem catalog.Text  // why it could not be stored
}

func (d *drillDesk) result(marks []drill.Mark, began time.Time, err error) *resultScreen {
	r := &resultScreen{drillDesk: d, marks: marks, took: d.now().Sub(began)}
	if err != nil {
		r.problem = d.explain(err)
	}
	return r
}

func (r *resultScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case r.keys.nextDrill.is(key):
		home := &drillHome{drillDesk: r.drillDesk}
		home.sum()
		if len(home.due) > 0 {
			if to := home.open(home.due[0].Kind, home.due[0].Flow); to.to != nil {
				return to, nil
			}
		}
		return turn{kind: show, to: home}, nil
	case r.keys.leaveDrill.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: r.drillDesk}}, nil
	}
	return turn{}, nil
}

func (r *resultScreen) page(room room) page {
	return r.fellow(room, func(s *sheet) page {
		room := s.room
		if !r.problem.IsZero() {
			s.say(room.theme.problem, r.problem)
		}
		s.text(room.theme.question, fmt.Sprintf(room.in(words.DrillScore), drill.Worst(r.marks).Score, minutes(r.took)))
		for i, mark := range r.marks {
			if len(r.marks) > 1 {
				s.gap()
				s.text(room.theme.title, fmt.Sprintf(room.in(words.DrillShopScore), i+1, len(r.marks), mark.Score))
			}
			reasons(s, mark)
			if i < len(r.beside) {
				s.gap()
				ways(s, r.beside[i])
			}
		}
		return page{crumbs: []string{room.in(words.DrillResult)}, lines: s.lines, keys: []binding{r.keys.nextDrill, r.keys.leaveDrill}}
	})
}

// minutes writes a time as minutes and seconds.
func minutes(took time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(took.Minutes()), int(took.Seconds())%60)
}

// reasons says what closed a gate, and what each part brought and lost.
func reasons(s *sheet, mark drill.Mark) {
	room := s.room
	for _, line := range mark.Gates {
		s.marked(room.theme.problem, "! ", sourced(line.Text, line.Sources, room))
	}
	for _, line := range mark.Lines {
		if !line.Total {
			s.marked(room.theme.dim, "  "+room.theme.glyphs.item, sourced(line.Text, line.Sources, room))
			continue
		}
		style := room.theme.good
		if line.Points < line.Of {
			style = room.theme.caution
		}
		s.marked(style, "", fmt.Sprintf("%s %d/%d  %s", room.in(line.Part.Label()), line.Points, line.Of, sourced(line.Text, line.Sources, room)))
	}
}

// ways lays the trainee's way beside the reference, in the tree of the flow.
func ways(s *sheet, rows []drill.Row) {
	room := s.room
	s.say(room.theme.title, words.DrillBeside)
	for _, row := range rows {
		style := room.theme.dim
		switch {
		case row.Reference && row.Own:
			style = room.theme.good
		case row.Reference:
			style = room.theme.caution
		case row.Own:
			style = room.theme.plain
		}
		s.marked(style, row.Signs(room.lang)+" "+strings.Repeat(room.theme.glyphs.guide, min(row.Depth, 4)), row.Say(room.lang))
	}
}
