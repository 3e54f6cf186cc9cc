package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
)

// sheet gathers the lines of a page, each wrapped to the room.
type sheet struct {
	room   room
	lines  []string
	focus  int
	clicks map[int]tea.Msg
}

// text adds a paragraph.
func (s *sheet) text(style ink, text string) { s.marked(style, "", text) }

// say adds a sentence in the room's language.
func (s *sheet) say(style ink, text catalog.Text) { s.text(style, s.room.in(text)) }

// marked adds a paragraph behind a mark; its further lines are indented by the mark's width.
func (s *sheet) marked(style ink, mark, text string) {
	indent := ansi.StringWidth(mark)
	for i, line := range wrap(text, max(s.room.width-indent, 1)) {
		before := pad("", indent)
		if i == 0 {
			before = mark
		}
		s.lines = append(s.lines, style.Render(before+line))
	}
}

// ask adds what the screen is about: beside a bar, so that it is seen before all else.
func (s *sheet) ask(style ink, text string) {
	bar := s.room.theme.glyphs.bar
	for _, line := range wrap(text, max(s.room.width-ansi.StringWidth(bar), 1)) {
		s.lines = append(s.lines, s.room.theme.chosen.Render(bar)+style.Render(line))
	}
}

// space adds an empty line even on top, where there is room to spare.
func (s *sheet) space() {
	if s.room.isTall() && (len(s.lines) == 0 || s.lines[len(s.lines)-1] != "") {
		s.lines = append(s.lines, "")
	}
}

// foot writes what is least needed: in a tall room in lines for its foot, which it returns, else here.
func (s *sheet) foot(write func(*sheet)) []string {
	if !s.room.isTall() {
		s.gap()
		write(s)
		return nil
	}
	foot := sheet{room: s.room, lines: []string{""}}
	write(&foot)
	return foot.lines
}

// alert adds a sentence that must not be overlooked.
func (s *sheet) alert(text catalog.Text) {
	if !text.IsZero() {
		s.marked(s.room.theme.problem, s.room.theme.glyphs.alert, s.room.in(text))
		s.gap()
	}
}

// row adds a row of a list, of which one may be selected. A click picks it.
func (s *sheet) row(i int, selected bool, text string) {
	style, mark := s.room.theme.plain, s.room.theme.glyphs.blank
	if selected {
		style, mark = s.room.theme.chosen, s.room.theme.glyphs.pointer
	}
	from := len(s.lines)
	s.marked(style, mark, text)
	s.click(from, pick(i))
	if selected {
		s.here()
	}
}

// answer adds an answer behind the key that gives it, as a click on it does.
func (s *sheet) answer(style ink, mark string, key binding, label string) {
	from := len(s.lines)
	s.marked(style, mark, "["+key.shown+"] "+label)
	s.click(from, key.press())
}

// offer adds what a key does beside the answers, as a click on it does.
func (s *sheet) offer(key binding, text string) {
	from := len(s.lines)
	s.text(s.room.theme.dim, key.shown+"  "+text)
	s.click(from, key.press())
}

// short adds a paragraph as one line, cut where it is too long.
func (s *sheet) short(style ink, text string) {
	s.lines = append(s.lines, style.Render(cut(text, s.room.width, s.room.theme.glyphs.more)))
}

// gap adds an empty line, but never two in a row and none on top.
func (s *sheet) gap() {
	if len(s.lines) > 0 && s.lines[len(s.lines)-1] != "" {
		s.lines = append(s.lines, "")
	}
}

// here says that the line that was added last must be in view.
func (s *sheet) here() { s.focus = len(s.lines) - 1 }

// click says what a click on the lines from one on to the last does: the same as this message.
func (s *sheet) click(from int, same tea.Msg) {
	if s.clicks == nil {
		s.clicks = map[int]tea.Msg{}
	}
	for line := from; line < len(s.lines); line++ {
		s.clicks[line] = same
	}
}
