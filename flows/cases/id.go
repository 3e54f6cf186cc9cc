package cases

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// alphabet holds the 31 characters of case codes. 0, 1, I, O and U are left out because they are misread
// or misheard; 31 is a prime, which is what lets the check character catch what it catches.
const alphabet = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"

const (
	idLength   = 8 // characters of a case code, the dash not counted; the last one is the check character
	idGroup    = 4 // characters before the dash
	idLetters  = 2 // letters that a case code has at least, so that none can be taken for a run of digits
	digits     = 8 // characters at the start of the alphabet that are digits
	maxRedraws = 100
)

// ErrBadID says that a text is not a case code.
var ErrBadID = errors.New("not a case code")

// NewID draws a case code such as 7KQ2-M4X7: seven random characters and a check character. It returns an
// error when random does, or when random is not random at all.
func NewID(random io.Reader) (string, error) {
	for range maxRedraws {
		values, err := drawValues(random)
		if err != nil {
			return "", fmt.Errorf("draw a case code: %w", err)
		}
		if countLetters(values) >= idLetters {
			return formatID(values), nil
		}
	}
	return "", fmt.Errorf("draw a case code: the source of random bytes gives %d codes without letters", maxRedraws)
}

// ParseID reads a case code as a person types it and returns it as NewID would have. Case, spaces, dashes
// and the full-width forms of Chinese input methods make no difference. It returns ErrBadID for everything
// that NewID cannot have drawn: every code with one character wrong, every one with two neighbours swapped.
// The error does not repeat what was typed, which may be anything, even a card number.
func ParseID(typed string) (string, error) {
	values, err := readValues(typed)
	if err != nil {
		return "", err
	}
	if len(values) != idLength {
		return "", fmt.Errorf("%w: it has %d characters, not %d", ErrBadID, len(values), idLength)
	}
	if weightedSum(values) != 0 {
		return "", fmt.Errorf("%w: the check character does not fit", ErrBadID)
	}
	if countLetters(values) < idLetters {
		return "", fmt.Errorf("%w: it has fewer than %d letters", ErrBadID, idLetters)
	}
	return formatID(values), nil
}

// drawValues draws seven characters, as their places in the alphabet, and appends the check character.
func drawValues(random io.Reader) ([]int, error) {
	const fair = 256 / len(alphabet) * len(alphabet) // bytes from here on would favour the first characters
	values := make([]int, 0, idLength)
	var drawn [1]byte
	for len(values) < idLength-1 {
		if _, err := io.ReadFull(random, drawn[:]); err != nil {
			return nil, err
		}
		if int(drawn[0]) < fair {
			values = append(values, int(drawn[0])%len(alphabet))
		}
	}
	return append(values, checkValue(values)), nil
}

// readValues turns typed text into places in the alphabet.
func readValues(typed string) ([]int, error) {
	var values []int
	for _, char := range typed {
		char = unicode.ToUpper(halfWidth(char))
		if unicode.IsSpace(char) || unicode.Is(unicode.Dash, char) {
			continue
		}
		value := strings.IndexRune(alphabet, char)
		if value < 0 {
			return nil, fmt.Errorf("%w: no case code has %q", ErrBadID, char)
		}
		values = append(values, value)
	}
	return values, nil
}

// halfWidth turns a full-width form (Ａ, ７, －) into the character that it is a form of.
func halfWidth(char rune) rune {
	const first, last, shift = '！', '～', '！' - '!'
	if char >= first && char <= last {
		return char - shift
	}
	return char
}

// checkValue is what brings the weighted sum of the whole code to 0: its own weight is 1.
func checkValue(values []int) int {
	return (len(alphabet) - weightedSum(append(values[:len(values):len(values)], 0))) % len(alphabet)
}

// weightedSum is 0 for a whole code, modulo 31. The weights 8, 7 … 1 are neither 0 nor equal modulo a prime,
// so one wrong character, or two neighbours swapped, always changes the sum.
func weightedSum(values []int) int {
	sum := 0
	for i, value := range values {
		sum += (idLength - i) * value
	}
	return sum % len(alphabet)
}

func countLetters(values []int) int {
	count := 0
	for _, value := range values {
		if value >= digits {
			count++
		}
	}
	return count
}

func formatID(values []int) string {
	var id strings.Builder
	for i, value := range values {
		if i == idGroup {
			id.WriteByte('-')
		}
		id.WriteByte(alphabet[value])
	}
	return id.String()
}
