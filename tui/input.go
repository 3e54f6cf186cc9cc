package tui

import (
	"unicode"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/flows/fault"
)

// input is a line that is typed into. What it keeps has passed through a filter after every key and every
// paste, so that a card number is cut before anything else sees it.
type input struct {
	line textinput.Model
	hold func(string) string
}

// most is the longest text that an input keeps, in characters; no field takes as much.
const most = 400

func newInput(value string, hold func(string) string) input {
	line := textinput.New()
	line.SetVirtualCursor(false)
	line.CharLimit = most
	line.Focus()
	line.SetValue(value)
	line.CursorEnd()
	return input{line: line, hold: hold}
}

// search is the filter of texts that are no field.
func search(text string) string { return fault.Scrub(text) }

func (i *input) value() string { return i.line.Value() }

// atEnd tells whether the cursor stands behind the text.
func (i *input) atEnd() bool { return i.line.Position() == len([]rune(i.line.Value())) }

// update takes keys and pastes; it tells whether the text has changed.
func (i *input) update(msg tea.Msg) bool {
	before := i.line.Value()
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: oneLine(i.hold(paste.Content))}
	}
	i.line, _ = i.line.Update(msg)
	if held := i.hold(i.line.Value()); held != i.line.Value() {
		i.line.SetValue(held)
		i.line.CursorEnd()
	}
	return i.line.Value() != before
}

// oneLine makes a pasted text fit for a line: at most so many characters, none of which moves the cursor.
func oneLine(text string) string {
	var kept []rune
	for _, r := range text {
		if len(kept) == most {
			break
		}
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			r = ' '
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// show returns the part of the text around the cursor that fits, and the cell of the cursor in it. The
// cursor of textinput counts characters where cells are needed, so it is computed here.
func (i *input) show(width int) (string, int) {
	text := []rune(i.line.Value())
	before, after := string(text[:i.line.Position()]), string(text[i.line.Position():])
	at := ansi.StringWidth(before)
	for before != "" && at >= width {
		first, cells := ansi.FirstGraphemeCluster(before, ansi.GraphemeWidth)
		before, at = before[len(first):], at-cells
	}
	return ansi.Truncate(before+after, max(width, 0), ""), at
}

// typeInto adds an input as a line of its own and says where its cursor is.
func typeInto(lines []string, i *input, room room) ([]string, *place) {
	const prompt = "  > "
	text, at := i.show(room.width - len(prompt) - 1)
	return append(lines, room.theme.chosen.Render(prompt)+text), &place{line: len(lines), column: len(prompt) + at}
}

// set replaces the text.
func (i *input) set(text string) {
	i.line.SetValue(oneLine(i.hold(text)))
	i.line.CursorEnd()
}
