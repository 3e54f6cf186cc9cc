package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// wrap breaks plain text into lines of at most width cells. Breaks follow UAX #14, so that a Latin word
// stays whole and no Chinese punctuation begins a line; a piece wider than a line is cut.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " \n"))
		line.Reset()
		used = 0
	}
	state := -1
	for len(text) > 0 {
		var piece string
		var must bool
		piece, text, must, state = uniseg.FirstLineSegmentInString(text, state)
		cells := ansi.StringWidth(strings.TrimRight(piece, " \n"))
		if used > 0 && used+cells > width {
			flush()
		}
		for cells > width {
			head := ansi.Truncate(piece, width, "")
			line.WriteString(head)
			flush()
			piece = strings.TrimPrefix(piece, head)
			cells = ansi.StringWidth(strings.TrimRight(piece, " \n"))
		}
		line.WriteString(piece)
		used += ansi.StringWidth(piece)
		if must && len(text) > 0 {
			flush()
		}
	}
	flush()
	return lines
}

// cut shortens plain text to at most width cells and marks that it did.
func cut(text string, width int, mark string) string { return ansi.Truncate(text, max(width, 0), mark) }

// pad fills a line with blanks up to width cells.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
