package tui

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/drill/exam"
	"posmedic/flows/drill/history"
)

// examDrills is how many drills an exam has here; the command line can set others.
const examDrills = 10

// examStart asks for the seed that the trainer gave.
type examStart struct {
	*drillDesk
	seed input
	hint catalog.Text
}

func newExamStart(desk *drillDesk) *examStart {
	return &examStart{drillDesk: desk, seed: newInput("", search)}
}

func (e *examStart) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	key, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && e.keys.cancel.is(key):
		return turn{kind: show, to: &drillHome{drillDesk: e.drillDesk}}, nil
	case isKey && e.keys.choose.is(key):
		seed, err := strconv.ParseUint(strings.TrimSpace(e.seed.value()), 10, 64)
		if err != nil {
			e.hint = words.ExamBadSeed
			return turn{}, nil
		}
		set := exam.Set(e.Trainer, seed, examDrills, nil)
		sitting := &sitting{set: set, sheet: exam.Begin(e.Trainer, set, e.history.Trainee, seed, room.lang, e.now())}
		return sitting.drill(e.drillDesk), nil
	}
	e.seed.update(msg)
	return turn{}, nil
}

func (e *examStart) page(room room) page {
	return e.fellow(room, func(s *sheet) page {
		room := s.room
		s.ask(room.theme.question, fmt.Sprintf(room.in(words.ExamAsk), examDrills))
		s.say(room.theme.dim, words.ExamRules)
		if !e.hint.IsZero() {
			s.say(room.theme.caution, e.hint)
		}
		lines, cursor := typeInto(s.lines, &e.seed, room)
		return page{
			crumbs: []string{room.in(words.ExamTitle)}, lines: lines, focus: len(lines) - 1, cursor: cursor, typing: true,
			keys: []binding{e.keys.choose, e.keys.cancel},
		}
	})
}

// sitting is an exam that is being taken.
type sitting struct {
	set   []exam.Item
	sheet exam.Sheet
}

// drill opens the next drill of the set, or the end of the exam.
func (s *sitting) drill(desk *drillDesk) turn {
	if len(s.sheet.Drills) == len(s.set) {
		return s.end(desk)
	}
	item := s.set[len(s.sheet.Drills)]
	scenario, err := desk.Trainer.Scenario(item.Flow, item.Seed)
	if err != nil {
		return turn{kind: show, to: &drillHome{drillDesk: desk, problem: desk.explain(err)}}
	}
	screen := newFree(desk, scenario)
	screen.exam = s
	return turn{kind: show, to: screen}
}

// next stores a drill of the exam, whose mark is on the sheet only, and goes on. A drill that cannot be stored ends the
// exam.
func (s *sitting) next(desk *drillDesk, played *history.Played) turn {
	marks, record := played.Mark(desk.Trainer, desk.history.Trainee, desk.now())
	record.Exam = s.sheet.Exam
	if err := desk.store(record); err != nil {
		return turn{kind: show, to: &drillHome{drillDesk: desk, problem: desk.explain(err)}}
	}
	s.sheet.Drills = append(s.sheet.Drills, exam.ResultOf(played.Shops[0], marks[0], desk.now().Sub(played.Began)))
	return s.drill(desk)
}

// end writes the sheet in every format and shows where it is.
func (s *sitting) end(desk *drillDesk) turn {
	s.sheet.Ended = desk.now()
	sheet := s.sheet.Finish(s.set)
	result := &examResult{drillDesk: desk, sheet: sheet}
	var faults []error
	for _, format := range exam.Formats() {
		content, err := desk.Sign(sheet, format)
		if err == nil {
			var path string
			path, err = writeNew(desk.reports, "exam-"+sheet.Exam+"."+string(format), string(content))
			result.files = append(result.files, path)
		}
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		result.problem = desk.explain(err)
	}
	return turn{kind: show, to: result}
}

// examResult shows what an exam came to and where its sheet is.
type examResult struct {
	*drillDesk
	sheet   exam.Sheet
	files   []string
	problem catalog.Text
}

func (e *examResult) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && (e.keys.toTraining.is(key) || e.keys.choose.is(key)) {
		return turn{kind: show, to: &drillHome{drillDesk: e.drillDesk}}, nil
	}
	return turn{}, nil
}

func (e *examResult) page(room room) page {
	return e.fellow(room, func(s *sheet) page {
		room := s.room
		passed, style := words.ExamFailed, room.theme.caution
		if e.sheet.Passed {
			passed, style = words.ExamPassed, room.theme.good
		}
		s.text(style, fmt.Sprintf(room.in(words.ExamResult), e.sheet.Exam, e.sheet.Score, room.in(passed)))
		if !e.problem.IsZero() {
			s.say(room.theme.problem, e.problem)
		}
		for _, file := range e.files {
			s.marked(room.theme.plain, room.in(words.ExamSheet), file)
		}
		s.gap()
		for _, result := range e.sheet.Drills {
			s.marked(room.theme.plain, fmt.Sprintf("%3d  ", result.Score), result.Flow+" "+room.in(result.Message))
			for _, gate := range result.Gates {
				s.marked(room.theme.dim, "     ! ", room.in(gate))
			}
		}
		return page{crumbs: []string{room.in(words.ExamTitle)}, lines: s.lines, keys: []binding{e.keys.toTraining}}
	})
}
