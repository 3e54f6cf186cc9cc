package cases

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// Journal is how cases are worked on: each method returns the changed case only when the change is on disk.
type Journal struct {
	store *Store
	book  *flows.Book
}

// NewJournal joins a store to the knowledge that its walks go through.
func NewJournal(store *Store, book *flows.Book) *Journal {
	return &Journal{store: store, book: book}
}

// Begin opens a case about an entry and starts its walk. The record already holds the entry's code.
func (j *Journal) Begin(entry catalog.Entry, now time.Time) (Case, error) {
	flow, err := j.book.Flow(entry.Flow)
	if err != nil {
		return Case{}, err
	}
	id, err := NewID(rand.Reader)
	if err != nil {
		return Case{}, err
	}
	changes := []change{
		{Opened, openedData{Table: entry.Table, Code: entry.Code, Message: entry.Message}},
		{WalkStarted, walkData{Flow: flow.ID, Hash: flow.Hash}},
	}
	if code, _ := fault.Parse(fault.Code, entry.Code, now); !code.IsZero() {
		changes = append(changes, change{FieldSet, fieldData{Name: fault.Code, Value: code}})
	}
	return j.record(Case{ID: id}, now, changes...)
}

// Answer records an answer. Its time is the time of the change.
func (j *Journal) Answer(c Case, answer flows.Answer, now time.Time) (Case, error) {
	answer.At = now
	answer.Reason = fault.Scrub(answer.Reason)
	return j.record(c, now, change{Answered, answer})
}

// Move records that the agent went back or forward to a cursor.
func (j *Journal) Move(c Case, cursor int, now time.Time) (Case, error) {
	return j.record(c, now, change{Moved, movedData{Cursor: cursor}})
}

// StartWaiting records that the agent waits at a step from now on.
func (j *Journal) StartWaiting(c Case, wait Wait, now time.Time) (Case, error) {
	return j.record(c, now, change{Waiting, wait})
}

// SetField records a field of the fault record; the zero value empties it.
func (j *Journal) SetField(c Case, name fault.Name, value fault.Value, now time.Time) (Case, error) {
	return j.record(c, now, change{FieldSet, fieldData{Name: name, Value: value}})
}

// Close records that the agent is done with the case.
func (j *Journal) Close(c Case, now time.Time) (Case, error) {
	return j.record(c, now, change{Closed, struct{}{}})
}

// Reopen records that a closed case is taken up again.
func (j *Journal) Reopen(c Case, now time.Time) (Case, error) {
	return j.record(c, now, change{Reopened, struct{}{}})
}

// Load replays a case from the store.
func (j *Journal) Load(id string) (Case, error) {
	events, err := j.store.Events(id)
	if err != nil {
		return Case{}, err
	}
	loaded, err := Replay(id, events)
	if err != nil {
		return Case{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return loaded, nil
}

// List returns the summaries of all cases, the last changed first.
func (j *Journal) List() ([]Summary, error) { return j.store.List() }

type change struct {
	kind EventKind
	data any
}

// record stores the changes in one transaction and returns the case that they lead to, or the case as it
// was when they could not be stored.
func (j *Journal) record(before Case, now time.Time, changes ...change) (Case, error) {
	after := before
	var events []Event
	for _, change := range changes {
		data, err := json.Marshal(change.data)
		if err != nil {
			return before, fmt.Errorf("write the event %s: %w", change.kind, err)
		}
		event := Event{Seq: after.Seq + 1, At: now, Kind: change.kind, Data: data}
		if after, err = after.apply(event); err != nil {
			return before, err
		}
		events = append(events, event)
	}
	summary, err := j.summarise(after)
	if err != nil {
		return before, err
	}
	if err := j.store.Append(after.ID, events, summary); err != nil {
		return before, err
	}
	return after, nil
}

func (j *Journal) summarise(c Case) (Summary, error) {
	state, err := j.book.Resolve(c.Walk)
	if err != nil {
		return Summary{}, err
	}
	summary := Summary{
		ID: c.ID, Table: c.Table, Code: c.Code, TID: c.Record.Get(fault.TID), Opened: c.Opened, Updated: c.Updated,
		Closed: c.Closed, Steps: len(state.Path), Seq: c.Seq, WaitsFor: c.Wait.For, Due: c.Wait.Until,
	}
	if state.Outcome != nil {
		summary.Outcome = string(state.Outcome.Node.Outcome.Kind)
	}
	return summary, nil
}
