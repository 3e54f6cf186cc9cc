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
	Wait    Wait // what the case waits for; zero when it waits for nothing
	Closed  bool
	Seq     int // number of the last event

	Given       []flows.Answer // every answer in the order given, those too that a later one replaced
	Notes       []Note         // oldest first
	Evidence    []Evidence     // in the order in which it was named
	Escalations []Escalation   // oldest first
	Cure        flows.Answer   // of the live test transaction; zero before. See CureOf
	FailedCures []flows.Answer // every live test transaction that failed, oldest first; those too that are void since
	Reopens     int            // how often it was taken up again
}

// EntryIn finds the entry that the case is about; of one that the catalogue no longer has, only what the case
// itself says is known.
func (c Case) EntryIn(known *catalog.Catalog) catalog.Entry {
	if entry, found := known.OfFlow(c.Walk.Flow); found && entry.Table == c.Table && entry.Code == c.Code {
		return entry
	}
	return catalog.Entry{Table: c.Table, Code: c.Code, Message: c.Message}
}

// Wait is a pause at one step. It ends when the step is answered.
type Wait struct {
	Key   flows.Key `json:"key"`
	For   flows.Who `json:"for"`            // whose answer it waits for; flows.Agent where it waits for a time
	Until time.Time `json:"until,omitzero"` // when to look again; zero where that is not known
	Since time.Time `json:"-"`              // the event's own time
}

// IsZero tells whether there is nothing to wait for.
func (w Wait) IsZero() bool { return w == Wait{} }

// Due tells whether the time is up.
func (w Wait) Due(now time.Time) bool { return !w.Until.IsZero() && !now.Before(w.Until) }

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
	if raw.Name.Label().IsZero() {
		return errUnknownEvent
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
		c.Walk, c.Given, c.Cure = c.Walk.With(answer), with(c.Given, answer), flows.Answer{}
		if answer.Key == c.Wait.Key {
			c.Wait = Wait{}
		}
	case Moved:
		var data movedData
		err = json.Unmarshal(event.Data, &data)
		c.Walk = c.Walk.At(data.Cursor)
	case FieldSet:
		var data fieldData
		err = json.Unmarshal(event.Data, &data)
		c.Record = c.Record.With(data.Name, data.Value)
	case Waiting:
		err = json.Unmarshal(event.Data, &c.Wait)
		c.Wait.Since = event.At
	case Closed:
		c.Closed, c.Wait = true, Wait{}
	case Reopened:
		c.Closed, c.Reopens = false, c.Reopens+1
	default:
		return c.applyPaper(event)
	}
	return c, err
}

// applyPaper applies the events that change what lies with a case and leave its walk and its record alone.
func (c Case) applyPaper(event Event) (Case, error) {
	var err error
	switch event.Kind {
	case Noted:
		note := Note{At: event.At}
		err = json.Unmarshal(event.Data, &note)
		c.Notes = with(c.Notes, note)
	case EvidenceNamed:
		named := Evidence{At: event.At}
		err = json.Unmarshal(event.Data, &named)
		c.Evidence = with(withoutFile(c.Evidence, named.File), named)
	case EvidenceWithdrawn:
		var data withdrawnData
		err = json.Unmarshal(event.Data, &data)
		c.Evidence = withoutFile(c.Evidence, data.File)
	case CureTested:
		c.Cure = flows.Answer{}
		if err = json.Unmarshal(event.Data, &c.Cure); c.Cure.Value == flows.No {
			c.FailedCures = with(c.FailedCures, c.Cure)
		}
	case Escalated:
		escalation := Escalation{At: event.At}
		err = json.Unmarshal(event.Data, &escalation)
		c.Escalations = with(c.Escalations, escalation)
	case Replied:
		var data replyData
		err = json.Unmarshal(event.Data, &data)
		c.Escalations = replied(c.Escalations, data.Text, event.At)
	default:
		err = errUnknownEvent
	}
	return c, err
}
