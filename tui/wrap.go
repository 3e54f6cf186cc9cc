package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog/typeset"
)

// wrap breaks plain text into lines of at most width cells.
func wrap(text string, width int) []string { return typeset.Wrap(text, width, ansi.StringWidth) }

// cut shortens plain text to at most width cells and marks that it did.
func cut(text string, width int, mark string) string {
	short := ansi.Truncate(text, max(width, 0), mark)
	if kept, was := strings.CutSuffix(short, mark); was && short != text {
		return strings.TrimRight(kept, " ") + mark
	}
	return short
}

// pad fills a line with blanks up to width cells.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
