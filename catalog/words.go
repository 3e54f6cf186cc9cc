package catalog

import (
	"errors"
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v4"
)

// Word is one sentence of a language file and the name that the code calls it by.
type Word struct {
	Name string // lower case with underscores
	Text Text
}

var wordName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// LoadWords reads a language file: a mapping from names to sentences in both languages, in the order in
// which they are written.
func LoadWords(name string, content []byte) ([]Word, error) {
	var raw yaml.Node
	if err := DecodeStrict(name, content, &raw); err != nil {
		return nil, err
	}
	if len(raw.Content) == 0 || raw.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s:1: a language file is a mapping from names to sentences", name)
	}
	var texts map[string]Text
	if err := DecodeStrict(name, content, &texts); err != nil {
		return nil, err
	}
	var words []Word
	var faults []error
	pairs := raw.Content[0].Content
	for i := 0; i < len(pairs); i += 2 {
		key := pairs[i]
		if !wordName.MatchString(key.Value) {
			faults = append(faults, fmt.Errorf("%s:%d: %q is no name for a sentence: use lower case letters, digits and underscores", name, key.Line, key.Value))
		}
		if texts[key.Value].IsZero() {
			faults = append(faults, fmt.Errorf("%s:%d: %s has no sentence: write it in both languages", name, key.Line, key.Value))
		}
		words = append(words, Word{Name: key.Value, Text: texts[key.Value]})
	}
	return words, errors.Join(faults...)
}
