package cases

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
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

// Note records a note; an empty one changes nothing.
func (j *Journal) Note(c Case, text string, now time.Time) (Case, error) {
	note := Note{Text: fault.PlainLine(text)}
	if note.Text == "" {
		return c, nil
	}
	return j.record(c, now, change{Noted, note})
}

// NameEvidence records a file as evidence, by its name alone: of a path the folders are dropped. Named again, it
// gets the new note. An empty name changes nothing.
func (j *Journal) NameEvidence(c Case, file, note string, now time.Time) (Case, error) {
	named := Evidence{File: fault.PlainLine(baseName(file)), Note: fault.PlainLine(note)}
	if named.File == "" {
		return c, nil
	}
	return j.record(c, now, change{EvidenceNamed, named})
}

// WithdrawEvidence records that a file, by the name it has in the case, is evidence no more.
func (j *Journal) WithdrawEvidence(c Case, file string, now time.Time) (Case, error) {
	return j.record(c, now, change{EvidenceWithdrawn, withdrawnData{File: file}})
}

// TestCure records what a live transaction showed: Yes, No, or Cannot with the reason. The answer's key is the
// outcome's, its time that of the change.
func (j *Journal) TestCure(c Case, answer flows.Answer, now time.Time) (Case, error) {
	answer.At, answer.Reason = now, fault.PlainLine(answer.Reason)
	return j.record(c, now, change{CureTested, answer})
}

// Escalate records that the report was handed over to somebody whose reply is waited for. until is when to ask
// again, zero where that is not known.
func (j *Journal) Escalate(c Case, to catalog.Text, until, now time.Time) (Case, error) {
	return j.record(c, now, change{Escalated, Escalation{To: to, Until: until}})
}

// Reply records what came back, in the agent's words, which may be none.
func (j *Journal) Reply(c Case, text string, now time.Time) (Case, error) {
	return j.record(c, now, change{Replied, replyData{Text: fault.PlainLine(text)}})
}

// baseName is the last part of a path of any system, whichever this one is.
func baseName(path string) string {
	path = strings.TrimRight(strings.Trim(strings.TrimSpace(path), `"'`), `/\`)
	return path[strings.LastIndexAny(path, `/\`)+1:]
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

// List returns the summaries of all cases, the last changed first. With ErrDamaged come those that are sound.
func (j *Journal) List() ([]Summary, error) { return j.store.List() }

// Delete deletes cases for good, all of them or, with ErrChanged, none. See Store.Delete.
func (j *Journal) Delete(doomed []Summary) error { return j.store.Delete(doomed) }

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
		ID: c.ID, Table: c.Table, Code: c.Code, TID: c.Record.Get(fault.TID), SN: c.Record.Get(fault.SN), State: c.StateIn(state),
		Opened: c.Opened, Updated: c.Updated, Closed: c.Closed, Steps: len(state.Path), Seq: c.Seq,
		WaitsFor: c.Wait.For, Due: c.Wait.Until,
	}
	if escalation, open := c.Escalation(); open {
		summary.Due = escalation.Until
	}
	if state.Outcome != nil {
		summary.Outcome = string(state.Outcome.Node.Outcome.Kind)
	}
	return summary, nil
}
