package check

import (
	"fmt"
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
)

// Coverage is what is done for one entry.
type Coverage struct {
	Table     string `json:"table"`
	Row       string `json:"row"` // as steps cite it, "E/3"
	Code      string `json:"code"`
	Flow      bool   `json:"flow"`      // it has a flow
	Lines     bool   `json:"lines"`     // every line of its remedy that stands is carried by a step
	Languages bool   `json:"languages"` // everything that is shown is there in both languages
	Ends      bool   `json:"ends"`      // every walk comes to an outcome
	Fields    bool   `json:"fields"`    // whoever gets the report has all that the entry demands
}

// Whole tells whether nothing is missing.
func (c *Coverage) Whole() bool { return c.Flow && c.Lines && c.Languages && c.Ends && c.Fields }

// Cover tells of every entry what is done for it, in the order of the tables.
func Cover(knowledge *Knowledge) []Coverage {
	c := checker{Knowledge: knowledge, book: flows.NewBook(sound(knowledge.Flows)), lines: map[string]bool{}, passed: map[string][]flows.Step{}}
	var all []Coverage
	for _, entry := range knowledge.Catalog.Entries() {
		all = append(all, c.cover(&entry))
	}
	return all
}

func (c *checker) cover(entry *catalog.Entry) Coverage {
	covered := Coverage{Table: entry.Table, Row: entry.Sources[0].Row, Code: entry.Code}
	flow, err := c.book.Flow(entry.Flow)
	if err != nil || flow.Table != entry.Table {
		return covered
	}
	carried, _ := c.cites(flow.ID)
	covered.Flow, covered.Lines, covered.Languages = true, true, c.bilingual(entry, flow)
	for i := range entry.Remedy {
		stands := entry.StruckLine(i + 1).IsZero()
		covered.Lines = covered.Lines && (!stands || carried[fmt.Sprintf("%s.%d", cited(entry), i+1)])
	}
	situations, err := c.book.Situations(flow.ID)
	if err != nil {
		return covered
	}
	covered.Ends = !slices.ContainsFunc(situations, func(at flows.Situation) bool {
		return len(at.Moves) == 0 && at.Step.Node.Kind != flows.Ending
	})
	covered.Fields = !slices.ContainsFunc(newProof(flow, situations, false).breaches(), func(found breach) bool {
		return found.kind == &catalog.FieldUncollected || found.kind == &catalog.NothingCollected
	})
	return covered
}

// bilingual tells whether everything that an entry's walks show is there in both languages.
func (c *checker) bilingual(entry *catalog.Entry, flow *flows.Flow) bool {
	texts := slices.Concat(entry.Remedy, []catalog.Text{entry.Message, entry.Cause})
	for _, called := range c.book.CalledFrom(flow.ID) {
		texts = append(texts, called.Title, called.Note, called.SkipsNetwork)
		for i := range called.Nodes {
			node := &called.Nodes[i]
			texts = append(append(texts, node.Text, node.Destroys, node.Outcome.Receiver), node.HowTo...)
		}
	}
	return !slices.ContainsFunc(texts, func(text catalog.Text) bool { return (text.Zh == "") != (text.En == "") })
}
