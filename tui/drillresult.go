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
	mark    drill.Mark
	beside  []drill.Row
	took    time.Duration // shown, never scored
	problem catalog.Text  // why it could not be stored
}

func (d *drillDesk) result(mark drill.Mark, beside []drill.Row, began time.Time, err error) *resultScreen {
	r := &resultScreen{drillDesk: d, mark: mark, beside: beside, took: d.now().Sub(began)}
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
		s.text(room.theme.question, fmt.Sprintf(room.in(words.DrillScore), r.mark.Score, minutes(r.took)))
		for _, line := range r.mark.Gates {
			s.marked(room.theme.problem, "! ", sourced(line.Text, line.Sources, room))
		}
		r.parts(s)
		s.gap()
		r.ways(s)
		return page{crumbs: []string{room.in(words.DrillResult)}, lines: s.lines, keys: []binding{r.keys.nextDrill, r.keys.leaveDrill}}
	})
}

// minutes writes a time as minutes and seconds.
func minutes(took time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(took.Minutes()), int(took.Seconds())%60)
}

func (r *resultScreen) parts(s *sheet) {
	room := s.room
	for _, line := range r.mark.Lines {
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

// ways lays the trainee's way beside the reference, as the tree has it.
func (r *resultScreen) ways(s *sheet) {
	if len(r.beside) == 0 {
		return
	}
	room := s.room
	s.say(room.theme.title, words.DrillBeside)
	styles := map[string]ink{"=": room.theme.plain, "-": room.theme.caution, "+": room.theme.dim}
	for _, row := range r.beside {
		text := room.in(row.Text)
		if answers := row.Answers(room.lang); answers != "" {
			text += room.in(words.Colon) + answers
		}
		s.marked(styles[row.Sign()], row.Sign()+" "+strings.Repeat("  ", min(row.Depth, 4)), text)
	}
}
