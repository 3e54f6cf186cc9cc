// Package report puts a case on paper, for whoever has to act on it: the back office, an issuing bank, a
// carrier, the factory. Build gathers what there is to say as data, and Write says it in one of the formats.
//
// It must never print, read a clock (whoever calls brings the time), hold a whole card number, or know a
// sentence: its words are in words.yaml, all others come from the catalogue and the flows.
package report

import (
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// Schema names the form of the JSON. Fields may be added to it, never renamed.
const Schema = "posmedic.report/1"

// Report is what a report says, in both languages at once. It holds all that any format shows, so a report
// that was read back from its JSON can be written in every other format.
type Report struct {
	Schema string `json:"schema"`
	// Fingerprint is the same for two reports that say the same, whenever they were made. It has eight letters and
	// digits, as "7K-Q2-M4-XT".
	Fingerprint string           `json:"fingerprint"`
	Author      Author           `json:"author,omitzero"` // who made it; see By
	Case        Case             `json:"case"`
	Request     catalog.Text     `json:"request"` // what the receiver is asked to do
	Fault       fault.Record     `json:"fault"`   // what was collected
	Network     Network          `json:"network"`
	Steps       []Step           `json:"steps"`                  // on the walk's path, in order; parked answers are left out
	Complete    bool             `json:"complete"`               // whether the walk has ended
	Current     *Current         `json:"current"`                // where it stands; null when it has ended
	Outcome     *Outcome         `json:"outcome"`                // where it ended; null before
	Missing     []fault.Name     `json:"missing"`                // what the receiver of the outcome wants to know and is not filled
	Charge      Charge           `json:"charge,omitempty"`       // left out where none is open
	Cure        *Cure            `json:"cure"`                   // the live transaction after the fault had gone; null where none was recorded
	FailedCures []Cure           `json:"failed_cures,omitempty"` // all that failed, oldest first; those too before the agent went back
	Evidence    []Evidence       `json:"evidence"`               // files that show the fault, by name alone
	Notes       []Note           `json:"notes"`                  // in the agent's own words, oldest first
	HandedOver  []HandedOver     `json:"handed_over"`
	Sources     []catalog.Source `json:"sources"` // of the entry
}

// Case is the case itself and the entry that it is about.
type Case struct {
	ID      string       `json:"id"`
	Table   string       `json:"table"`
	Code    string       `json:"code"`    // of the entry; the code as the agent noted it is in the fault record
	Message catalog.Text `json:"message"` // what the entry said when the case began
	Cause   catalog.Text `json:"cause"`
	Opened  time.Time    `json:"opened"`
	Made    time.Time    `json:"made"` // when the report was made
}

// Waiting is a pause at the step where the walk stands: for somebody's reply, or for a time.
type Waiting struct {
	For   flows.Who `json:"for"`
	Since time.Time `json:"since"`
	Until time.Time `json:"until,omitzero"` // zero where it is not known when to look again
}

// Result is how the network check came out.
type Result string

// The results.
const (
	Skipped    Result = "skipped"     // the entry needs no network check
	NotStarted Result = "not_started" // none of its steps has been answered
	InProgress Result = "in_progress" // some have
	Passed     Result = "passed"      // the network is ruled out
	Unproven   Result = "unproven"    // it came to its end, and a step could not be checked or the live transaction failed
	Found      Result = "found"       // the walk ended in it
)

// Network is the result of the network check.
type Network struct {
	Checked bool         `json:"checked"` // whether any of its steps was answered
	Passed  bool         `json:"passed"`  // whether it was left for the steps of the code; see Result for how
	Result  Result       `json:"result"`
	Skipped catalog.Text `json:"skipped,omitzero"` // why the entry needs none
	Note    catalog.Text `json:"note,omitzero"`    // what a reader must know about it
	Steps   []int        `json:"steps"`            // the numbers of its steps
	First   *Check       `json:"first"`            // how it came out at first; null while it is not through
	Last    *Check       `json:"last"`             // how it came out last, as in Result
}

// Check is how the network was found at one time.
type Check struct {
	At     time.Time `json:"at,omitzero"` // when its last step was answered
	Result Result    `json:"result"`
}

// Step is one answered step.
type Step struct {
	Number int          `json:"number"` // from 1
	Node   string       `json:"node"`   // its place in the flow
	Kind   flows.Kind   `json:"kind"`
	Text   catalog.Text `json:"text"` // as it stood on the screen
	Answer flows.Value  `json:"answer"`
	Label  catalog.Text `json:"label,omitzero"` // what the question calls the answer, where it has words of its own
	How    flows.How    `json:"how"`            // how the answer is known
	Reason string       `json:"reason"`         // why it could not be checked or done
	At     time.Time    `json:"at,omitzero"`
	Source string       `json:"source"` // its citations, joined by ", "
}

// Current is the step that an unfinished walk stands at.
type Current struct {
	Node        string       `json:"node"`
	Text        catalog.Text `json:"text"`
	FlowChanged bool         `json:"flow_changed"`      // an answer was given here, but the flow has changed since
	Waiting     *Waiting     `json:"waiting,omitempty"` // what it waits for there
}

// Outcome is where the walk ended.
type Outcome struct {
	Kind     flows.OutcomeKind `json:"kind"`
	Text     catalog.Text      `json:"text"`
	Receiver catalog.Text      `json:"receiver,omitzero"` // left out where nobody is to be told; see Receiver
	HowTo    []catalog.Text    `json:"how_to"`
	Source   string            `json:"source"`
	// CureFailed is whether the live transaction failed after a walk that ended in "resolved": whatever kind and text
	// say, the fault is still there.
	CureFailed bool `json:"cure_failed,omitzero"`
}

// Cure is what a live transaction showed after the fault had gone.
type Cure struct {
	Answer flows.Value `json:"answer"` // yes: it went through
	How    flows.How   `json:"how"`
	Reason string      `json:"reason"` // why none could be made
	At     time.Time   `json:"at,omitzero"`
}

// Evidence is a file that shows the fault.
type Evidence struct {
	File string    `json:"file"` // the name without its folders
	Note string    `json:"note"` // what is to be seen in it
	At   time.Time `json:"at,omitzero"`
}

// Note is what the agent wrote about the case.
type Note struct {
	Text string    `json:"text"`
	At   time.Time `json:"at,omitzero"`
}

// HandedOver is a report that somebody was given, and the reply.
type HandedOver struct {
	To        catalog.Text `json:"to"`
	At        time.Time    `json:"at,omitzero"`
	Reply     string       `json:"reply"`
	RepliedAt time.Time    `json:"replied_at,omitzero"` // left out while no reply came
}
