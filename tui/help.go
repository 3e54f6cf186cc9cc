package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
)

// helpScreen explains every key of the screen that it was opened from, and how posmedic works.
type helpScreen struct {
	keys  keyMap
	shown []binding
	mouse bool
}

func (h *helpScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && h.keys.close.is(key) {
		return turn{kind: back}, nil
	}
	return turn{}, nil
}

func (h *helpScreen) page(room room) page {
	s := sheet{room: room}
	s.space()
	s.ask(room.theme.question, room.in(words.HelpKeys))
	s.gap()
	for _, key := range append(h.shown[:len(h.shown):len(h.shown)], h.keys.scroll, h.keys.language, h.keys.suspend, h.keys.interrupt) {
		if key.shown == "" { // not every key is there where what is typed are lines
			continue
		}
		label := room.in(key.label)
		if others := key.others(); len(others) > 0 && key.shown != h.keys.scroll.shown {
			label += fmt.Sprintf(room.in(words.HelpAlso), strings.Join(others, " "))
		}
		s.marked(room.theme.plain, pad(key.shown, 10), label)
	}
	paragraphs := []catalog.Text{words.HelpSafe, words.HelpBack, words.HelpKnown, words.HelpCard, words.HelpSource}
	if h.mouse {
		paragraphs = append(paragraphs, words.HelpMouse)
	}
	for _, paragraph := range paragraphs {
		s.gap()
		s.say(room.theme.plain, paragraph)
	}
	return page{crumbs: []string{room.in(words.HelpTitle)}, lines: s.lines, keys: []binding{h.keys.close}}
}
