package tui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"rsc.io/qr"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// codeScreen shows a report as a QR code, for a phone without a network between it and this machine: all of it
// where that fits the window, else the lines that are needed most. What does not fit is said.
type codeScreen struct {
	*casework
	made    report.Report
	swapped bool // whether light and dark are swapped, for a terminal that shows no colours
	shown   drawnCode
}

// drawnCode is the code as it was made last, for this language and this room.
type drawnCode struct {
	lang          catalog.Lang
	width, height int
	sentence      string
	code          *qr.Code // nil where none fits
	quiet         int
}

// oneLineFoot is the least width, in cells, in which the keys below a code take one line in either language.
const oneLineFoot = 72

// quietZones are the widths of the light edge around a code, in modules: the standard's, and what scanners need.
var quietZones = [...]int{4, 2}

func (c *codeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case c.keys.swap.is(key):
		c.swapped = !c.swapped
	case c.keys.back.is(key), c.keys.code.is(key), key.String() == "esc":
		return turn{kind: back}, nil
	case c.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

func (c *codeScreen) page(room room) page {
	c.make(room)
	s := sheet{room: room}
	s.text(room.theme.plain, c.shown.sentence)
	if c.shown.code != nil {
		s.lines = append(s.lines, drawCode(c.shown.code, c.shown.quiet, c.swapped, room.theme.code)...)
	}
	return page{
		crumbs: c.crumbs(room, room.in(words.ReportTitle), room.in(words.CodeTitle)), lines: s.lines,
		keys: []binding{c.keys.swap, c.keys.back, c.keys.leave},
	}
}

// make chooses what the code is to hold, unless that was done for this room before.
func (c *codeScreen) make(room room) {
	if c.shown.sentence != "" && c.shown.lang == room.lang && c.shown.width == room.width && c.shown.height == room.height {
		return
	}
	c.shown = drawnCode{lang: room.lang, width: room.width, height: room.height}
	if room.theme.ascii {
		c.shown.sentence = room.in(words.CodeWidth)
		return
	}
	if text, err := c.whole(room.lang); err == nil {
		sentence := fmt.Sprintf(room.in(words.CodeWhole), utf8.RuneCountInString(text))
		if c.fit(room, text, sentence) {
			return
		}
	}
	lines := report.Short(c.made, room.lang)
	for n := len(lines); n > 0; n-- {
		text := strings.Join(lines[:n], "\n")
		if n < len(lines) {
			text += " ..." // a code takes this in less room than a line of its own
		}
		if c.fit(room, text, linesIn(room, n, len(lines))) {
			return
		}
	}
	c.shown.sentence = room.in(words.CodeNone)
}

// linesIn says how many of the lines that matter most a code holds.
func linesIn(room room, n, all int) string {
	if n == all {
		return fmt.Sprintf(room.in(words.CodeLines), n)
	}
	return fmt.Sprintf(room.in(words.CodePart), n, all)
}

// whole is the report as a chat gets it.
func (c *codeScreen) whole(lang catalog.Lang) (string, error) {
	var text strings.Builder
	err := report.Write(&text, report.Text, []catalog.Lang{lang}, c.made)
	return text.String(), err
}

// fit makes the code of a text if it fits the room under its sentence.
func (c *codeScreen) fit(room room, text, sentence string) bool {
	code, err := qr.Encode(text, qr.L)
	if err != nil { // too long for any code
		return false
	}
	rows := room.height - len(wrap(sentence, room.width))
	if room.width < oneLineFoot {
		rows--
	}
	for _, quiet := range quietZones {
		if size := code.Size + 2*quiet; size <= room.width && (size+1)/2 <= rows {
			c.shown.sentence, c.shown.code, c.shown.quiet = sentence, code, quiet
			return true
		}
	}
	return false
}

// half is the sign for two modules on top of each other, by which of them are light. Light is drawn, not left blank:
// without colours, too, the code and its quiet zone then stand out from a dark terminal.
func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}

// drawCode draws a code with its quiet zone, two modules to a cell.
func drawCode(code *qr.Code, quiet int, swapped bool, style ink) []string {
	size := code.Size + 2*quiet
	light := func(x, y int) bool { return code.Black(x-quiet, y-quiet) == swapped }
	var lines []string
	for y := 0; y < size; y += 2 {
		var line strings.Builder
		for x := range size {
			line.WriteString(half(light(x, y), light(x, y+1)))
		}
		lines = append(lines, style.Render(line.String()))
	}
	return lines
}
