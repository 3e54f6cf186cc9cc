package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/drill/history"
)

// drillHome is where training begins: what is due today, and how far the trainee has come.
type drillHome struct {
	*drillDesk
	problem  catalog.Text
	progress *history.Progress // worked out once: it changes with a drill only, and then this screen is made anew
	due      []history.Card
}

func (h *drillHome) enter(turnKind) { h.sum() }

func (h *drillHome) sum() {
	progress := h.history.Progress(h.Trainer, h.now())
	h.progress, h.due = &progress, h.history.Today(h.Trainer, h.now())
}

func (h *drillHome) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case h.keys.start.is(key) && len(h.due) > 0:
		return h.open(h.due[0].Kind, h.due[0].Flow), nil
	case h.keys.anyRecall.is(key):
		return h.any(drill.KindRecall), nil
	case h.keys.anyGuided.is(key):
		return h.any(drill.KindGuided), nil
	case h.keys.anyFree.is(key):
		return h.any(drill.KindFree), nil
	case h.keys.written.is(key):
		return turn{kind: show, to: &writtenScreen{drillDesk: h.drillDesk}}, nil
	case h.keys.exam.is(key):
		return turn{kind: show, to: newExamStart(h.drillDesk)}, nil
	case h.keys.trainee.is(key):
		return turn{kind: show, to: newTrainee(h.drillDesk)}, nil
	case h.keys.home.is(key):
		return turn{kind: goHome}, nil
	}
	return turn{}, nil
}

func (h *drillHome) open(kind drill.Kind, flow string) turn {
	to, err := h.start(kind, flow)
	if err != nil {
		h.problem = h.explain(err)
		return turn{}
	}
	return turn{kind: show, to: to}
}

// any opens a drill of an entry that changes from moment to moment.
func (h *drillHome) any(kind drill.Kind) turn {
	entries := h.Trainer.Entries()
	at := int(h.now().UnixMilli() % int64(len(entries)))
	for range entries {
		if slices.Contains(h.Trainer.Drills(entries[at].Flow), kind) {
			return h.open(kind, entries[at].Flow)
		}
		at = (at + 1) % len(entries)
	}
	return turn{}
}

func (h *drillHome) page(room room) page {
	return h.fellow(room, func(s *sheet) page {
		room := s.room
		if !h.problem.IsZero() {
			s.say(room.theme.problem, h.problem)
		}
		p := h.progress
		progress := fmt.Sprintf(room.in(words.DrillProgress), p.Trainee, p.Drills, p.Streak, p.LongestStreak)
		if p.Drills == 0 {
			progress = fmt.Sprintf(room.in(words.DrillNoProgress), p.Trainee)
		}
		s.text(room.theme.question, progress)
		h.next(s)
		s.gap()
		s.say(room.theme.title, words.DrillHeat)
		weekdays := strings.Fields(room.in(words.DrillWeekdays))
		for _, row := range p.HeatRows() {
			s.text(room.theme.plain, "  "+weekdays[row.Weekday]+" "+row.Signs)
		}
		h.mastery(s, words.DrillTables, p.Tables, func(name string) string { return room.in(h.catalog.TitleOf(name)) })
		h.mastery(s, words.DrillWeakest, p.Weakest, func(name string) string {
			entry, _ := h.catalog.OfFlow(name)
			return name + " " + room.in(entry.Message)
		})
		h.mastery(s, words.DrillActions, p.Actions[:min(len(p.Actions), mostActions)], func(name string) string {
			if node, ok := h.Trainer.Thing(name); ok {
				return room.in(node.Text)
			}
			return name
		})
		s.gap()
		s.text(room.theme.dim, fmt.Sprintf(room.in(words.DrillForecast), forecast(p.Forecast)))
		keys := []binding{h.keys.home, h.keys.anyRecall, h.keys.anyGuided, h.keys.anyFree, h.keys.written, h.keys.exam, h.keys.trainee}
		if len(h.due) > 0 {
			keys = append([]binding{h.keys.start}, keys...)
		}
		return page{lines: s.lines, focus: s.focus, keys: keys}
	})
}

// mostActions is how many actions are listed, the weakest of them.
const mostActions = 10

// forecast writes the reviews of each day, today's first.
func forecast(days []history.Day) string {
	var counts []string
	for _, day := range days {
		counts = append(counts, strconv.Itoa(day.Drills))
	}
	return strings.Join(counts, " ")
}

// next says what comes next, or that the day's work is done.
func (h *drillHome) next(s *sheet) {
	if len(h.due) == 0 {
		s.say(s.room.theme.good, words.DrillNoneDue)
		return
	}
	entry, _ := h.catalog.OfFlow(h.due[0].Flow)
	s.text(s.room.theme.chosen, fmt.Sprintf(s.room.in(words.DrillDue), len(h.due), s.room.in(h.due[0].Kind.Label()), strings.TrimSpace(entry.Code)))
}

func (h *drillHome) mastery(s *sheet, title catalog.Text, all []history.Mastery, name func(string) string) {
	if len(all) == 0 {
		return
	}
	s.gap()
	s.say(s.room.theme.title, title)
	for _, one := range all {
		s.short(s.room.theme.plain, fmt.Sprintf("%4.0f%%  %s", one.Share*100, name(one.Name)))
	}
}

// traineeScreen asks for the trainee's name. Nothing else about a person is kept.
type traineeScreen struct {
	*drillDesk
	name input
	hint catalog.Text
}

func newTrainee(desk *drillDesk) *traineeScreen {
	return &traineeScreen{drillDesk: desk, name: newInput(desk.history.Trainee, search)}
}

func (t *traineeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && t.keys.choose.is(key):
		name, ok := history.Name(t.name.value())
		if !ok {
			t.hint = words.DrillBadName
			return turn{}, nil
		}
		t.history = history.For(name, t.Records)
		return turn{kind: show, to: &drillHome{drillDesk: t.drillDesk}}, nil
	case isKey && t.keys.cancel.is(key) && t.history.Trainee != "":
		return turn{kind: show, to: &drillHome{drillDesk: t.drillDesk}}, nil
	case isKey && t.keys.cancel.is(key):
		return turn{kind: goHome}, nil
	}
	t.name.update(msg)
	return turn{}, nil
}

func (t *traineeScreen) page(room room) page {
	return t.fellow(room, func(s *sheet) page {
		room := s.room
		s.ask(room.theme.question, room.in(words.DrillWho))
		s.say(room.theme.dim, words.DrillWhoWhy)
		if !t.hint.IsZero() {
			s.say(room.theme.caution, t.hint)
		}
		lines, cursor := typeInto(s.lines, &t.name, room)
		return page{lines: lines, focus: len(lines) - 1, cursor: cursor, typing: true, keys: []binding{t.keys.choose, t.keys.cancel}}
	})
}
