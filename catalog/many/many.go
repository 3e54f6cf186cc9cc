// Package many makes large catalogues out of small ones, to measure with. The product does not use it.
package many

import (
	"fmt"

	"posmedic/catalog"
)

// Like makes a catalogue of n entries with codes of their own. Each is put together from the messages of two
// entries of the given catalogue and the cause and the remedy of a third, with numbers between them, so that
// hardly two are equal. The same catalogue and number give the same entries.
func Like(known *catalog.Catalog, n int) *catalog.Catalog {
	all := known.Entries()
	table := catalog.Table{ID: "MANY", Standing: catalog.Handbook}
	for i := range n {
		a, b, c := all[i%len(all)], all[(i*7+i/len(all))%len(all)], all[(i*13+i/97)%len(all)]
		entry := catalog.Entry{
			Table: table.ID, Code: fmt.Sprintf("G%06d", i),
			Message: join(a.Message, i%1000, b.Message), Cause: join(c.Cause, i%777, a.Message),
			Sources: a.Sources, Variants: a.Variants,
		}
		for k := range c.Remedy {
			line := c.Remedy[k]
			line.Zh, line.En = fmt.Sprintf("%s %d", line.Zh, (i+k)%500), fmt.Sprintf("%s %d", line.En, (i+k)%500)
			entry.Remedy = append(entry.Remedy, line)
		}
		table.Entries = append(table.Entries, entry)
	}
	return &catalog.Catalog{Tables: []catalog.Table{table}}
}

func join(a catalog.Text, number int, b catalog.Text) catalog.Text {
	return catalog.Text{Zh: fmt.Sprintf("%s%d%s", a.Zh, number, b.Zh), En: fmt.Sprintf("%s %d %s", a.En, number, b.En)}
}
