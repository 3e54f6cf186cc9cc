package fault

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// The columns of bankTable, whose lines all have the same width.
const (
	bankLength = keptHead
	bankNumber = keptHead + 2
	bankLine   = keptHead + 2 + 3 + 1
)

// Banks returns the names of the banks that may have issued the card, by its first 6 digits and, where it is known,
// its length; the likeliest comes first, and there may be none. They are a suggestion: the list is neither official
// nor complete, so a person has to confirm it.
func (c CardNumber) Banks() []string {
	if !c.valid() || c.IsZero() {
		return nil
	}
	for digits := keptHead; digits > 0; digits-- {
		if banks := banksOf(c.First6[:digits], c.Length); len(banks) > 0 {
			return banks
		}
	}
	return nil
}

// banksOf returns the banks whose card numbers have just this beginning in the table; a length of 0 fits all.
func banksOf(beginning string, length int) []string {
	key := beginning + strings.Repeat(" ", keptHead-len(beginning))
	line := func(i int) string { return bankTable[i*bankLine : (i+1)*bankLine] }
	count := len(bankTable) / bankLine
	var banks []string
	first := sort.Search(count, func(i int) bool { return line(i)[:keptHead] >= key })
	for i := first; i < count && line(i)[:keptHead] == key; i++ {
		name := bankNames[number(line(i)[bankNumber:bankLine-1])]
		if fits := length == 0 || line(i)[bankLength:bankNumber] == strconv.Itoa(length); fits && !slices.Contains(banks, name) {
			banks = append(banks, name)
		}
	}
	return banks
}
