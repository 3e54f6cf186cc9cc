package catalog_test

import (
	"testing"

	"posmedic/catalog"
)

func entry(table, code, row, message string) catalog.Entry {
	return catalog.Entry{
		Table: table, Code: code, Message: catalog.Text{Zh: message, En: message},
		Sources: []catalog.Source{{ID: "s", Row: table + "/" + row}},
	}
}

func TestOwnEntriesStandOverTheShippedOnes(t *testing.T) {
	under := &catalog.Catalog{Tables: []catalog.Table{
		{ID: "E", Standing: catalog.Handbook, Entries: []catalog.Entry{entry("E", "E101", "1", "shipped"), entry("E", "E102", "2", "shipped")}},
		{ID: "SYMPTOM", Standing: catalog.Handbook, Entries: []catalog.Entry{entry("SYMPTOM", "", "B1", "shipped"), entry("SYMPTOM", "", "B2", "shipped")}},
		{ID: "ARTICLE1", Standing: catalog.Article},
	}}
	own := &catalog.Catalog{Tables: []catalog.Table{
		{ID: "E", Standing: catalog.Handbook, Entries: []catalog.Entry{entry("E", "E102", "1", "own"), entry("E", "E900", "2", "own")}},
		{ID: "SYMPTOM", Standing: catalog.Handbook, Entries: []catalog.Entry{entry("SYMPTOM", "", "B2", "own")}},
		{ID: "BANK", Standing: catalog.Standard, Entries: []catalog.Entry{entry("BANK", "X1", "1", "own")}},
	}}
	var got string
	for _, table := range catalog.Over(under, own, "/mine").Tables {
		got += table.ID + ":"
		for _, entry := range table.Entries {
			got += " " + entry.Code + entry.Sources[0].Row + "=" + entry.Message.En + entry.Origin
		}
		got += "\n"
	}
	want := "E: E101E/1=shipped E102E/1=own/mine E900E/2=own/mine\n" +
		"SYMPTOM: SYMPTOM/B1=shipped SYMPTOM/B2=own/mine\n" +
		"BANK: X1BANK/1=own/mine\nARTICLE1:\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if first := under.Tables[0].Entries[1]; first.Message.En != "shipped" || own.Tables[0].Entries[0].Origin != "" {
		t.Error("one of the two catalogues was changed")
	}
}
