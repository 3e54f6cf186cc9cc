package tui

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// places is a way to every screen, from the home screen of an empty folder.
var places = []struct {
	name   string
	keys   []string
	typing bool // whether letters and signs are text there
}{
	{"home", nil, false},
	{"home, typing", []string{"E10"}, true},
	{"home, nothing found", []string{"E999"}, true},
	{"home, open cases", []string{"E102", "enter", "enter", "y", "esc", "E301", "enter", "enter", "esc", "down"}, false},
	{"entry", []string{"E102", "enter"}, false},
	{"entry, the longest", []string{"E310", "enter"}, false},
	{"question", []string{"E102", "enter", "enter"}, false},
	{"question after many", []string{"E102", "enter", "enter", "n", "n", "n", "n", "n"}, false},
	{"question with parked answers", []string{"E102", "enter", "enter", "n", "y", "y", "b", "b", "n"}, false},
	{"question with a hint", []string{"E102", "enter", "enter", "enter"}, false},
	{"action", []string{"E102", "enter", "enter", "y"}, false},
	{"action that charges", []string{"E201", "enter", "enter", "y", "y"}, false},
	{"action that erases", []string{"E201", "enter", "enter", "y", "y", "n", "n"}, false},
	{"notice", []string{"E101", "enter", "enter", "y", "y"}, false},
	{"collection", []string{"E301", "enter", "enter", "y", "n", "n", "n"}, false},
	{"reason", []string{"E102", "enter", "enter", "c"}, true},
	{"reason, own words", []string{"E102", "enter", "enter", "c", strings.Repeat("打印机", 20)}, true},
	{"form", []string{"E301", "enter", "enter", "i"}, true},
	{"form, the last field", []string{"E301", "enter", "enter", "i", "up"}, true},
	{"form, with a finding", []string{"E301", "enter", "enter", "i", "123", "esc"}, true},
	{"form, card number", []string{"E301", "enter", "enter", "i", "down", "down", "down", "down", "6222021234567890123"}, true},
	{"form, other fields", []string{"E301", "enter", "enter", "i", "ctrl+o"}, true},
	{"form, severity", []string{"E301", "enter", "enter", "i", "ctrl+o", "up", "up", "up", "right", "right"}, true},
	{"form, several banks", []string{"E301", "enter", "enter", "i", "down", "down", "down", "down", "6213461234", "down"}, true},
	{"outcome", append([]string{"E102", "enter", "enter"}, solved...), false},
	{"outcome with fields missing", append([]string{"E102", "enter", "enter"}, replaced...), false},
	{"map at the first step", []string{"E102", "enter", "enter", "m"}, false},
	{"map in the middle", []string{"E201", "enter", "enter", "n", "n", "n", "n", "m"}, false},
	{"map with everything unfolded", []string{"E201", "enter", "enter", "y", "m", "down", "down", "down", "down", "down", "down", "enter", "down", "down", "down", "down", "enter"}, false},
	{"map of an outcome", append(append([]string{"E102", "enter", "enter"}, replaced...), "m"), false},
	{"outcome, proved", append([]string{"E102", "enter", "enter"}, proved...), false},
	{"outcome, not proved", append([]string{"E102", "enter", "enter"}, append(slices.Clone(solved), "n")...), false},
	{"outcome, handed over", append([]string{"E102", "enter", "enter"}, append(slices.Clone(replaced), "g", "3", "enter")...), false},
	{"handing over", append([]string{"E102", "enter", "enter"}, append(slices.Clone(replaced), "g")...), false},
	{"reply", append([]string{"E102", "enter", "enter"}, append(slices.Clone(replaced), "g", "enter", "a", "打印机")...), true},
	{"notes", []string{"E102", "enter", "enter", "t", "the shop closes at six", "enter", "打印机"}, true},
	{"evidence", []string{"E102", "enter", "enter", "t", "tab", "screen.jpg", "enter", "down"}, true},
	{"history, empty", []string{"tab"}, false},
	{"history", []string{"E102", "enter", "enter", "y", "esc", "E301", "enter", "enter", "esc", "tab", "down"}, false},
	{"history, filtered", []string{"E102", "enter", "enter", "y", "esc", "tab", "e102"}, true},
	{"history, nothing fits", []string{"E102", "enter", "enter", "y", "esc", "tab", "zzz"}, true},
	{"a past case", []string{"E102", "enter", "enter", "y", "esc", "tab", "enter"}, false},
	{"a past case, deleting", []string{"E102", "enter", "enter", "y", "esc", "tab", "enter", "d"}, false},
	{"report", append(append([]string{"E102", "enter", "enter"}, replaced...), "r"), false},
	{"report, saved", append(append([]string{"E102", "enter", "enter"}, replaced...), "r", "c"), false},
	{"report, PDF", append(append([]string{"E102", "enter", "enter"}, replaced...), "r", "t", "t", "t"), false},
	{"report, JSON", append(append([]string{"E102", "enter", "enter"}, replaced...), "r", "t", "t", "t", "t", "t"), false},
	{"QR code", append(append([]string{"E102", "enter", "enter"}, replaced...), "r", "m"), false},
	{"palette", []string{"E102", "enter", "enter", ":"}, true},
	{"palette, typing", []string{"E102", "enter", "enter", ":", "图"}, true},
	{"settings", []string{","}, false},
	{"settings, typing", []string{",", "down", "down", "enter", "王芳"}, true},
	{"training, who", []string{"f2"}, true},
	{"training, a name that is none", []string{"f2", "enter"}, true},
	{"training", []string{"f2", "Lan", "enter"}, false},
	{"recall", []string{"f2", "Lan", "enter", "enter", "down"}, false},
	{"recall, result", []string{"f2", "Lan", "enter", "enter", "1"}, false},
	{"guided", []string{"f2", "Lan", "enter", "g"}, false},
	{"guided, hint", []string{"f2", "Lan", "enter", "g", "f3"}, false},
	{"free", []string{"f2", "Lan", "enter", "f"}, true},
	{"free, choosing", []string{"f2", "Lan", "enter", "f", "restart"}, true},
	{"free, something found", []string{"f2", "Lan", "enter", "f", "restart", "enter", "mid", "enter", "f3"}, true},
	{"free, an outcome", []string{"f2", "Lan", "enter", "f", "Outcome: Let", "enter"}, true},
	{"free, result", []string{"f2", "Lan", "enter", "f", "restart", "enter", "Outcome: Let", "enter", "enter"}, false},
	{"help", []string{"?"}, false},
	{"help of a step", []string{"E102", "enter", "enter", "?"}, false},
}

// changedPlace is the one screen that keys alone do not lead to.
func changedPlace(t *testing.T) *wizard {
	t.Helper()
	return resumed(t, "n", "y", "n")
}

// earlierPlace tells of the same fault on the same terminal; the cases are on a disk.
func earlierPlace(t *testing.T) *wizard {
	t.Helper()
	w := start(t)
	for range 2 {
		w.walkTo("E102", proved...)
		w.press("i")
		w.goTo(fault.TID)
		w.press("12345678", "esc", "m", strings.Repeat("打印机缺纸，", 12), "enter", "esc", "esc")
	}
	w.press("down", "enter", "e")
	return w
}

func atPlace(t *testing.T, keys []string) *wizard {
	t.Helper()
	w := startWith(t, newMemory())
	w.press(keys...)
	return w
}

// everywhere runs a test on every screen.
func everywhere(t *testing.T, test func(t *testing.T, w *wizard, typing bool)) {
	t.Parallel()
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			test(t, atPlace(t, place.keys), place.typing)
		})
	}
	t.Run("changed flow", func(t *testing.T) { test(t, changedPlace(t), false) })
	t.Run("the same fault before", func(t *testing.T) { test(t, earlierPlace(t), false) })
}

func TestLanguageSwitchesEverywhere(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		english := w.screen()
		w.see("Ctrl+L 中文")
		w.press("ctrl+l")
		w.see("Ctrl+L English")
		same(t, "language", w.root.lang, catalog.Chinese)
		w.press("ctrl+l")
		same(t, "the screen after two switches", w.screen(), english)
	})
}

func TestHelpOpensEverywhereAndGoesBack(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, typing bool) {
		before := w.screen()
		key := "?"
		if typing {
			key = "f1"
		}
		if _, open := w.root.top().(*helpScreen); open {
			w.press("esc")
			before = w.screen()
		}
		for _, back := range []string{"esc", "enter", "b", "q", key} {
			w.press(key)
			w.see("The keys of this screen", "PgUp/PgDn", "Ctrl+Z", "Ctrl+C", "Every answer and every field is stored at once.")
			w.press(back)
			same(t, "the screen after help, left with "+back, w.screen(), before)
		}
	})
}

// TestFootNamesHelpAndLanguageEverywhere holds the foot against the room, and the help against the foot.
func TestFootNamesHelpAndLanguageEverywhere(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, typing bool) {
		help := "? help"
		if typing {
			help = "F1 help"
		}
		for _, size := range sizes {
			w.size(size[0], size[1])
			w.see(help, "Ctrl+L 中文")
		}
		if _, open := w.root.top().(*helpScreen); open {
			return
		}
		keys := w.root.top().page(w.root.room()).keys
		w.size(200, 60)
		w.press(strings.ToLower(strings.Fields(help)[0]))
		for _, key := range keys {
			w.see(key.shown+" ", key.label.En)
		}
	})
}

func TestCtrlCLeavesEverywhere(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		w.press("ctrl+c")
		if !w.left {
			t.Error("ctrl+c must leave posmedic")
		}
	})
}

// marker is the rule over the keys, which says where the page goes on.
func (w *wizard) marker() string {
	marker := ""
	for _, line := range w.lines() {
		if strings.HasPrefix(line, "──") {
			marker = line
		}
	}
	return marker
}

func TestScrollingGoesThroughEveryLine(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		if _, turns := w.root.top().(paging); turns {
			return // it draws no more than what is in view, and has a test of its own
		}
		w.size(40, 12)
		all := w.root.top().page(w.root.room()).lines
		for range all {
			w.press("pgup")
		}
		if strings.Contains(w.marker(), "PgUp") {
			t.Errorf("the screen cannot be scrolled to its top:\n%s", w.screen())
		}
		seen := map[string]bool{}
		for {
			for _, line := range w.lines() {
				seen[line] = true
			}
			if !strings.Contains(w.marker(), "PgDn") {
				break
			}
			w.press("pgdown")
		}
		for _, line := range all {
			if text := plain(line); !seen[text] {
				t.Errorf("scrolling never shows the line %q", text)
			}
		}
	})
}

// TestEveryKeyOfTheFootDoesSomething presses each key that a foot shows. An arrow may find nothing above or below, and
// what a key says may be on the screen already.
func TestEveryKeyOfTheFootDoesSomething(t *testing.T) {
	t.Parallel()
	keys := newKeyMap()
	said := map[string][]binding{
		"home, nothing found":           {keys.choose},
		"evidence":                      {keys.store},
		"form, with a finding":          {keys.next, keys.others},
		"report, saved":                 {keys.copy},
		"training, a name that is none": {keys.choose},
		"guided, hint":                  {keys.hint},
		"free, something found":         {keys.hint},
	}
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			idle := []string{keys.up.shown, keys.down.shown}
			for _, key := range said[place.name] {
				idle = append(idle, key.shown)
			}
			at := atPlace(t, place.keys)
			page := at.root.top().page(at.root.room())
			for _, key := range slices.Concat(page.inBody, page.keys) {
				w := atPlace(t, place.keys)
				before := w.screen()
				w.send(key.press())
				if !slices.Contains(idle, key.shown) && w.screen() == before && !w.left {
					t.Errorf("%s %s does nothing:\n%s", key.shown, key.label.En, before)
				}
			}
		})
	}
}

// TestTitlesBeginWithACapital holds the breadcrumbs to one look in English.
func TestTitlesBeginWithACapital(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		for _, title := range w.root.top().page(w.root.room()).crumbs {
			if first, _ := utf8.DecodeRuneInString(title); unicode.IsLower(first) {
				t.Errorf("the title %q begins with a small letter", title)
			}
		}
	})
}
