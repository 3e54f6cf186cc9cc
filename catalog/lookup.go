package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/width"
)

// Canonical writes a code as the tables do: plain-width capitals without spaces. It never turns a code into
// a number, because 5 and 0005 are two codes.
func Canonical(code string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, width.Narrow.String(code)))
}

// Find lists the entries with just this code, in any spelling that Canonical knows. Several tables may have
// it; none means that the code is unknown, and no other code is passed off as it.
func (c *Catalog) Find(code string) []Entry {
	wanted := Canonical(code)
	var found []Entry
	for _, entry := range c.Entries() {
		if entry.Code != "" && Canonical(entry.Code) == wanted {
			found = append(found, entry)
		}
	}
	return found
}

// Nearest lists at most most entries whose codes are likest to an unknown code: first those that begin as it
// does, then those that differ least.
func (c *Catalog) Nearest(code string, most int) []Entry {
	wanted := Canonical(code)
	type candidate struct {
		entry  Entry
		shared int // length of the common beginning
		edits  int
	}
	var candidates []candidate
	for _, entry := range c.Entries() {
		of := candidate{entry, commonPrefix(wanted, entry.Code), levenshtein.ComputeDistance(wanted, entry.Code)}
		if of.shared == len(wanted) || of.edits < max(len(entry.Code), len(wanted))-1 {
			candidates = append(candidates, of)
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.shared, a.shared))
	})
	var nearest []Entry
	for _, candidate := range candidates[:min(most, len(candidates))] {
		nearest = append(nearest, candidate.entry)
	}
	return nearest
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// Search lists the entries that hold every one of the words, in either language, in the sources' order. An
// entry whose code begins with the words comes first, one that is just that code before all others.
func (c *Catalog) Search(words string) []Entry {
	wanted := strings.Fields(fold(words))
	if len(wanted) == 0 {
		return nil
	}
	code := Canonical(words)
	rank := func(entry Entry) int {
		switch {
		case entry.Code == code:
			return 0
		case strings.HasPrefix(entry.Code, code):
			return 1
		}
		return 2
	}
	var found []Entry
	for _, entry := range c.Entries() {
		if rank(entry) < 2 || holdsAll(entry, wanted) {
			found = append(found, entry)
		}
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

func holdsAll(entry Entry, words []string) bool {
	texts := []string{entry.Code, entry.Message.Zh, entry.Message.En, entry.Cause.Zh, entry.Cause.En}
	for _, line := range entry.Remedy {
		texts = append(texts, line.Zh, line.En)
	}
	all := fold(strings.Join(texts, "\n"))
	for _, word := range words {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

func fold(text string) string { return strings.ToLower(width.Narrow.String(text)) }
