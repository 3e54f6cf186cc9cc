package tui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
)

// TestBindingsStartThemselves holds the key press that the palette makes against the one that a binding takes.
func TestBindingsStartThemselves(t *testing.T) {
	all := reflect.ValueOf(newKeyMap())
	for i := range all.NumField() {
		var keys []string
		for j := range all.Field(i).FieldByName("keys").Len() {
			keys = append(keys, all.Field(i).FieldByName("keys").Index(j).String())
		}
		for _, key := range keys {
			one := binding{keys: []string{key}}
			if press := one.press(); !one.is(press) {
				t.Errorf("the press of %s is taken as %s", key, press)
			}
		}
	}
}

func TestPaletteOpensEverywhereAndGoesBack(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, typing bool) {
		if _, open := w.root.top().(*paletteScreen); open {
			w.press("esc")
			typing = false
		}
		before := w.screen()
		for _, key := range []string{"ctrl+p", ":"} {
			if key == ":" && typing {
				continue
			}
			for _, back := range []string{"esc", "ctrl+p"} {
				w.press(key)
				w.see("What do you want to do?")
				w.press(back)
				same(t, "the screen after the palette", w.screen(), before)
			}
		}
	})
}

// TestPaletteDoesWhatTheKeyDoes carries out every action of every screen by its key and by its name in each language.
func TestPaletteDoesWhatTheKeyDoes(t *testing.T) {
	t.Parallel()
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			at := atPlace(t, place.keys)
			if _, open := at.root.top().(*paletteScreen); open {
				return // its own keys are no actions
			}
			page := at.root.top().page(at.root.room())
			for i, wanted := range slices.Concat(page.keys, page.more) {
				if wanted.isMove() {
					continue
				}
				byKey, byName := atPlace(t, place.keys), atPlace(t, place.keys)
				byKey.send(wanted.press())
				lang := []catalog.Lang{catalog.Chinese, catalog.English}[i%2]
				byName.press("ctrl+p")
				byName.paste(wanted.label.In(lang))
				found := byName.root.top().(*paletteScreen).found
				byName.send(pick(slices.IndexFunc(found, func(one action) bool { return one.shown == wanted.shown })))
				if byName.left != byKey.left || caseless(byName) != caseless(byKey) {
					t.Errorf("%s by its name in %s leads to\n%s\nby its key to\n%s", wanted.label.En, lang, byName.screen(), byKey.screen())
				}
			}
		})
	}
}

// caseless is the screen without what is another in each folder.
func caseless(w *wizard) string {
	return strings.ReplaceAll(w.screen(), w.root.screens[0].(*homeScreen).reports, "REPORTS")
}

func TestPaletteFinds(t *testing.T) {
	for _, test := range []struct{ typed, want string }{
		{"report", "report"},
		{"上报", "report"},
		{"故障", "fault record"},
		{"leave at", "leave at once (the case is saved)"},
		{"ＭＡＰ", "map"},
		{"lct", "map"},
		{"liuchengtu", "map"},
		{"sbd", "report"},
		{"bei", "notes"},
		{"zhu", "notes"},
		{"bei zhu", "notes"},
	} {
		w := startWith(t, newMemory())
		w.walkTo("E102", solved...)
		if test.want == "map" || test.want == "fault record" {
			w.press("b")
		}
		w.press(":", test.typed)
		found := w.root.top().(*paletteScreen).found
		if len(found) == 0 || found[0].label.En != test.want {
			t.Errorf("%q finds %v first, want %s", test.typed, found, test.want)
		}
	}
}

// A name with a sign in it is found in pinyin on either side of the sign.
func TestPaletteFindsByPinyinBesideASign(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "t", "ctrl+p")
	for _, typed := range []string{"bei", "zhengju", "zj"} {
		w.press(typed)
		if found := w.root.top().(*paletteScreen).found; len(found) == 0 || found[0].label != words.KeyKind {
			t.Errorf("%q finds %v", typed, found)
		}
		w.press("ctrl+u")
	}
}

func TestPaletteHasNoAnswersAndNoMovements(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, _ bool) {
		if _, open := w.root.top().(*paletteScreen); open {
			return
		}
		w.press("ctrl+p")
		for _, one := range w.root.top().(*paletteScreen).actions {
			if one.isMove() {
				t.Errorf("it offers %s", one.label.En)
			}
		}
		w.press("esc")
	})
}

// What the home screen can do is found from a case, and goes there first.
func TestPaletteFindsTheActionsOfHomeFromACase(t *testing.T) {
	for typed, want := range map[string]string{
		"settings": "posmedic › Settings", "设置": "posmedic › Settings", "she": "posmedic › Settings", "history": "posmedic › History", "训练 演练": "", "演练": "posmedic › Drill",
	} {
		w := start(t)
		w.walkTo("E102", "y")
		w.press(":", typed)
		if want == "" {
			w.see("There is no such action here.")
			continue
		}
		w.see("Esc ")
		w.press("enter")
		w.see(want)
		same(t, "answers", len(w.theCase().Walk.Answers), 1)
		w.press("esc")
		w.see("What does the terminal show?", "E102")
	}
}

func TestPaletteWithNothingFoundDoesNothing(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102")
	before := w.screen()
	w.press(":", "zzz")
	w.see("There is no such action here.")
	w.press("enter", "down", "enter")
	w.see("There is no such action here.")
	w.press("esc")
	same(t, "the screen", w.screen(), before)
}

func TestHelpNamesEveryKeyOfAnAction(t *testing.T) {
	w := startWith(t, newMemory())
	w.walkTo("E102", "?")
	w.see("y         yes (or 1)", "b         back (or Backspace h)", "↑         up (or k ←)", "Enter     choose (or l)", ":         find an action (or Ctrl+P)")
}
