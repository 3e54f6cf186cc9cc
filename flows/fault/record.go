package fault

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"
)

// Record is what was collected about a fault. The zero value is empty. It has value semantics: With
// returns a changed copy, and records are comparable with ==.
type Record struct {
	values [len(fields)]Value // in the order of the form
}

// Value returns what a field holds, the zero Value when it is empty.
func (r Record) Value(name Name) Value {
	if at := name.index(); at >= 0 {
		return r.values[at]
	}
	return Value{}
}

// Get returns what a field holds as it is shown, "" when it is empty.
func (r Record) Get(name Name) string { return r.Value(name).String() }

// Has tells whether a field is filled.
func (r Record) Has(name Name) bool { return !r.Value(name).IsZero() }

// CardNumber returns the cut card number, the zero CardNumber when there is none.
func (r Record) CardNumber() CardNumber { return r.Value(Card).card }

// Time returns the transaction time in +08:00, the zero time when there is none.
func (r Record) Time() time.Time { return r.Value(TransactionTime).at }

// With returns the record with one field set, or emptied by the zero Value. The value must be one that
// was read for the same field. A name that is no field changes nothing.
func (r Record) With(name Name, value Value) Record {
	if at := name.index(); at >= 0 {
		r.values[at] = value
	}
	return r
}

// Missing returns those of the wanted fields that are empty, in the order of wanted.
func (r Record) Missing(wanted []Name) []Name {
	var missing []Name
	for _, name := range wanted {
		if !r.Has(name) {
			missing = append(missing, name)
		}
	}
	return missing
}

// MarshalJSON writes the filled fields as an object, in the order of the form.
func (r Record) MarshalJSON() ([]byte, error) {
	var object bytes.Buffer
	object.WriteByte('{')
	for at, value := range r.values {
		if value.IsZero() {
			continue
		}
		content, err := value.MarshalJSON()
		if err != nil {
			return nil, err
		}
		if object.Len() > 1 {
			object.WriteByte(',')
		}
		object.WriteString(`"` + string(fields[at].name) + `":`)
		object.Write(content)
	}
	object.WriteByte('}')
	return object.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON wrote, as UnmarshalValue does for each field. A field that this
// version does not know is an error, so that nothing collected is lost unnoticed.
func (r *Record) UnmarshalJSON(content []byte) error {
	var object map[Name]json.RawMessage
	if json.Unmarshal(content, &object) != nil {
		return errors.New("fault record: want an object with a value for each field")
	}
	var record Record
	for _, name := range slices.Sorted(maps.Keys(object)) {
		value, err := UnmarshalValue(name, object[name])
		if err != nil {
			return err
		}
		record = record.With(name, value)
	}
	*r = record
	return nil
}
