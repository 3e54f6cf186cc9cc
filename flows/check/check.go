// Package check proves that knowledge may be shipped: that entries, flows and remedies belong together, and that no
// walk of any flow comes to a step before what must have been asked is known.
//
// It must never print, and never look at a sample where all can be looked at.
package check

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// Knowledge is what is to be checked, as far as it could be read.
type Knowledge struct {
	Catalog *catalog.Catalog // every entry
	Entries *catalog.Draft   // where the entries are written; those that are compiled in have no place
	Flows   *flows.Draft
	under   *catalog.Catalog // the entries that one's own stand over; flows may go on citing them
}

// Read reads a folder of entries and one of flows that are whole.
func Read(entries, flowFiles catalog.Layer) *Knowledge {
	draft := catalog.Read(entries)
	return &Knowledge{Catalog: &draft.Catalog, Entries: &draft, Flows: flows.Read(flowFiles), under: &catalog.Catalog{}}
}

// ReadOver reads folders of one's own over entries and flows that are whole. Either own folder may be missing.
func ReadOver(entries *catalog.Catalog, flowFiles catalog.Layer, ownEntries, ownFlows *catalog.Layer) *Knowledge {
	knowledge := &Knowledge{Catalog: entries, Entries: &catalog.Draft{}, under: entries}
	if ownEntries != nil {
		draft := catalog.Read(*ownEntries)
		knowledge.Entries, knowledge.Catalog = &draft, catalog.Over(entries, &draft.Catalog, ownEntries.Origin)
	}
	if ownFlows == nil {
		knowledge.Flows = flows.Read(flowFiles)
	} else {
		knowledge.Flows = flows.Read(*ownFlows, flowFiles)
	}
	return knowledge
}

// Run says everything that is wrong with knowledge, in the order of its files. What could not be read is not checked
// further, and what depends on it is not called wrong.
func Run(knowledge *Knowledge) []catalog.Diagnostic {
	c := checker{Knowledge: knowledge, book: flows.NewBook(sound(knowledge.Flows)), lines: map[string]bool{}, passed: map[string][]flows.Step{}}
	c.found = append(c.found, knowledge.Entries.Diagnostics...)
	c.found = append(c.found, knowledge.Flows.Diagnostics...)
	c.belong()
	c.remedies()
	c.prove()
	return catalog.SortDiagnostics(c.found)
}

// sound is the flows that can be walked.
func sound(draft *flows.Draft) *flows.Knowledge {
	knowledge := &flows.Knowledge{Fields: draft.Knowledge.Fields}
	for _, flow := range draft.Knowledge.Flows {
		if draft.Sound(flow.ID) {
			knowledge.Flows = append(knowledge.Flows, flow)
		}
	}
	return knowledge
}

// checker gathers what is wrong.
type checker struct {
	*Knowledge
	book   *flows.Book             // of the flows that can be walked
	passed map[string][]flows.Step // by flow, as far as they were looked at
	lines  map[string]bool         // every line of every source that a step may cite
	found  []catalog.Diagnostic
}

func (c *checker) report(place catalog.Place, kind *catalog.DiagnosticKind, values ...any) *catalog.Diagnostic {
	c.found = append(c.found, catalog.Diagnostic{Kind: kind, Place: place, Values: values})
	return &c.found[len(c.found)-1]
}
