package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/exam"
	"posmedic/flows/drill/history"
)

// Training is what drills need. They have nothing to do with the journal of cases.
type Training struct {
	Trainer *drill.Trainer
	Records []history.Record           // every drill so far, of every trainee
	Append  func(history.Record) error // returns when the drill is on disk
	Written []*drill.Scenario          // those that a trainer wrote
	Faulty  catalog.Text               // what is wrong with those that a trainer wrote; empty where nothing is
	// Sign makes the result sheet of an exam in a format.
	Sign func(exam.Sheet, exam.Format) ([]byte, error)
}

// drillDesk is what every screen of training works with. Its screens share it.
type drillDesk struct {
	*desk
	*Training
	history history.History // of the trainee who is drilling
}

// newDrillDesk makes ready for the trainee who drilled last.
func newDrillDesk(desk *desk, training *Training) *drillDesk {
	d := &drillDesk{desk: desk, Training: training}
	if last := len(training.Records) - 1; last >= 0 {
		d.history = history.For(training.Records[last].Trainee, training.Records)
	}
	return d
}

// begin is the screen where training begins: whoever has no name yet is asked for one.
func (d *drillDesk) begin() screen {
	if d.history.Trainee == "" {
		return newTrainee(d)
	}
	return &drillHome{drillDesk: d}
}

// store grades a drill and puts it on disk, before its result is shown.
func (d *drillDesk) store(record history.Record) error {
	grown, graded := d.history.Graded(record)
	if err := d.Append(graded); err != nil {
		return err
	}
	d.history, d.Records = grown, append(d.Records, graded)
	return nil
}

// start opens a drill of an entry.
func (d *drillDesk) start(kind drill.Kind, flow string) (screen, error) {
	seed := uint64(d.now().UnixMilli())
	if kind == drill.KindRecall {
		return newRecall(d, flow, seed)
	}
	scenario, err := d.Trainer.Scenario(flow, seed)
	if err != nil {
		return nil, err
	}
	return d.startIn(kind, scenario)
}

// startIn opens a drill that begins in a scenario.
func (d *drillDesk) startIn(kind drill.Kind, scenario *drill.Scenario) (screen, error) {
	if kind == drill.KindFree {
		return newFree(d, scenario), nil
	}
	shops, err := d.Trainer.Shops(scenario)
	if err != nil {
		return nil, err
	}
	return newGuided(d, shops...), nil
}

// finish marks a drill, stores it and shows its result.
func (d *drillDesk) finish(played *history.Played) turn {
	marks, record := played.Mark(d.Trainer, d.history.Trainee, d.now())
	err := d.store(record)
	result := d.result(marks, played.Began, err)
	for i, scenario := range played.Shops {
		result.beside = append(result.beside, d.Trainer.Beside(scenario, played.Runs[i]))
	}
	return turn{kind: show, to: result}
}

// fellow draws a page of training: every line stands behind a bar, and the head and the first line say that it is no
// real case, so that nobody takes one for the other, with colours or without.
func (d *drillDesk) fellow(room room, draw func(*sheet) page) page {
	bar := room.theme.glyphs.drill
	inner := room
	inner.width = max(room.width-2, 1)
	drawn := draw(&sheet{room: inner})
	lines := []string{room.theme.caution.Render(cut(bar+room.in(words.DrillBanner), room.width, room.theme.glyphs.more))}
	for _, line := range drawn.lines {
		lines = append(lines, room.theme.caution.Render(bar)+line)
	}
	drawn.lines, drawn.focus = lines, drawn.focus+1
	if drawn.cursor != nil {
		drawn.cursor = &place{line: drawn.cursor.line + 1, column: drawn.cursor.column + 2}
	}
	below := map[int]tea.Msg{}
	for line, same := range drawn.clicks {
		below[line+1] = same
	}
	drawn.clicks = below
	drawn.crumbs = append([]string{room.in(words.DrillTitle)}, drawn.crumbs...)
	return drawn
}

// told adds the story and the screen of the terminal.
func told(s *sheet, scenario *drill.Scenario) {
	for _, line := range scenario.Story {
		s.say(s.room.theme.plain, line)
	}
	s.gap()
	for _, line := range scenario.Screen {
		s.marked(s.room.theme.question, "  [ ", s.room.in(line)+" ]")
	}
	s.gap()
}

// sourced ends a line with the rows that say so.
func sourced(text catalog.Text, sources []string, room room) string {
	if len(sources) == 0 {
		return room.in(text)
	}
	return strings.Join([]string{room.in(text), "[" + flows.Cite(sources, room.lang) + "]"}, " ")
}
