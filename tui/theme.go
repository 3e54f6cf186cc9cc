package tui

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// theme is how things look: an ink for each role, and the signs. No ink carries a meaning alone.
type theme struct {
	plain, title, question, chosen, dim, good, caution, problem, key ink

	code     ink       // of a QR code: white on black, whatever the theme's colours
	ground   ink       // behind every row; empty where the terminal's own background stays
	glyphs   glyphs    // what the layout draws with
	ascii    bool      // whether only ASCII has a width that is known
	awaiting []palette // those that may stand on the terminal's own background, once it has named that
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
type glyphs struct {
	rule, pointer, blank, done, crumb, more, item, here, guide string
	bar                                                        string // beside the question
	alert                                                      string // before what must not be overlooked
	drill                                                      string // beside every line of training
	line                                                       string // a line of the source that no step stands at
	doubt                                                      string // before what was accepted but looks odd
	once                                                       string // behind a step that is not asked twice
	none                                                       string // where a table has no value
}

func newGlyphs(ascii bool) glyphs {
	if ascii {
		return glyphs{
			rule: "-", pointer: "> ", blank: "  ", done: "+ ", crumb: " > ", more: "~", item: "- ", here: "* ", guide: "| ",
			bar: "# ", drill: "# ", alert: "! ", line: "  ",
			doubt: "? ", once: "^", none: "-",
		}
	}
	return glyphs{
		rule: "─", pointer: "▸ ", blank: "  ", done: "✓ ", crumb: " › ", more: "…", item: "· ", here: "● ", guide: "│ ",
		bar: "┃ ", drill: "╏ ", alert: "! ", line: "  ",
		doubt: "? ", once: "↺", none: "—",
	}
}

// chooseTheme makes the theme of a name, or of POSMEDIC_THEME where none is given, for a terminal with this environment. NO_COLOR stands
// over every name.
func chooseTheme(name string, env []string) theme {
	console := variable(env, "TERM") == "linux" // its background is black, and its font has no other signs
	t := theme{glyphs: newGlyphs(console), code: newInk(lipgloss.NewStyle().Foreground(lipgloss.Color("#ffffff")).Background(lipgloss.Color("#000000")))}
	if needsASCII(env) {
		t.ascii, t.glyphs = true, newGlyphs(true)
	}
	switch named := cmp.Or(name, variable(env, "POSMEDIC_THEME"), ThemeAuto); {
	case variable(env, "NO_COLOR") != "", variable(env, "TERM") == "dumb", named == ThemeNone:
		return t.in(palette{})
	case named == ThemeDark:
		return t.in(dark).on(dark)
	case named == ThemeLight:
		return t.in(light).on(light)
	case named == ThemeHighContrast:
		return t.in(highContrast).on(highContrast)
	case console:
		return t.in(dark)
	}
	t.awaiting = []palette{dark, light} // until then, no colour is known to be readable
	return t.in(palette{})
}

// in returns the theme in the colours of a palette.
func (t theme) in(p palette) theme {
	style := func(foreground string) lipgloss.Style {
		if foreground == "" {
			return lipgloss.NewStyle()
		}
		return lipgloss.NewStyle().Foreground(lipgloss.Color(foreground))
	}
	t.plain = newInk(style(p.text))
	t.title = newInk(style(p.accent).Bold(true))
	t.question = newInk(style(p.text).Bold(true))
	t.chosen = newInk(style(p.accent).Bold(true))
	t.dim = newInk(style(p.dim))
	t.good = newInk(style(p.good).Bold(true))
	t.caution = newInk(style(p.caution))
	t.problem = newInk(style(p.problem).Bold(true))
	t.key = newInk(style(p.text).Bold(true))
	return t
}

// on returns the theme with the palette's own background under every row, until the terminal's is known to suit.
func (t theme) on(p palette) theme {
	t.awaiting = []palette{p}
	t.ground = newInk(lipgloss.NewStyle().Foreground(lipgloss.Color(p.text)).Background(lipgloss.Color(p.ground)))
	return t
}

// answered returns the theme now that the terminal has named its background: the palette of which every colour can be
// read on it. Where there is none, a background that is painted stays, and else there are no colours. (To paint costs up
// to 1 KB a key more than to leave the background to the terminal.)
func (t theme) answered(background color.Color) theme {
	if len(t.awaiting) == 0 || background == nil {
		return t
	}
	candidates, painted := t.awaiting, t.ground != (ink{})
	t.awaiting = nil
	for _, p := range candidates {
		if p.readableOn(background) {
			t.ground = ink{}
			return t.in(p)
		}
	}
	if painted {
		return t
	}
	return t.in(palette{})
}

// limited returns the theme for a terminal with these colours. One with sixteen draws bold text in a brighter colour, black
// in grey, and has a green and a yellow of its own: on white nothing is sure to be read but its own text.
func (t theme) limited(profile colorprofile.Profile) theme {
	if profile == colorprofile.Unknown || profile >= colorprofile.ANSI256 || len(t.awaiting) == 0 {
		return t
	}
	t.awaiting = slices.DeleteFunc(slices.Clone(t.awaiting), func(p palette) bool { return p == light })
	if len(t.awaiting) == 0 {
		t.ground = ink{}
		return t.in(palette{})
	}
	return t
}

// unanswered returns the theme for a terminal that does not name its background: dark, on a background of its own. An
// answer that comes later still counts.
func (t theme) unanswered() theme {
	if len(t.awaiting) == 0 || t.ground != (ink{}) {
		return t
	}
	painted := t.in(dark).on(dark)
	painted.awaiting = t.awaiting
	return painted
}

// under puts the theme's background under a row of the screen.
func (t theme) under(row string, width int) string {
	if t.ground == (ink{}) {
		return row
	}
	return t.ground.Render(strings.ReplaceAll(pad(row, width), reset, reset+t.ground.before))
}

// reset is how every ink ends.
const reset = "\x1b[m"

// plainTheme draws nothing but the words.
func plainTheme() theme {
	plain := theme{glyphs: newGlyphs(true)}
	plain.glyphs.bar = ""
	return plain
}

// needsASCII tells whether the terminal is told to draw line-drawing signs two cells wide, which would put
// every row out of line.
func needsASCII(env []string) bool { return variable(env, "RUNEWIDTH_EASTASIAN") == "1" }

// variable finds a variable of the environment; the last setting counts.
func variable(env []string, name string) string {
	found := ""
	for _, setting := range env {
		if set, value, _ := strings.Cut(setting, "="); set == name {
			found = value
		}
	}
	return found
}
