package catalog_test

import (
	"slices"
	"testing"

	"posmedic/catalog"
	"posmedic/catalog/data"
)

func TestCited(t *testing.T) {
	known := &catalog.Catalog{Tables: data.Tables}
	for _, test := range []struct {
		name, citation string
		code, words    string
		line           int
	}{
		{"a line of a row", "handbook E/3.3", "E102", "如不行，重启机器（如果是3G环境，重启仍不行，插拔sim卡重启）", 3},
		{"another table", "handbook POSP/1.1", "0", "", 1},
		{"a line before the rows", "handbook E/preamble.1", "", "", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			passage, found := known.Cited(test.citation)
			if !found || passage.Line != test.line || passage.Line > len(passage.Lines) {
				t.Fatalf("got %+v, %v", passage, found)
			}
			if test.words != "" && passage.Lines[passage.Line-1].Zh != test.words {
				t.Errorf("the cited line is %q, want %q", passage.Lines[passage.Line-1].Zh, test.words)
			}
			if code := codeOf(passage); code != test.code {
				t.Errorf("the row is that of %q, want %q", code, test.code)
			}
		})
	}
	for _, citation := range []string{"ours", "", "handbook", "handbook E/3", "handbook E/999.1", "handbook X/preamble.1", "article-1 E/3.3"} {
		if passage, found := known.Cited(citation); found {
			t.Errorf("%q names %+v, want nothing", citation, passage)
		}
	}
}

func codeOf(passage catalog.Passage) string {
	if passage.Entry == nil {
		return ""
	}
	return passage.Entry.Code
}

// TestEveryLineOfEverySourceCanBeCited asks for each line by its name.
func TestEveryLineOfEverySourceCanBeCited(t *testing.T) {
	known := &catalog.Catalog{Tables: data.Tables}
	for _, entry := range known.Entries() {
		for _, source := range entry.Sources {
			passage, found := known.Cited(source.ID + " " + source.Row + ".1")
			if !found || passage.Entry.Flow != entry.Flow && !slices.Contains(passage.Entry.Sources, source) {
				t.Errorf("%s %s is not found", source.ID, source.Row)
			}
		}
	}
}
