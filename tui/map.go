package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/draw"
)

// mapScreen shows the whole flow of a walk with the path so far. It changes nothing. Flows that the walk was in are
// unfolded, the others when the agent says so.
type mapScreen struct {
	*casework
	drawing  *draw.Drawing
	passed   map[int]draw.Passed // by the number of the box
	standing int                 // the box where the walk stands
	selected int
	unfolded map[string]bool // what the agent has unfolded, by the calls that lead there
	shown    mapLines
}

// mapLines is a map as it was drawn last: it is long, and changes only with these and with what is unfolded.
type mapLines struct {
	lang   catalog.Lang
	width  int
	lines  []string
	first  []int    // the line at which each box begins
	heads  []string // these lines, as they look where the box is selected
	clicks map[int]tea.Msg
}

// openMap goes to the map of the case in hand.
func (w *casework) openMap() turn {
	m := &mapScreen{casework: w, unfolded: map[string]bool{}}
	if err := m.draw(); err != nil {
		w.problem = w.explain(err)
		return turn{}
	}
	m.selected = m.standing
	return turn{kind: push, to: m}
}

// draw draws the flow anew, with what is unfolded now.
func (m *mapScreen) draw() error {
	passed := draw.PassedBy(&m.state)
	drawing, err := draw.Of(m.book, m.state.Flow.ID, func(path string) bool { return passed(path) || m.unfolded[path] })
	if err != nil {
		return err
	}
	trail, standing := drawing.Trail(m.state.Path)
	m.drawing, m.standing, m.passed, m.shown = drawing, standing, map[int]draw.Passed{}, mapLines{}
	for _, box := range trail {
		m.passed[box.Box] = box
	}
	return nil
}

func (m *mapScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if box, picked := msg.(pick); picked {
		m.selected = int(box)
		return turn{}, nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case m.keys.leaveMap.is(key):
		return turn{kind: back}, nil
	case m.keys.up.is(key):
		m.selected = max(m.selected-1, 0)
	case m.keys.down.is(key):
		m.selected = min(m.selected+1, len(m.drawing.Boxes)-1)
	case m.keys.fold.is(key):
		m.fold()
	case m.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

// fold unfolds the selected flow, or folds it again; one that is too large to be drawn stays folded. The box stays
// selected.
func (m *mapScreen) fold() {
	box := m.drawing.Boxes[m.selected]
	if box.Called == nil {
		return
	}
	path := box.Path()
	m.unfolded[path] = !m.unfolded[path]
	if err := m.draw(); err != nil {
		delete(m.unfolded, path)
		return
	}
	m.selected = slices.IndexFunc(m.drawing.Boxes, func(other draw.Box) bool { return other.Key == box.Key })
}

func (m *mapScreen) page(room room) page {
	if m.shown.lines == nil || m.shown.lang != room.lang || m.shown.width != room.width {
		m.shown = m.lines(room)
	}
	lines := slices.Clone(m.shown.lines)
	first := m.shown.first[m.selected]
	lines[first] = m.shown.heads[m.selected]
	keys := []binding{m.keys.leaveMap, m.keys.up, m.keys.down}
	if m.drawing.Boxes[m.selected].Called != nil {
		keys = append(keys, m.keys.fold)
	}
	focus := min(first+room.height/2, len(lines)-1) // what comes next is in view, too
	return page{
		crumbs: m.crumbs(room, room.in(words.MapTitle)), status: fmt.Sprintf(room.in(words.MapStatus), len(m.state.Path)),
		lines: lines, focus: focus, lead: focus - first, clicks: m.shown.clicks, last: m.legend(room),
		keys: append(keys, m.keys.leave),
	}
}

// legend says what the signs mean.
func (m *mapScreen) legend(room room) []string {
	glyphs := room.theme.glyphs
	signs := []string{
		glyphs.done + room.in(words.MapPassed), glyphs.here + room.in(words.MapStanding), room.in(words.MapNext), glyphs.once + " " + room.in(words.MapOnce),
	}
	lines := []string{signs[0]}
	for _, sign := range signs[1:] {
		if longer := lines[len(lines)-1] + between + sign; ansi.StringWidth(longer) <= room.width {
			lines[len(lines)-1] = longer
		} else {
			lines = append(lines, sign)
		}
	}
	for i, line := range lines {
		lines[i] = room.theme.dim.Render(line)
	}
	return lines
}

// lines draws every box.
func (m *mapScreen) lines(room room) mapLines {
	shown := mapLines{lang: room.lang, width: room.width}
	s := sheet{room: room}
	for at := range m.drawing.Boxes {
		shown.first = append(shown.first, len(s.lines))
		m.box(&s, at)
		s.click(shown.first[at], pick(at))
		head := strings.TrimPrefix(s.lines[shown.first[at]], room.theme.glyphs.blank)
		shown.heads = append(shown.heads, room.theme.chosen.Render(room.theme.glyphs.pointer)+head)
	}
	shown.lines, shown.clicks = s.lines, s.clicks
	return shown
}

// box writes what a box says, what it may cost, and where each answer leads. What the walk passed has a sign, as has
// the box where it stands.
func (m *mapScreen) box(s *sheet, at int) {
	box, room := &m.drawing.Boxes[at], s.room
	passed, was := m.passed[at]
	style, mark, text := room.theme.plain, room.theme.glyphs.blank, draw.Number(at)+" "+box.Label(room.lang)
	if box.Node.Once {
		text += " " + room.theme.glyphs.once
	}
	switch {
	case at == m.standing:
		style, mark = room.theme.question, room.theme.glyphs.here
		text += room.in(words.MapHere)
	case was:
		style, mark = room.theme.good, room.theme.glyphs.done
		if passed.Again {
			text += room.in(words.MapAgain)
		}
	}
	s.branch(box.Depth, style, mark, text)
	for _, danger := range box.Dangers(room.lang) {
		s.branch(box.Depth, room.theme.caution, room.theme.glyphs.blank, danger)
	}
	if ends := box.Ends(room.lang); ends != "" {
		s.branch(box.Depth, room.theme.dim, room.theme.glyphs.blank, ends)
	}
	for i, exit := range box.Exits {
		style, mark, way := room.theme.plain, room.theme.glyphs.blank, m.drawing.Way(at, exit, room.lang)
		if was && passed.Exit == i {
			style, mark = room.theme.good, room.theme.glyphs.done
			if len(exit.Answers) > 1 {
				given := box.Answer(draw.Exit{Answers: []flows.Value{passed.Answer}}, room.lang)
				way += fmt.Sprintf(room.in(words.MapGiven), given)
			}
		}
		s.branch(box.Depth, style, room.theme.glyphs.blank+mark, way)
	}
}

// branch adds a paragraph behind a mark, in the depth of a tree. Deep branches leave half of the room to the text.
func (s *sheet) branch(depth int, style ink, mark, text string) {
	blank := s.room.theme.glyphs.blank // where the pointer stands
	guide := cut(strings.Repeat(s.room.theme.glyphs.guide, depth), s.room.width/2-len(blank), "")
	room := s.room.width - len(blank) - ansi.StringWidth(guide) - ansi.StringWidth(mark)
	for _, line := range wrap(text, max(room, 1)) {
		s.lines = append(s.lines, blank+s.room.theme.dim.Render(guide)+style.Render(mark+line))
		mark = pad("", ansi.StringWidth(mark))
	}
}
