package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
)

// eachWord calls f with every sentence of the package.
func eachWord(f func(name string, text catalog.Text)) {
	all := reflect.ValueOf(words)
	for i := range all.NumField() {
		f(all.Type().Field(i).Name, all.Field(i).Interface().(catalog.Text))
	}
}

func TestWordsAreUsed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			if selector, ok := node.(*ast.SelectorExpr); ok {
				if from, ok := selector.X.(*ast.Ident); ok && from.Name == "words" {
					used[selector.Sel.Name] = true
				}
			}
			return true
		})
	}
	eachWord(func(name string, _ catalog.Text) {
		if !used[name] {
			t.Errorf("no screen says %s", name)
		}
	})
}

func TestWordsAreInBothLanguages(t *testing.T) {
	verb := regexp.MustCompile(`%[^%]`)
	eachWord(func(name string, text catalog.Text) {
		if strings.TrimSpace(text.Zh) == "" || strings.TrimSpace(text.En) == "" {
			t.Errorf("%s is empty in one language: %+v", name, text)
		}
		if zh, en := verb.FindAllString(text.Zh, -1), verb.FindAllString(text.En, -1); !slices.Equal(zh, en) {
			t.Errorf("%s has the verbs %q in Chinese and %q in English", name, zh, en)
		}
	})
}

// TestKeysMeanOneThing holds that no two keys of one screen are the same.
func TestKeysMeanOneThing(t *testing.T) {
	everywhere(t, func(t *testing.T, w *wizard, typing bool) {
		r := w.root
		page := r.top().page(r.room())
		bindings := slices.Concat(page.keys, page.more, []binding{r.keys.language, r.keys.suspend, r.keys.interrupt, r.keys.pageUp, r.keys.pageDown, r.paletteKey(page)})
		if _, open := r.top().(*helpScreen); !open {
			bindings = append(bindings, r.helpKey(page))
		}
		by := map[string]string{}
		for _, b := range bindings {
			for _, key := range b.keys {
				if other, taken := by[key]; taken {
					t.Errorf("%s is both %q and %q", key, other, b.label.En)
				}
				by[key] = b.label.En
				if single := len([]rune(key)) == 1; single && typing {
					t.Errorf("%q is a key where letters are text", key)
				}
			}
		}
	})
}
