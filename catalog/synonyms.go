package catalog

import (
	"slices"
	"strings"
)

// synonyms finds the groups that a word belongs to.
type synonyms struct {
	groups  [][]string
	han     map[string][]int // the groups of a word that has Chinese characters
	latin   []synonym        // the words without any
	pinyin  map[string][]int // the groups of a Chinese word, by its pinyin
	longest int              // of the Chinese words, in characters
}

// synonym is one entry of a group: the words that have to be typed for it.
type synonym struct {
	words []string
	group int
}

func newSynonyms(groups [][]string, sounds *sounds) *synonyms {
	known := &synonyms{groups: groups, han: map[string][]int{}, pinyin: map[string][]int{}}
	for group, words := range groups {
		for _, word := range words {
			if strings.IndexFunc(word, isHan) < 0 {
				known.latin = append(known.latin, synonym{latinWords(word), group})
				continue
			}
			text := []rune(word)
			known.han[word] = append(known.han[word], group)
			known.longest = max(known.longest, len(text))
			if spelt := sounds.pinyin(text); spelt != "" && !slices.Contains(known.pinyin[spelt], group) {
				known.pinyin[spelt] = append(known.pinyin[spelt], group)
			}
		}
	}
	return known
}

func latinWords(text string) []string {
	var words []string
	for _, run := range runsOf(text) {
		words = append(words, string(run.text))
	}
	return words
}
