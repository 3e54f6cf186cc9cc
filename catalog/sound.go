package catalog

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// syllable is a sound of Chinese without its tone: its place in sounds.all, or noSound.
type syllable int16

const noSound syllable = -1

const (
	firstHan = 0x4E00 // the first character of Unicode's block of Chinese characters
	lastHan  = 0x9FFF
)

// sounds knows how characters are read. It is made from the generated table pinyinTable, when a Searcher is
// made and not before, so that it costs nothing at start.
type sounds struct {
	all      []string     // every syllable, sorted
	alike    [][]syllable // for each syllable those that many people do not tell apart from it, itself among them
	of       []syllable   // for each character from firstHan on
	readings map[rune][]reading
}

// reading is a word with sounds of its own, listed under its first character.
type reading struct {
	word   []rune
	sounds []syllable
}

func newSounds(exceptions []Reading) *sounds {
	s := &sounds{of: make([]syllable, lastHan-firstHan+1), readings: map[rune][]reading{}}
	for i := range s.of {
		s.of[i] = noSound
	}
	for line := range strings.Lines(pinyinTable) {
		end := strings.IndexFunc(line, isHan)
		for _, r := range line[end : len(line)-1] {
			s.of[r-firstHan] = syllable(len(s.all))
		}
		s.all = append(s.all, line[:end])
	}
	s.findAlike()
	for _, exception := range exceptions {
		s.except(exception)
	}
	return s
}

// except notes a word's own reading. Of a single character it is the reading that holds everywhere.
func (s *sounds) except(exception Reading) {
	of := reading{word: []rune(exception.Word)}
	for _, name := range strings.Fields(exception.Pinyin) {
		at, known := slices.BinarySearch(s.all, name)
		if !known {
			return
		}
		of.sounds = append(of.sounds, syllable(at))
	}
	if len(of.sounds) != len(of.word) || !isHan(of.word[0]) {
		return
	}
	if len(of.word) == 1 {
		s.of[of.word[0]-firstHan] = of.sounds[0]
		return
	}
	s.readings[of.word[0]] = append(s.readings[of.word[0]], of)
}

// slurred writes a syllable as speakers of the south say it: zh as z, ng as n.
var slurred = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ng", "n")

func (s *sounds) findAlike() {
	groups := map[string][]syllable{}
	for i, name := range s.all {
		groups[slurred.Replace(name)] = append(groups[slurred.Replace(name)], syllable(i))
	}
	for _, name := range s.all {
		s.alike = append(s.alike, groups[slurred.Replace(name)])
	}
}

// single is how a character is read by itself.
func (s *sounds) single(r rune) syllable {
	if !isHan(r) {
		return noSound
	}
	return s.of[r-firstHan]
}

// read returns the sound of every character, noSound where it has none.
func (s *sounds) read(text []rune) []syllable {
	read := make([]syllable, len(text))
	for i := 0; i < len(text); i++ {
		read[i] = s.single(text[i])
		for _, word := range s.readings[text[i]] {
			if len(word.word) <= len(text)-i && slices.Equal(text[i:i+len(word.word)], word.word) {
				copy(read[i:], word.sounds)
				i += len(word.sounds) - 1
				break
			}
		}
	}
	return read
}

// soundRange is one typed syllable: all from low up to, not including, high. It is wider than one syllable
// where the last one is not typed to its end.
type soundRange struct{ low, high syllable }

const (
	longestSyllable = 6 // letters: zhuang
	mostSpellings   = 8 // ways to cut a word into syllables that are looked at
)

// spell cuts typed letters into syllables, in every way up to mostSpellings, long syllables first. The last
// one may be the beginning of a syllable.
func (s *sounds) spell(typed string) [][]soundRange {
	hopeless := make([]bool, len(typed)) // the places from which no way leads to the end
	var spellings [][]soundRange
	var cut func(at int, before []soundRange)
	cut = func(at int, before []soundRange) {
		found := len(spellings)
		if begun := s.begunBy(typed[at:]); begun.low < begun.high {
			spellings = append(spellings, append(slices.Clone(before), begun))
		}
		for n := min(longestSyllable, len(typed)-at-1); n > 0 && len(spellings) < mostSpellings; n-- {
			if i, known := slices.BinarySearch(s.all, typed[at:at+n]); known && !hopeless[at+n] {
				cut(at+n, append(before, soundRange{syllable(i), syllable(i) + 1}))
			}
		}
		hopeless[at] = len(spellings) == found
	}
	cut(0, nil)
	return spellings
}

// begunBy is the range of the syllables that begin with the letters.
func (s *sounds) begunBy(letters string) soundRange {
	low := sort.SearchStrings(s.all, letters)
	high := low
	for high < len(s.all) && strings.HasPrefix(s.all[high], letters) {
		high++
	}
	return soundRange{syllable(low), syllable(high)}
}

// spread lists the syllables of a range and those that sound alike.
func (s *sounds) spread(of soundRange) []syllable {
	var list []syllable
	for at := of.low; at < of.high; at++ {
		for _, other := range s.alike[at] {
			if !slices.Contains(list, other) {
				list = append(list, other)
			}
		}
	}
	return list
}

// initials writes a text as the first letters of its syllables; letters and digits stand for themselves,
// everything else is left out but for a mark where a sentence is broken.
func (s *sounds) initials(text []rune) string {
	var written strings.Builder
	for i, sound := range s.read(text) {
		switch r := text[i]; {
		case sound != noSound:
			written.WriteByte(s.all[sound][0])
		case isLatin(r):
			written.WriteByte(byte(r))
		case r != ' ':
			written.WriteByte('.')
		}
	}
	return written.String()
}

func isHan(r rune) bool { return r >= firstHan && r <= lastHan }

// isLatin tells whether a folded character is part of a word in Latin letters.
func isLatin(r rune) bool {
	return r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
}

// pinyin writes a text that is Chinese throughout in pinyin without blanks; of any other it is "".
func (s *sounds) pinyin(text []rune) string {
	var written strings.Builder
	for _, sound := range s.read(text) {
		if sound == noSound {
			return ""
		}
		written.WriteString(s.all[sound])
	}
	return written.String()
}
