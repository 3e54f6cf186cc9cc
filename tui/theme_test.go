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
		least   float64
	}{
		{"dark", dark, []string{dark.ground, "#000000", "#303030"}, 4.5},
		{"light", light, []string{light.ground, "#ffffff", "#eee8d5"}, 4.5},
		{"high contrast", highContrast, []string{highContrast.ground}, 7},
	} {
		for _, ground := range test.grounds {
			for _, ink := range test.palette.inks() {
				if got := contrast(lipgloss.Color(ink), lipgloss.Color(ground)); got < test.least {
					t.Errorf("%s: colour %s on %s has a contrast of %.2f, want %.1f", test.name, ink, ground, got, test.least)
				}
			}
		}
		if test.palette == light { // of sixteen colours it shows none
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
		want       palette
		paints     bool
	}{
		{"black", "", nil, color.Black, dark, false},
		{"solarized dark", "auto", nil, lipgloss.Color("#002b36"), dark, false},
		{"white", "", nil, color.White, light, false},
		{"solarized light", "", nil, lipgloss.Color("#fdf6e3"), light, false},
		{"a grey on which neither can be read", "", nil, lipgloss.Color("#808080"), palette{}, false},
		{"no answer", "", nil, nil, dark, true},
		{"black, sixteen colours", "", nil, color.Black, dark, false},
		{"white, sixteen colours", "", nil, color.White, palette{}, false},
		{"no answer, sixteen colours", "", nil, nil, dark, true},
		{"set to light, sixteen colours", "light", nil, color.Black, palette{}, false},
		{"set to dark on white, sixteen colours", "dark", nil, color.White, dark, true},
		{"the Linux console", "", []string{"TERM=linux"}, nil, dark, false},
		{"set to light on black", "light", nil, color.Black, light, true},
		{"set to dark on white", "dark", nil, color.White, dark, true},
		{"set to high contrast", "high-contrast", nil, color.White, highContrast, true},
		{"set to light on white", "light", nil, color.White, light, false},
		{"set to dark on black", "dark", nil, color.Black, dark, false},
		{"set to dark on a grey", "dark", nil, lipgloss.Color("#808080"), dark, true},
		{"set to dark, no answer", "dark", nil, nil, dark, true},
		{"set to high contrast on black", "high-contrast", nil, color.Black, highContrast, false},
		{"set to high contrast on a grey that is dark enough for others", "high-contrast", nil, lipgloss.Color("#444444"), highContrast, true},
		{"set to none", "none", nil, color.Black, palette{}, false},
		{"set by the environment", "", []string{"POSMEDIC_THEME=light"}, color.Black, light, true},
		{"NO_COLOR over a setting", "dark", []string{"NO_COLOR=1"}, color.Black, palette{}, false},
		{"an empty NO_COLOR is none", "", []string{"NO_COLOR="}, color.White, light, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := &wizard{t: t, now: begun}
			w.open(Options{Reports: t.TempDir(), Theme: test.set, Env: test.env})
			if strings.Contains(test.name, "sixteen") {
				w.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
			}
			if test.background == nil {
				w.send(unanswered{})
			}
			w.send(tea.BackgroundColorMsg{Color: test.background})
			w.send(unanswered{})
			same(t, "the title's ink", w.root.theme.title.before, accent(test.want))
			same(t, "whether the background is painted", w.root.theme.ground != ink{}, test.paints)
		})
	}
}

// TestThereIsNoColourBeforeItIsKnownToBeReadable opens the wizard on a terminal that takes its time.
func TestThereIsNoColourBeforeItIsKnownToBeReadable(t *testing.T) {
	w := &wizard{t: t, now: begun}
	w.open(Options{Reports: t.TempDir()})
	title := func() string { return w.root.theme.title.before }
	same(t, "at first", title(), theme{}.in(palette{}).title.before)
	w.send(unanswered{})
	same(t, "after a while", title(), theme{}.in(dark).title.before)
	w.send(tea.BackgroundColorMsg{Color: color.White})
	same(t, "after a late answer", title(), theme{}.in(light).title.before)
	same(t, "whether the background is painted then", w.root.theme.ground != ink{}, false)
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
	for _, want := range []palette{light, highContrast, {}, {}, dark} {
		w.press("enter")
		same(t, "the title's ink in "+set.theme, w.root.theme.title.before, theme{}.in(want).title.before)
	}
	w.press("enter", "enter", "enter", "enter")
	same(t, "the theme", set.theme, ThemeAuto)
	w.send(tea.BackgroundColorMsg{Color: color.White})
	same(t, "the title's ink on white", w.root.theme.title.before, theme{}.in(light).title.before)
}
