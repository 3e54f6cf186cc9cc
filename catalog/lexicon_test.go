package catalog_test

import (
	"reflect"
	"testing"

	"posmedic/catalog"
)

const (
	noSynonyms = "before_codes: []\nsynonyms: []\n"
	noReadings = "readings: []\n"
)

func TestLoadLexiconKeepsWhatIsWritten(t *testing.T) {
	got, err := catalog.LoadLexicon(folder(
		"lexicon/synonyms.yaml", "before_codes: [错误代码]\nsynonyms:\n  - [小票, 凭条]\n  - [\"404\", 连不上]\n",
		"lexicon/readings.yaml", "readings:\n  - {word: 银行, pinyin: yin hang}\n",
	))
	if err != nil {
		t.Fatal(err)
	}
	want := &catalog.Lexicon{
		BeforeCodes: []string{"错误代码"},
		Synonyms:    [][]string{{"小票", "凭条"}, {"404", "连不上"}},
		Readings:    []catalog.Reading{{Word: "银行", Pinyin: "yin hang"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLoadLexiconNamesTheFault(t *testing.T) {
	for _, test := range []struct{ name, synonyms, readings, want string }{
		{"an unknown key", "synonym: []\n", noReadings, "lexicon/synonyms.yaml:1:1: PM004 there is no key \"synonym\" here: use one of these keys: before_codes, synonyms"},
		{
			"one word alone", "synonyms:\n  - [小票]\n", noReadings,
			"lexicon/synonyms.yaml:2: a group of one word: write at least two that mean the same",
		},
		{
			"a capital", "synonyms:\n  - [短信, SMS]\n", noReadings,
			`lexicon/synonyms.yaml:2: "SMS": write it in lower case and plain width, without space around it`,
		},
		{
			"a word twice", "synonyms:\n  - [小票, 凭条, 小票]\n", noReadings,
			`lexicon/synonyms.yaml:2: "小票" stands twice in its group: keep one`,
		},
		{
			"an empty word", "synonyms:\n  - [小票, '']\n", noReadings,
			`lexicon/synonyms.yaml:2: "": write it in lower case and plain width, without space around it`,
		},
		{
			"a syllable too few", noSynonyms, "readings:\n  - {word: 银行, pinyin: yin}\n",
			`lexicon/readings.yaml:2: "银行" has 1 syllables: write one for each character`,
		},
		{
			"an unknown key of a reading", noSynonyms, "readings:\n  - {word: 银行, sound: yin hang}\n",
			"lexicon/readings.yaml:2:16: PM004 there is no key \"sound\" here: use one of these keys: word, pinyin",
		},
		{
			"faults of both files", "synonyms:\n  - [小票]\n", "readings:\n  - {word: 银行, pinyin: yin}\n",
			"lexicon/synonyms.yaml:2: a group of one word: write at least two that mean the same\n" +
				`lexicon/readings.yaml:2: "银行" has 1 syllables: write one for each character`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.LoadLexicon(folder("lexicon/synonyms.yaml", test.synonyms, "lexicon/readings.yaml", test.readings))
			if err == nil || err.Error() != test.want {
				t.Errorf("got:\n%v\nwant:\n%s", err, test.want)
			}
		})
	}
}

func TestLoadLexiconMissesAFile(t *testing.T) {
	if _, err := catalog.LoadLexicon(folder("lexicon/synonyms.yaml", noSynonyms)); err == nil {
		t.Error("a missing file of readings passes")
	}
}

// TestEverySynonymGroupLeadsSomewhere holds that by each group some entry is found: another one would be there for
// nothing.
func TestEverySynonymGroupLeadsSomewhere(t *testing.T) {
	searcher := shippedSearcher(t)
	for _, group := range loadLexicon(t).Synonyms {
		if len(searcher.Search(group[0], 1)) == 0 {
			t.Errorf("nothing is found by %v", group)
		}
	}
}
