package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// theme is how things look. Its colours are the terminal's own sixteen, so that they suit its background,
// and none of them carries a meaning alone.
type theme struct {
	plain, title, question, chosen, dim, good, caution, problem, key ink
	code                                                             ink // of a QR code: white on black, whatever the terminal's colours
	glyphs                                                           glyphs
	ascii                                                            bool // whether only ASCII has a width that is known
}

// ink is a Lip Gloss style, worked out once: what stands before and behind each line that is drawn in it.
// Every key draws a whole page, and to work the style out for each of its lines took a third of the time.
type ink struct{ before, behind string }

func newInk(style lipgloss.Style) ink {
	before, behind, _ := strings.Cut(style.Render("x"), "x")
	return ink{before, behind}
}

// Render draws one line.
func (i ink) Render(line string) string { return i.before + line + i.behind }

// glyphs are the signs that the layout draws with.
type glyphs struct{ rule, pointer, blank, done, crumb, more, item, here, guide, drill string }

func newTheme(ascii bool) theme {
	style := lipgloss.NewStyle()
	t := theme{
		plain:    newInk(style),
		title:    newInk(style.Bold(true).Foreground(lipgloss.Cyan)),
		question: newInk(style.Bold(true)),
		chosen:   newInk(style.Bold(true).Foreground(lipgloss.Cyan)),
		dim:      newInk(style.Faint(true)),
		good:     newInk(style.Bold(true).Foreground(lipgloss.Green)),
		caution:  newInk(style.Foreground(lipgloss.Yellow)),
		problem:  newInk(style.Bold(true).Foreground(lipgloss.Red)),
		key:      newInk(style.Bold(true)),
		code:     newInk(style.Foreground(lipgloss.Color("#ffffff")).Background(lipgloss.Color("#000000"))),
		glyphs:   glyphs{rule: "─", pointer: "▸ ", blank: "  ", done: "✓ ", crumb: " › ", more: "…", item: "· ", here: "● ", guide: "│ ", drill: "╏ "},
	}
	if t.ascii = ascii; ascii {
		t.glyphs = glyphs{rule: "-", pointer: "> ", blank: "  ", done: "+ ", crumb: " > ", more: "~", item: "- ", here: "* ", guide: "| ", drill: "# "}
	}
	return t
}

// plainTheme draws nothing but the words.
func plainTheme() theme {
	return theme{glyphs: newTheme(true).glyphs}
}

// needsASCII tells whether the terminal is told to draw line-drawing signs two cells wide, which would put
// every row out of line.
func needsASCII(env []string) bool {
	for _, setting := range env {
		name, value, _ := strings.Cut(setting, "=")
		if name == "RUNEWIDTH_EASTASIAN" && value == "1" {
			return true
		}
	}
	return false
}
