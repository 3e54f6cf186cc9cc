package catalog

import (
	"maps"
	"slices"
	"sort"
	"strings"
)

// field is the part of an entry that a word stands in, the weightier the higher.
type field int

const (
	inTable field = iota // the table's name
	inRemedy
	inCause
	inMessage // and in the code
	fields
)

// fieldWorth is how much a word counts by where it stands: what the terminal shows counts in full.
var fieldWorth = [fields]float32{inTable: 0.3, inRemedy: 0.5, inCause: 0.7, inMessage: 1}

// posting says that an entry has a word, and in which field: entry<<fieldBits | field.
type posting uint32

const fieldBits = 2

func post(entry int, in field) posting { return posting(entry)<<fieldBits | posting(in) }
func (p posting) entry() int           { return int(p >> fieldBits) }
func (p posting) worth() float32       { return fieldWorth[p&(1<<fieldBits-1)] }

// gram is two Chinese characters that stand side by side; of a single one, the second is 0.
type gram [2]rune

// soundPair is how a gram is read; of a single character, the second is noSound.
type soundPair [2]syllable

// index finds the entries that have a gram or a word in Latin letters. Every entry stands in a list once,
// with its weightiest field; the lists are sorted.
type index struct {
	sounds   *sounds
	grams    map[gram]int // the number of the gram's list
	words    map[string]int
	lists    [][]posting
	sorted   []string            // every word
	numbered []string            // those that have a digit, as codes do
	lettered []string            // those that have none
	bySound  map[soundPair][]int // the lists of the grams that are read so
	initials [fields]initials
}

// initials is the first letters of the pinyin of one field of all entries, one entry after the other.
type initials struct {
	all   string
	start []uint32 // where each entry begins
}

func newIndex(entries []*Entry, sounds *sounds) *index {
	x := &index{sounds: sounds, grams: map[gram]int{}, words: map[string]int{}, bySound: map[soundPair][]int{}}
	var letters [fields]strings.Builder
	for i, entry := range entries {
		for in := inMessage; in >= inTable; in-- { // the weightiest first: it is the one that is kept
			x.initials[in].start = append(x.initials[in].start, uint32(letters[in].Len()))
			for _, text := range textsOf(entry, in) {
				folded := fold(text)
				x.add(folded, i, in)
				if strings.IndexFunc(folded, isHan) >= 0 {
					letters[in].WriteString(sounds.initials([]rune(folded)) + ".")
				}
			}
		}
	}
	for in := range letters {
		x.initials[in].all = letters[in].String()
	}
	for i, list := range x.lists {
		x.lists[i] = slices.Clone(list) // without the room that growing left
	}
	x.sortWords()
	x.listen()
	return x
}

func (x *index) sortWords() {
	x.sorted = slices.Sorted(maps.Keys(x.words))
	for _, word := range x.sorted {
		if strings.ContainsAny(word, asciiDigits) {
			x.numbered = append(x.numbered, word)
		} else {
			x.lettered = append(x.lettered, word)
		}
	}
}

// textsOf lists the passages of a field, in both languages and in every reading. Our notes are left out:
// they speak of other entries.
func textsOf(entry *Entry, in field) []string {
	var texts []string
	switch in {
	case inTable:
		return []string{entry.Table}
	case inMessage:
		texts = append(texts, entry.Code, entry.Message.Zh, entry.Message.En)
	case inCause:
		texts = append(texts, entry.Cause.Zh, entry.Cause.En)
	case inRemedy:
		for _, line := range entry.Remedy {
			texts = append(texts, line.Zh, line.En)
		}
	}
	for _, variant := range entry.Variants {
		if !variant.Chosen && fieldOf(variant) == in {
			texts = append(texts, variant.Text)
		}
	}
	return texts
}

func fieldOf(variant Variant) field {
	switch variant.Field {
	case "message":
		return inMessage
	case "cause":
		return inCause
	}
	return inRemedy
}

// add puts the words of a folded text into the index.
func (x *index) add(text string, entry int, in field) {
	at := post(entry, in)
	var before rune // the character before, where it is Chinese
	word := -1      // where a word in Latin letters began
	hyphened := ""  // what stands before a hyphen: re-activate is also found as reactivate
	endWord := func(end int, hyphen bool) {
		if word < 0 {
			hyphened = ""
			return
		}
		x.enter(x.wordList(text[word:end]), at)
		if hyphened != "" {
			x.enter(x.wordList(hyphened+text[word:end]), at)
		}
		hyphened = ""
		if hyphen {
			hyphened = text[word:end]
		}
		word = -1
	}
	for i, r := range text {
		switch {
		case isLatin(r):
			if word < 0 {
				word = i
			}
			before = 0
			continue
		case isHan(r):
			x.enter(x.gramList(gram{r}), at)
			if before != 0 {
				x.enter(x.gramList(gram{before, r}), at)
			}
			before = r
		default:
			before = 0
		}
		endWord(i, r == '-')
	}
	endWord(len(text), false)
}

func (x *index) enter(list int, at posting) {
	if known := x.lists[list]; len(known) > 0 && known[len(known)-1].entry() == at.entry() {
		return
	}
	x.lists[list] = append(x.lists[list], at)
}

func (x *index) gramList(of gram) int {
	list, known := x.grams[of]
	if !known {
		list = x.newList()
		x.grams[of] = list
	}
	return list
}

func (x *index) wordList(word string) int {
	list, known := x.words[word]
	if !known {
		list = x.newList()
		x.words[strings.Clone(word)] = list
	}
	return list
}

func (x *index) newList() int {
	x.lists = append(x.lists, nil)
	return len(x.lists) - 1
}

// listen files every gram under its sounds. A gram that is part of a word with a reading of its own is filed
// under that one as well.
func (x *index) listen() {
	file := func(heard soundPair, list int) {
		if heard[0] != noSound && !slices.Contains(x.bySound[heard], list) {
			x.bySound[heard] = append(x.bySound[heard], list)
		}
	}
	for of, list := range x.grams {
		if of[1] == 0 {
			file(soundPair{x.sounds.single(of[0]), noSound}, list)
			continue
		}
		read := x.sounds.read(of[:])
		file(soundPair{read[0], read[1]}, list)
	}
	for _, words := range x.sounds.readings {
		for _, word := range words {
			for i := range len(word.word) - 1 {
				if list, known := x.grams[gram{word.word[i], word.word[i+1]}]; known {
					file(soundPair{word.sounds[i], word.sounds[i+1]}, list)
				}
			}
		}
	}
	for _, lists := range x.bySound {
		slices.Sort(lists)
	}
}

// ofGram is the list of a gram, empty where no entry has it.
func (x *index) ofGram(of gram) []posting {
	if list, known := x.grams[of]; known {
		return x.lists[list]
	}
	return nil
}

// ofWord is the list of a word in Latin letters.
func (x *index) ofWord(word string) []posting {
	if list, known := x.words[word]; known {
		return x.lists[list]
	}
	return nil
}

// soundingAs is the lists of the grams that are read so, without the gram itself.
func (x *index) soundingAs(of gram) [][]posting {
	heard := soundPair{x.sounds.single(of[0]), x.sounds.single(of[1])}
	if heard[0] == noSound || heard[1] == noSound {
		return nil
	}
	var lists [][]posting
	own, known := x.grams[of]
	for _, list := range x.bySound[heard] {
		if !known || list != own {
			lists = append(lists, x.lists[list])
		}
	}
	return lists
}

// mostLonger is how many words with the same beginning are looked at. A single letter begins a few hundred in the
// shipped knowledge; where it begins more, it says too little yet.
const mostLonger = 1000

// begunBy lists the words that begin with the letters, without the word that is just these letters.
func (x *index) begunBy(letters string) []string {
	low := sort.SearchStrings(x.sorted, letters)
	high := low
	for high < min(len(x.sorted), low+mostLonger) && strings.HasPrefix(x.sorted[high], letters) {
		high++
	}
	if low < high && x.sorted[low] == letters {
		low++
	}
	return x.sorted[low:high]
}

// spelt is the entries that have Chinese words with these sounds, side by side.
func (x *index) spelt(heard []soundRange) [][]posting {
	var chain [][][]posting
	first := x.sounds.spread(heard[0])
	if len(heard) == 1 {
		return x.heardAs(first, []syllable{noSound})
	}
	for _, next := range heard[1:] {
		second := x.sounds.spread(next)
		chain = append(chain, x.heardAs(first, second))
		first = second
	}
	if len(chain) == 1 {
		return chain[0]
	}
	return [][]posting{x.all(chain)}
}

func (x *index) heardAs(first, second []syllable) [][]posting {
	var lists [][]posting
	for _, a := range first {
		for _, b := range second {
			for _, list := range x.bySound[soundPair{a, b}] {
				lists = append(lists, x.lists[list])
			}
		}
	}
	return lists
}

// all is the entries that stand in some list of every link of a chain, with the least of their fields.
func (x *index) all(chain [][][]posting) []posting {
	for _, link := range chain {
		if len(link) == 0 {
			return nil
		}
	}
	if len(chain) == 1 && len(chain[0]) == 1 {
		return chain[0][0]
	}
	common := merge(chain[0])
	for _, link := range chain[1:] {
		common = intersect(common, merge(link))
	}
	return common
}

// merge is the entries of sorted lists, sorted, each once with its weightiest field.
func merge(lists [][]posting) []posting {
	for len(lists) > 1 { // two by two, so that each posting moves only as often as the number of lists can be halved
		half := make([][]posting, 0, (len(lists)+1)/2)
		for pair := range slices.Chunk(lists, 2) {
			if len(pair) == 1 {
				half = append(half, pair[0])
				continue
			}
			half = append(half, unite(pair[0], pair[1]))
		}
		lists = half
	}
	return lists[0]
}

func unite(a, b []posting) []posting {
	both := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].entry() < b[0].entry():
			both, a = append(both, a[0]), a[1:]
		case a[0].entry() > b[0].entry():
			both, b = append(both, b[0]), b[1:]
		default:
			both, a, b = append(both, max(a[0], b[0])), a[1:], b[1:]
		}
	}
	return append(append(both, a...), b...)
}

func intersect(a, b []posting) []posting {
	both := make([]posting, 0, min(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].entry() < b[0].entry():
			a = a[1:]
		case a[0].entry() > b[0].entry():
			b = b[1:]
		default:
			both, a, b = append(both, min(a[0], b[0])), a[1:], b[1:]
		}
	}
	return both
}

// phrase is the entries that have every word and every gram of a folded text.
func (x *index) phrase(text string) []posting {
	var chain [][][]posting
	for _, run := range runsOf(text) {
		switch {
		case !run.han():
			chain = append(chain, [][]posting{x.ofWord(string(run.text))})
		case len(run.text) == 1:
			chain = append(chain, [][]posting{x.ofGram(gram{run.text[0]})})
		default:
			for i := range len(run.text) - 1 {
				chain = append(chain, [][]posting{x.ofGram(gram{run.text[i], run.text[i+1]})})
			}
		}
	}
	if len(chain) == 0 {
		return nil
	}
	return x.all(chain)
}

// withInitials is the entries where characters in a row begin with these letters in pinyin, in a field that is at
// least so weighty.
func (x *index) withInitials(letters string, least field) []posting {
	var found []posting
	for in := inMessage; in >= least; in-- {
		lines := &x.initials[in]
		for at, entry := 0, 0; ; entry++ {
			hit := strings.Index(lines.all[at:], letters)
			if hit < 0 {
				break
			}
			at += hit
			entry += sort.Search(len(lines.start)-entry, func(i int) bool { return int(lines.start[entry+i]) > at }) - 1
			found = append(found, post(entry, in))
			if entry+1 == len(lines.start) {
				break
			}
			at = int(lines.start[entry+1])
		}
	}
	return found
}
