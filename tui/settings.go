package tui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// Settings is what the wizard needs of the settings. They are read anew whenever they are asked for.
type Settings interface {
	List() []Setting
	// Set stores a setting; "" takes it back to its default. It returns when the change is on disk. A value that the
	// setting does not take is ErrNotTaken.
	Set(key, value string) error
	// Theme is the name of the theme, one of Themes.
	Theme() string
	// Mouse is MouseOn or MouseOff.
	Mouse() string
	// Lang is the language to speak.
	Lang() catalog.Lang
	// Author is who makes reports.
	Author() report.Author
}

// ErrNotTaken is why a value was not stored: it is none that the setting takes.
var ErrNotTaken = errors.New("the setting takes no such value")

// Setting is one thing that can be set, as it holds now.
type Setting struct {
	Key     string
	Label   catalog.Text
	Takes   catalog.Text // what can be typed for it
	Value   string
	Choices []Choice // all that it can be; nil where it is a text
	Fixed   string   // the variable of the environment that decides it, "" where none does
}

// Choice is one value of a setting.
type Choice struct {
	Value string
	Label catalog.Text
}

// shown is the value as people read it.
func (s Setting) shown(room room) string {
	if i := s.chosen(); i >= 0 {
		return room.in(s.Choices[i].Label)
	}
	if s.Value == "" {
		return room.in(words.FormEmpty)
	}
	return s.Value
}

// all lists the choices as people read them.
func (s Setting) all(room room) string {
	var labels []string
	for _, choice := range s.Choices {
		labels = append(labels, room.in(choice.Label))
	}
	return strings.Join(labels, " / ")
}

// fixed says why the setting cannot be changed.
func (s Setting) fixed() catalog.Text {
	return catalog.Text{Zh: fmt.Sprintf(words.SettingFixed.Zh, s.Fixed), En: fmt.Sprintf(words.SettingFixed.En, s.Fixed)}
}

func (s Setting) chosen() int {
	return slices.IndexFunc(s.Choices, func(choice Choice) bool { return choice.Value == s.Value })
}

// settingsScreen shows what is set. Each change is stored at once.
type settingsScreen struct {
	*desk
	list     []Setting
	selected int
	text     *input // what is typed for the selected one; nil while nothing is
	problem  catalog.Text
}

func newSettings(desk *desk) *settingsScreen {
	return &settingsScreen{desk: desk, list: desk.settings.List()}
}

func (s *settingsScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked && s.text == nil {
		s.selected = int(row)
		return s.change(), nil
	}
	key, pressed := msg.(tea.KeyPressMsg)
	switch {
	case s.text != nil && pressed && s.keys.choose.is(key):
		return s.store(s.text.value()), nil
	case s.text != nil && pressed && s.keys.cancel.is(key):
		s.text, s.problem = nil, catalog.Text{}
	case s.text != nil:
		s.text.update(msg)
	case !pressed:
	case s.keys.choose.is(key):
		return s.change(), nil
	case s.keys.up.is(key):
		s.selected, s.problem = max(s.selected-1, 0), catalog.Text{}
	case s.keys.down.is(key):
		s.selected, s.problem = min(s.selected+1, len(s.list)-1), catalog.Text{}
	case s.keys.back.is(key), key.String() == "esc":
		return turn{kind: back}, nil
	}
	return turn{}, nil
}

// change takes the next choice, or begins to type.
func (s *settingsScreen) change() turn {
	s.problem = catalog.Text{}
	one := s.list[s.selected]
	switch {
	case one.Fixed != "":
		s.problem = one.fixed()
		return turn{}
	case one.Choices != nil:
		return s.store(one.Choices[(one.chosen()+1)%len(one.Choices)].Value)
	}
	text := newInput(one.Value, search)
	s.text = &text
	return turn{}
}

// store stores the selected setting; what is refused stays to be corrected. A new language, theme or use of
// the mouse holds at once.
func (s *settingsScreen) store(value string) turn {
	before, theme, mouse := s.settings.Lang(), s.settings.Theme(), s.settings.Mouse()
	one := s.list[s.selected]
	switch err := s.settings.Set(one.Key, value); {
	case errors.Is(err, ErrNotTaken):
		s.problem = catalog.Text{Zh: fmt.Sprintf(words.SettingRefused.Zh, one.Takes.Zh), En: fmt.Sprintf(words.SettingRefused.En, one.Takes.En)}
		return turn{}
	case err != nil:
		s.problem = s.explain(err)
		return turn{}
	}
	s.text, s.problem, s.list = nil, catalog.Text{}, s.settings.List()
	changed := turn{}
	if lang := s.settings.Lang(); lang != before {
		changed.speak = lang
	}
	if now := s.settings.Theme(); now != theme {
		changed.theme = now
	}
	if now := s.settings.Mouse(); now != mouse {
		changed.mouse = now
	}
	return changed
}

func (s *settingsScreen) page(room room) page {
	sheet := sheet{room: room}
	var cursor *place
	for i, one := range s.list {
		line := room.in(one.Label) + room.in(words.Colon) + one.shown(room)
		if i != s.selected {
			from := len(sheet.lines)
			sheet.marked(room.theme.plain, room.theme.glyphs.blank, line)
			sheet.click(from, pick(i))
			continue
		}
		from := len(sheet.lines)
		sheet.marked(room.theme.chosen, room.theme.glyphs.pointer, line)
		sheet.click(from, pick(i))
		if s.text != nil {
			sheet.lines, cursor = typeInto(sheet.lines, s.text, room)
		}
		s.about(&sheet, one)
		sheet.here()
	}
	keys := []binding{s.keys.choose, s.keys.up, s.keys.down, s.keys.back}
	if s.text != nil {
		keys = []binding{s.keys.choose, s.keys.cancel}
	}
	return page{crumbs: []string{room.in(words.SettingsTitle)}, lines: sheet.lines, focus: sheet.focus, cursor: cursor, typing: s.text != nil, keys: keys, clicks: sheet.clicks}
}

// about says what the selected setting takes, and why it was not taken.
func (s *settingsScreen) about(sheet *sheet, one Setting) {
	room := sheet.room
	if one.Fixed != "" {
		sheet.marked(room.theme.caution, "    ", room.in(one.fixed()))
		return
	}
	takes := room.in(one.Takes)
	if one.Choices != nil {
		takes = one.all(room)
	}
	sheet.marked(room.theme.dim, "    ", takes)
	if !s.problem.IsZero() {
		sheet.marked(room.theme.problem, "    ", room.in(s.problem))
	}
}

// speak lists the settings with a number for each, or asks for the one that was chosen.
func (s *settingsScreen) speak(room room) page {
	sheet := sheet{room: room}
	crumbs, keys := []string{room.in(words.SettingsTitle)}, []binding{s.keys.back}
	if s.text != nil {
		one := s.list[s.selected]
		sheet.text(room.theme.plain, fmt.Sprintf(room.in(words.PlainHeld), one.shown(room)))
		s.about(&sheet, one)
		return page{crumbs: append(crumbs, room.in(one.Label)), lines: sheet.lines, keys: []binding{s.keys.cancel}, prompt: room.prompt([]string{room.in(words.PlainText)}, s.keys.cancel)}
	}
	for i, one := range s.list {
		sheet.marked(room.theme.plain, strconv.Itoa(i+1)+". ", room.in(one.Label)+room.in(words.Colon)+one.shown(room))
	}
	if !s.problem.IsZero() {
		sheet.say(room.theme.problem, s.problem)
	}
	sheet.say(room.theme.question, words.PlainNumber)
	return page{crumbs: crumbs, lines: sheet.lines, keys: keys, prompt: room.prompt([]string{room.numbers(len(s.list))}, keys...)}
}

// hear takes the number of a setting, or what is typed for the one that was chosen.
func (s *settingsScreen) hear(line string) (turn, bool) {
	switch {
	case s.text != nil && s.keys.cancel.means(line), s.text != nil && line == "":
		s.text, s.problem = nil, catalog.Text{}
		return turn{}, true
	case s.text != nil && line == "-":
		return s.store(""), true
	case s.text != nil:
		return s.store(search(line)), true
	}
	n, err := strconv.Atoi(width.Narrow.String(line))
	if err != nil || n < 1 || n > len(s.list) {
		return turn{}, false
	}
	s.selected = n - 1
	return s.change(), true
}
