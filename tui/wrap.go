package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

const (
	// closers are the signs that may not begin a line, openers those that may not end one.
	closers = "，。、；：？！…）》〉」』】〕”’,.;:?!)]}%"
	openers = "（《〈「『【〔“‘([{"
	// ends are what a line is rid of at its end.
	ends = " \n\r\v\f\u0085\u2028\u2029"
)

// wrap breaks plain text into lines of at most width cells. Breaks follow UAX #14, so that a Latin word
// stays whole and no Chinese punctuation begins a line; a piece wider than a line is cut.
func wrap(text string, width int) []string {
	if !strings.ContainsAny(text, ends[1:]) && ansi.StringWidth(text) <= width {
		return []string{strings.TrimRight(text, " ")}
	}
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), ends))
		line.Reset()
		used = 0
	}
	state := -1
	for len(text) > 0 {
		var piece string
		var must bool
		piece, text, must, state = uniseg.FirstLineSegmentInString(text, state)
		cells := ansi.StringWidth(strings.TrimRight(piece, ends))
		if used > 0 && used+cells > width {
			flush()
		}
		for cells > width {
			head := fitting(piece, width)
			line.WriteString(head)
			flush()
			piece = piece[len(head):]
			cells = ansi.StringWidth(strings.TrimRight(piece, ends))
		}
		line.WriteString(piece)
		used += ansi.StringWidth(piece)
		if must && len(text) > 0 {
			flush()
		}
	}
	if line.Len() > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// fitting returns the begin of a piece that fills a line: at least one character, so that the rest always
// gets shorter, and cut where punctuation allows it, if it does anywhere.
func fitting(piece string, width int) string {
	end, allowed, used := 0, 0, 0
	for end < len(piece) {
		cluster, cells := ansi.FirstGraphemeCluster(piece[end:], ansi.GraphemeWidth)
		if end > 0 && used+cells > width {
			break
		}
		used += cells
		end += len(cluster)
		if !startsWith(piece[end:], closers) && !strings.ContainsAny(cluster, openers) {
			allowed = end
		}
	}
	if allowed > 0 {
		return piece[:allowed]
	}
	return piece[:end]
}

// startsWith tells whether a text begins with one of the signs.
func startsWith(text, signs string) bool {
	for _, first := range text {
		return strings.ContainsRune(signs, first)
	}
	return false
}

// cut shortens plain text to at most width cells and marks that it did.
func cut(text string, width int, mark string) string { return ansi.Truncate(text, max(width, 0), mark) }

// pad fills a line with blanks up to width cells.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
