package tui

import (
	"image/color"
	"math"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#777777", "#777777", 1}, {"#767676", "#ffffff", 4.54}, {"#ff0000", "#ffffff", 4.00}} {
		if got := contrast(lipgloss.Color(test.a), lipgloss.Color(test.b)); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%s on %s: got %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

// TestEveryColourCanBeRead holds each palette against the backgrounds that it may stand on, in 256 colours and in the
// sixteen that they are turned into where there are no more.
func TestEveryColourCanBeRead(t *testing.T) {
	for _, test := range []struct {
		name    string
		palette palette
		grounds []string
		sixteen bool
		least   float64
	}{
		{"dark", dark, []string{dark.ground, "#000000", "#303030"}, true, 4.5},
		{"light", light, []string{light.ground, "#ffffff", "#eee8d5"}, false, 4.5}, // of sixteen it shows none
		{"high contrast", highContrast, []string{highContrast.ground}, true, 7},
		{"while the background is not known", either, []string{"#000000", "#ffffff"}, false, 4.5},
	} {
		for _, ground := range test.grounds {
			for _, ink := range test.palette.inks() {
				if got := contrast(lipgloss.Color(ink), lipgloss.Color(ground)); got < test.least {
					t.Errorf("%s: colour %s on %s has a contrast of %.2f, want %.1f", test.name, ink, ground, got, test.least)
				}
			}
		}
		if !test.sixteen {
			continue
		}
		nearest := colorprofile.ANSI.Convert
		for _, ink := range test.palette.inks() {
			if got := contrast(nearest(lipgloss.Color(ink)), nearest(lipgloss.Color(test.palette.ground))); got < 4.5 {
				t.Errorf("%s: with 16 colours, %s has a contrast of %.2f, want 4.5", test.name, ink, got)
			}
		}
	}
}

func TestThemeIsChosenByTheBackground(t *testing.T) {
	accent := func(p palette) string { return theme{}.in(p).title.before }
	for _, test := range []struct {
		name, set  string
		env        []string
		background color.Color
		profile    colorprofile.Profile
		want       palette
		paints     bool
	}{
		{"black", "", nil, color.Black, colorprofile.TrueColor, dark, false},
		{"solarized dark", "auto", nil, lipgloss.Color("#002b36"), colorprofile.TrueColor, dark, false},
		{"white", "", nil, color.White, colorprofile.TrueColor, light, false},
		{"solarized light", "", nil, lipgloss.Color("#fdf6e3"), colorprofile.TrueColor, light, false},
		{"a grey on which neither can be read", "", nil, lipgloss.Color("#808080"), colorprofile.TrueColor, palette{}, false},
		{"no answer", "", nil, nil, colorprofile.TrueColor, either, false},
		{"no answer, sixteen colours", "", nil, nil, colorprofile.ANSI, palette{}, false},
		{"black, sixteen colours", "", nil, color.Black, colorprofile.ANSI, dark, false},
		{"white, sixteen colours", "", nil, color.White, colorprofile.ANSI, palette{}, false},
		{"set to light, sixteen colours", "light", nil, color.Black, colorprofile.ANSI, palette{}, false},
		{"the Linux console", "", []string{"TERM=linux"}, nil, colorprofile.ANSI, dark, false},
		{"set to light on black", "light", nil, color.Black, colorprofile.TrueColor, light, true},
		{"set to dark on white", "dark", nil, color.White, colorprofile.TrueColor, dark, true},
		{"set to high contrast", "high-contrast", nil, color.White, colorprofile.TrueColor, highContrast, true},
		{"set to none", "none", nil, color.Black, colorprofile.TrueColor, palette{}, false},
		{"set by the environment", "", []string{"POSMEDIC_THEME=light"}, color.Black, colorprofile.TrueColor, light, true},
		{"NO_COLOR over a setting", "dark", []string{"NO_COLOR=1"}, color.Black, colorprofile.TrueColor, palette{}, false},
		{"an empty NO_COLOR is none", "", []string{"NO_COLOR="}, color.White, colorprofile.TrueColor, light, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := &wizard{t: t, now: begun}
			w.open(Options{Reports: t.TempDir(), Theme: test.set, Env: test.env})
			w.send(tea.ColorProfileMsg{Profile: test.profile})
			w.send(tea.BackgroundColorMsg{Color: test.background})
			same(t, "the title's ink", w.root.theme.title.before, accent(test.want))
			same(t, "whether the background is painted", w.root.theme.ground != ink{}, test.paints)
		})
	}
}

// TestNothingIsSaidByColourAlone holds that every screen has the same text in every theme.
func TestNothingIsSaidByColourAlone(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		w.size(80, 24)
		without := w.inTheme(ThemeNone).screen()
		for _, name := range Themes() {
			same(t, "the text of the screen in "+name, w.inTheme(name).screen(), without)
		}
	})
}

// TestAThemeOfItsOwnBackgroundPaintsEveryCell holds that no cell shows the terminal's own background.
func TestAThemeOfItsOwnBackgroundPaintsEveryCell(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for _, size := range sizes {
			w.size(size[0], size[1])
			for _, row := range strings.Split(w.inTheme(ThemeLight).root.View().Content, "\n") {
				if got := ansi.StringWidth(row); got != size[0] {
					t.Fatalf("a row of %d cells in a window of %d: %q", got, size[0], row)
				}
				for _, piece := range strings.Split(row, reset)[1:] {
					if piece != "" && !strings.HasPrefix(piece, w.root.theme.ground.before) {
						t.Fatalf("a part of a row has no background: %q in %q", piece, row)
					}
				}
			}
		}
	})
}

func (w *wizard) inTheme(name string) *wizard {
	w.root.theme = chooseTheme(name, nil)
	return w
}

// themed is settings whose theme can be changed.
type themed struct{ chosen }

func (s *themed) List() []Setting {
	theme := s.chosen.List()[1]
	theme.Value, theme.Fixed, theme.Choices = s.theme, "", nil
	for _, name := range Themes() {
		theme.Choices = append(theme.Choices, Choice{Value: name})
	}
	return []Setting{theme}
}

// TestAThemeThatIsSetIsSeenAtOnce goes through all themes, from high contrast on to what suits the terminal.
func TestAThemeThatIsSetIsSeenAtOnce(t *testing.T) {
	set := &themed{chosen{theme: ThemeDark, lang: "en"}}
	w := startIn(t, t.TempDir(), Options{Settings: set, Theme: ThemeDark})
	w.press(",")
	for _, want := range []palette{light, highContrast, {}, either, dark} {
		w.press("enter")
		same(t, "the title's ink in "+set.theme, w.root.theme.title.before, theme{}.in(want).title.before)
	}
	w.press("enter", "enter", "enter", "enter")
	same(t, "the theme", set.theme, ThemeAuto)
	w.send(tea.BackgroundColorMsg{Color: color.White})
	same(t, "the title's ink on white", w.root.theme.title.before, theme{}.in(light).title.before)
}
