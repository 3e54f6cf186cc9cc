package catalog

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Searcher finds entries as one types: by their code in any spelling, by what the terminal shows, by cause and
// remedy, in Chinese, in pinyin or its first letters, in English, by words of the field that mean the same, and
// in spite of a slip. Making one costs milliseconds; it is made once and may be used from several places at once.
//
// A query is cut into what it wants: Chinese characters, each with a neighbour, and words in Latin letters. For
// every want the index says which entries have it, in which field and by which way (search_index.go,
// search_query.go). An entry counts by how much of the query it has and how well; the best are then compared with
// the query as a whole.
type Searcher struct {
	entries  []*Entry
	index    *index
	codes    *codes
	synonyms *synonyms
	tallies  sync.Pool // of *tally
}

// NewSearcher makes a searcher of the catalogue's entries. It keeps pointers to them: they must not change.
func NewSearcher(known *Catalog, words *Lexicon) *Searcher {
	s := &Searcher{}
	for t := range known.Tables {
		for i := range known.Tables[t].Entries {
			s.entries = append(s.entries, &known.Tables[t].Entries[i])
		}
	}
	sounds := newSounds(words.Readings)
	s.index = newIndex(s.entries, sounds)
	s.codes = newCodes(s.entries, words.BeforeCodes)
	s.synonyms = newSynonyms(words.Synonyms, sounds)
	return s
}

const (
	leastHeld   = 0.5  // share of the query that the best entry must have, else nothing fits
	othersHeld  = 0.75 // share of what the best entry has that another must have to be shown
	othersValue = 0.4  // the same for how well it has it
	compared    = 256  // entries that are compared with the query as a whole
)

// hit is an entry that fits a query.
type hit struct {
	entry  int
	worth  float32
	byCode bool
}

// Search lists at most most entries, the likest first; entries that are equally like stand in the order of the
// tables. The order of words does not count. Nothing is found for a query that no entry has half of, or that is no
// text at all.
func (s *Searcher) Search(query string, most int) []Entry {
	if letters := []rune(query); len(letters) > longestQuery {
		query = string(letters[:longestQuery])
	}
	tokens := tokensOf(query)
	if len(tokens) == 0 || most < 1 || !utf8.ValidString(query) {
		return nil
	}
	t := s.tally()
	defer s.tallies.Put(t)
	s.codes.find(t.codes, query, s.entries)
	hits := best(t.fitting(s.wants(tokens)), max(compared, most))
	for i := range hits {
		hits[i].worth += s.likeness(hits[i], tokens)
	}
	hits = best(hits, most)
	found := make([]Entry, len(hits))
	for i, hit := range hits {
		found[i] = *s.entries[hit.entry]
	}
	return found
}

// tally is what is counted for one query, each number by entry. It is used again and again: clearing it is
// cheaper than having the memory of 100,000 entries collected after every key.
type tally struct {
	codes   []float32 // how well the code fits
	value   []float32 // how well the entry has what is wanted
	held    []float32 // the weight of what it has at all
	bestWay []float32 // how well it has the want that is being counted
	touched []int     // the entries that have it
	hits    []hit
}

func (s *Searcher) tally() *tally {
	t, used := s.tallies.Get().(*tally)
	if !used {
		n := len(s.entries)
		return &tally{codes: make([]float32, n), value: make([]float32, n), held: make([]float32, n), bestWay: make([]float32, n)}
	}
	clear(t.codes)
	clear(t.value)
	clear(t.held)
	t.hits = t.hits[:0]
	return t
}

// fitting lists the entries that have enough of what is wanted, in the order of the tables.
func (t *tally) fitting(wants []want) []hit {
	var all, mostValue, mostHeld float32
	for _, want := range wants {
		all += want.weight
		t.count(want)
	}
	for entry, value := range t.value {
		mostValue, mostHeld = max(mostValue, value), max(mostHeld, t.held[entry])
	}
	nothing := all == 0 || mostHeld < leastHeld*all
	for entry, value := range t.value {
		switch code := t.codes[entry]; {
		case code > 0: // how often the code stands in other words says nothing
			t.hits = append(t.hits, hit{entry: entry, worth: code, byCode: true})
		case !nothing && t.held[entry] >= othersHeld*mostHeld && value >= othersValue*mostValue:
			t.hits = append(t.hits, hit{entry: entry, worth: value / all})
		}
	}
	return t.hits
}

// count adds one want to the entries that have it: what the best of its ways is worth there.
func (t *tally) count(want want) {
	for _, way := range want.ways {
		for _, at := range way.list {
			entry, worth := at.entry(), way.worth*at.worth()
			if t.bestWay[entry] == 0 {
				t.touched = append(t.touched, entry)
			}
			t.bestWay[entry] = max(t.bestWay[entry], worth)
		}
	}
	for _, entry := range t.touched {
		t.value[entry] += want.weight * t.bestWay[entry]
		t.held[entry] += want.weight
		t.bestWay[entry] = 0
	}
	t.touched = t.touched[:0]
}

// best sorts hits and keeps the most valuable ones.
func best(hits []hit, most int) []hit {
	better := func(a, b hit) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.entry, b.entry)) }
	kept := hits
	if len(hits) > most {
		kept = make([]hit, 0, 2*most)
		var last *hit // the worst that is worth keeping, once so many have been seen; it turns most of the rest away
		for _, hit := range hits {
			if last != nil && better(*last, hit) < 0 {
				continue
			}
			kept = append(kept, hit)
			if len(kept) == cap(kept) {
				slices.SortFunc(kept, better)
				kept = kept[:most]
				last = &kept[most-1]
			}
		}
	}
	slices.SortFunc(kept, better)
	return kept[:min(most, len(kept))]
}

// What likeness adds: a message that is the query comes before one that begins with it, that before one that has
// its words in a row, and a short message before a long one.
const (
	wholeMessage = 1
	beginMessage = 0.3
	inARow       = 0.2
	shortMessage = 0.1
	unofficial   = -0.15
)

// likeness compares the message of a hit with the query as a whole. The handbook goes before other sources.
func (s *Searcher) likeness(of hit, tokens []string) float32 {
	entry := s.entries[of.entry]
	var like float32
	for _, text := range textsOf(entry, inMessage)[1:] {
		if text != "" && !of.byCode {
			like = max(like, likenessOf(fold(text), tokens))
		}
	}
	if len(entry.Sources) > 0 && entry.Sources[0].Standing != Handbook {
		like += unofficial
	}
	return like
}

func likenessOf(message string, tokens []string) float32 {
	if whole := strings.Fields(message); len(whole) == len(tokens) {
		slices.Sort(whole)
		if slices.Equal(whole, tokens) {
			return wholeMessage
		}
	}
	var like float32
	length, rows := 0, 0
	for _, token := range tokens {
		length += len(token)
		if strings.Contains(message, token) {
			rows += len(token)
		}
		if strings.HasPrefix(message, token) {
			like += beginMessage
		}
	}
	like += inARow * float32(rows) / float32(length)
	return like + shortMessage*float32(min(rows, len(message)))/float32(len(message))
}

// Spoken writes a text in pinyin for whoever types Chinese without an input method: the first letters of its syllables,
// and, where it is Chinese throughout, the syllables too.
func (s *Searcher) Spoken(text string) string {
	letters := []rune(fold(text))
	return s.index.sounds.initials(letters) + " " + s.index.sounds.pinyin(letters)
}
