package catalog

import (
	"slices"
	"strings"
)

// codes finds the entries of a code, however it is spelt.
type codes struct {
	before    []string  // what may stand before a code, canonical, the longest first
	canonical codeOrder // every code as Canonical writes it
	same      codeOrder // as sameCode does
	loose     codeOrder // as looseCode does
}

// codeOrder is codes with their entries, sorted by code and then as the entries stand.
type codeOrder []coded

type coded struct {
	code  string
	entry int
}

func (o codeOrder) sort() {
	slices.SortStableFunc(o, func(a, b coded) int { return strings.Compare(a.code, b.code) })
}

// from is the codes from the first on that does not stand before the given one.
func (o codeOrder) from(code string) codeOrder {
	low, _ := slices.BinarySearchFunc(o, code, func(a coded, code string) int { return strings.Compare(a.code, code) })
	return o[low:]
}

func newCodes(entries []*Entry, before []string) *codes {
	known := &codes{}
	for _, word := range before {
		known.before = append(known.before, Canonical(word))
	}
	for i, entry := range entries {
		if i == 0 || entry.Table != entries[i-1].Table {
			known.before = append(known.before, Canonical(entry.Table))
		}
		if entry.Code == "" {
			continue
		}
		code := Canonical(entry.Code)
		known.canonical = append(known.canonical, coded{code, i})
		known.same = append(known.same, coded{sameCode(code), i})
		known.loose = append(known.loose, coded{looseCode(sameCode(code)), i})
	}
	known.before = slices.DeleteFunc(known.before, func(word string) bool { return word == "" })
	slices.SortStableFunc(known.before, func(a, b string) int { return len(b) - len(a) })
	known.canonical.sort()
	known.same.sort()
	known.loose.sort()
	return known
}

// sameCode writes a canonical code so that its spellings are one: a host's code has two digits (5 is 05, but not 0005),
// and its C0 is often written with a letter O. 0x4 is 0x04 likewise.
func sameCode(code string) string {
	code = strings.ReplaceAll(code, "O", "0")
	before, number := "", code
	if rest, hex := strings.CutPrefix(code, "0X"); hex {
		before, number = "0X", rest
	}
	if len(number) == 1 && strings.Contains(asciiDigits, number) {
		return before + "0" + number
	}
	return code
}

// looseCode is what is left of a code, as sameCode writes it, when its width is forgotten: 4, 04, 0004 and 0x04
// have it in common.
func looseCode(same string) string {
	code := strings.TrimPrefix(same, "0X")
	if short := strings.TrimLeft(code, "0"); short != "" {
		return short
	}
	return "0"
}

// How a code fits what was typed: more than any words do, and the better the more.
const (
	sameCodeWorth  = 8
	looseCodeWorth = 5
	codeBeginWorth = 4

	namedTableWorth = 4 // added in the table that was named: FRONT 5 is 0005 before it is 05
)

// find notes what the code that a query is, if it is one, counts for each entry. Where a table was named before
// the code, it counts more in that table.
func (c *codes) find(worth []float32, query string, entries []*Entry) {
	typed := Canonical(query)
	table := ""
	for typed != "" {
		if c.count(worth, typed, table, entries) {
			break
		}
		cut := slices.IndexFunc(c.before, func(word string) bool { return strings.HasPrefix(typed, word) })
		if cut < 0 {
			break
		}
		if word := c.before[cut]; len(typed) > len(word) {
			table = word
		}
		typed = strings.TrimLeft(typed[len(c.before[cut]):], "-:：")
	}
}

// count notes the entries whose code fits what was typed, and tells whether there are any.
func (c *codes) count(worth []float32, typed, table string, entries []*Entry) bool {
	var any bool
	note := func(entry int, of float32) {
		if table != "" && Canonical(entries[entry].Table) == table {
			of += namedTableWorth
		}
		worth[entry] = max(worth[entry], of)
		any = true
	}
	for _, begun := range c.canonical.from(typed) {
		if !strings.HasPrefix(begun.code, typed) {
			break
		}
		note(begun.entry, codeBeginWorth)
	}
	same := sameCode(typed)
	if loose := looseCode(same); strings.Contains(asciiDigits, typed[len(typed)-1:]) {
		for _, like := range c.loose.from(loose) {
			if like.code != loose {
				break
			}
			note(like.entry, looseCodeWorth)
		}
	}
	for _, exact := range c.same.from(same) {
		if exact.code != same {
			break
		}
		note(exact.entry, sameCodeWorth)
	}
	return any
}
