package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// chosen is settings that are kept nowhere else.
type chosen struct {
	name, theme, lang, mouse string
	fails                    error
}

func (c *chosen) List() []Setting {
	text := func(text string) catalog.Text { return catalog.Text{Zh: text + "（中文）", En: text} }
	return []Setting{
		{Key: "language", Label: text("Language"), Takes: text("zh or en"), Value: c.lang, Choices: []Choice{{"en", text("English")}, {"zh", text("Chinese")}}},
		{Key: "theme", Label: text("Colours"), Takes: text("dark or light"), Value: c.theme, Choices: []Choice{{"dark", text("dark")}, {"light", text("light")}}, Fixed: "POSMEDIC_THEME"},
		{Key: "name", Label: text("Name on reports"), Takes: text("a name"), Value: c.name},
	}
}

func (c *chosen) Set(key, value string) error {
	switch {
	case c.fails != nil:
		return c.fails
	case key == "language":
		c.lang = value
	case key == "name":
		c.name = value
	case key == "theme":
		c.theme = value
	}
	return nil
}

func (c *chosen) Theme() string         { return c.theme }
func (c *chosen) Mouse() string         { return c.mouse }
func (c *chosen) Lang() catalog.Lang    { return catalog.Lang(c.lang) }
func (c *chosen) Author() report.Author { return report.Author{Name: c.name} }

func newChosen() *chosen { return &chosen{lang: "en", theme: "dark"} }

func TestASettingIsStoredWithTheKeyThatChangesIt(t *testing.T) {
	t.Parallel()
	set := newChosen()
	w := startIn(t, t.TempDir(), Options{Settings: set})
	w.press(",")
	w.see("Language: English", "Colours: dark", "Name on reports: empty")
	w.press("down", "down", "enter", "王芳")
	w.cursorAt("王芳")
	same(t, "the name while it is typed", set.name, "")
	w.press("enter")
	same(t, "the name", set.name, "王芳")
	w.see("Name on reports: 王芳")
	w.press("enter", "ctrl+u", "esc")
	w.see("Name on reports: 王芳")
	w.press("enter", "ctrl+u", "enter")
	same(t, "the name, emptied", set.name, "")
	w.press("esc")
	w.see("What does the terminal show?")
}

func TestALanguageThatIsSetIsSpokenAtOnce(t *testing.T) {
	t.Parallel()
	set := newChosen()
	w := startIn(t, t.TempDir(), Options{Settings: set})
	w.press(",", "enter")
	same(t, "the language", set.lang, "zh")
	w.see("Language（中文）：Chinese（中文）")
	w.press("enter")
	w.see("Language: English")
}

func TestWhatTheEnvironmentDecidesIsNotChanged(t *testing.T) {
	t.Parallel()
	w := startIn(t, t.TempDir(), Options{Settings: newChosen()})
	w.press(",", "down", "enter")
	w.see("Colours: dark", "POSMEDIC_THEME decides it")
}

func TestASettingThatIsRefusedStaysToBeCorrected(t *testing.T) {
	t.Parallel()
	set := newChosen()
	w := startIn(t, t.TempDir(), Options{Settings: set})
	set.fails = errors.New("no such name")
	w.press(",", "down", "down", "enter", "x", "enter")
	w.see("> x", "no such name")
	set.fails = nil
	w.press("y", "enter")
	w.see("Name on reports: xy")
	w.seeNot("no such name")
}

func TestAValueThatIsNotTakenSaysWhatIs(t *testing.T) {
	t.Parallel()
	set := newChosen()
	w := startIn(t, t.TempDir(), Options{Settings: set})
	set.fails = fmt.Errorf("the value of name does not fit: %w", ErrNotTaken)
	w.press(",", "down", "down", "enter", "x", "enter")
	w.see("> x", "Enter a name")
	w.seeNot("does not fit")
}

func TestWhyASettingIsFixedStaysWithIt(t *testing.T) {
	t.Parallel()
	w := startIn(t, t.TempDir(), Options{Settings: newChosen()})
	w.press(",", "down", "enter", "down")
	w.seeNot("decides it")
}

func TestAReportNamesTheAgentThatIsSet(t *testing.T) {
	t.Parallel()
	set := newChosen()
	set.name = "王芳"
	w := startIn(t, t.TempDir(), Options{Settings: set})
	w.walkTo("E102", solved...)
	w.press("r")
	w.see("Agent: 王芳")
}

func TestSettingsInLines(t *testing.T) {
	t.Parallel()
	set := newChosen()
	said, err := typedLines(t, t.TempDir(), Options{Settings: set}, ",", "3", "王芳", "3", "", "2", "1", "b", "q")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the settings", *set, chosen{name: "王芳", theme: "dark", lang: "zh"})
	rest := said
	for _, want := range []string{"1. Language: English", "a name", "3. Name on reports: 王芳", "Now it is 王芳", "POSMEDIC_THEME decides it", "1. Language（中文）：Chinese"} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("want %q in order:\n%s", want, said)
		}
		rest = after
	}
}
