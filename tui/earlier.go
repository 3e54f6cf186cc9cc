package tui

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// mostEarlier is how many earlier cases are told of.
const mostEarlier = 5

// lookBack finds the same fault on the same terminal. It is advice: where it cannot be found, nothing is said.
func (w *casework) lookBack() {
	found, _ := w.journal.Earlier(w.current, w.now())
	w.repeats = found[:min(len(found), mostEarlier)]
}

// namesAnother tells whether a changed case names another terminal than before.
func namesAnother(before, after cases.Case) bool {
	return before.Record.Get(fault.TID) != after.Record.Get(fault.TID) || before.Record.Get(fault.SN) != after.Record.Get(fault.SN)
}

// sayEarlier points out that the terminal had this fault before.
func (w *casework) sayEarlier(s *sheet) {
	if len(w.repeats) == 0 {
		return
	}
	last := w.repeats[0]
	s.offer(w.keys.earlier, fmt.Sprintf(s.room.in(words.EarlierFault), clock(last.Updated, w.now(), s.room), w.ended(last, s.room)))
}

// ended says how a case ended, or where it stands.
func (w *casework) ended(c cases.Case, room room) string {
	state, err := w.book.Resolve(c.Walk)
	if err != nil {
		return room.in(words.EarlierUnknown)
	}
	summary := cases.Summary{State: c.StateIn(state), Closed: c.Closed}
	if state.Outcome != nil {
		summary.Outcome = string(state.Outcome.Node.Outcome.Kind)
	}
	return cmp.Or(ending(summary, room), room.in(summary.State.Label()))
}

// recently are the latest cases of an entry on known terminals within 30 days.
func recently(all []cases.Summary, entry catalog.Entry, now time.Time) []cases.Summary {
	var recent []cases.Summary
	for i := range all { // there may be ten thousand, and this is drawn
		if isAbout(&all[i], entry) && terminal(all[i]) != "" && now.Sub(all[i].Updated).Abs() <= cases.RepeatWithin {
			recent = append(recent, all[i])
		}
	}
	return recent
}

// openOf is the open case of an entry that was changed last, and whether there is one.
func openOf(all []cases.Summary, entry catalog.Entry) (cases.Summary, bool) {
	for i := range all {
		if isAbout(&all[i], entry) && !all[i].Closed {
			return all[i], true
		}
	}
	return cases.Summary{}, false
}

// isAbout tells whether a case is about an entry. Faults without a code are not told apart in the list.
func isAbout(summary *cases.Summary, entry catalog.Entry) bool {
	return entry.Code != "" && summary.Code == entry.Code && summary.Table == entry.Table
}

// earlierScreen tells what was done when the terminal had this fault before.
type earlierScreen struct{ *casework }

func (e *earlierScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && e.keys.shut.is(key) {
		return turn{kind: back}, nil
	}
	return turn{}, nil
}

func (e *earlierScreen) page(room room) page {
	s := sheet{room: room}
	for _, one := range e.repeats {
		s.gap()
		s.text(room.theme.question, strings.Join([]string{clock(one.Updated, e.now(), room), e.ended(one, room), one.ID}, "  "))
		e.tell(&s, one)
	}
	return page{crumbs: e.crumbs(room, room.in(words.EarlierTitle)), lines: s.lines, keys: []binding{e.keys.shut}}
}

// tell lists what was done in a case, and how it came out.
func (e *earlierScreen) tell(s *sheet, c cases.Case) {
	room := s.room
	state, err := e.book.Resolve(c.Walk)
	if err != nil {
		s.say(room.theme.problem, e.explain(err))
		return
	}
	for _, step := range state.Path {
		if step.Node.Kind == flows.Action || step.Node.Kind == flows.Wait {
			s.marked(room.theme.plain, room.theme.glyphs.done, room.in(step.Node.Text)+room.in(words.Colon)+
				room.in(step.Node.AnswerLabel(step.Answer.Value)))
		}
	}
	if state.Outcome != nil {
		s.marked(room.theme.plain, room.theme.glyphs.item, room.in(words.OutcomeTitle)+room.in(words.Colon)+room.in(outcomeText(c, state)))
	}
	if cure, asked := c.CureOf(state); asked && cure.Value == flows.Yes {
		s.marked(room.theme.plain, room.theme.glyphs.item, fmt.Sprintf(room.in(words.CureYes), clock(cure.At, e.now(), room), room.in(cure.How.Label())))
	}
	for _, one := range c.Escalations {
		if one.Reply != "" {
			s.marked(room.theme.plain, room.theme.glyphs.item, fmt.Sprintf(room.in(words.ReplyCame), clock(one.RepliedAt, e.now(), room), one.Reply))
		}
	}
	for _, note := range c.Notes {
		s.marked(room.theme.plain, room.theme.glyphs.item, note.Text)
	}
}
