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

// fold writes a text in plain-width small letters. It does in one pass what width.Narrow and strings.ToLower do
// to these characters, in a third of the time: every text is folded when a Searcher is made.
func fold(text string) string {
	const wideSpace, wideFirst, wideLast, toPlain = '\u3000', '\uFF01', '\uFF5E', '\uFF01' - '!'
	return strings.Map(func(r rune) rune {
		switch {
		case r >= wideFirst && r <= wideLast:
			return unicode.ToLower(r - toPlain)
		case r == wideSpace:
			return ' '
		case isHan(r):
			return r
		}
		return unicode.ToLower(r)
	}, text)
}
