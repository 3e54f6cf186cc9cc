package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Lexicon is what the search knows about words beside the entries themselves.
type Lexicon struct {
	BeforeCodes []string   // words that people write before a code
	Synonyms    [][]string // groups of words that mean the same in the field
	Readings    []Reading  // words in which a character is not read as it is by itself
}

// Reading is a word and how it is read: a syllable of pinyin for each character, without tones.
type Reading struct {
	Word   string
	Pinyin string
}

// LoadLexicon reads the folder "lexicon" below the catalogue's folder, as strictly as Load reads the tables.
func LoadLexicon(folder fs.FS) (*Lexicon, error) {
	var loaded Lexicon
	synonyms, err := loadSynonyms(folder, &loaded)
	if err != nil {
		return nil, err
	}
	readings, err := loadReadings(folder, &loaded)
	if err != nil {
		return nil, err
	}
	return &loaded, errors.Join(append(synonyms, readings...)...)
}

// loadSynonyms reads the groups of words, and returns what is wrong with single groups.
func loadSynonyms(folder fs.FS, into *Lexicon) ([]error, error) {
	var raw struct {
		BeforeCodes []string            `yaml:"before_codes"`
		Synonyms    []Written[[]string] `yaml:"synonyms"`
	}
	name := path.Join("lexicon", "synonyms.yaml")
	if err := readStrict(folder, name, &raw); err != nil {
		return nil, err
	}
	into.BeforeCodes = raw.BeforeCodes
	var faults []error
	for _, group := range raw.Synonyms {
		if err := checkGroup(group.Value); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, group.Node.Line, err))
		}
		into.Synonyms = append(into.Synonyms, group.Value)
	}
	return faults, nil
}

// loadReadings reads the words with readings of their own, and returns what is wrong with single ones.
func loadReadings(folder fs.FS, into *Lexicon) ([]error, error) {
	var raw struct {
		Readings []Written[yamlReading] `yaml:"readings"`
	}
	name := path.Join("lexicon", "readings.yaml")
	if err := readStrict(folder, name, &raw); err != nil {
		return nil, err
	}
	var faults []error
	for _, written := range raw.Readings {
		reading := written.Value
		if syllables := len(strings.Fields(reading.Pinyin)); reading.Word == "" || syllables != len([]rune(reading.Word)) {
			faults = append(faults, fmt.Errorf("%s:%d: %q has %d syllables: write one for each character",
				name, written.Node.Line, reading.Word, syllables))
		}
		into.Readings = append(into.Readings, Reading(reading))
	}
	return faults, nil
}

func readStrict(folder fs.FS, name string, out any) error {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("read the lexicon: %w", err)
	}
	return DecodeStrict(name, content, out)
}

// checkGroup refuses a group of synonyms that the search could not use.
func checkGroup(words []string) error {
	if len(words) < 2 {
		return errors.New("a group of one word: write at least two that mean the same")
	}
	for i, word := range words {
		switch {
		case word != strings.TrimSpace(fold(word)) || word == "":
			return fmt.Errorf("%q: write it in lower case and plain width, without space around it", word)
		case slices.Contains(words[:i], word):
			return fmt.Errorf("%q stands twice in its group: keep one", word)
		}
	}
	return nil
}

// yamlReading is a reading as it is written.
type yamlReading struct {
	Word   string `yaml:"word"`
	Pinyin string `yaml:"pinyin"`
}
