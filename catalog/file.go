package catalog

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Layer is a folder of knowledge. Origin is empty for the knowledge that everything stands on, else it is where a
// folder of one's own is; all that comes from it carries the origin.
type Layer struct {
	Folder fs.FS
	Name   string // what stands before the names of its files in a diagnostic
	Origin string
}

// File is a file of knowledge, with its text for diagnostics.
type File struct {
	Name  string
	lines []string
	root  *yaml.Node
}

// ReadFile reads a YAML file of a layer as far as a diagnostic can tell what is wrong in it. Decode it to know what
// it says.
func ReadFile(layer Layer, name string) (*File, []Diagnostic) {
	file := &File{Name: path.Join(layer.Name, name)}
	content, err := fs.ReadFile(layer.Folder, name)
	if err != nil {
		return file, []Diagnostic{{Kind: &FileUnreadable, Place: file.line(1, 1), Values: []any{reason(err)}}}
	}
	return file, file.parse(content)
}

// reason is why a file could not be read, without its name, which the diagnostic has already. Of the rarer reasons the
// system tells only in English.
func reason(err error) Text {
	var named *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return words.FileMissing
	case errors.Is(err, fs.ErrPermission):
		return words.FileForbidden
	case errors.As(err, &named):
		err = named.Err
	}
	return Text{Zh: err.Error(), En: err.Error()}
}

func (f *File) parse(content []byte) []Diagnostic {
	f.lines = strings.Split(string(content), "\n")
	if len(bytes.TrimSpace(content)) == 0 {
		return []Diagnostic{{Kind: &FileEmpty, Place: f.line(1, 1)}}
	}
	var document yaml.Node
	if err := yaml.Load(content, &document); err != nil {
		return f.syntax(err)
	}
	if len(document.Content) == 0 || document.Content[0].ShortTag() == "!!null" {
		return []Diagnostic{{Kind: &FileEmpty, Place: f.line(1, 1)}}
	}
	f.root = document.Content[0]
	return nil
}

// syntax says the faults of the YAML itself. What the library says of them is in English.
func (f *File) syntax(err error) []Diagnostic {
	var all *yaml.LoadErrors
	var one *yaml.LoadError
	var found []*yaml.LoadError
	switch {
	case errors.As(err, &all):
		found = all.Errors
	case errors.As(err, &one):
		found = []*yaml.LoadError{one}
	default:
		return []Diagnostic{{Kind: &NotYaml, Place: f.line(1, 1), Values: []any{err.Error()}}}
	}
	var diagnostics []Diagnostic
	for _, fault := range found {
		if strings.Contains(fault.Message, "no documents") {
			diagnostics = append(diagnostics, Diagnostic{Kind: &FileEmpty, Place: f.line(1, 1)})
			continue
		}
		diagnostics = append(diagnostics, Diagnostic{
			Kind: &NotYaml, Place: f.line(max(fault.Mark.Line, 1), max(fault.Mark.Column, 1)), Values: []any{fault.Message},
		})
	}
	return diagnostics
}

// Decode fills out with what the file says, and tells where it is not of the shape that out has. What has the right
// shape is filled in all the same.
func (f *File) Decode(out any) []Diagnostic {
	if f.root == nil {
		return nil
	}
	diagnostics := f.shape(f.root, out)
	if err := f.root.Load(out); err != nil && len(diagnostics) == 0 {
		return f.syntax(err)
	}
	return diagnostics
}

// At is where a node stands; a node that was never read stands at the top of its file.
func (f *File) At(node *yaml.Node) Place {
	if node == nil {
		return f.line(1, 1)
	}
	return f.line(node.Line, node.Column)
}

func (f *File) line(line, column int) Place {
	place := Place{File: f.Name, Line: line, Column: column}
	if line <= len(f.lines) {
		place.Text = strings.TrimRight(f.lines[line-1], "\r")
	}
	return place
}

// Written is a value together with where it stands.
type Written[T any] struct {
	Value T
	Node  *yaml.Node
}

// UnmarshalYAML reads the value and remembers the node.
func (w *Written[T]) UnmarshalYAML(node *yaml.Node) error {
	w.Node = node
	return node.Load(&w.Value)
}

// Key is the node behind a key of the value, or the value itself where the key was not written.
func (w *Written[T]) Key(name string) *yaml.Node {
	for i := 0; w.Node != nil && i+1 < len(w.Node.Content); i += 2 {
		if w.Node.Content[i].Value == name {
			return w.Node.Content[i+1]
		}
	}
	return w.Node
}

// Mapping is values by their names, in the order in which they are written.
type Mapping[T any] struct {
	Names  []string
	Values map[string]Written[T]
}

// UnmarshalYAML reads the mapping. Of a name that stands twice it takes the first value.
func (m *Mapping[T]) UnmarshalYAML(node *yaml.Node) error {
	m.Values = map[string]Written[T]{}
	var faults []error
	for i := 0; i+1 < len(node.Content); i += 2 {
		name := node.Content[i].Value
		if _, known := m.Values[name]; known {
			continue
		}
		var value Written[T]
		faults = append(faults, value.UnmarshalYAML(node.Content[i+1]))
		m.Names, m.Values[name] = append(m.Names, name), value
	}
	return errors.Join(faults...)
}

// Names is one name or a list of them.
type Names []string

// UnmarshalYAML takes a single name for a list of one.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*n = Names{node.Value}
		return nil
	}
	return node.Load((*[]string)(n))
}
