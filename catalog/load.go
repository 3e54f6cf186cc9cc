package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"
)

// Load reads every table from the *.yaml files of a folder, in the order in which they answer: by standing, then
// by the order that they give, then by file. Reading is strict: an unknown key, a missing language or a code
// that stands twice is an error that names the file and the line. All faults of a folder are returned together.
func Load(folder fs.FS) (*Catalog, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the tables: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("no table (*.yaml) in the catalogue folder")
	}
	var files []tableFile
	var faults []error
	at := map[string]string{}
	for _, name := range names {
		table, err := loadTable(folder, name)
		files = append(files, table)
		faults = append(faults, err)
		faults = append(faults, duplicates(table, name, at)...)
	}
	slices.SortStableFunc(files, func(a, b tableFile) int {
		return cmp.Or(cmp.Compare(rank(a.Standing), rank(b.Standing)), cmp.Compare(a.order, b.order))
	})
	var loaded Catalog
	for _, file := range files {
		loaded.Tables = append(loaded.Tables, file.Table)
	}
	return &loaded, errors.Join(faults...)
}

// standings are ranked, the highest first.
var standings = []Standing{Handbook, Standard, Article}

func rank(standing Standing) int { return slices.Index(standings, standing) }

// tableFile is a table as it is written.
type tableFile struct {
	Table
	order int   // its place among the tables of its standing
	lines []int // the line of each entry
}

// yamlTable is a table's file.
type yamlTable struct {
	Table    string    `yaml:"table"`
	Title    Text      `yaml:"title"`
	Source   string    `yaml:"source"`
	Standing Standing  `yaml:"standing"`
	Order    int       `yaml:"order"`
	Preamble []Text    `yaml:"preamble"`
	Entries  []yamlRow `yaml:"entries"`
}

func loadTable(folder fs.FS, name string) (tableFile, error) {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return tableFile{}, fmt.Errorf("read the table: %w", err)
	}
	var raw yamlTable
	if err := DecodeStrict(name, content, &raw); err != nil {
		return tableFile{}, err
	}
	table := tableFile{order: raw.Order, Table: Table{
		ID: raw.Table, Title: raw.Title, Source: raw.Source, Standing: raw.Standing, Preamble: raw.Preamble,
	}}
	faults := raw.check(name)
	for _, row := range raw.Entries {
		if err := row.check(); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, row.line, err))
			continue
		}
		table.Entries = append(table.Entries, row.entry(table.Table))
		table.lines = append(table.lines, row.line)
	}
	return table, errors.Join(faults...)
}

// tableName is what a table may be called: citations name it.
var tableName = regexp.MustCompile(`^[A-Z][A-Z0-9]*$`)

// check refuses a table that does not say what it is.
func (t *yamlTable) check(name string) []error {
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:1: %s", name, fmt.Sprintf(format, args...)))
	}
	if !tableName.MatchString(t.Table) {
		fault("table %q: a table's name is made of capitals and digits: write `table:`", t.Table)
	}
	if t.Title.IsZero() {
		fault("the table has no title: write `title:` in both languages")
	}
	if t.Source == "" {
		fault("the table has no source: write `source:` with the document's name")
	}
	if !slices.Contains(standings, t.Standing) {
		fault("standing is %q: write handbook, standard or article", t.Standing)
	}
	return faults
}

// duplicates refuses a code that stands twice in a section of a table, and a row without a code that stands twice.
func duplicates(table tableFile, name string, at map[string]string) []error {
	var faults []error
	for i, entry := range table.Entries {
		key, called := entry.Table+" "+entry.Section+" "+entry.Code, "code "+entry.Code
		if entry.Code == "" {
			key, called = entry.Sources[0].Row, "row "+entry.Sources[0].Row
		}
		here := fmt.Sprintf("%s:%d", name, table.lines[i])
		if first, taken := at[key]; taken {
			faults = append(faults, fmt.Errorf("%s: %s stands twice, first at %s: keep one", here, called, first))
			continue
		}
		at[key] = here
	}
	return faults
}

// yamlRow is an entry as it is written.
type yamlRow struct {
	Code     string        `yaml:"code"`
	Row      string        `yaml:"row"`
	Section  string        `yaml:"section"`
	Message  Text          `yaml:"message"`
	Cause    Text          `yaml:"cause"`
	Remedy   []yamlLine    `yaml:"remedy"`
	Variants []yamlVariant `yaml:"variants"`
	Notes    []Note        `yaml:"notes"`
	Flow     string        `yaml:"flow"`
	line     int
}

// yamlLine is a remedy line as it is written, and why it is struck out where it is.
type yamlLine struct {
	text, struck Text
}

// UnmarshalYAML reads a line and insists on both languages.
func (l *yamlLine) UnmarshalYAML(node *yaml.Node) error {
	var raw struct {
		Zh     string `yaml:"zh"`
		En     string `yaml:"en"`
		Struck Text   `yaml:"struck"`
	}
	if err := node.Load(&raw, yaml.WithKnownFields()); err != nil {
		return err
	}
	l.text, l.struck = Text{Zh: raw.Zh, En: raw.En}, raw.Struck
	return l.text.complete()
}

type yamlVariant struct {
	Field  string `yaml:"field"`
	Source string `yaml:"source"`
	Text   string `yaml:"text"`
	Chosen bool   `yaml:"chosen"`
	Why    Text   `yaml:"why"`
}

// UnmarshalYAML reads a row and remembers its line. It refuses an empty list item, which YAML would drop, so
// that the remedy's lines after it would be counted wrongly.
func (r *yamlRow) UnmarshalYAML(node *yaml.Node) error {
	for _, list := range node.Content {
		if list.Kind == yaml.SequenceNode && slices.ContainsFunc(list.Content, isNull) {
			return errors.New("a dash with nothing behind it: write the line or take the dash away")
		}
	}
	type plain yamlRow
	if err := node.Load((*plain)(r), yaml.WithKnownFields()); err != nil {
		return err
	}
	r.line = node.Line
	return nil
}

func isNull(node *yaml.Node) bool { return node.ShortTag() == "!!null" }

// rowName is what a row may be called: citations name it.
var rowName = regexp.MustCompile(`^[A-Za-z0-9]+$`)

var noteKinds = []NoteKind{Caution, Meaning, Conflict, Ours}

// name is how a fault calls the entry.
func (r *yamlRow) name() string { return cmp.Or(r.Code, r.Row) }

func (r *yamlRow) check() error {
	switch {
	case r.Row == "":
		return fmt.Errorf("entry %s has no row: write `row:` with its place in the source", r.Code)
	case !rowName.MatchString(r.Row):
		return fmt.Errorf("row %q: a row is named by letters and digits", r.Row)
	case r.Code == "" && r.Message.IsZero():
		return fmt.Errorf("row %s has neither a code nor a message: write `code:` or `message:`", r.Row)
	case slices.ContainsFunc(r.Variants, func(v yamlVariant) bool { return v.Why.IsZero() }):
		return fmt.Errorf("entry %s has a variant without `why:`: write it in both languages", r.name())
	case slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Text.IsZero() }):
		return fmt.Errorf("entry %s has a note without `text:`: write it in both languages", r.name())
	}
	for _, note := range r.Notes {
		if !slices.Contains(noteKinds, note.Kind) {
			return fmt.Errorf("entry %s has a note of kind %q: write caution, standard, conflict or ours", r.name(), note.Kind)
		}
	}
	return nil
}

func (r *yamlRow) entry(table Table) Entry {
	entry := Entry{
		Table: table.ID, Code: r.Code, Section: r.Section, Message: r.Message, Cause: r.Cause,
		Remedy: []Text{}, Struck: []Struck{}, Variants: []Variant{}, Notes: append([]Note{}, r.Notes...),
		Sources: []Source{{ID: table.Source, Row: table.ID + "/" + r.Row, Standing: table.Standing}},
		Flow:    cmp.Or(r.Flow, r.Code, table.ID+"-"+r.Row),
	}
	for i, line := range r.Remedy {
		entry.Remedy = append(entry.Remedy, line.text)
		if !line.struck.IsZero() {
			entry.Struck = append(entry.Struck, Struck{Line: i + 1, Why: line.struck})
		}
	}
	for _, v := range r.Variants {
		entry.Variants = append(entry.Variants, Variant{
			Field: v.Field, Source: v.Source, Text: v.Text, Chosen: v.Chosen, Why: v.Why.En, WhyZh: v.Why.Zh,
		})
	}
	return entry
}
