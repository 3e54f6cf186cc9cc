package tui

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// paletteScreen finds an action by its name, in either language, and carries it out as its key would.
type paletteScreen struct {
	keys     keyMap
	actions  []action // those of the screen below, those that every screen has, and those of the home screen
	query    input
	found    []action
	selected int
}

// action is a binding that can be found.
type action struct {
	binding
	by     turnKind // how the screen is reached where its key is pressed: back or goHome
	names  string   // its key and its names in both languages
	spoken []string // the Chinese name in pinyin, and its first letters, from each of its characters on
}

// has tells whether a word of a query is in the names, or in the Chinese one in pinyin where a syllable begins.
func (a action) has(word string) bool {
	return strings.Contains(a.names, word) || slices.ContainsFunc(a.spoken, func(spoken string) bool { return strings.HasPrefix(spoken, word) })
}

// openPalette lays the palette on the screen on top; on the palette itself it goes back.
func (r *root) openPalette() {
	if _, open := r.top().(*paletteScreen); open {
		r.take(turn{kind: back})
		return
	}
	page := r.top().page(r.room())
	var actions []action
	add := func(by turnKind, one binding) {
		names := searchable(strings.Join([]string{one.shown, one.label.Zh, one.label.En}, " "))
		actions = append(actions, action{one, by, names, r.pinyin(one.label.Zh)})
	}
	for _, one := range slices.Concat(page.keys, page.more, []binding{r.helpKey(page), r.keys.language, r.keys.suspend, r.keys.interrupt}) {
		if !one.isMove() {
			add(back, one)
		}
	}
	for _, one := range r.fromHome(page) {
		add(goHome, one)
	}
	r.take(turn{kind: push, to: &paletteScreen{keys: r.keys, actions: actions, query: newInput("", search), found: actions}})
}

// fromHome lists the actions of the home screen for a screen that one key leaves for it; that key is shown before theirs.
func (r *root) fromHome(page page) []binding {
	home, isHome := r.screens[0].(*homeScreen)
	if !isHome || !slices.ContainsFunc(page.keys, func(key binding) bool { return key.label == r.keys.home.label }) {
		return nil
	}
	actions := []binding{r.keys.history, r.keys.settings}
	if home.train != nil {
		actions = append(actions, r.keys.train)
	}
	for i := range actions {
		actions[i].shown = r.keys.home.shown + " " + actions[i].shown
	}
	return actions
}

// wholeName is how many of the spellings that pinyin lists are of the name as a whole.
const wholeName = 2

// pinyin writes the Chinese part of a name as it is spoken, from each of its characters on.
func (r *root) pinyin(name string) []string {
	var spoken []string
	for _, part := range strings.FieldsFunc(name, func(letter rune) bool { return !unicode.Is(unicode.Han, letter) }) {
		for i := range part {
			spoken = append(spoken, strings.Fields(r.spoken(part[i:]))...)
		}
	}
	return spoken
}

func (p *paletteScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		p.selected = int(row)
		return p.choose(), nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && p.keys.cancel.is(key):
		return turn{kind: back}, nil
	case ok && p.keys.choose.is(key):
		return p.choose(), nil
	case ok && p.keys.above.is(key):
		p.selected = max(p.selected-1, 0)
	case ok && p.keys.below.is(key):
		p.selected = max(min(p.selected+1, len(p.found)-1), 0)
	default:
		if p.query.update(msg) {
			p.look()
		}
	}
	return turn{}, nil
}

func (p *paletteScreen) choose() turn {
	if p.selected >= len(p.found) {
		return turn{}
	}
	chosen := p.found[p.selected]
	return turn{kind: chosen.by, then: chosen.press()}
}

// look finds the actions that have every word of the query, those first whose name begins with it.
func (p *paletteScreen) look() {
	query := searchable(p.query.value())
	wanted := strings.Fields(query)
	p.selected, p.found = 0, nil
	for _, action := range p.actions {
		if !slices.ContainsFunc(wanted, func(word string) bool { return !action.has(word) }) {
			p.found = append(p.found, action)
		}
	}
	begins := func(action action) bool {
		names := []string{searchable(action.label.Zh), searchable(action.label.En)}
		names = append(names, action.spoken[:min(len(action.spoken), wholeName)]...)
		return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, query) })
	}
	slices.SortStableFunc(p.found, func(a, b action) int {
		switch first, second := begins(a), begins(b); {
		case first && !second:
			return -1
		case second && !first:
			return 1
		}
		return 0
	})
}

func (p *paletteScreen) page(room room) page {
	s := sheet{room: room}
	s.space()
	s.ask(room.theme.question, room.in(words.PaletteAsk))
	const prompt = "> "
	text, at := p.query.show(room.width - len(prompt) - 1)
	if text == "" {
		text = room.theme.dim.Render(cut(room.in(words.PaletteHint), room.width-len(prompt), room.theme.glyphs.more))
	}
	s.lines = append(s.lines, room.theme.chosen.Render(prompt)+text)
	cursor := &place{line: len(s.lines) - 1, column: len(prompt) + at}
	s.gap()
	if len(p.found) == 0 {
		s.say(room.theme.caution, words.PaletteNothing)
	}
	for i, action := range p.found {
		p.row(&s, i, action.binding)
	}
	return page{
		crumbs: []string{room.in(words.PaletteTitle)}, lines: s.lines, focus: s.focus, cursor: cursor, typing: true, clicks: s.clicks,
		keys: []binding{p.keys.choose, p.keys.above, p.keys.below, p.keys.cancel},
	}
}

// row shows an action: its key, its name, and its name in the other language.
func (p *paletteScreen) row(s *sheet, i int, action binding) {
	const keyCells = 10 // the longest name of a key
	theme := s.room.theme
	style, mark := theme.plain, theme.glyphs.blank
	if i == p.selected {
		style, mark = theme.chosen, theme.glyphs.pointer
	}
	text := mark + pad(action.shown, keyCells) + s.room.in(action.label)
	line := style.Render(cut(text, s.room.width, theme.glyphs.more))
	if rest := s.room.width - ansi.StringWidth(text) - 2; rest > 0 {
		line += "  " + theme.dim.Render(cut(action.label.In(other(s.room.lang)), rest, theme.glyphs.more))
	}
	s.lines = append(s.lines, line)
	s.click(len(s.lines)-1, pick(i))
	if i == p.selected {
		s.here()
	}
}
