package flows

import (
	"slices"
	"strings"

	"posmedic/catalog"
)

type yamlForm struct {
	Text    catalog.Text                   `yaml:"text"`
	Fields  []catalog.Written[yamlField]   `yaml:"fields"`
	Unasked catalog.Names                  `yaml:"unasked"`
	Sets    catalog.Mapping[catalog.Names] `yaml:"sets"`
}

type yamlField struct {
	Name    string        `yaml:"name"`
	Label   catalog.Text  `yaml:"label"`
	Help    catalog.Text  `yaml:"help"`
	Printed catalog.Names `yaml:"printed"`
}

// form is the fields of the fault record and the sets of them.
type form struct {
	text    catalog.Text
	fields  []Field
	unasked []string
	sets    map[string]catalog.Names
	places  map[string]catalog.Place // of each field
}

// fields puts the fields of a file in the place of those that were read before, and adds its sets to theirs.
func (b *builder) fields(file *catalog.File, raw *catalog.Written[yamlForm]) {
	if !raw.Value.Text.IsZero() {
		b.words.fields.text = raw.Value.Text
	}
	if b.words.fields.text.IsZero() {
		b.report(file.At(raw.Node), &catalog.WordWithoutText, fieldsFile)
	}
	if len(raw.Value.Fields) > 0 {
		b.words.fields.fields, b.words.fields.places = nil, map[string]catalog.Place{}
	}
	if len(raw.Value.Unasked) > 0 {
		b.words.fields.unasked = raw.Value.Unasked
	}
	for i := range raw.Value.Fields {
		b.field(file, &raw.Value.Fields[i])
	}
	if b.words.fields.sets == nil {
		b.words.fields.sets = map[string]catalog.Names{}
	}
	for _, name := range raw.Value.Sets.Names {
		set := raw.Value.Sets.Values[name]
		b.words.fields.sets[name] = set.Value
		for _, demand := range set.Value {
			if !b.isDemand(demand) {
				b.fieldUnknown(file.At(set.Node), demand)
			}
		}
	}
}

func (b *builder) field(file *catalog.File, raw *catalog.Written[yamlField]) {
	field := Field{Name: raw.Value.Name, Label: raw.Value.Label, Help: raw.Value.Help, Printed: raw.Value.Printed}
	switch {
	case field.Name == "":
		b.report(file.At(raw.Node), &catalog.FieldWithoutName)
		return
	case field.Label.IsZero():
		b.report(file.At(raw.Node), &catalog.FieldWithoutLabel, field.Name)
	case b.isField(field.Name):
		b.report(file.At(raw.Node), &catalog.FieldTwice, field.Name)
		return
	}
	b.printed(&field, file.At(raw.Key("printed")))
	b.words.fields.fields = append(b.words.fields.fields, field)
	b.words.fields.places[field.Name] = file.At(raw.Node)
}

// printed refuses what receipts would name two fields by.
func (b *builder) printed(field *Field, place catalog.Place) {
	same := func(label string) func(string) bool {
		return func(other string) bool { return strings.EqualFold(label, other) }
	}
	for _, label := range field.Printed {
		if slices.ContainsFunc(b.words.fields.unasked, same(label)) {
			b.report(place, &catalog.LabelTwice, label, "unasked", field.Name)
		}
		for _, other := range b.words.fields.fields {
			if slices.ContainsFunc(other.Printed, same(label)) {
				b.report(place, &catalog.LabelTwice, label, other.Name, field.Name)
			}
		}
	}
}

func (b *builder) fieldUnknown(place catalog.Place, name string) {
	if b.unread[fieldsFile] {
		return
	}
	names := slices.Collect(func(yield func(string) bool) {
		for set := range b.words.fields.sets {
			if !yield(set) {
				return
			}
		}
	})
	for _, field := range b.words.fields.fields {
		names = append(names, field.Name)
	}
	slices.Sort(names)
	b.report(place, &catalog.FieldUnknown, name).Meant = catalog.Nearby(name, names)
}

// isDemand tells whether a demand names nothing but fields.
func (b *builder) isDemand(demand string) bool {
	return !slices.ContainsFunc(slices.Concat(Alternatives(demand)...), func(name string) bool { return !b.isField(name) })
}

func (b *builder) isField(name string) bool {
	return slices.ContainsFunc(b.words.fields.fields, func(field Field) bool { return field.Name == name })
}

func (b *builder) form() []Field { return b.words.fields.fields }

// expand replaces the names of sets by the fields that they stand for, each field once. It tells whether all are known.
func (b *builder) expand(written catalog.Names, place catalog.Place) (fields []string, known bool) {
	known = true
	for _, name := range written {
		set, isSet := b.words.fields.sets[name]
		switch {
		case isSet:
		case b.isDemand(name):
			set = catalog.Names{name}
		case name == Demanded:
			b.report(place, &catalog.DemandedMisplaced)
			known = false
		default:
			b.fieldUnknown(place, name)
			known = false
		}
		for _, field := range set {
			if !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	return fields, known
}
