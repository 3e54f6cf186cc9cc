package catalog

import (
	"errors"
	"fmt"
	"regexp"
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
	var raw Mapping[Text]
	if err := DecodeStrict(name, content, &raw); err != nil {
		return nil, err
	}
	var words []Word
	var faults []error
	for _, key := range raw.Names {
		if !wordName.MatchString(key) {
			faults = append(faults, fmt.Errorf("%s:%d: %q is no name for a sentence: use lower case letters, digits and underscores", name, raw.Values[key].Node.Line, key))
		}
		words = append(words, Word{Name: key, Text: raw.Values[key].Value})
	}
	return words, errors.Join(faults...)
}
