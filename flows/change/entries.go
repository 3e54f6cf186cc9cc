package change

import (
	"slices"
	"strconv"

	"posmedic/catalog"
)

// place is where an entry stands: its table and section with its code, or else with its row.
type place struct{ table, section, code, row string }

func placeOf(entry catalog.Entry) place {
	if entry.Code == "" {
		return place{table: entry.Table, row: entry.Sources[0].Row}
	}
	return place{table: entry.Table, section: entry.Section, code: entry.Code}
}

// pairing is an entry that both states have.
type pairing struct{ before, after catalog.Entry }

// kept is what became of the entries.
type kept struct {
	added, removed []Entry
	reworded       []Reworded
	both           []pairing
}

// entries finds what became of every entry, in the order of the tables.
func (c *Comparison) entries() kept {
	found := kept{added: []Entry{}, removed: []Entry{}, reworded: []Reworded{}}
	before, after := byPlace(c.before.Catalog), byPlace(c.after.Catalog)
	for _, entry := range c.before.Catalog.Entries() {
		if _, stays := after[placeOf(entry)]; !stays {
			found.removed = append(found.removed, short(entry))
		}
	}
	for _, entry := range c.after.Catalog.Entries() {
		old, was := before[placeOf(entry)]
		if !was {
			found.added = append(found.added, short(entry))
			continue
		}
		found.both = append(found.both, pairing{old, entry})
		if parts := entryWords(old, entry); len(parts) > 0 {
			found.reworded = append(found.reworded, Reworded{Kind: OfEntry, Name: entry.Flow, Codes: []string{entry.Flow}, Parts: parts})
		}
	}
	return found
}

func byPlace(known *catalog.Catalog) map[place]catalog.Entry {
	all := map[place]catalog.Entry{}
	for _, entry := range known.Entries() {
		all[placeOf(entry)] = entry
	}
	return all
}

func short(entry catalog.Entry) Entry {
	return Entry{Table: entry.Table, Code: entry.Code, Message: entry.Message, Flow: entry.Flow}
}

func entryWords(before, after catalog.Entry) []Wording {
	return slices.Concat(
		one(Message, before.Message, after.Message),
		one(Cause, before.Cause, after.Cause),
		lines(RemedyLine, before.Remedy, after.Remedy),
		lines(StruckLine, struck(before), struck(after)),
		lines(NoteLine, notes(before), notes(after)),
		one(FlowName, plain(before.Flow), plain(after.Flow)),
	)
}

// struck writes the struck lines with their numbers, so that one that moves is seen.
func struck(entry catalog.Entry) []catalog.Text {
	var all []catalog.Text
	for _, line := range entry.Struck {
		all = append(all, joined(plain(strconv.Itoa(line.Line)+". "), line.Why))
	}
	return all
}

func notes(entry catalog.Entry) []catalog.Text {
	var all []catalog.Text
	for _, note := range entry.Notes {
		all = append(all, joined(note.Kind.Label(), plain(" "), note.Text))
	}
	return all
}
