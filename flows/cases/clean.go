package cases

import (
	"bytes"
	"encoding/json"
	"errors"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

var errUnknownEvent = errors.New("this posmedic knows no such event: use the version that wrote it, or a later one")

// cleaner is the data of a kind of event that can cut the card numbers in itself. It returns an error where one
// stands in a place that cannot do without it.
type cleaner interface{ clean() error }

// cleanEvent reads an event that may come from another machine as if it were typed here: card numbers are cut, and
// what this version does not know is refused, so that nothing is lost unnoticed. Of an event of this machine it
// changes nothing but its spelling. Errors hold nothing of the data.
func cleanEvent(event Event) (Event, error) {
	data := dataOf(event.Kind)
	if data == nil {
		return event, errUnknownEvent
	}
	decoder := json.NewDecoder(bytes.NewReader(event.Data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(data)
	switch {
	case errors.Is(err, errUnknownEvent), err != nil && json.Unmarshal(event.Data, dataOf(event.Kind)) == nil:
		return event, errUnknownEvent // it says more than this version can keep
	case err != nil || decoder.More():
		return event, errors.New("the data of the event cannot be read")
	}
	if err := data.clean(); err != nil {
		return event, err
	}
	content, err := json.Marshal(data)
	event.At, event.Data = event.At.UTC(), content
	return event, err
}

// dataOf is what the data of an event is read into, nil for an unknown kind.
func dataOf(kind EventKind) cleaner {
	switch kind {
	case Opened:
		return &openedData{}
	case WalkStarted:
		return &walkData{}
	case Answered, CureTested:
		return &answerData{}
	case Moved:
		return &movedData{}
	case FieldSet:
		return &fieldData{}
	case Waiting:
		return &waitData{}
	case Closed, Reopened:
		return &noData{}
	case Noted:
		return &noteData{}
	case EvidenceNamed:
		return &evidenceData{}
	case EvidenceWithdrawn:
		return &withdrawnData{}
	case Escalated:
		return &escalationData{}
	case Replied:
		return &replyData{}
	}
	return nil
}

type (
	answerData     flows.Answer
	waitData       Wait
	noteData       Note
	evidenceData   Evidence
	escalationData Escalation
	noData         struct{}
)

func (d *openedData) clean() error {
	d.Message = cleanText(d.Message)
	return names(d.Table, d.Code)
}

func (d *walkData) clean() error {
	if fault.HoldsCardNumber(d.Hash) { // a hash may be nothing but digits: without it the flow is taken as it is today
		d.Hash = ""
	}
	return names(d.Flow, d.Hash)
}

func (d *answerData) clean() error {
	d.Reason, d.Shown = fault.PlainLine(d.Reason), cleanText(d.Shown)
	return names(d.Key.String(), string(d.Value), string(d.How))
}

func (d *waitData) clean() error { return names(d.Key.String(), string(d.For)) }

func (d *noteData) clean() error { d.Text = fault.PlainLine(d.Text); return nil }

func (d *evidenceData) clean() error {
	d.File, d.Note = fault.PlainLine(baseName(d.File)), fault.PlainLine(d.Note)
	return nil
}

func (d *withdrawnData) clean() error { d.File = fault.PlainLine(baseName(d.File)); return nil }

func (d *escalationData) clean() error { d.To = cleanText(d.To); return nil }

func (d *replyData) clean() error { d.Text = fault.PlainLine(d.Text); return nil }

func (d *fieldData) clean() error { return nil } // to be read, a field's value is cut already

func (d *movedData) clean() error { return nil }

func (d *noData) clean() error { return nil }

func cleanText(text catalog.Text) catalog.Text {
	return catalog.Text{Zh: fault.PlainLine(text.Zh), En: fault.PlainLine(text.En)}
}

// names returns an error where a name could be a card number, or a text that hides one. Names of steps, flows and
// codes never are.
func names(all ...string) error {
	for _, name := range all {
		if fault.PlainLine(name) != name {
			return errors.New("a name in the event may be a card number")
		}
	}
	return nil
}
