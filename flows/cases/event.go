// Package cases keeps the faults that agents work on: a case as a list of events, and the store that has
// every event on disk before anybody is told that it happened.
//
// It must never print, read a clock (whoever calls brings the time), touch the network, or hold a whole
// card number: what reaches it has passed through package fault.
package cases

import (
	"encoding/json"
	"time"
)

// EventKind tells what happened to a case.
type EventKind string

// The kinds of events.
const (
	Opened      EventKind = "opened"       // the case began
	WalkStarted EventKind = "walk_started" // a walk through a flow began
	Answered    EventKind = "answered"     // a step was answered
	Moved       EventKind = "moved"        // the agent went back or forward
	FieldSet    EventKind = "field_set"    // a field of the fault record was filled or cleared
	Waiting     EventKind = "waiting"      // the agent began to wait at a step: for a time, or for somebody
	Closed      EventKind = "closed"       // the agent is done with the case
	Reopened    EventKind = "reopened"     // the agent took a closed case up again

	Noted             EventKind = "noted"              // the agent wrote a note
	EvidenceNamed     EventKind = "evidence_named"     // a file was named as evidence
	EvidenceWithdrawn EventKind = "evidence_withdrawn" // it is evidence no more
	CureTested        EventKind = "cure_tested"        // a live transaction was tried after the fault had gone
	Escalated         EventKind = "escalated"          // the report was handed over, and a reply is waited for
	Replied           EventKind = "replied"            // whoever has the report gave a reply
)

// Event is one thing that happened to a case. Events of a case are numbered from 1 without gaps and never
// change.
type Event struct {
	Seq  int             `json:"seq"`
	At   time.Time       `json:"at"`
	Kind EventKind       `json:"kind"`
	Data json.RawMessage `json:"data"`
}
