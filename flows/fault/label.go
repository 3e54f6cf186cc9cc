package fault

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// label is one thing that receipts print before a value, in plain capitals.
type label struct {
	name  Name
	plain []rune
}

// labels are what to look for, the longest first.
type labels []label

// piece is what stands behind a label, up to the next one.
type piece struct {
	name  Name // "" where no field holds it
	value string
}

func newLabels(printed []Printed) labels {
	var all labels
	for _, field := range printed {
		for _, text := range field.Labels {
			all = append(all, label{field.Name, plainRunes(text)})
		}
	}
	slices.SortStableFunc(all, func(a, b label) int { return cmp.Compare(len(b.plain), len(a.plain)) })
	return all
}

// plainRunes writes a text in plain capitals, rune for rune.
func plainRunes(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		if folded := width.LookupRune(r).Folded(); folded != 0 {
			r = folded
		}
		runes[i] = unicode.ToUpper(r)
	}
	return runes
}

// linesOf returns the lines of a text that hold a letter or a digit; the others are rules and gaps. Pasting in a terminal
// turns the ends of lines into \r.
func linesOf(text string) []string {
	lines := strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool { return r == '\n' || r == '\r' })
	return slices.DeleteFunc(lines, func(line string) bool {
		return !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

// mostLine is the longest line that is searched for labels, in characters. Receipts have about 30 to a line.
const mostLine = 200

// cut returns what stands in a line before its first label, and what stands behind each label.
func (ls labels) cut(line string) (string, []piece) {
	raw, plain := []rune(line), plainRunes(line)
	if len(raw) > mostLine {
		return line, nil
	}
	var pieces []piece
	rest, from := "", 0
	end := func(to int) {
		value := strings.TrimFunc(string(raw[from:to]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|,;，；、/", r) })
		if len(pieces) == 0 {
			rest = value
		} else {
			pieces[len(pieces)-1].value = value
		}
	}
	for at := 0; at < len(plain); {
		label, behind := ls.at(plain, at)
		if behind == 0 {
			at++
			continue
		}
		end(at)
		pieces = append(pieces, piece{name: label.name})
		at, from = behind, behind
	}
	end(len(raw))
	return rest, pieces
}

// at returns the label that stands at a place of a line, and where its value begins, 0 if there is none.
func (ls labels) at(line []rune, at int) (label, int) {
	for _, l := range ls {
		end := at + len(l.plain)
		if end > len(line) || !slices.Equal(line[at:end], l.plain) || !isWord(line, at, end) {
			continue
		}
		value, colon := skipSigns(line, end)
		// Without a colon the label may be a word of a sentence, unless it stands alone, before a number or before the
		// same in another language.
		if colon || value == len(line) || slices.ContainsFunc(line[value:], unicode.IsDigit) {
			return l, value
		}
		if _, another := ls.at(line, value); another > 0 {
			return l, value
		}
	}
	return label{}, 0
}

// isWord tells whether no letter goes on before or behind a part of a line. Of Latin words digits are a part, too.
func isWord(line []rune, from, to int) bool {
	if from > 0 && (unicode.IsLetter(line[from-1]) || line[from] < 0x80 && unicode.IsDigit(line[from-1])) {
		return false
	}
	return to == len(line) || !unicode.IsLetter(line[to])
}

// skipSigns returns where the value begins behind a label, and whether there is a colon. A remark in brackets, such as
// the label in another language, is skipped.
func skipSigns(line []rune, at int) (int, bool) {
	colon := false
	for ; at < len(line); at++ {
		switch r := line[at]; {
		case unicode.IsSpace(r):
		case r == ':' || r == '=':
			colon = true
		case !colon && strings.ContainsRune(".#/", r):
		case !colon && r == '(' && slices.Contains(line[at:], ')'):
			at += slices.Index(line[at:], ')')
		default:
			return at, colon
		}
	}
	return at, colon
}
