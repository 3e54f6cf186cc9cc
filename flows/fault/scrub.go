package fault

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scrub cuts every card number in a free text to its first 6 and last 4 digits: "622202******1234".
//
// Digits of any script count, letters O and l between digits, as they are mistaken for 0 and 1, and so do stars, so that a number that was cut stays one number when more
// of its digits are typed or pasted behind it: Scrub may be called after every key. Thirteen or more in
// one piece are always cut. In pieces, with up to three separators between them, they are cut if a card
// number could begin in them (beginsCard); what follows, up to the next other character, is taken to
// belong to it. A clock (14:05) and a date at the end (2026-11-21, 2026-11-21 14) are no part of a number.
// Where it is unsure it cuts.
//
// Scrub(Scrub(s)) is Scrub(s). Invalid UTF-8 becomes U+FFFD. It takes time linear in the text.
func Scrub(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var scrubbed strings.Builder
	done := 0
	for run := range runs(s) {
		number := wholeNumber(s, run)
		if number == nil {
			continue
		}
		scrubbed.WriteString(s[done:number[0].start])
		for i, p := range number {
			if i >= keptHead && i < len(number)-keptTail {
				p.digit = hidden
			}
			scrubbed.WriteByte(p.digit)
		}
		done = number[len(number)-1].end
	}
	scrubbed.WriteString(s[done:])
	return scrubbed.String()
}

// HoldsCardNumber tells whether a text holds a card number that Scrub would cut.
func HoldsCardNumber(s string) bool {
	s = strings.ToValidUTF8(s, "\uFFFD")
	for run := range runs(s) {
		if wholeNumber(s, run) != nil {
			return true
		}
	}
	return false
}

// place is one digit in a text.
type place struct {
	start, end int  // bytes of the text
	digit      byte // '0' to '9', or hidden
	glued      bool // nothing separates it from the digit before it
}

// maxGap is how many separators may stand between two digits of one number, as in "6222 - 0212".
const maxGap = 3

// runs returns the stretches of a text that could each be one number: digits with at most maxGap
// separators between them. A run is only valid until the next one.
func runs(s string) iter.Seq[[]place] {
	return func(yield func([]place) bool) {
		var run []place
		gap := 0
		for at, r := range s {
			digit, ok := digitOf(r)
			switch {
			case ok:
			case isHidden(r):
				digit, ok = hidden, true
			case len(run) > 0 && gap == 0:
				digit, ok = slipOf(r, s[at+utf8.RuneLen(r):])
			}
			switch {
			case ok:
				run = append(run, place{at, at + utf8.RuneLen(r), digit, len(run) > 0 && gap == 0})
				gap = 0
			case len(run) == 0 || isUnseen(r):
			case isSeparator(r) && gap < maxGap:
				gap++
			default:
				if !yield(run) {
					return
				}
				run = run[:0]
			}
		}
		yield(run)
	}
}

// isSeparator tells whether people write a character between the digits of one number. Chinese commas
// and stops end a clause, so they are none.
func isSeparator(r rune) bool {
	return unicode.In(r, unicode.Space, unicode.Pd, unicode.Cc) || strings.ContainsRune("−.·_/,．・＿／\uFFFD", r)
}

// isUnseen tells whether a character has no width of its own: zero-width ones and combining marks.
func isUnseen(r rune) bool { return r >= 0x80 && unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me) }

// wholeNumber returns the part of a run that is to be cut, nil if there is none.
func wholeNumber(s string, run []place) []place {
	if len(run) < minCard {
		return nil
	}
	run = withoutDate(s, withoutClocks(s, run))
	for len(run) > 0 && run[len(run)-1].digit == hidden {
		run = run[:len(run)-1] // these may be the stars of **bold** text
	}
	begin := cardBegin(run)
	if begin < 0 {
		return nil
	}
	number := run[begin:]
	if !slices.ContainsFunc(number[keptHead:len(number)-keptTail], func(p place) bool { return p.digit != hidden }) {
		return nil // it has been cut before
	}
	return number
}

// cardBegin returns where the first piece begins that holds a card number or its begin, -1 if none does.
// It is the same for a number that is still being typed, since only what lies before it decides.
func cardBegin(run []place) int {
	begin := 0
	for i, p := range run {
		if !p.glued || run[begin].digit == hidden {
			begin = i
		}
		if i-begin+1 == minCard || len(run)-i >= minCard && beginsCard(run[i:], i == begin) {
			return begin
		}
	}
	return -1
}

// beginsCard tells whether card numbers begin with these digits: 3 to 6 and 9 are the payment and bank
// schemes of ISO/IEC 7812. 2 (Mastercard's 2221–2720, Mir's 2200–2204) and 8 (UnionPay's 81) are more often
// something else, so they count only at the begin of a piece.
func beginsCard(number []place, first bool) bool {
	switch number[0].digit {
	case '3', '4', '5', '6', '9':
		return true
	case '8':
		return first && number[1].digit == '1'
	case '2':
		four := string([]byte{number[0].digit, number[1].digit, number[2].digit, number[3].digit})
		return first && four >= "2200" && four <= "2720"
	}
	return false
}

// withoutClocks takes off a run the minutes of a clock at its begin and the hour of one at its end.
func withoutClocks(s string, run []place) []place {
	if n := firstPiece(run); n <= 2 && isClockBefore(s[:run[0].start]) {
		run = run[n:]
	}
	if n := lastPiece(run); n <= 2 && isClockAfter(s[run[len(run)-1].end:]) {
		run = run[:len(run)-n]
	}
	return run
}

// firstPiece returns how many digits stand before the first separator.
func firstPiece(run []place) int {
	n := 1
	for n < len(run) && run[n].glued {
		n++
	}
	return n
}

// lastPiece returns how many digits stand behind the last separator.
func lastPiece(run []place) int {
	n := 1
	for n < len(run) && run[len(run)-n].glued {
		n++
	}
	return n
}

func isClockBefore(text string) bool {
	before, colon := strings.CutSuffix(text, ":")
	if !colon {
		before, colon = strings.CutSuffix(text, "：")
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return colon && unicode.IsDigit(r)
}

func isClockAfter(text string) bool {
	after, colon := strings.CutPrefix(text, ":")
	if !colon {
		after, colon = strings.CutPrefix(text, "：")
	}
	r, _ := utf8.DecodeRuneInString(after)
	return colon && unicode.IsDigit(r)
}

// lastDate is a date of this century at the end of a text, with an hour behind it or not. Somebody who
// types "E302 2026-11-21 14:05" has typed thirteen digits before the colon.
var lastDate = pattern(`[^\d*](20\d\d(?:-(?:0?[1-9]|1[0-2])-|/(?:0?[1-9]|1[0-2])/|\.(?:0?[1-9]|1[0-2])\.)(?:0?[1-9]|[12]\d|3[01])(?:\s{1,2}[0-2]?\d)?)$`)

// withoutDate takes a date off the end of a run. No card number is written with such a date as its tail.
func withoutDate(s string, run []place) []place {
	if len(run) < minCard {
		return run
	}
	// A date and an hour have at most ten digits; the one before them shows that they begin there.
	from := run[len(run)-11].start
	date := lastDate().FindStringSubmatchIndex(s[from:run[len(run)-1].end])
	if date == nil {
		return run
	}
	first := slices.IndexFunc(run, func(p place) bool { return p.start >= from+date[2] })
	return run[:first]
}

// PlainLine makes one line of a text that no field has read, without characters that hide others or turn their
// direction, and with the card numbers in it cut.
func PlainLine(text string) string {
	line := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	return Scrub(strings.Join(strings.Fields(line), " "))
}
