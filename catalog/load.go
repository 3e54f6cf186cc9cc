package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"
)

// Load reads every table from the *.yaml files of a folder. Reading is strict: an unknown key, a missing
// language or a code that stands twice is an error that names the file and the line. All faults of a
// folder are returned together.
func Load(folder fs.FS) (*Catalog, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the tables: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("no table (*.yaml) in the catalogue folder")
	}
	var loaded Catalog
	var faults []error
	at := map[string]string{}
	for _, name := range names {
		table, err := loadTable(folder, name)
		loaded.Tables = append(loaded.Tables, table.Table)
		faults = append(faults, err)
		faults = append(faults, duplicates(table, name, at)...)
	}
	return &loaded, errors.Join(faults...)
}

// tableFile is a table as it is written.
type tableFile struct {
	Table
	lines []int // the line of each entry
}

func loadTable(folder fs.FS, name string) (tableFile, error) {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return tableFile{}, fmt.Errorf("read the table: %w", err)
	}
	var raw struct {
		Table    string    `yaml:"table"`
		Title    Text      `yaml:"title"`
		Source   string    `yaml:"source"`
		Standing Standing  `yaml:"standing"`
		Preamble []Text    `yaml:"preamble"`
		Entries  []yamlRow `yaml:"entries"`
	}
	if err := DecodeStrict(name, content, &raw); err != nil {
		return tableFile{}, err
	}
	table := tableFile{Table: Table{
		ID: raw.Table, Title: raw.Title, Source: raw.Source, Standing: raw.Standing, Preamble: raw.Preamble,
	}}
	var faults []error
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

func duplicates(table tableFile, name string, at map[string]string) []error {
	var faults []error
	for i, entry := range table.Entries {
		key := entry.Table + " " + entry.Code
		here := fmt.Sprintf("%s:%d", name, table.lines[i])
		if first, taken := at[key]; taken {
			faults = append(faults, fmt.Errorf("%s: code %s stands twice, first at %s: keep one", here, entry.Code, first))
			continue
		}
		at[key] = here
	}
	return faults
}

// yamlRow is an entry as it is written.
type yamlRow struct {
	Code     string        `yaml:"code"`
	Row      int           `yaml:"row"`
	Section  string        `yaml:"section"`
	Message  Text          `yaml:"message"`
	Cause    Text          `yaml:"cause"`
	Remedy   []Text        `yaml:"remedy"`
	Variants []yamlVariant `yaml:"variants"`
	Notes    []Note        `yaml:"notes"`
	Flow     string        `yaml:"flow"`
	line     int
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

func (r *yamlRow) check() error {
	switch {
	case r.Code == "":
		return errors.New("an entry without a code: write `code:`")
	case r.Row < 1:
		return fmt.Errorf("entry %s has no row: write `row:` with its running number in the source", r.Code)
	case slices.ContainsFunc(r.Variants, func(v yamlVariant) bool { return v.Why.IsZero() }):
		return fmt.Errorf("entry %s has a variant without `why:`: write it in both languages", r.Code)
	case slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Text.IsZero() }):
		return fmt.Errorf("entry %s has a note without `text:`: write it in both languages", r.Code)
	}
	return nil
}

func (r *yamlRow) entry(table Table) Entry {
	entry := Entry{
		Table: table.ID, Code: r.Code, Section: r.Section, Message: r.Message, Cause: r.Cause,
		Remedy: append([]Text{}, r.Remedy...), Variants: []Variant{}, Notes: append([]Note{}, r.Notes...), Flow: r.Flow,
		Sources: []Source{{ID: table.Source, Row: fmt.Sprintf("%s/%d", table.ID, r.Row), Standing: table.Standing}},
	}
	if entry.Flow == "" {
		entry.Flow = r.Code
	}
	for _, v := range r.Variants {
		entry.Variants = append(entry.Variants, Variant{
			Field: v.Field, Source: v.Source, Text: v.Text, Chosen: v.Chosen, Why: v.Why.En, WhyZh: v.Why.Zh,
		})
	}
	return entry
}
