package catalog

import "slices"

// Over returns a catalogue with one's own entries over it: an entry with the table, section and code of one that
// is there stands in its place (without a code, the table and row), every other one is added to its table, and a
// new table stands behind those of its standing. The two catalogues stay as they are. Origin is where the own
// entries come from; each carries it.
func Over(under, own *Catalog, origin string) *Catalog {
	joined := Catalog{Tables: slices.Clone(under.Tables)}
	for _, table := range own.Tables {
		table.Entries = slices.Clone(table.Entries)
		for i := range table.Entries {
			table.Entries[i].Origin = origin
		}
		at := slices.IndexFunc(joined.Tables, func(t Table) bool { return t.ID == table.ID })
		if at < 0 {
			joined.add(table)
			continue
		}
		joined.Tables[at].Entries = entriesOver(joined.Tables[at].Entries, table.Entries)
	}
	return &joined
}

// add puts a table behind the last one that answers before it or beside it.
func (c *Catalog) add(table Table) {
	at := 0
	for i := range c.Tables {
		if rank(c.Tables[i].Standing) <= rank(table.Standing) {
			at = i + 1
		}
	}
	c.Tables = slices.Insert(c.Tables, at, table)
}

func entriesOver(under, own []Entry) []Entry {
	joined := slices.Clone(under)
	for _, entry := range own {
		if at := slices.IndexFunc(joined, entry.stands); at >= 0 {
			joined[at] = entry
		} else {
			joined = append(joined, entry)
		}
	}
	return joined
}

// stands tells whether two entries of a table stand in the same place.
func (e *Entry) stands(other Entry) bool {
	if e.Code == "" {
		return other.Code == "" && e.Sources[0].Row == other.Sources[0].Row
	}
	return e.Code == other.Code && e.Section == other.Section
}
