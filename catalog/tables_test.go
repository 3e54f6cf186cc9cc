package catalog_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"posmedic/catalog"
)

var shippedCatalog = sync.OnceValues(func() (*catalog.Catalog, error) { return catalog.Load(os.DirFS("data")) })

// shipped is the catalogue as it is shipped.
func shipped(t *testing.T) *catalog.Catalog {
	t.Helper()
	loaded, err := shippedCatalog()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// shippedTable is one table of it.
func shippedTable(t *testing.T, id string) catalog.Table {
	t.Helper()
	tables := shipped(t).Tables
	i := slices.IndexFunc(tables, func(table catalog.Table) bool { return table.ID == id })
	if i < 0 {
		t.Fatalf("no table %s", id)
	}
	return tables[i]
}

func TestTheTablesAreWhole(t *testing.T) {
	want := []string{"E 59", "POSP 53", "FRONT 30", "SYMPTOM 33", "UNIONPAY 21", "ARTICLE1 26", "ARTICLE2 14", "ARTICLE3 3"}
	var got []string
	for _, table := range shipped(t).Tables {
		got = append(got, fmt.Sprintf("%s %d", table.ID, len(table.Entries)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheHandbooksRowsAreNumberedThrough(t *testing.T) {
	for _, id := range []string{"POSP", "FRONT"} {
		for i, entry := range shippedTable(t, id).Entries {
			want := catalog.Source{ID: "handbook", Row: fmt.Sprintf("%s/%d", id, i+1), Standing: catalog.Handbook}
			if len(entry.Sources) != 1 || entry.Sources[0] != want || entry.Flow != id+"-"+entry.Code {
				t.Errorf("%s comes from %v and leads to %s, want %v", entry.Code, entry.Sources, entry.Flow, want)
			}
		}
	}
}

func TestSymptomsStandInTheirSections(t *testing.T) {
	entries := shippedTable(t, "SYMPTOM").Entries
	place := 0
	for _, section := range []struct {
		name, letter string
		rows         int
	}{{"业务类问题", "B", 10}, {"系统类问题", "S", 13}, {"咨询类问题", "C", 10}} {
		for number := 1; number <= section.rows; number++ {
			entry, row := entries[place], fmt.Sprintf("%s%d", section.letter, number)
			if entry.Section != section.name || entry.Sources[0].Row != "SYMPTOM/"+row || entry.Flow != "SYMPTOM-"+row || entry.Code != "" {
				t.Errorf("row %s is %s of %s with the code %q and the flow %s", row, entry.Sources[0].Row, entry.Section, entry.Code, entry.Flow)
			}
			place++
		}
	}
}

func TestCodesHaveTheWidthOfTheirTables(t *testing.T) {
	widths := map[string]string{"E": `^E[0-9]{3}$`, "POSP": `^([0-9]{1,2}|co)$`, "FRONT": `^[0-9]{4}$`, "SYMPTOM": `^$`}
	for id, form := range widths {
		for _, entry := range shippedTable(t, id).Entries {
			if !regexp.MustCompile(form).MatchString(entry.Code) {
				t.Errorf("table %s has the code %q", id, entry.Code)
			}
		}
	}
}

func TestSentencesOfAllTablesAreClean(t *testing.T) {
	numbered := regexp.MustCompile(`^[0-9]+[.．、]`)
	for _, entry := range shipped(t).Entries() {
		for _, text := range sentences(entry) {
			for _, sentence := range []string{text.Zh, text.En} {
				if numbered.MatchString(sentence) || strings.Contains(sentence, "<") || strings.TrimSpace(sentence) != sentence {
					t.Errorf("%s: a number, mark-up or white space is left in %q", entry.Flow, sentence)
				}
			}
		}
	}
}

// sentences is all that an entry says, but for its notes.
func sentences(entry catalog.Entry) []catalog.Text {
	return append([]catalog.Text{entry.Message, entry.Cause}, entry.Remedy...)
}

func TestTheSameChineseIsTheSameEnglishInAllTables(t *testing.T) {
	english := map[string]string{}
	for _, entry := range shipped(t).Entries() {
		texts := sentences(entry)
		for _, note := range entry.Notes {
			texts = append(texts, note.Text)
		}
		for _, struck := range entry.Struck {
			texts = append(texts, struck.Why)
		}
		for _, text := range texts {
			if first, known := english[text.Zh]; known && first != text.En {
				t.Errorf("%s: %q is %q, elsewhere %q", entry.Flow, text.Zh, text.En, first)
			}
			english[text.Zh] = text.En
		}
	}
}

func TestVariantsOfAllTablesSayWhichReadingIsUsed(t *testing.T) {
	for _, entry := range shipped(t).Entries() {
		chosen := map[string]int{}
		for _, variant := range entry.Variants {
			if used := passage(t, entry, variant.Field) == variant.Text; used != variant.Chosen || variant.Why == "" || variant.WhyZh == "" {
				t.Errorf("%s: %q is chosen: %t, the entry uses it: %t, because %q", entry.Flow, variant.Text, variant.Chosen, used, variant.Why)
			}
			chosen[variant.Field] += map[bool]int{true: 1}[variant.Chosen]
		}
		for field, count := range chosen {
			if count != 1 {
				t.Errorf("%s: %d readings of %s are chosen, want one", entry.Flow, count, field)
			}
		}
	}
}

// TestHardConflictsAreMarked holds that the codes to which UnionPay gives another meaning say so.
func TestHardConflictsAreMarked(t *testing.T) {
	for _, code := range strings.Fields("5 6 10 11 25 40 76 79 97 35 36 90 91") {
		found := shipped(t).Find(code)
		if len(found) != 1 || !slices.ContainsFunc(found[0].Notes, func(n catalog.Note) bool { return n.Kind == catalog.Meaning }) {
			t.Errorf("%s has no second note with UnionPay's meaning: %+v", code, found)
		}
	}
	for _, code := range []string{"10", "11"} {
		entry := shipped(t).Find(code)[0]
		approved := slices.ContainsFunc(entry.Notes, func(note catalog.Note) bool {
			return note.Kind == catalog.Meaning && strings.Contains(note.Text.En, "approv") || note.Kind == catalog.Caution && strings.Contains(note.Text.En, "approv")
		})
		if !approved {
			t.Errorf("%s does not warn that another network approves with it", code)
		}
	}
}

func TestWhatWeDoNotHaveIsSaid(t *testing.T) {
	for _, entry := range shipped(t).Entries() {
		remedy := strings.ToLower(strings.Join(chinese(entry.Remedy), ""))
		if refers := strings.Contains(remedy, "传统pos"); refers && !noted(entry, "不在我们的资料里", "not among our documents") {
			t.Errorf("%s refers to a document that we lack and does not say so", entry.Flow)
		}
	}
}

// TestAdviceThatIsWrongForATerminalIsStruckOut lists what must never become a step again.
func TestAdviceThatIsWrongForATerminalIsStruckOut(t *testing.T) {
	want := map[string][]int{
		"ARTICLE1-9001": {6}, "ARTICLE1-1003": {6}, "ARTICLE1-R001": {1}, "ARTICLE1-R002": {1}, "ARTICLE1-4": {3},
		"ARTICLE1-F101": {1}, "ARTICLE1-1002": {1}, "ARTICLE1-0x00": {2}, "ARTICLE1-0x01": {2}, "ARTICLE1-0x02": {1, 3},
		"ARTICLE1-0x03": {2}, "ARTICLE1-0x04": {2}, "ARTICLE1-0x05": {2},
		"ARTICLE2-5000": {3}, "ARTICLE2-6002": {2}, "ARTICLE2-6006": {1}, "ARTICLE3-E1-2": {1, 9},
	}
	for _, entry := range shipped(t).Entries() {
		var struck []int
		for _, line := range entry.Struck {
			struck = append(struck, line.Line)
		}
		if !slices.Equal(struck, want[entry.Flow]) {
			t.Errorf("%s: the lines %v are struck out, want %v", entry.Flow, struck, want[entry.Flow])
		}
	}
}

func TestEveryEntryOfAnArticleOrAStandardSaysWhatItIs(t *testing.T) {
	for _, entry := range shipped(t).Entries() {
		switch entry.Sources[0].Standing {
		case catalog.Handbook:
		case catalog.Standard:
			if !noted(entry, "手册未收录", "Not in the handbook") {
				t.Errorf("%s does not say that the handbook lacks it", entry.Flow)
			}
		case catalog.Article:
			if !noted(entry, "非官方", "unofficial") {
				t.Errorf("%s does not say that it is unofficial", entry.Flow)
			}
		}
	}
}

// TestEveryCodeIsFoundAsItIsTyped looks each code up in the spellings that people type.
func TestEveryCodeIsFoundAsItIsTyped(t *testing.T) {
	known := shipped(t)
	for _, entry := range known.Entries() {
		if entry.Code == "" {
			continue
		}
		spaced := strings.Join(strings.Split(entry.Code, ""), " ")
		for _, typed := range []string{entry.Code, strings.ToLower(entry.Code), strings.ToUpper(entry.Code), "错误代码：" + entry.Code, spaced} {
			found := known.Find(typed)
			if !slices.ContainsFunc(found, func(e catalog.Entry) bool { return e.Flow == entry.Flow }) {
				t.Errorf("%q does not find %s", typed, entry.Flow)
			}
		}
	}
}

func TestOnlyE1AndFourStandInSeveralPlaces(t *testing.T) {
	places := map[string]int{}
	for _, entry := range shipped(t).Entries() {
		if found := shipped(t).Find(entry.Code); len(found) > 1 {
			places[entry.Code] = len(found)
		}
	}
	if want := map[string]int{"E1": 3, "04": 2, "4": 2}; fmt.Sprint(places) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", places, want)
	}
}
