package fault

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Value is what one field holds, in its canonical form: a line of text, a cut card number or a time. The
// zero value is an empty field. Values are comparable with ==.
type Value struct {
	text string
	card CardNumber
	at   time.Time // in zone, whole seconds
}

// IsZero tells whether the field is empty.
func (v Value) IsZero() bool { return v == Value{} }

// String returns the value as it is shown; Parse reads it back.
func (v Value) String() string {
	switch {
	case !v.card.IsZero():
		return v.card.String()
	case !v.at.IsZero():
		return showTime(v.at)
	}
	return v.text
}

// Masked returns a secret as others may see it: that there is one, and nothing of it.
func (v Value) Masked() Value {
	if v.IsZero() {
		return v
	}
	return Value{text: "******"}
}

// MarshalJSON writes text as a string, a card number as an object and a time as RFC 3339 in +08:00.
func (v Value) MarshalJSON() ([]byte, error) {
	switch {
	case !v.card.IsZero():
		return json.Marshal(v.card)
	case !v.at.IsZero():
		return json.Marshal(v.at.Format(time.RFC3339))
	}
	return json.Marshal(v.text)
}

// UnmarshalValue reads the JSON of one field. It checks what Parse checks, except for what needs a clock and for the
// signs of a serial number, which older records were not held to. It scrubs free text again, since the JSON may come
// from another machine. Its errors never hold what they refuse.
func UnmarshalValue(name Name, content []byte) (Value, error) {
	if name == Card && string(content) != `""` { // that is how an emptied field is written
		var card CardNumber
		err := json.Unmarshal(content, &card)
		return card.Value(), err
	}
	at := name.index()
	if at < 0 {
		return Value{}, fmt.Errorf("fault record: no field is called %q", Scrub(string(name)))
	}
	// json's own errors can quote the input, so they are not passed on.
	var text string
	if json.Unmarshal(content, &text) != nil {
		return Value{}, fmt.Errorf("fault record: field %s: want a string", name)
	}
	if name == TransactionTime {
		return unmarshalTime(text)
	}
	asked := fields[at]
	if name == SN {
		asked.read = readAnySN
	}
	value, finding := read(asked, text, time.Time{})
	if finding != nil && finding.Hard {
		return Value{}, fmt.Errorf("fault record: field %s: %s", name, finding.Text.En)
	}
	return value, nil
}

func unmarshalTime(text string) (Value, error) {
	if text == "" {
		return Value{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Before(earliest) {
		return Value{}, errors.New("fault record: field transaction_time: want a time as in RFC 3339")
	}
	return timeValue(at), nil
}
