package catalog_test

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
)

// term is a Chinese term, its English, and the other forms that its English may take.
type term struct {
	Zh    string   `yaml:"zh"`
	En    string   `yaml:"en"`
	Forms []string `yaml:"forms"`
}

// glossary is the terms, the longest first: where one lies within another, the longer one counts.
func glossary(t *testing.T) []term {
	t.Helper()
	content, err := os.ReadFile("data/glossary/glossary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var raw struct {
		Terms []term `yaml:"terms"`
	}
	if err := catalog.DecodeStrict("data/glossary/glossary.yaml", content, &raw); err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(raw.Terms, func(a, b term) int { return cmp.Compare(len(b.Zh), len(a.Zh)) })
	return raw.Terms
}

// says tells whether an English sentence has the term in one of its forms.
func (t term) says(english string) bool {
	return slices.ContainsFunc(append([]string{t.En}, t.Forms...), func(form string) bool {
		return strings.Contains(strings.ToLower(english), strings.ToLower(form))
	})
}

func TestTheGlossaryHasEachTermOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, term := range glossary(t) {
		if term.Zh == "" || term.En == "" || seen[term.Zh] {
			t.Errorf("%q stands twice, or lacks a language: %q", term.Zh, term.En)
		}
		seen[term.Zh] = true
	}
	if len(seen) < 100 {
		t.Errorf("%d terms, want at least 100", len(seen))
	}
}

// TestTheSameTermHasTheSameEnglish holds every sentence of the sources to the glossary.
func TestTheSameTermHasTheSameEnglish(t *testing.T) {
	terms := glossary(t)
	for _, table := range shipped(t).Tables {
		texts := append([]catalog.Text{table.Title}, table.Preamble...)
		for _, entry := range table.Entries {
			texts = append(texts, sentences(entry)...)
		}
		for _, text := range texts {
			rest := text.Zh
			for _, term := range terms {
				if strings.Contains(rest, term.Zh) && !term.says(text.En) {
					t.Errorf("%s: %s is to be %q\n%s\n%s", table.ID, term.Zh, term.En, text.Zh, text.En)
				}
				rest = strings.ReplaceAll(rest, term.Zh, "\x00")
			}
		}
	}
}
