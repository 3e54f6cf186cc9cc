package check

import (
	"fmt"
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// belong refuses an entry without a flow, a flow without an entry, and a field that the fault record does not keep.
func (c *checker) belong() {
	written, owned := map[string]bool{}, map[string]bool{}
	for i := range c.Flows.Knowledge.Flows {
		flow := &c.Flows.Knowledge.Flows[i]
		written[flow.Table+" "+flow.ID] = true
	}
	for _, entry := range c.Catalog.Entries() {
		owned[entry.Table+" "+entry.Flow] = true
		if !written[entry.Table+" "+entry.Flow] && !c.Flows.Incomplete {
			c.report(c.entryPlace(&entry), &catalog.EntryWithoutFlow, entry.Sources[0].Row, entry.Flow)
		}
	}
	for i := range c.Flows.Knowledge.Flows {
		flow := &c.Flows.Knowledge.Flows[i]
		if flow.Table != "" && !owned[flow.Table+" "+flow.ID] && !c.Entries.Incomplete {
			c.report(c.Flows.FlowPlace(flow.ID), &catalog.FlowWithoutEntry, flow.ID, flow.Table)
		}
	}
	for _, field := range c.Flows.Knowledge.Fields {
		if !slices.Contains(fault.Names(), fault.Name(field.Name)) {
			c.report(c.Flows.FieldPlace(field.Name), &catalog.FieldNotRecorded, field.Name)
		}
	}
}

// entryPlace is where an entry is written; where it is compiled in, its flow.
func (c *checker) entryPlace(entry *catalog.Entry) catalog.Place {
	if place, ok := c.Entries.Places[cited(entry)]; ok {
		return place
	}
	return c.Flows.FlowPlace(entry.Flow)
}

// cited is how steps cite an entry's row.
func cited(entry *catalog.Entry) string { return entry.Sources[0].ID + " " + entry.Sources[0].Row }

// remedies refuses a line of a remedy that no step carries, a step that follows a line that is struck out, and a
// step that cites a line that does not exist.
func (c *checker) remedies() {
	struck := map[string]bool{}
	for _, entry := range c.under.Entries() {
		for i := range entry.Remedy {
			c.lines[fmt.Sprintf("%s.%d", cited(&entry), i+1)] = true
		}
	}
	for _, table := range c.Catalog.Tables {
		for i := range table.Preamble {
			c.lines[fmt.Sprintf("%s %s/preamble.%d", table.Source, table.ID, i+1)] = true
		}
		for i := range table.Entries {
			c.carried(&table.Entries[i], struck)
		}
	}
	if c.Entries.Incomplete {
		return
	}
	for i := range c.Flows.Knowledge.Flows {
		flow := &c.Flows.Knowledge.Flows[i]
		for j := range flow.Nodes {
			c.citations(flow, &flow.Nodes[j], struck)
		}
	}
}

// carried notes the lines of an entry and refuses one that no step of its walks carries.
func (c *checker) carried(entry *catalog.Entry, struck map[string]bool) {
	carried, walked := c.cites(entry.Flow)
	for i := range entry.Remedy {
		line := fmt.Sprintf("%s.%d", cited(entry), i+1)
		c.lines[line] = true
		switch {
		case !entry.StruckLine(i + 1).IsZero():
			struck[line] = true
		case walked && !carried[line]:
			place, ok := c.Entries.Places[line]
			if !ok {
				place = c.Flows.FlowPlace(entry.Flow)
			}
			c.report(place, &catalog.LineNotCarried, line).Fixes = []any{line}
		}
	}
}

// pass lists the steps that walks of a flow pass; it looks at each flow once.
func (c *checker) pass(flow string) ([]flows.Step, error) {
	if steps, ok := c.passed[flow]; ok {
		return steps, nil
	}
	steps, err := c.book.Passed(flow)
	if err == nil {
		c.passed[flow] = steps
	}
	return steps, err
}

// cites is all that the steps of a flow's walks cite, and whether it can be walked.
func (c *checker) cites(flow string) (map[string]bool, bool) {
	steps, err := c.pass(flow)
	if err != nil {
		return nil, false
	}
	all := map[string]bool{}
	for i := range steps {
		for _, source := range steps[i].Sources {
			all[source] = true
		}
	}
	return all, true
}

func (c *checker) citations(flow *flows.Flow, node *flows.Node, struck map[string]bool) {
	for _, source := range node.Sources {
		place := c.Flows.StepPlace(flow.ID, node.ID, "source")
		switch {
		case source == flows.FromOurs || source == flows.FromCaller || !flows.IsCitation(source):
		case struck[source]:
			c.report(place, &catalog.StruckLineFollowed, node.ID, source)
		case !c.lines[source]:
			c.report(place, &catalog.CitationUnknown, node.ID, source)
		}
	}
}
