package catalog_test

import (
	"reflect"
	"strings"
	"testing"

	"posmedic/catalog"
)

// places is a catalogue of the codes that look alike.
func places() *catalog.Catalog {
	table := func(id string, standing catalog.Standing, codes ...string) catalog.Table {
		made := catalog.Table{ID: id, Standing: standing}
		for _, code := range codes {
			made.Entries = append(made.Entries, catalog.Entry{
				Table: id, Code: code, Sources: []catalog.Source{{ID: strings.ToLower(id), Standing: standing}},
			})
		}
		return made
	}
	return &catalog.Catalog{Tables: []catalog.Table{
		table("E", catalog.Handbook, "E101", "E102", "E110", "E201"),
		table("POSP", catalog.Handbook, "0", "5", "10", "co"),
		table("FRONT", catalog.Handbook, "0000", "0004", "0005", "0010"),
		table("SYMPTOM", catalog.Handbook, "", ""),
		table("UNIONPAY", catalog.Standard, "04", "A0"),
		table("ARTICLE", catalog.Article, "4", "5", "0x00", "0x03", "0x04", "E1", "E1", "E1", "4000"),
	}}
}

// named lists entries by table and code.
func named(entries []catalog.Entry) string {
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Table+" "+entry.Code)
	}
	return strings.Join(names, ", ")
}

func TestFindKnowsTheSpellingsAndTheWidths(t *testing.T) {
	const fourth, articles = "UNIONPAY 04, ARTICLE 4", "ARTICLE E1, ARTICLE E1, ARTICLE E1"
	tests := map[string]string{
		"E101": "E E101", "e101": "E E101", "e 101": "E E101", "Ｅ１０１": "E E101", "ｅ　１０１": "E E101", "代码 E101": "E E101",
		"错误代码：E101": "E E101", "Error code: E101": "E E101", "ERR-E101": "E E101",
		"0": "POSP 0", "00": "POSP 0", "０": "POSP 0", "0000": "FRONT 0000", "000": "", "0x00": "ARTICLE 0x00",
		"5": "POSP 5", "05": "POSP 5", "０５": "POSP 5", "0005": "FRONT 0005", "005": "",
		"10": "POSP 10", "010": "", "0010": "FRONT 0010", "1": "",
		"co": "POSP co", "CO": "POSP co", "c0": "POSP co", "C0": "POSP co", "Ｃ０": "POSP co",
		"0x03": "ARTICLE 0x03", "0X03": "ARTICLE 0x03", "3": "", "03": "",
		"4": fourth, "04": fourth, "错误代码4": fourth, "code 4": fourth, "代码：４": fourth, "0x04": "ARTICLE 0x04", "0004": "FRONT 0004",
		"4000": "ARTICLE 4000", "E1": articles, "e1": articles, "E": "", "": "", " ": "", "代码": "", "101": "",
		"a0": "UNIONPAY A0",
	}
	for typed, want := range tests {
		if got := named(places().Find(typed)); got != want {
			t.Errorf("%q finds %s, want %s", typed, got, want)
		}
	}
}

func TestSimilarCodesStandApart(t *testing.T) {
	tests := map[string]string{
		"4":    "FRONT 0004, ARTICLE 0x04",
		"0004": "UNIONPAY 04, ARTICLE 4, ARTICLE 0x04",
		"0x04": "FRONT 0004, UNIONPAY 04, ARTICLE 4",
		"0":    "FRONT 0000, ARTICLE 0x00",
		"05":   "FRONT 0005",
		"E1":   "E E101, E E102, E E110",
		"E101": "", "co": "", "": "", "7": "", "A": "UNIONPAY A0",
	}
	for typed, want := range tests {
		if got := named(places().Similar(typed)); got != want {
			t.Errorf("similar to %q are %s, want %s", typed, got, want)
		}
	}
}

func TestCanonicalKeepsTheWidth(t *testing.T) {
	for typed, want := range map[string]string{
		"5": "5", "0005": "0005", "错误代码 5": "5", "code": "CODE", "error": "ERROR", "e 1 0 1": "E101", "网络": "网络",
	} {
		if got := catalog.Canonical(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

func TestNearestNamesCodesOnly(t *testing.T) {
	got := places().Nearest("E10", 9)
	if len(got) < 3 || !reflect.DeepEqual([]string{got[0].Code, got[1].Code, got[2].Code}, []string{"E101", "E102", "E110"}) {
		t.Errorf("near to E10 are %s", named(got))
	}
	for _, entry := range got {
		if entry.Code == "" {
			t.Error("a fault without a code comes near to a code")
		}
	}
}

func TestNoSuchCode(t *testing.T) {
	for text, want := range map[string]bool{
		"E999": true, "e 152": true, "9998": true, "Z1": true, "错误代码 E999": true,
		"E102": false, "E10": false, "5": false, "05": false, "网络": false, "3G": false, "E1O2": false, "": false, "sim card": false,
	} {
		if got := places().NoSuchCode(text); got != want {
			t.Errorf("%q: got %t, want %t", text, got, want)
		}
	}
}
