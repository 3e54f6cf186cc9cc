package cases

import (
	"encoding/json"
	"fmt"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// Case is one fault on one terminal, as its events leave it. It has value semantics: applying an event
// returns a changed copy.
type Case struct {
	ID      string
	Table   string       // of the entry that the case is about
	Code    string       // its code
	Message catalog.Text // what the entry said when the case began
	Opened  time.Time
	Updated time.Time
	Walk    flows.Walk
	Record  fault.Record
	Closed  bool
	Seq     int // number of the last event
}

type openedData struct {
	Table   string       `json:"table"`
	Code    string       `json:"code"`
	Message catalog.Text `json:"message"`
}

type walkData struct {
	Flow string `json:"flow"`
	Hash string `json:"hash"`
}

type movedData struct {
	Cursor int `json:"cursor"` // answered steps to follow; flows.AtFrontier follows them all
}

type fieldData struct {
	Name  fault.Name  `json:"name"`
	Value fault.Value `json:"value"`
}

// UnmarshalJSON reads a field's value by its name, which decides its form.
func (f *fieldData) UnmarshalJSON(content []byte) error {
	var raw struct {
		Name  fault.Name      `json:"name"`
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(content, &raw); err != nil {
		return err
	}
	value, err := fault.UnmarshalValue(raw.Name, raw.Value)
	*f = fieldData{Name: raw.Name, Value: value}
	return err
}

// Replay makes a case of its events.
func Replay(id string, events []Event) (Case, error) {
	replayed := Case{ID: id}
	for _, event := range events {
		next, err := replayed.apply(event)
		if err != nil {
			return Case{}, fmt.Errorf("case %s, event %d (%s): %w", id, event.Seq, event.Kind, err)
		}
		replayed = next
	}
	return replayed, nil
}

func (c Case) apply(event Event) (Case, error) {
	c.Seq, c.Updated = event.Seq, event.At
	var err error
	switch event.Kind {
	case Opened:
		var data openedData
		err = json.Unmarshal(event.Data, &data)
		c.Opened, c.Table, c.Code, c.Message = event.At, data.Table, data.Code, data.Message
	case WalkStarted:
		var data walkData
		err = json.Unmarshal(event.Data, &data)
		c.Walk = flows.Walk{Flow: data.Flow, Hash: data.Hash, Cursor: flows.AtFrontier}
	case Answered:
		var answer flows.Answer
		err = json.Unmarshal(event.Data, &answer)
		c.Walk = c.Walk.With(answer)
	case Moved:
		var data movedData
		err = json.Unmarshal(event.Data, &data)
		c.Walk = c.Walk.At(data.Cursor)
	case FieldSet:
		var data fieldData
		err = json.Unmarshal(event.Data, &data)
		c.Record = c.Record.With(data.Name, data.Value)
	case Closed:
		c.Closed = true
	case Reopened:
		c.Closed = false
	default:
		err = fmt.Errorf("this posmedic knows no such event: use the version that wrote it, or a later one")
	}
	return c, err
}
