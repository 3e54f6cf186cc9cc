package fault

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden is how a digit is written that is not to be seen.
const hidden = '*'

// isHidden tells whether a character is one that people and terminals write for a hidden digit.
func isHidden(r rune) bool { return strings.ContainsRune("*＊﹡∗•●", r) }

// digitOf returns the plain digit, '0' to '9', of a decimal digit of any script.
func digitOf(r rune) (byte, bool) {
	if r < 0x80 {
		return byte(r), '0' <= r && r <= '9'
	}
	if !unicode.IsDigit(r) {
		return 0, false
	}
	// Unicode keeps decimal digits in rows of ten that begin with a zero; a range is one row or several.
	for _, rows := range unicode.Nd.R16 {
		if rune(rows.Lo) <= r && r <= rune(rows.Hi) {
			return byte('0' + (r-rune(rows.Lo))%10), true
		}
	}
	for _, rows := range unicode.Nd.R32 {
		if rune(rows.Lo) <= r && r <= rune(rows.Hi) {
			return byte('0' + (r-rune(rows.Lo))%10), true
		}
	}
	return 0, false
}

// slipOf returns the digit that a letter was typed for, where a digit stands right behind it.
func slipOf(r rune, behind string) (byte, bool) {
	next, _ := utf8.DecodeRuneInString(behind)
	if _, between := digitOf(next); !between {
		return 0, false
	}
	switch r {
	case 'O', 'o', 'Ｏ', 'ｏ':
		return '0', true
	case 'l', 'I', 'Ｉ', 'ｌ':
		return '1', true
	}
	return 0, false
}

func allDigits(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}
