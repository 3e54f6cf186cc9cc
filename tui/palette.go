package tui

import (
	"image/color"
	"math"

	"charm.land/lipgloss/v2"
)

// The themes by their names, as settings.yaml and POSMEDIC_THEME have them.
const (
	ThemeAuto         = "auto" // dark or light, as the terminal's background is
	ThemeDark         = "dark"
	ThemeLight        = "light"
	ThemeHighContrast = "high-contrast"
	ThemeNone         = "none" // no colours
)

// Themes lists the names of all themes, the usual one first.
func Themes() []string {
	return []string{ThemeAuto, ThemeDark, ThemeLight, ThemeHighContrast, ThemeNone}
}

// palette is the colours of a theme, numbers of the 256 that every terminal agrees on. They are chosen so that the
// nearest of sixteen can be read too. "" is the terminal's own colour.
type palette struct {
	ground                                    string // the background that it is made for
	text, dim, accent, good, caution, problem string
	contrast                                  float64 // the least of each of them on a background
}

var (
	dark         = palette{ground: "234", text: "253", dim: "248", accent: "80", good: "114", caution: "228", problem: "210", contrast: readable}
	light        = palette{ground: "255", text: "234", dim: "60", accent: "24", good: "22", caution: "94", problem: "124", contrast: readable}
	highContrast = palette{ground: "16", text: "231", dim: "231", accent: "51", good: "120", caution: "227", problem: "217", contrast: wellReadable}
)

// The least contrast of two colours that people read: levels AA and AAA of the Web Content Accessibility Guidelines.
const (
	readable     = 4.5
	wellReadable = 7
)

// readableOn tells whether every colour of the palette can be read on a background.
func (p palette) readableOn(background color.Color) bool {
	for _, ink := range p.inks() {
		if contrast(lipgloss.Color(ink), background) < p.contrast {
			return false
		}
	}
	return true
}

// inks lists every colour that text is drawn in.
func (p palette) inks() []string {
	var inks []string
	for _, ink := range []string{p.text, p.dim, p.accent, p.good, p.caution, p.problem} {
		if ink != "" {
			inks = append(inks, ink)
		}
	}
	return inks
}

// contrast is the ratio of two colours' luminances, from 1 to 21, as the Web Content Accessibility Guidelines have it.
func contrast(a, b color.Color) float64 {
	bright, faint := luminance(a), luminance(b)
	if bright < faint {
		bright, faint = faint, bright
	}
	return (bright + 0.05) / (faint + 0.05)
}

// luminance is how bright a colour is, from 0 to 1.
func luminance(c color.Color) float64 {
	linear := func(channel uint32) float64 {
		share := float64(channel) / math.MaxUint16
		if share <= 0.04045 {
			return share / 12.92
		}
		return math.Pow((share+0.055)/1.055, 2.4)
	}
	red, green, blue, _ := c.RGBA()
	return 0.2126*linear(red) + 0.7152*linear(green) + 0.0722*linear(blue)
}
