// Package catalog says what a code on a terminal's screen means: the entries of the response-code tables,
// their sources, and how to find one by code or by words.
//
// It must never print, read a clock, open a file by itself or know what to do about a code: that is the
// job of package flows.
package catalog

// Standing ranks a source: the handbook answers, a standard is a second note, an article is unofficial.
type Standing string

// The standings, the highest first.
const (
	Handbook Standing = "handbook"
	Standard Standing = "standard"
	Article  Standing = "article"
)

// Source names the place that an entry comes from.
type Source struct {
	ID       string   `json:"id"`       // the document, "handbook"
	Row      string   `json:"row"`      // table and row in it, "E/3" or "SYMPTOM/B7"
	Standing Standing `json:"standing"` // how far the document is to be trusted
}

// Variant is one reading of a passage that the copies of a source print differently.
type Variant struct {
	Field  string `json:"field"`  // the passage: "message", "cause" or "remedy.N" with N from 1
	Source string `json:"source"` // the copy that has this reading, "handbook/plain" or "handbook/tables"
	Text   string `json:"text"`   // the reading, in the copy's own words
	Chosen bool   `json:"chosen"` // whether the entry uses this reading
	Why    string `json:"why"`    // why it was chosen or not, in English
	WhyZh  string `json:"why_zh"` // the same in Chinese
}

// NoteKind says what a note beside an entry is.
type NoteKind string

// The kinds of notes.
const (
	Caution  NoteKind = "caution"  // the source's words are unsafe as they stand
	Meaning  NoteKind = "standard" // a standard gives the code another meaning
	Conflict NoteKind = "conflict" // the source contradicts itself
	Ours     NoteKind = "ours"     // what the sources do not say
)

// Note is a remark of ours beside the source's words.
type Note struct {
	Kind NoteKind `json:"kind" yaml:"kind"`
	Text Text     `json:"text" yaml:"text"`
}

// Struck is a remedy line of a source that is wrong for a terminal. It is shown struck out, and no step follows it.
type Struck struct {
	Line int  `json:"line"` // its number in the remedy, from 1
	Why  Text `json:"why"`
}

// Entry is one row of a table. Code, message and cause are empty where the source leaves them empty.
type Entry struct {
	Table    string    `json:"table"`   // "E"
	Code     string    `json:"code"`    // text, never a number: "E102"
	Section  string    `json:"section"` // the group within the table, where there are groups
	Message  Text      `json:"message"` // what the terminal shows
	Cause    Text      `json:"cause"`
	Remedy   []Text    `json:"remedy"` // the source's lines without their numbers, one each, in its order
	Struck   []Struck  `json:"struck"` // the lines of it that are wrong for a terminal
	Sources  []Source  `json:"sources"`
	Variants []Variant `json:"variants"`
	Notes    []Note    `json:"notes"`
	Flow     string    `json:"flow"`             // the flow that handles the entry
	Origin   string    `json:"origin,omitempty"` // the folder of one's own that it comes from; empty for what is shipped
}

// Table is one response-code table.
type Table struct {
	ID       string
	Title    Text
	Source   string // the document's ID
	Standing Standing
	Preamble []Text // what the source says before the table's rows, sentence by sentence
	// NetworkFirst tells whether the network is checked before all else on every walk of the table's codes.
	NetworkFirst bool
	Entries      []Entry
}

// Catalog is every table, in the order in which they answer.
type Catalog struct {
	Tables []Table
}

// Entries lists every entry in the sources' order.
func (c *Catalog) Entries() []Entry {
	var all []Entry
	for _, table := range c.Tables {
		all = append(all, table.Entries...)
	}
	return all
}

// StruckLine tells why a remedy line, counted from 1, is struck out. It is empty for a line that stands.
func (e *Entry) StruckLine(line int) Text {
	for _, struck := range e.Struck {
		if struck.Line == line {
			return struck.Why
		}
	}
	return Text{}
}

// OfFlow finds the entry that a flow belongs to. It is how a case finds its entry: not every entry has a code,
// and not every code has one entry.
func (c *Catalog) OfFlow(flow string) (Entry, bool) {
	for _, table := range c.Tables {
		for _, entry := range table.Entries {
			if entry.Flow == flow {
				return entry, true
			}
		}
	}
	return Entry{}, false
}

// TitleOf is the title of a table.
func (c *Catalog) TitleOf(table string) Text {
	for _, known := range c.Tables {
		if known.ID == table {
			return known.Title
		}
	}
	return Text{}
}
