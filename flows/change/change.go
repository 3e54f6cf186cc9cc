// Package change tells what differs between two states of the knowledge, as people meet it: entries that come and
// go, words that read otherwise, and walks that go on otherwise after the same answers.
//
// It must never print to the terminal, read a file or judge whether a change is good.
package change

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// Knowledge is one state of what is known.
type Knowledge struct {
	Catalog *catalog.Catalog
	Flows   *flows.Knowledge
}

// Changes is all that differs. Codes are named by their flows, because several tables may have one code.
type Changes struct {
	Added   []Entry    `json:"added"`
	Removed []Entry    `json:"removed"`
	Entries []Reworded `json:"entries"` // entries that both have, with other words
	Words   []Reworded `json:"words"`   // questions, actions, notices, outcomes, flows and fields with other words
	Forks   []Fork     `json:"forks"`   // where walks part; the shortest way first
}

// None tells whether nothing differs.
func (c *Changes) None() bool {
	return len(c.Added)+len(c.Removed)+len(c.Entries)+len(c.Words)+len(c.Forks) == 0
}

// Entry is an entry that one of the two lacks.
type Entry struct {
	Table   string       `json:"table"`
	Code    string       `json:"code"`
	Message catalog.Text `json:"message"`
	Flow    string       `json:"flow"`
}

// Reworded is one thing that both have and that does not read as it did.
type Reworded struct {
	Kind  Kind      `json:"kind"`
	Name  string    `json:"name"`
	Codes []string  `json:"codes"` // the flows of the codes that show it; empty for a field
	Parts []Wording `json:"parts"`
}

// Wording is one part of a thing, as it read and as it reads. A text that is empty was not there, or is not there now.
type Wording struct {
	Part   Part         `json:"part"`
	Line   int          `json:"line,omitempty"` // from 1, where the part has lines
	Before catalog.Text `json:"before"`
	After  catalog.Text `json:"after"`
}

// Comparison holds two states of the knowledge beside each other.
type Comparison struct {
	before, after side
}

// side is one of the two states, ready to be walked.
type side struct {
	Knowledge
	book       *flows.Book
	situations map[string][]flows.Situation // of each flow that was looked at
}

// Compare sets two states of the knowledge beside each other. Both must be sound.
func Compare(before, after Knowledge) *Comparison {
	return &Comparison{newSide(before), newSide(after)}
}

func newSide(known Knowledge) side {
	return side{Knowledge: known, book: flows.NewBook(known.Flows), situations: map[string][]flows.Situation{}}
}

// of lists the situations of a flow, which are found once.
func (s *side) of(flow string) ([]flows.Situation, error) {
	if found, ok := s.situations[flow]; ok {
		return found, nil
	}
	found, err := s.book.Situations(flow)
	if err == nil {
		s.situations[flow] = found
	}
	return found, err
}

// Changes tells all that differs. It fails where a flow is too large to be looked at as a whole.
func (c *Comparison) Changes() (Changes, error) {
	kept := c.entries()
	changes := Changes{Added: kept.added, Removed: kept.removed, Entries: kept.reworded}
	things, forks := newThings(), newForks(c)
	for _, both := range kept.both {
		before, err := c.before.of(both.before.Flow)
		if err != nil {
			return Changes{}, err
		}
		after, err := c.after.of(both.after.Flow)
		if err != nil {
			return Changes{}, err
		}
		things.meet(both.after.Flow, before, after)
		forks.compare(both, before, after)
	}
	changes.Words = append(things.reworded(), c.fields()...)
	changes.Forks = forks.sorted()
	return changes, nil
}

// add puts a code into a list that has each once. Codes come one after the other, so it can only be the last.
func add(list []string, code string) []string {
	if len(list) > 0 && list[len(list)-1] == code {
		return list
	}
	return append(list, code)
}
