package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// theme is how things look. Its colours are the terminal's own sixteen, so that they suit its background,
// and none of them carries a meaning alone.
type theme struct {
	plain, title, question, chosen, dim, good, caution, problem, key lipgloss.Style
	glyphs                                                           glyphs
}

// glyphs are the signs that the layout draws with.
type glyphs struct{ rule, pointer, blank, done, crumb, more, item string }

func newTheme(ascii bool) theme {
	style := lipgloss.NewStyle()
	t := theme{
		plain:    style,
		title:    style.Bold(true).Foreground(lipgloss.Cyan),
		question: style.Bold(true),
		chosen:   style.Bold(true).Foreground(lipgloss.Cyan),
		dim:      style.Faint(true),
		good:     style.Bold(true).Foreground(lipgloss.Green),
		caution:  style.Foreground(lipgloss.Yellow),
		problem:  style.Bold(true).Foreground(lipgloss.Red),
		key:      style.Bold(true),
		glyphs:   glyphs{rule: "─", pointer: "▸ ", blank: "  ", done: "✓ ", crumb: " › ", more: "…", item: "· "},
	}
	if ascii {
		t.glyphs = glyphs{rule: "-", pointer: "> ", blank: "  ", done: "+ ", crumb: " > ", more: "~", item: "- "}
	}
	return t
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
