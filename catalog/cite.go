package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// Passage is the row of a source that a citation names, with the line that is cited.
type Passage struct {
	Source string // the document, "handbook"
	Row    string // "E/3", or "E/preamble" for what stands before a table's rows
	Entry  *Entry // nil where the row is a preamble
	Lines  []Text
	Line   int // the number of the cited line, from 1
}

const preamble = "preamble"

// Cited finds what a citation such as "handbook E/3.2" names. It tells of "ours" and of a row that is not in the
// catalogue that there is none.
func (c *Catalog) Cited(citation string) (Passage, bool) {
	document, place, _ := strings.Cut(citation, " ")
	row, number, _ := strings.Cut(place, ".")
	line, err := strconv.Atoi(number)
	if err != nil {
		return Passage{}, false
	}
	passage := Passage{Source: document, Row: row, Line: line}
	if table, name, _ := strings.Cut(row, "/"); name == preamble {
		at := slices.IndexFunc(c.Tables, func(t Table) bool { return t.ID == table && t.Source == document })
		if at < 0 {
			return Passage{}, false
		}
		passage.Lines = c.Tables[at].Preamble
		return passage, true
	}
	for entry := range c.each {
		if slices.ContainsFunc(entry.Sources, func(s Source) bool { return s.ID == document && s.Row == row }) {
			passage.Entry, passage.Lines = entry, entry.Remedy
			return passage, true
		}
	}
	return Passage{}, false
}
