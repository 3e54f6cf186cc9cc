package tui

import (
	"fmt"
	"slices"
	"strings"
)

// This file is what stands before a line that is typed: it names what can be typed there.

// prompt names what can be typed on a page: the number of a row, a text, and the keys.
func (p *plainWizard) prompt(page page) string {
	var typed []string
	switch rows := rowsOf(page); {
	case page.typing:
		typed = append(typed, p.room.in(words.PlainText))
	case rows > 0:
		typed = append(typed, p.room.numbers(rows))
	}
	return p.room.prompt(typed, slices.DeleteFunc(slices.Concat(page.inBody, page.keys), func(key binding) bool {
		return page.typing && key.means("") // a line that is typed ends with Enter anyway
	})...)
}

// rowsOf is how many rows of a page can be picked.
func rowsOf(page page) int {
	rows := 0
	for _, same := range page.clicks {
		if row, ok := same.(pick); ok {
			rows = max(rows, int(row)+1)
		}
	}
	return rows
}

// prompt is what stands before a line: what can be typed, the keys among it, and that the help has the others.
func (r room) prompt(typed []string, keys ...binding) string {
	for _, key := range keys {
		if key.shown != "" { // not every key of the screen is there in lines
			typed = append(typed, key.shown)
		}
	}
	return fmt.Sprintf(r.in(words.PlainPrompt), strings.Join(typed, "/"))
}

// numbers names the numbers from 1 on.
func (r room) numbers(last int) string {
	if last == 1 {
		return "1"
	}
	return fmt.Sprintf("1-%d", last)
}

// promptOf is the prompt of a step or an outcome: the keys that lead on. The help has all of them.
func (k keyMap) promptOf(keys []binding, room room) string {
	leading := []binding{k.wentThrough, k.yes, k.no, k.cannot, k.understood, k.take, k.wait, k.handOver, k.reply, k.report, k.finish}
	leadsOn := func(key binding) bool {
		return slices.ContainsFunc(leading, func(other binding) bool { return other.label == key.label })
	}
	return room.prompt(nil, slices.DeleteFunc(slices.Clone(keys), func(key binding) bool { return !leadsOn(key) })...)
}
