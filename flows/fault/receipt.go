package fault

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Printed is what receipts and screens call a field, in any letters. Without a name it is what they call something
// that no field holds.
type Printed struct {
	Name   Name
	Labels []string
}

// Reading is what a pasted text says of one field. A hard finding says why there is no value.
type Reading struct {
	Name    Name
	Value   Value
	Finding *Finding
}

// Receipt is what was understood of a pasted text.
type Receipt struct {
	Readings []Reading // in the order of what was looked for
	Unread   []string  // the beginning of each line that names nothing, with a star for every digit
}

// ReadReceipt finds the fields that a pasted text names: the text of a receipt or of a terminal's screen, with labels
// such as 终端号 or TERMINAL NO before their values, on the same line or alone on the line above. Every value is read
// as Parse reads it. Nothing else of the text is returned but the beginnings of lines, without their digits.
func ReadReceipt(text string, printed []Printed, now time.Time) Receipt {
	if len(text) > maxTyped {
		return Receipt{}
	}
	values, unread := gather(paragraphs(linesOf(text), newLabels(printed)))
	receipt := Receipt{Unread: unread}
	for _, field := range printed {
		if texts := values[field.Name]; len(texts) > 0 {
			receipt.Readings = append(receipt.Readings, readPrinted(field.Name, texts, now))
		}
	}
	return receipt
}

// paragraph is a line with labels and what follows it, line by line, up to the next label.
type paragraph struct {
	pieces []piece
	tail   []string
}

func paragraphs(lines []string, labels labels) []paragraph {
	all := []paragraph{{}}
	for _, line := range lines {
		before, pieces := labels.cut(line)
		if last := &all[len(all)-1]; before != "" {
			last.tail = append(last.tail, before)
		}
		if len(pieces) > 0 {
			all = append(all, paragraph{pieces: pieces})
		}
	}
	return all
}

// gather collects the values of each field, each different one once, and what names nothing.
func gather(paragraphs []paragraph) (values map[Name][]string, unread []string) {
	values = map[Name][]string{}
	for _, p := range paragraphs {
		p.takeTail()
		for _, piece := range p.pieces {
			if piece.name != "" && piece.value != "" && !slices.Contains(values[piece.name], piece.value) {
				values[piece.name] = append(values[piece.name], piece.value)
			}
		}
		for _, line := range p.tail {
			unread = append(unread, beginning(line))
		}
	}
	return values, unread
}

// takeTail gives the last label what belongs to it of the lines below.
func (p *paragraph) takeTail() {
	if len(p.pieces) == 0 {
		return
	}
	last := &p.pieces[len(p.pieces)-1]
	if len(p.tail) > 0 && p.standsAlone() {
		last.value, p.tail = p.tail[0], p.tail[1:]
	}
	if last.name.isText() || last.name == SN || last.name == RRN { // the others are too short
		last.value, p.tail = cutAcross(last.value, p.tail)
	}
}

// standsAlone tells whether a line holds the labels of one field and no value. Of the labels of several fields in a row
// nobody knows which the values below belong to.
func (p *paragraph) standsAlone() bool {
	return !slices.ContainsFunc(p.pieces, func(one piece) bool { return one.value != "" || one.name != p.pieces[0].name })
}

// cutAcross cuts a card number that begins in a text and goes on in the lines below, where each part would be too short
// to be known for one. It returns the text with it, and the lines that are left.
func cutAcross(text string, below []string) (string, []string) {
	for i := range min(len(below), maxCard) {
		further := strings.Join(below[:i+1], " ")
		if !HoldsCardNumber(text+" "+further) || HoldsCardNumber(further) {
			continue
		}
		end := i + 1
		for end < len(below) && !strings.ContainsFunc(below[end], unicode.IsLetter) {
			end++ // its last digits may stand here
		}
		return Scrub(text + " " + strings.Join(below[:end], " ")), below[end:]
	}
	return text, below
}

// readPrinted reads what a text says of a field. Where it says several things, they must be the same or, for the
// transaction time, a date and a clock.
func readPrinted(name Name, values []string, now time.Time) Reading {
	if name == TransactionTime && len(values) == 2 {
		for _, both := range []string{values[0] + " " + values[1], values[1] + " " + values[0]} {
			if value, finding := Parse(name, both, now); !value.IsZero() {
				return Reading{name, value, finding}
			}
		}
	}
	var first Reading
	for i, text := range values {
		reading := readOne(name, text, now)
		switch {
		case reading.Value.IsZero():
			return reading
		case i == 0:
			first = reading
		case reading.Value != first.Value:
			return Reading{Name: name, Finding: hard(words.ReceiptTwice)}
		}
	}
	return first
}

// readOne reads a value. What follows it on its line is left out word by word, until the rest can be read; but never
// from a card number, whose first digits could be taken for something else.
func readOne(name Name, text string, now time.Time) Reading {
	if name == Card {
		text = cardPart(text)
	}
	value, finding := Parse(name, text, now)
	for parts := strings.Fields(text); value.IsZero() && len(parts) > 1 && name != Card && !looksLikeCard(text); {
		parts = parts[:len(parts)-1]
		if shorter, doubt := Parse(name, strings.Join(parts, " "), now); !shorter.IsZero() {
			value, finding = shorter, doubt
		}
	}
	switch {
	case value.IsZero() && finding == nil:
		finding = hard(words.ReceiptUnclear) // there were only signs
	case !value.IsZero() && finding != nil && (name == SN || name == Code):
		return Reading{Name: name, Finding: hard(words.ReceiptUnclear)} // whoever types it may insist, a label may not
	}
	return Reading{name, value, finding}
}

// cardPart leaves out what follows a card number that is written in one piece, such as /S for a swiped card.
func cardPart(text string) string {
	if first, _, found := strings.Cut(text, " "); found && len(CardEntry{}.Paste(first).Display()) >= minCard {
		return first
	}
	return text
}

// mostUnread is the longest beginning of a line that is kept, in characters.
const mostUnread = 24

// beginning returns the beginning of a line that was not understood. A card number may go on from line to line, so that
// none of its digits is kept.
func beginning(line string) string {
	begin := []rune(strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return hidden
		}
		return r
	}, oneLine(line)))
	return string(begin[:min(len(begin), mostUnread)])
}
