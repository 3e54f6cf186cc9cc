package catalog

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// How much a find counts by the way in which it was found; in the typed letters themselves it counts 1.
const (
	byBeginning = 0.9  // the typed letters begin a word
	byPinyin    = 0.8  // they are the pinyin of a Chinese word
	byStem      = 0.75 // they go on where a word has ended: printing for print
	byPart      = 0.7  // they stand within a word
	bySound     = 0.65 // the typed characters sound like others
	bySynonym   = 0.8  // a word of the same group stands there
	byInitials  = 0.6  // they are the first letters of pinyin
	byEdit      = 0.5  // some letters are wrong
)

const (
	longestQuery = 64  // characters that are looked at: nobody types more, but somebody may paste it
	wordWeight   = 2   // what a word in Latin letters counts, in Chinese characters
	smallWeight  = 0.5 // the same of a word that says little
)

const asciiDigits = "0123456789"

// smallWords say little in English.
var smallWords = strings.Fields("a an and are be by can do does for from in is it no not of on or the to with")

// run is a part of a query in one script.
type run struct {
	text []rune
	at   int // where it begins in its token
}

func (r run) han() bool { return isHan(r.text[0]) }

// runsOf cuts a folded text where the script changes; what is neither Chinese nor Latin is left out.
func runsOf(text string) []run {
	var runs []run
	before := 0 // the script of the last character: 1 is Chinese, 2 Latin
	at := 0
	for _, r := range text {
		script := 0
		switch {
		case isHan(r):
			script = 1
		case isLatin(r):
			script = 2
		}
		switch {
		case script == 0:
		case script == before:
			runs[len(runs)-1].text = append(runs[len(runs)-1].text, r)
		default:
			runs = append(runs, run{text: []rune{r}, at: at})
		}
		before = script
		at++
	}
	return runs
}

// want is a part of a query that an entry should have: a Chinese character with one beside it, or a word.
type want struct {
	word      string // in Latin letters, else ""
	weight    float32
	ways      []way
	from, end int // its place in the token, in characters
}

// way is one list of entries that have what is wanted, and how much that counts.
type way struct {
	list  []posting
	worth float32
}

func (w *want) add(worth float32, lists ...[]posting) {
	for _, list := range lists {
		if len(list) > 0 {
			w.ways = append(w.ways, way{list, worth})
		}
	}
}

// tokensOf cuts a query at its blanks. The order in which the words were typed does not count: they are sorted.
func tokensOf(query string) []string {
	tokens := strings.Fields(fold(query))
	slices.Sort(tokens)
	return tokens
}

// wants is everything that a query asks for, and every way in which an entry may have it.
func (s *Searcher) wants(tokens []string) []want {
	var all []want
	for _, token := range tokens {
		begin := len(all)
		for _, run := range runsOf(token) {
			if run.han() {
				all = s.wantHan(all, run)
			} else {
				all = append(all, s.wantWord(run))
			}
		}
		s.synonymsWithin(token, all[begin:])
	}
	s.synonymsAcross(all)
	return all
}

// wantHan wants every character of a run, together with the one before it or the one after it.
func (s *Searcher) wantHan(all []want, of run) []want {
	begin := len(all)
	for i := range of.text {
		all = append(all, want{weight: 1, from: of.at + i, end: of.at + i + 1})
	}
	wants := all[begin:]
	if len(of.text) == 1 {
		wants[0].add(1, s.index.ofGram(gram{of.text[0]}))
		return all
	}
	for i := range len(of.text) - 1 {
		pair := gram{of.text[i], of.text[i+1]}
		for _, want := range []*want{&wants[i], &wants[i+1]} {
			want.add(1, s.index.ofGram(pair))
			want.add(bySound, s.index.soundingAs(pair)...)
		}
	}
	return all
}

// wantWord wants a word in Latin letters: English, a code, pinyin, or the initials of pinyin.
func (s *Searcher) wantWord(of run) want {
	word := string(of.text)
	wanted := want{word: word, weight: wordWeight, from: of.at, end: of.at + len(of.text)}
	if slices.Contains(smallWords, word) {
		wanted.weight = smallWeight
	}
	wanted.add(1, s.index.ofWord(word))
	known := len(wanted.ways) > 0
	for _, longer := range s.index.begunBy(word) {
		wanted.add(byBeginning, s.index.ofWord(longer))
	}
	begun := len(wanted.ways) > 0
	s.addWithin(&wanted, word)
	if strings.ContainsAny(word, asciiDigits) { // a code: there is no second spelling of it
		return wanted
	}
	s.addStems(&wanted, word)
	if known {
		return wanted
	}
	s.addPinyin(&wanted, word)
	if !begun {
		s.addMisspelt(&wanted, word)
	}
	return wanted
}

// addWithin adds the words that the letters stand within.
func (s *Searcher) addWithin(wanted *want, word string) {
	const shortest = 3
	if len(word) < shortest {
		return
	}
	words := s.index.lettered
	if strings.ContainsAny(word, asciiDigits) {
		words = s.index.numbered
	}
	for _, longer := range words {
		if len(longer) > len(word) && strings.Contains(longer[1:], word) && !strings.HasPrefix(longer, word) {
			wanted.add(byPart, s.index.ofWord(longer))
		}
	}
}

// addStems adds the words that stand at the letters' beginning.
func (s *Searcher) addStems(wanted *want, word string) {
	const shortest, longestEnding = 4, 3
	for n := len(word) - 1; n >= shortest && n >= len(word)-longestEnding; n-- {
		wanted.add(byStem, s.index.ofWord(word[:n]))
	}
}

// addPinyin adds what is read so in Chinese, whole or by its first letters.
func (s *Searcher) addPinyin(wanted *want, word string) {
	if len(word) < 2 {
		return
	}
	for _, heard := range s.index.sounds.spell(word) {
		wanted.add(byPinyin, s.index.spelt(heard)...)
	}
	for _, group := range s.synonyms.pinyin[word] {
		wanted.add(bySynonym, s.listsOf(group)...)
	}
	least := inRemedy
	switch len(word) { // few letters stand nearly everywhere
	case 2:
		least = inMessage
	case 3:
		least = inCause
	}
	wanted.add(byInitials, s.index.withInitials(word, least))
}

// addMisspelt adds the words that differ by a letter, from six letters on by two.
func (s *Searcher) addMisspelt(wanted *want, word string) {
	const shortest, long = 4, 6
	most := 1
	if len(word) >= long {
		most = 2
	}
	if len(word) < shortest {
		return
	}
	for _, other := range s.index.lettered {
		near := len(other) >= max(shortest, len(word)-most) && len(other) <= len(word)+most && other[0] == word[0]
		if near && levenshtein.ComputeDistance(word, other) <= most {
			wanted.add(byEdit, s.index.ofWord(other))
		}
	}
}

// synonymsWithin adds to the wants of a token what the synonyms say that stand in it.
func (s *Searcher) synonymsWithin(token string, wants []want) {
	text := []rune(token)
	for from := range text {
		for end := from + 1; end <= min(len(text), from+s.synonyms.longest); end++ {
			for _, group := range s.synonyms.han[string(text[from:end])] {
				lists := s.listsOf(group)
				for i := range wants {
					if from <= wants[i].from && wants[i].end <= end {
						wants[i].add(bySynonym, lists...)
					}
				}
			}
		}
	}
}

// synonymsAcross adds what the English synonyms say whose words all stand in the query, in whatever order.
func (s *Searcher) synonymsAcross(wants []want) {
	named := func(word string) bool {
		return slices.ContainsFunc(wants, func(w want) bool { return w.word == word })
	}
	for _, synonym := range s.synonyms.latin {
		if slices.ContainsFunc(synonym.words, func(word string) bool { return !named(word) }) {
			continue
		}
		lists := s.listsOf(synonym.group)
		for i := range wants {
			if slices.Contains(synonym.words, wants[i].word) {
				wants[i].add(bySynonym, lists...)
			}
		}
	}
}

// listsOf is the entries that have one of the words of a group of synonyms, a list for each word.
func (s *Searcher) listsOf(group int) [][]posting {
	var lists [][]posting
	for _, word := range s.synonyms.groups[group] {
		lists = append(lists, s.index.phrase(word))
	}
	return lists
}
