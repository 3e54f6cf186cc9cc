package catalog

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
)

// Load reads every table from the *.yaml files of a folder, in the order in which they answer: by standing, then
// by the order that they give, then by file. Reading is strict: an unknown key, a missing language or a code
// that stands twice is an error that names its place. All faults of a folder are returned together.
func Load(folder fs.FS) (*Catalog, error) {
	draft := Read(Layer{Folder: folder})
	if err := Failure(draft.Diagnostics); err != nil {
		return nil, err
	}
	return &draft.Catalog, nil
}

// Draft is what could be read of a folder of tables, with all that is wrong in it.
type Draft struct {
	Catalog     Catalog
	Diagnostics []Diagnostic
	Incomplete  bool // whether a file, a table or an entry could not be read, so that it is not known what there is
	// Places tells where each row stands, by document and row as steps cite them ("handbook E/3"), and each of its
	// lines ("handbook E/3.2").
	Places map[string]Place
}

// Read reads every table of a layer as far as it can.
func Read(layer Layer) Draft {
	draft := Draft{Places: map[string]Place{}}
	names, err := fs.Glob(layer.Folder, "*.yaml")
	if err != nil || len(names) == 0 {
		draft.Incomplete = true
		draft.Diagnostics = []Diagnostic{{Kind: &FolderWithoutTables, Place: Place{File: cmp.Or(layer.Name, "."), Line: 1, Column: 1}}}
		return draft
	}
	var tables []orderedTable
	taken := map[string]Place{}
	for _, name := range names {
		file, diagnostics := ReadFile(layer, name)
		draft.Diagnostics = append(draft.Diagnostics, diagnostics...)
		if len(diagnostics) > 0 {
			draft.Incomplete = true
			continue
		}
		reader := tableReader{file: file, taken: taken, places: draft.Places}
		if table := reader.table(); isNamed(&table.Table) {
			tables = append(tables, table)
		} else {
			reader.incomplete = true
		}
		draft.Diagnostics = append(draft.Diagnostics, reader.found...)
		draft.Incomplete = draft.Incomplete || reader.incomplete
	}
	slices.SortStableFunc(tables, func(a, b orderedTable) int {
		return cmp.Or(cmp.Compare(rank(a.Standing), rank(b.Standing)), cmp.Compare(a.order, b.order))
	})
	for _, table := range tables {
		draft.Catalog.Tables = append(draft.Catalog.Tables, table.Table)
	}
	return draft
}

// standings are ranked, the highest first.
var standings = []Standing{Handbook, Standard, Article}

func rank(standing Standing) int { return slices.Index(standings, standing) }

// orderedTable is a table with its place among the tables of its standing.
type orderedTable struct {
	Table
	order int
}

// yamlTable is a table's file.
type yamlTable struct {
	Table        string             `yaml:"table"`
	Title        Text               `yaml:"title"`
	Source       string             `yaml:"source"`
	Standing     Standing           `yaml:"standing"`
	Order        int                `yaml:"order"`
	NetworkFirst bool               `yaml:"network_first"`
	Preamble     []Text             `yaml:"preamble"`
	Entries      []Written[yamlRow] `yaml:"entries"`
}

// yamlRow is an entry as it is written.
type yamlRow struct {
	Code     string              `yaml:"code"`
	Row      string              `yaml:"row"`
	Section  string              `yaml:"section"`
	Message  Text                `yaml:"message"`
	Cause    Text                `yaml:"cause"`
	Remedy   []Written[yamlLine] `yaml:"remedy"`
	Variants []yamlVariant       `yaml:"variants"`
	Notes    []Note              `yaml:"notes"`
	Flow     string              `yaml:"flow"`
}

// yamlLine is a line of a remedy, and why it is struck out where it is.
type yamlLine struct {
	Zh     string `yaml:"zh"`
	En     string `yaml:"en"`
	Struck Text   `yaml:"struck"`
}

type yamlVariant struct {
	Field  string `yaml:"field"`
	Source string `yaml:"source"`
	Text   string `yaml:"text"`
	Chosen bool   `yaml:"chosen"`
	Why    Text   `yaml:"why"`
}

// tableReader makes a table of a file and gathers what is wrong on the way.
type tableReader struct {
	file       *File
	taken      map[string]Place // where each code, and each row without one, stands
	places     map[string]Place
	found      []Diagnostic
	incomplete bool // whether there is a row that cannot be used
}

func (r *tableReader) report(place Place, kind *DiagnosticKind, values ...any) {
	r.found = append(r.found, Diagnostic{Kind: kind, Place: place, Values: values})
}

func (r *tableReader) table() orderedTable {
	var raw Written[yamlTable]
	r.found = append(r.found, r.file.Decode(&raw)...)
	written := raw.Value
	table := orderedTable{order: written.Order, Table: Table{
		ID: written.Table, Title: written.Title, Source: written.Source, Standing: written.Standing,
		Preamble: written.Preamble, NetworkFirst: written.NetworkFirst,
	}}
	r.checkTable(&raw)
	for i := range table.Preamble {
		r.places[fmt.Sprintf("%s %s/preamble.%d", table.Source, table.ID, i+1)] = r.file.At(raw.Key("preamble"))
	}
	for i := range written.Entries {
		if row := &written.Entries[i]; r.checkRow(row) {
			entry := row.Value.entry(table.Table)
			r.entry(row, &entry)
			table.Entries = append(table.Entries, entry)
		} else {
			r.incomplete = true
		}
	}
	return table
}

// tableName is what a table may be called: citations name it.
var tableName = regexp.MustCompile(`^[A-Z][A-Z0-9]*$`)

// isNamed tells whether steps can cite a table's rows.
func isNamed(table *Table) bool { return tableName.MatchString(table.ID) && table.Source != "" }

// checkTable refuses a table that does not say what it is.
func (r *tableReader) checkTable(raw *Written[yamlTable]) {
	table := &raw.Value
	if !tableName.MatchString(table.Table) {
		r.report(r.file.At(raw.Key("table")), &TableName, table.Table)
	}
	if table.Title.IsZero() {
		r.report(r.file.At(raw.Node), &TableWithoutTitle)
	}
	if table.Source == "" {
		r.report(r.file.At(raw.Node), &TableWithoutSource)
	}
	if !slices.Contains(standings, table.Standing) {
		r.report(r.file.At(raw.Key("standing")), &StandingUnknown, string(table.Standing))
	}
}

// rowName is what a row may be called: citations name it.
var rowName = regexp.MustCompile(`^[A-Za-z0-9]+$`)

var noteKinds = []NoteKind{Caution, Meaning, Conflict, Ours}

// checkRow refuses an entry that does not say what it is, and tells whether it can be used at all.
func (r *tableReader) checkRow(raw *Written[yamlRow]) bool {
	row, place := &raw.Value, r.file.At(raw.Node)
	name := cmp.Or(row.Code, row.Row)
	switch {
	case row.Row == "":
		r.report(place, &EntryWithoutRow, row.Code)
		return false
	case !rowName.MatchString(row.Row):
		r.report(r.file.At(raw.Key("row")), &RowName, row.Row)
		return false
	case row.Code == "" && row.Message.IsZero():
		r.report(place, &EntryWithoutWords, row.Row)
		return false
	}
	if slices.ContainsFunc(row.Variants, func(variant yamlVariant) bool { return variant.Why.IsZero() }) {
		r.report(r.file.At(raw.Key("variants")), &VariantWithoutWhy, name)
	}
	for _, note := range row.Notes {
		if note.Text.IsZero() {
			r.report(r.file.At(raw.Key("notes")), &NoteWithoutText, name)
		}
		if !slices.Contains(noteKinds, note.Kind) {
			r.report(r.file.At(raw.Key("notes")), &NoteKindUnknown, string(note.Kind))
		}
	}
	return true
}

// entry notes where an entry and its lines stand, and refuses a code that stands twice in a section of a table, and
// a row without a code that stands twice.
func (r *tableReader) entry(raw *Written[yamlRow], entry *Entry) {
	place := r.file.At(raw.Node)
	key, called := entry.Table+" "+entry.Section+" "+entry.Code, entry.Code
	if entry.Code == "" {
		key, called = entry.Sources[0].Row, entry.Sources[0].Row
	}
	if first, taken := r.taken[key]; taken {
		r.report(place, &EntryTwice, called, first.String())
		return
	}
	r.taken[key] = place
	cited := entry.Sources[0].ID + " " + entry.Sources[0].Row
	r.places[cited] = place
	for i, line := range raw.Value.Remedy {
		r.places[fmt.Sprintf("%s.%d", cited, i+1)] = r.file.At(line.Node)
	}
}

func (r *yamlRow) entry(table Table) Entry {
	entry := Entry{
		Table: table.ID, Code: r.Code, Section: r.Section, Message: r.Message, Cause: r.Cause,
		Remedy: []Text{}, Struck: []Struck{}, Variants: []Variant{}, Notes: append([]Note{}, r.Notes...),
		Sources: []Source{{ID: table.Source, Row: table.ID + "/" + r.Row, Standing: table.Standing}},
		Flow:    cmp.Or(r.Flow, r.Code, table.ID+"-"+r.Row),
	}
	for i, line := range r.Remedy {
		entry.Remedy = append(entry.Remedy, Text{Zh: line.Value.Zh, En: line.Value.En})
		if !line.Value.Struck.IsZero() {
			entry.Struck = append(entry.Struck, Struck{Line: i + 1, Why: line.Value.Struck})
		}
	}
	for _, v := range r.Variants {
		entry.Variants = append(entry.Variants, Variant{
			Field: v.Field, Source: v.Source, Text: v.Text, Chosen: v.Chosen, Why: v.Why.En, WhyZh: v.Why.Zh,
		})
	}
	return entry
}
