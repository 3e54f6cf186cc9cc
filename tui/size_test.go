package tui

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

var sizes = [][2]int{{80, 24}, {40, 20}, {120, 36}, {30, 10}, {200, 60}}

// plain is a drawn line as text.
func plain(line string) string { return strings.TrimRight(ansi.Strip(line), " ") }

// fits demands that the screen fills the window and nothing more, and that the line in focus and the cursor
// are in view.
func (w *wizard) fits() {
	w.t.Helper()
	view := w.fills()
	r := w.root
	if r.isTooSmall() || r.scrolled {
		return
	}
	page := r.top().page(r.room())
	if lead := page.focus - page.lead; page.cursor != nil && page.cursor.line >= lead && page.cursor.line <= lead+1 && view.Cursor == nil {
		w.t.Fatalf("the cursor is out of view:\n%s", w.screen())
	}
	if focus := page.lines[page.focus]; page.lead == 0 && !strings.Contains(view.Content, focus) {
		w.t.Fatalf("the line in focus, %q, is out of view:\n%s", plain(focus), w.screen())
	}
}

// fills demands that the screen fills the window and nothing more, and that the cursor stands in it.
func (w *wizard) fills() tea.View {
	w.t.Helper()
	r := w.root
	view := r.View()
	lines := strings.Split(view.Content, "\n")
	if r.width < leastWidth || r.height < leastHeight {
		if len(lines) > r.height {
			w.t.Fatalf("%d lines in a window of %d", len(lines), r.height)
		}
		return view
	}
	if len(lines) != r.height {
		w.t.Fatalf("%d lines in a window of %d:\n%s", len(lines), r.height, w.screen())
	}
	for _, line := range lines {
		if got := ansi.StringWidth(line); got > r.width {
			w.t.Fatalf("%d cells in a window of %d: %q", got, r.width, ansi.Strip(line))
		}
	}
	if cursor := view.Cursor; cursor != nil && (cursor.X < 0 || cursor.X >= r.width || cursor.Y < 0 || cursor.Y >= r.height) {
		w.t.Fatalf("the cursor is at %d,%d in a window of %d×%d", cursor.X, cursor.Y, r.width, r.height)
	}
	return view
}

// typeset demands that no line of the body begins with punctuation that belongs to the line before.
func (w *wizard) typeset() {
	w.t.Helper()
	page := w.root.top().page(w.root.room())
	for i, line := range slices.Concat(page.lines, page.last, page.aside) {
		if page.cursor != nil && page.cursor.line == i {
			continue
		}
		if text := strings.TrimLeft(plain(line), w.root.theme.glyphs.bar); strings.ContainsAny(firstSign(text), "，。、；：？！）》〉」』】〕”’") {
			w.t.Fatalf("a line begins with punctuation: %q, in\n%s", text, w.screen())
		}
	}
}

// firstSign is the first character of a text, "" of none.
func firstSign(text string) string {
	for _, first := range text {
		return string(first)
	}
	return ""
}

func TestEveryScreenFitsEverySize(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			w.root.lang = lang
			for _, size := range sizes {
				w.size(size[0], size[1])
				w.fits()
				w.typeset()
			}
		}
	})
}

func TestEveryScreenFitsEveryWidth(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for width := 1; width <= 90; width++ {
			w.root.lang = other(w.root.lang)
			w.size(width, width/3+1)
			w.fits()
		}
	})
}

func TestTooSmallSaysSo(t *testing.T) {
	for _, test := range []struct {
		lang          catalog.Lang
		width, height int
		want          string
	}{
		{catalog.Chinese, 29, 10, "窗口太小，请放大到至少 30\n列、10 行。"},
		{catalog.Chinese, 80, 9, "窗口太小，请放大到至少 30 列、10 行。"},
		{catalog.English, 80, 5, "This window is too small. posmedic needs at least 30 columns and 10 rows."},
		{catalog.English, 20, 2, "This window is too\nsmall. posmedic"},
	} {
		w := startWith(t, newMemory())
		w.root.lang = test.lang
		w.walkTo("E102", "n")
		before := w.screen()
		w.size(test.width, test.height)
		same(t, "the screen", w.screen(), test.want)
		w.press("y", "enter", "pgdown", "esc", "?") // nobody answers what is not to be seen
		w.paste("y")
		w.size(200, 60)
		same(t, "the screen when the window is large again", w.screen(), before)
	}
}

// TestAnswersFitWithoutScrolling draws every step that any flow can ask at 40×20: all answers are in view.
func TestAnswersFitWithoutScrolling(t *testing.T) {
	t.Parallel()
	longest := []string{"handbook E/10.2", "handbook E/18.1", "handbook E/19.1"}
	drawn := 0
	for i := range flowdata.Knowledge.Flows {
		flow := &flowdata.Knowledge.Flows[i]
		for j := range flow.Nodes {
			node := &flow.Nodes[j]
			if len(node.Allowed()) == 0 {
				continue
			}
			drawn++
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				w := startWith(t, newMemory())
				w.walkTo("E102")
				w.root.lang = lang
				work := w.root.top().(*stepScreen).casework
				work.state.Current = &flows.Step{Flow: flow, Node: node, Sources: longest, Fields: work.state.Flow.Fields}
				w.root.take(turn{kind: show, to: newStep(work)})
				w.size(40, 20)
				w.fits()
				w.typeset()
				for _, value := range node.Allowed() {
					label := node.AnswerLabel(value).In(lang)
					if node.Kind == flows.Collect {
						label = words.StepFill.In(lang)
					}
					if !strings.Contains(w.screen(), "] "+label) {
						t.Errorf("%s/%s, %s: the answer %q is out of view:\n%s", flow.ID, node.ID, lang, label, w.screen())
					}
				}
			}
		}
	}
	if drawn == 0 {
		t.Error("no step was drawn")
	}
}

// TestOutcomesFit draws every outcome with every field missing.
func TestOutcomesFit(t *testing.T) {
	t.Parallel()
	for i := range flowdata.Knowledge.Flows {
		flow := &flowdata.Knowledge.Flows[i]
		for j := range flow.Nodes {
			node := &flow.Nodes[j]
			if node.Kind != flows.Ending {
				continue
			}
			w := startWith(t, newMemory())
			w.walkTo("E301")
			work := w.root.top().(*stepScreen).casework
			work.state.Current, work.state.Outcome = nil, &flows.Step{Flow: flow, Node: node, Sources: []string{"handbook E/3.2"}}
			w.root.take(turn{kind: show, to: work.screen()})
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				w.root.lang = lang
				for _, size := range sizes {
					w.size(size[0], size[1])
					w.fits()
					w.typeset()
				}
			}
		}
	}
}

// begin is what of a heading stands on its first line whatever the width of the words behind it.
func begin(heading string) string {
	letters := []rune(heading)
	return string(letters[:min(30, len(letters))])
}

// TestEntriesFit draws every entry of the catalogue.
func TestEntriesFit(t *testing.T) {
	t.Parallel()
	for _, entry := range shipped.Entries() {
		w := startWith(t, newMemory())
		typed, crumb := entry.Code, cmp.Or(entry.Code, shipped.TitleOf(entry.Table).En)
		if typed == "" || len(shipped.Find(typed)) > 1 {
			typed = entry.Message.Zh // what has no code, or shares it, is found by its message
		}
		w.press(typed, "enter")
		for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			w.root.lang = lang
			for _, size := range sizes {
				w.size(size[0], size[1])
				w.fits()
				w.typeset()
			}
		}
		w.size(200, 60)
		w.see("posmedic › "+crumb+"\n", begin(strings.TrimSpace(entry.Code+"  "+title(entry).En)), "First step: ")
	}
}
