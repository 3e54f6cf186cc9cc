package fault

import (
	"strings"
	"unicode"
)

// CardEntry is a card number while it is being typed. It never holds more than ten digits: each digit
// that can be neither one of the first 6 nor, any longer, one of the last 4 is dropped as the next one is
// typed. The zero value is an empty entry. It has value semantics.
type CardEntry struct {
	shown   string // what was typed, with a star for each digit that was typed as hidden or was dropped
	dropped bool   // something that was typed is gone
}

// maxShown is one more than a card number has, to tell that too much was typed.
const maxShown = maxCard + 1

// Type adds one character: a digit of any script, or a sign that stands for a hidden one (* • x). Every
// other character is ignored, so that spaces and dashes may be typed.
func (e CardEntry) Type(r rune) CardEntry {
	digit, ok := digitOf(r)
	switch {
	case ok:
	case isHidden(r), isCross(r):
		digit = hidden
	default:
		return e
	}
	if len(e.shown) < kept {
		e.shown += string(digit)
		return e
	}
	// The fourth character from the end stops being one of the last four.
	tail := len(e.shown) - keptTail
	stars := tail - keptHead + 1
	if e.shown[tail] != hidden {
		e.dropped = true
	}
	if len(e.shown) == maxShown {
		stars--
		e.dropped = true
	}
	e.shown = e.shown[:keptHead] + strings.Repeat(string(hidden), stars) + e.shown[tail+1:] + string(digit)
	return e
}

// Paste adds the characters of a text, one by one, up to the word that follows its number: on receipts that is the way in
// which the card was read, or the expiry date, whose digits are none of the number's.
func (e CardEntry) Paste(text string) CardEntry {
	begun := false
	for _, r := range text {
		if begun && unicode.IsLetter(r) && !isCross(r) {
			break
		}
		_, digit := digitOf(r)
		begun = begun || digit
		e = e.Type(r)
	}
	return e
}

// isCross tells whether a character is a letter that people write for a hidden digit.
func isCross(r rune) bool { return strings.ContainsRune("xXｘＸ", r) }

// Backspace removes the last character while all that were typed are still held. Beyond that it empties
// the entry, because the digit that would become one of the last 4 again is gone.
func (e CardEntry) Backspace() CardEntry {
	if e.dropped || e.shown == "" {
		return CardEntry{}
	}
	e.shown = e.shown[:len(e.shown)-1]
	return e
}

// IsZero tells whether nothing has been typed.
func (e CardEntry) IsZero() bool { return e == CardEntry{} }

// Display returns what was typed so far with the middle as stars: "622202******12". It is at most 20
// characters long.
func (e CardEntry) Display() string { return e.shown }

// Number returns the card number: ten digits are the first 6 and last 4 of a number whose length is not
// known, 13 to 19 are a whole one, hidden digits counted. Fewer than three stars are no count of digits
// but a gap of unknown length. Every other entry is a hard finding; an empty one is no card number.
// The check digit cannot be checked, since it needs the digits that were dropped.
func (e CardEntry) Number() (CardNumber, *Finding) {
	typed := len(e.shown)
	switch {
	case typed == 0:
		return CardNumber{}, nil
	case typed < kept:
		return CardNumber{}, hard(words.CardShort)
	case typed > maxCard:
		return CardNumber{}, hard(words.CardLong)
	case typed > kept && typed < minCard && e.dropped:
		return CardNumber{}, hard(words.CardLength)
	}
	card := CardNumber{First6: e.shown[:keptHead], Last4: e.shown[typed-keptTail:]}
	if typed >= minCard {
		card.Length = typed
	}
	if !card.valid() {
		return CardNumber{}, hard(words.CardHidden)
	}
	return card, nil
}
