//go:build sources

package catalog_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"posmedic/catalog"
)

// These tests hold the shipped table against the two copies of the handbook, character for character except
// for white space. The copies are no part of this repository; POSMEDIC_SOURCES names the folder with them:
//
//	POSMEDIC_SOURCES=FOLDER go test -tags sources ./catalog
//
// A relative folder counts from the repository's top.

// copyOf reads one copy of the handbook, from the file that begins with the number.
func copyOf(t *testing.T, number string) string {
	t.Helper()
	top := os.Getenv("POSMEDIC_SOURCES")
	if top == "" {
		t.Fatal("POSMEDIC_SOURCES is not set: name the folder of the sources")
	}
	if !filepath.IsAbs(top) {
		top = filepath.Join("..", top)
	}
	names, err := filepath.Glob(filepath.Join(top, "seeds", number+"_*.txt"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%s has %d files seeds/%s_*.txt, want one (%v)", top, len(names), number, err)
	}
	content, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// bare is a text without its white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// reading is a passage of an entry as one copy prints it: the copy's variant, else the entry's own words.
func reading(t *testing.T, entry catalog.Entry, source, field string) string {
	t.Helper()
	for _, variant := range entry.Variants {
		if variant.Source == source && variant.Field == field {
			return variant.Text
		}
	}
	return passage(t, entry, field)
}

// remedyCell is the remedy as a copy prints it, without white space: a remedy of several lines is numbered.
func remedyCell(t *testing.T, entry catalog.Entry, source string) string {
	t.Helper()
	var cell string
	for i := range entry.Remedy {
		number := strconv.Itoa(i + 1)
		line := bare(reading(t, entry, source, "remedy."+number))
		if len(entry.Remedy) > 1 {
			line = number + "." + line
		}
		if i > 0 && strings.HasSuffix(cell, line) {
			continue // the copy's variant of the line before holds this one too
		}
		cell += line
	}
	return cell
}

// row is an entry as a copy prints its row, cell by cell and without white space.
func row(t *testing.T, entry catalog.Entry, source string) []string {
	t.Helper()
	_, number, _ := strings.Cut(entry.Sources[0].Row, "/")
	return []string{
		number, entry.Code,
		bare(reading(t, entry, source, "message")), bare(reading(t, entry, source, "cause")), remedyCell(t, entry, source),
	}
}

// TestEveryLineOfTheTablesIsCarried goes through the copy with table cells line by line, from its first line
// to the next table, and knows each line that is not blank.
func TestEveryLineOfTheTablesIsCarried(t *testing.T) {
	section, _, found := strings.Cut(copyOf(t, "001"), "| POSP响应码表")
	if !found {
		t.Fatal("the end of the table was not found")
	}
	table := terminalTable(t)
	title := "##" + bare(table.Title.Zh)
	preamble := bare(strings.Join(chinese(table.Preamble), ""))
	head := []string{"序号", "响应", "响应信息", "可能原因", "处理办法（新）"}
	var titles, preambles, rows int
	for i, line := range strings.Split(section, "\n") {
		switch text := bare(line); {
		case text == "":
		case text == title:
			titles++
		case text == preamble:
			preambles++
		case !strings.HasPrefix(text, "|"):
			t.Errorf("line %d is not carried: %s", i+1, line)
		case strings.Trim(text, "|-") == "": // a rule, or an empty row where a page ends
		case slices.Equal(cells(text), head):
		case rows == len(table.Entries):
			t.Errorf("line %d is one row more than the catalogue has: %s", i+1, line)
		default:
			want := row(t, table.Entries[rows], "handbook/tables")
			if got := cells(text); !slices.Equal(got, want) {
				t.Errorf("line %d is\n%q, the catalogue has\n%q", i+1, got, want)
			}
			rows++
		}
	}
	if titles != 1 || preambles != 1 || rows != len(table.Entries) {
		t.Errorf("found the title %d times, the preamble %d times and %d rows of %d", titles, preambles, rows, len(table.Entries))
	}
}

// cells cuts a row of the table, whose white space is gone, at its bars.
func cells(row string) []string {
	row = strings.ReplaceAll(row, "<br>", "")
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|")
}

// TestThePlainCopyAgrees reads the copy without cells from its beginning through its last row of the table:
// with the variants put in, it is the catalogue's text and nothing else.
func TestThePlainCopyAgrees(t *testing.T) {
	table := terminalTable(t)
	rest := bare(copyOf(t, "000"))
	next := func(what, want string) {
		t.Helper()
		var found bool
		if rest, found = strings.CutPrefix(rest, want); !found {
			t.Fatalf("%s: the copy goes on with %s…, the catalogue has %s", what, string([]rune(rest)[:min(90, len([]rune(rest)))]), want)
		}
	}
	next("title", bare(table.Title.Zh))
	next("preamble", bare(strings.Join(chinese(table.Preamble), "")))
	next("head", "序号响应码响应信息可能原因处理办法（新）")
	for _, entry := range table.Entries {
		next(entry.Code, strings.Join(row(t, entry, "handbook/plain"), ""))
	}
	next("the next table", "序号响应码")
}
