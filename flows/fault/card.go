package fault

import (
	"encoding/json"
	"errors"
	"strings"
)

// How many digits a card number has, by ISO/IEC 7812 and JR/T 0008, and how many of them may be kept, by
// PCI DSS 3.5.1 for any length.
const (
	minCard  = 13
	maxCard  = 19
	keptHead = 6
	keptTail = 4
	kept     = keptHead + keptTail
)

// CardNumber is a card number without its middle. The zero value is no card number.
type CardNumber struct {
	First6 string `json:"first6"`          // six digits
	Last4  string `json:"last4"`           // four digits
	Length int    `json:"length,omitzero"` // 13 to 19 digits; 0 when only the first 6 and last 4 are known
}

var errCardNumber = errors.New("card number: want first6 with six digits, last4 with four digits, and length 13 to 19 or none")

// IsZero tells whether there is no card number.
func (c CardNumber) IsZero() bool { return c == CardNumber{} }

// Value returns the card number as the value of its field. It is empty for a card number whose parts are
// not what they should be.
func (c CardNumber) Value() Value {
	if !c.valid() {
		return Value{}
	}
	return Value{card: c}
}

// String returns the card number with a star for each digit that is not kept, six stars when the length
// is not known: "622202******1234". Whoever needs the length must keep the JSON, which says if it is known.
func (c CardNumber) String() string {
	if !c.valid() || c.IsZero() {
		return ""
	}
	hidden := 6
	if c.Length > 0 {
		hidden = c.Length - kept
	}
	return c.First6 + strings.Repeat("*", hidden) + c.Last4
}

// MarshalJSON refuses a card number whose parts are not what they should be, so that none leaves whole.
func (c CardNumber) MarshalJSON() ([]byte, error) {
	if !c.valid() {
		return nil, errCardNumber
	}
	type plain CardNumber
	return json.Marshal(plain(c))
}

// UnmarshalJSON reads what MarshalJSON wrote. Its error never holds the digits that it refuses.
func (c *CardNumber) UnmarshalJSON(content []byte) error {
	type plain CardNumber
	var card plain
	if json.Unmarshal(content, &card) != nil || !CardNumber(card).valid() {
		return errCardNumber
	}
	*c = CardNumber(card)
	return nil
}

func (c CardNumber) valid() bool {
	if c.IsZero() {
		return true
	}
	return len(c.First6) == keptHead && len(c.Last4) == keptTail && allDigits(c.First6+c.Last4) &&
		(c.Length == 0 || c.Length >= minCard && c.Length <= maxCard)
}

// ParseCardNumber reads a card number that was typed whole, masked ("622202******1234") or as its first 6
// and last 4 digits. What it may say is what CardEntry.Number may say.
func ParseCardNumber(typed string) (CardNumber, *Finding) {
	return CardEntry{}.Paste(typed).Number()
}
