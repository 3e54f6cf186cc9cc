package catalog

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The shape of a file is that of the Go type that it is decoded into: the keys are those in the `yaml` tags, and a
// text has both languages. The library's own strict decoding stops at each mapping's first fault, knows no
// column, and speaks of Go types; a maintainer needs every fault, its place and the name that was meant.

// shape tells where a node is not of the shape of out.
func (f *File) shape(node *yaml.Node, out any) []Diagnostic {
	s := shaper{file: f}
	s.check(node, reflect.TypeOf(out).Elem())
	return s.found
}

type shaper struct {
	file  *File
	found []Diagnostic
}

func (s *shaper) report(kind *DiagnosticKind, node *yaml.Node, values ...any) *Diagnostic {
	s.found = append(s.found, Diagnostic{Kind: kind, Place: s.file.At(node), Values: values})
	return &s.found[len(s.found)-1]
}

// Shapes of their own: a type that says of what shape it is written.
type shaped interface{ writtenAs() reflect.Type }

func (Written[T]) writtenAs() reflect.Type { return reflect.TypeFor[T]() }
func (Mapping[T]) writtenAs() reflect.Type { return reflect.TypeFor[map[string]T]() }

var (
	nodeType   = reflect.TypeFor[yaml.Node]()
	namesType  = reflect.TypeFor[Names]()
	textType   = reflect.TypeFor[Text]()
	shapedType = reflect.TypeFor[shaped]()
)

func (s *shaper) check(node *yaml.Node, as reflect.Type) {
	switch {
	case node.Kind == yaml.AliasNode: // an alias can stand for a thing that it is part of
		s.wrong(node, words.ShapeItself)
	case as == nodeType:
	case as.Implements(shapedType):
		s.check(node, reflect.Zero(as).Interface().(shaped).writtenAs())
	case node.ShortTag() == "!!null":
		s.report(&ValueMissing, node)
	case as == namesType:
		s.names(node)
	case as.Kind() == reflect.Struct:
		s.mapping(node, as)
	case as.Kind() == reflect.Map:
		s.named(node, as)
	case as.Kind() == reflect.Slice:
		s.list(node, as)
	default:
		s.scalar(node, as)
	}
}

// mapping checks a mapping of which the keys are known.
func (s *shaper) mapping(node *yaml.Node, as reflect.Type) {
	if node.Kind != yaml.MappingNode {
		kind := words.ShapeMapping
		if as == textType {
			kind = words.ShapeText
		}
		s.wrong(node, kind)
		return
	}
	fields := map[string]reflect.Type{}
	var keys []string
	for i := range as.NumField() {
		key := keyOf(as.Field(i))
		fields[key] = as.Field(i).Type
		keys = append(keys, key)
	}
	written := s.keys(node, func(key, value *yaml.Node) {
		if field, known := fields[key.Value]; known {
			s.check(value, field)
			return
		}
		unknown := s.report(&KeyUnknown, key, key.Value)
		unknown.Fixes, unknown.Meant = []any{strings.Join(keys, ", ")}, Nearby(key.Value, keys)
	})
	s.languages(node, as, written)
}

// keyOf is the key of a field: its tag, else its name in small letters, as the library has it.
func keyOf(field reflect.StructField) string {
	return cmp.Or(field.Tag.Get("yaml"), strings.ToLower(field.Name))
}

// languages insists on both languages of a text, and of what is a text with more to it.
func (s *shaper) languages(node *yaml.Node, as reflect.Type, written map[string]*yaml.Node) {
	for i := range as.NumField() {
		key := keyOf(as.Field(i))
		if key != "zh" && key != "en" {
			continue
		}
		if value, ok := written[key]; !ok || value.Kind == yaml.ScalarNode && value.ShortTag() != "!!null" && strings.TrimSpace(value.Value) == "" {
			s.report(&LanguageMissing, node, key)
		}
	}
}

// named checks a mapping from names to values that are alike.
func (s *shaper) named(node *yaml.Node, as reflect.Type) {
	if node.Kind != yaml.MappingNode {
		s.wrong(node, words.ShapeMapping)
		return
	}
	s.keys(node, func(_, value *yaml.Node) { s.check(value, as.Elem()) })
}

// keys visits the pairs of a mapping and reports keys that stand twice, of which the first counts: the library would
// fill in nothing at all. It returns the values by their keys.
func (s *shaper) keys(node *yaml.Node, visit func(key, value *yaml.Node)) map[string]*yaml.Node {
	lines, written := map[string]int{}, map[string]*yaml.Node{}
	var kept []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if line, twice := lines[key.Value]; twice {
			s.report(&KeyTwice, key, key.Value, line)
			continue
		}
		lines[key.Value], written[key.Value] = key.Line, value
		kept = append(kept, key, value)
		visit(key, value)
	}
	node.Content = kept
	return written
}

func (s *shaper) list(node *yaml.Node, as reflect.Type) {
	if node.Kind != yaml.SequenceNode {
		s.wrong(node, words.ShapeList)
		return
	}
	for _, item := range node.Content {
		s.check(item, as.Elem())
	}
}

// names checks one name or a list of names.
func (s *shaper) names(node *yaml.Node) {
	if node.Kind == yaml.ScalarNode {
		return
	}
	s.list(node, reflect.TypeFor[[]string]())
}

func (s *shaper) scalar(node *yaml.Node, as reflect.Type) {
	switch {
	case node.Kind != yaml.ScalarNode:
		s.wrong(node, words.ShapeWord)
	case as.Kind() == reflect.Int && node.ShortTag() != "!!int":
		s.wrong(node, words.ShapeNumber)
	case as.Kind() == reflect.Bool && !slices.Contains([]string{"true", "false"}, node.Value):
		s.wrong(node, words.ShapeBool)
	}
}

// wrong says what should stand at a node.
func (s *shaper) wrong(node *yaml.Node, should Text) {
	s.report(&ShapeWrong, node, should)
}
