package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// This file is the foot of a screen: the keys that can be pressed there. A click on one is the same.

// footRule is the rule over the keys. It says so where the page goes on above or below, without a wide character: the
// renderer writes a line that has one anew with every key.
func (r *root) footRule(offset, shown, all int) string {
	var keys []string
	if offset > 0 {
		keys = append(keys, r.keys.pageUp.shown+" "+r.keys.above.shown)
	}
	if offset+shown < all {
		keys = append(keys, r.keys.pageDown.shown+" "+r.keys.below.shown)
	}
	if len(keys) == 0 {
		return r.rule()
	}
	label := " " + strings.Join(keys, "  ") + " "
	line := strings.Repeat(r.theme.glyphs.rule, max(r.width-ansi.StringWidth(label)-1, 0))
	return r.theme.dim.Render(line) + r.theme.caution.Render(label) + r.theme.dim.Render(r.theme.glyphs.rule)
}

// footKey is a key at the foot, and where it stands there: the line, and the cells from its first to behind its last.
type footKey struct {
	binding
	line, from, to int
}

// foot draws what stands under the body.
func (r *root) foot(page page) []string {
	example := sheet{room: r.room()}
	r.screens.sayExample(&example, words.ExampleMark)
	return slices.Concat(r.trial.foot(r.theme, r.room()), example.lines, r.draw(r.footKeys(page)))
}

// footKeys lists the keys that are shown. Help and language stand on every screen; where there is no room for all, the
// last ones of the screen give way, and the help has them.
func (r *root) footKeys(page page) []footKey {
	const roomy = 16
	most := 2
	if r.height >= roomy {
		most = 3
	}
	keys := page.keys
	for {
		placed := r.placed(slices.Concat(keys, []binding{r.helpKey(page), r.keys.language}))
		if footLines(placed) > most && len(keys) > 0 {
			keys = keys[:len(keys)-1]
			continue
		}
		if more := r.placed(slices.Concat(keys, []binding{r.paletteKey(page), r.helpKey(page), r.keys.language})); footLines(more) == footLines(placed) {
			return more // it takes no room from another key
		}
		return placed
	}
}

// placed puts keys on as many lines as they need.
func (r *root) placed(keys []binding) []footKey {
	var placed []footKey
	line, used := 0, 0
	for _, key := range keys {
		cells := ansi.StringWidth(key.shown) + 1 + ansi.StringWidth(key.label.In(r.lang))
		from := used + len(between)
		switch {
		case used == 0:
			from = 0
		case from+cells > r.width:
			line, from = line+1, 0
		}
		used = from + cells
		placed = append(placed, footKey{key, line, from, used})
	}
	return placed
}

// footLines is how many lines the keys take.
func footLines(placed []footKey) int { return placed[len(placed)-1].line + 1 }

func (r *root) draw(placed []footKey) []string {
	drawn := make([]string, footLines(placed))
	used := 0
	for _, key := range placed {
		if key.from == 0 {
			used = 0
		}
		drawn[key.line] += strings.Repeat(" ", key.from-used) + r.theme.key.Render(key.shown) + " " + key.label.In(r.lang)
		used = key.to
	}
	return drawn
}

// keyAt finds the key at a cell of the window.
func (r *root) keyAt(page page, column, row int) (binding, bool) {
	placed := r.footKeys(page)
	line := row - (r.height - footLines(placed))
	for _, key := range placed {
		if key.line == line && column >= key.from && column < key.to {
			return key.binding, true
		}
	}
	return binding{}, false
}
