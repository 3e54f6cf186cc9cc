//go:build sources

package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
)

// These tests hold the handbook's other tables against its two copies, as those beside this file do for the
// terminal codes. Together they know every line of both copies that is not blank.

var tag = regexp.MustCompile(`<[^>]*>`)

// cellsOf cuts a row of the copy with table cells, without its white space and mark-up.
func cellsOf(line string) []string { return cells(bare(tag.ReplaceAllString(line, ""))) }

// rowOf is an entry as a copy prints its row. A symptom has no code and no cause, and its number begins again in
// each section.
func rowOf(t *testing.T, entry catalog.Entry, source string) []string {
	t.Helper()
	printed := row(t, entry, source)
	if entry.Table == "SYMPTOM" {
		return []string{printed[0][1:], printed[2], printed[4]}
	}
	return printed
}

func TestEveryLineOfTheOtherTablesIsCarried(t *testing.T) {
	_, rest, found := strings.Cut(copyOf(t, "001"), "| POSP响应码表")
	if !found {
		t.Fatal("the beginning of the tables was not found")
	}
	titles := map[string]string{}
	for _, id := range []string{"POSP", "FRONT", "SYMPTOM"} {
		titles[bare(shippedTable(t, id).Title.Zh)] = id
	}
	var table, section string
	rows := map[string]int{}
	for i, line := range strings.Split("| POSP响应码表"+rest, "\n") {
		cut := cellsOf(line)
		joined := strings.Join(cut, "")
		id, isTitle := titles[strings.TrimPrefix(joined, "##")]
		switch {
		case strings.Trim(joined, "-") == "": // a blank line, a rule, or an empty row where a page ends
		case isTitle:
			table = id
		case cut[0] == "序号": // a head, worded otherwise in each table
		case table == "SYMPTOM" && strings.HasSuffix(cut[0], "类问题"):
			section = cut[0]
		case table == "" || rows[table] == len(shippedTable(t, table).Entries):
			t.Errorf("line %d is not carried: %s", i+1, line)
		default:
			entry := shippedTable(t, table).Entries[rows[table]]
			if want := rowOf(t, entry, "handbook/tables"); !slices.Equal(cut, want) {
				t.Errorf("line %d is\n%q, the catalogue has\n%q", i+1, cut, want)
			}
			if table == "SYMPTOM" && entry.Section != section {
				t.Errorf("line %d stands under %s, the catalogue has %s", i+1, section, entry.Section)
			}
			rows[table]++
		}
	}
	for _, id := range titles {
		if want := len(shippedTable(t, id).Entries); rows[id] != want {
			t.Errorf("%d rows of %s, the catalogue has %d", rows[id], id, want)
		}
	}
}

// TestThePlainCopyAgreesToItsEnd reads the copy without cells from the end of the terminal codes to its last
// character. It prints the symptoms in blocks that stand in reverse order.
func TestThePlainCopyAgreesToItsEnd(t *testing.T) {
	const source = "handbook/plain"
	_, rest, found := strings.Cut(bare(copyOf(t, "000")), "如果成功做下扫码补单")
	if !found {
		t.Fatal("the end of the terminal codes was not found")
	}
	next := func(what, want string) {
		t.Helper()
		if rest, found = strings.CutPrefix(rest, want); !found {
			t.Fatalf("%s: the copy goes on with %s…, the catalogue has %s", what, string([]rune(rest)[:min(90, len([]rune(rest)))]), want)
		}
	}
	for _, table := range []struct{ id, head, titleAfter string }{
		{"POSP", "序号响应码响应信息可能原因处理办法(新)", "78"}, {"FRONT", "序号响应码响应信息可能原因处理方法（新）", "0018"},
	} {
		next("head", table.head)
		for _, entry := range shippedTable(t, table.id).Entries {
			next(entry.Code, strings.Join(rowOf(t, entry, source), ""))
			if entry.Code == table.titleAfter {
				next("title", bare(shippedTable(t, table.id).Title.Zh))
			}
		}
	}
	symptoms := shippedTable(t, "SYMPTOM").Entries
	block := func(from, to int) {
		t.Helper()
		for _, entry := range symptoms[from:to] {
			next(entry.Sources[0].Row, strings.Join(rowOf(t, entry, source)[1:], ""))
		}
	}
	block(29, 33)
	block(24, 29)
	block(20, 23)
	next("section", "咨询类问题")
	block(23, 24)
	block(15, 20)
	block(10, 15)
	block(6, 10)
	next("section", "系统类问题")
	block(1, 6)
	next("title and head", "其他问题问题描述处理方法业务类问题")
	block(0, 1)
	if rest != "" {
		t.Errorf("the copy goes on with %s", rest)
	}
}
