// Package typeset breaks text into lines, in Chinese and in English alike. It must never know what it breaks lines
// for: whoever calls measures, in cells of a terminal or in parts of an em on paper.
package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const (
	// closers are the signs that may not begin a line, openers those that may not end one.
	closers = "，。、；：？！…）》〉」』】〕”’,.;:?!)]}%"
	openers = "（《〈「『【〔“‘([{"
	// ends are what a line is rid of at its end.
	ends = " \n\r\v\f\u0085\u2028\u2029"
)

// Wrap breaks plain text into lines that measure at most width. Breaks follow UAX #14, so that a Latin word
// stays whole and no Chinese punctuation begins a line; a piece wider than a line is cut. A Chinese term in a Latin
// text stays whole, too: it is looked for as it stands.
func Wrap(text string, width int, measure func(string) int) []string {
	if !strings.ContainsAny(text, ends[1:]) && measure(text) <= width {
		return []string{strings.TrimRight(text, " ")}
	}
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), ends))
		line.Reset()
		used = 0
	}
	state, latin := -1, isLatin(text)
	for len(text) > 0 {
		var piece string
		var must bool
		piece, text, must, state = segment(text, state)
		for latin && !must && endsWithHan(piece) && startsWithHan(text) {
			var more string
			more, text, must, state = segment(text, state)
			piece += more
		}
		units := measure(strings.TrimRight(piece, ends))
		if used > 0 && used+units > width {
			flush()
		}
		for units > width {
			head := fitting(piece, width, measure)
			line.WriteString(head)
			flush()
			piece = piece[len(head):]
			units = measure(strings.TrimRight(piece, ends))
		}
		line.WriteString(piece)
		used += measure(piece)
		if must && len(text) > 0 {
			flush()
		}
	}
	if line.Len() > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// segment returns the text up to the next place where a line may end, as uniseg does, but for two rules of UAX #14 that
// it lacks: none ends between a slash and a digit, as in E/3, nor behind the hyphen that begins a word, as in "->".
func segment(text string, state int) (piece, rest string, must bool, newState int) {
	piece, rest, must, newState = uniseg.FirstLineSegmentInString(text, state)
	for !must && (strings.HasSuffix(piece, "/") && startsWith(rest, "0123456789") || piece == "-") && rest != "" {
		var more string
		more, rest, must, newState = uniseg.FirstLineSegmentInString(rest, newState)
		piece += more
	}
	return piece, rest, must, newState
}

// isLatin tells whether a text is in a Latin script, whatever Chinese terms it names.
func isLatin(text string) bool {
	letters, characters := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			letters++
		case unicode.Is(unicode.Han, r):
			characters++
		}
	}
	return letters > characters
}

func startsWithHan(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.Is(unicode.Han, first)
}

func endsWithHan(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.Is(unicode.Han, last)
}

// fitting returns the begin of a piece that fills a line: at least one character, so that the rest always
// gets shorter, and cut where punctuation allows it, if it does anywhere.
func fitting(piece string, width int, measure func(string) int) string {
	end, allowed, used := 0, 0, 0
	for end < len(piece) {
		cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(piece[end:], -1)
		units := measure(cluster)
		if end > 0 && used+units > width {
			break
		}
		used += units
		end += len(cluster)
		if !startsWith(piece[end:], closers) && !strings.ContainsAny(cluster, openers) {
			allowed = end
		}
	}
	if allowed > 0 {
		return piece[:allowed]
	}
	return piece[:end]
}

// startsWith tells whether a text begins with one of the signs.
func startsWith(text, signs string) bool {
	for _, first := range text {
		return strings.ContainsRune(signs, first)
	}
	return false
}
