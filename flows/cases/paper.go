package cases

import (
	"slices"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
)

// Note is what the agent wrote about a case in words of their own.
type Note struct {
	Text string    `json:"text"` // one line, scrubbed
	At   time.Time `json:"-"`    // the event's own time
}

// Evidence is a file that shows the fault: a photo of the screen, a receipt. Only its name is kept; nothing ever
// reads the file.
type Evidence struct {
	File string    `json:"file"`           // the name without its folders, scrubbed; it tells evidence apart
	Note string    `json:"note,omitempty"` // what is to be seen in it, scrubbed
	At   time.Time `json:"-"`              // the event's own time
}

// Escalation is a report that was handed over, and the reply.
type Escalation struct {
	To        catalog.Text `json:"to"`             // who has the report
	Until     time.Time    `json:"until,omitzero"` // when to ask again; zero where that is not known
	At        time.Time    `json:"-"`              // the event's own time
	Reply     string       `json:"-"`              // scrubbed; empty while none came
	RepliedAt time.Time    `json:"-"`              // zero while none came
}

// IsOpen tells whether the reply is still to come.
func (e Escalation) IsOpen() bool { return e.RepliedAt.IsZero() && !e.At.IsZero() }

type withdrawnData struct {
	File string `json:"file"`
}

type replyData struct {
	Text string `json:"text"`
}

// Escalation returns the last one, and whether its reply is still to come.
func (c Case) Escalation() (last Escalation, open bool) {
	if len(c.Escalations) == 0 {
		return Escalation{}, false
	}
	last = c.Escalations[len(c.Escalations)-1]
	return last, last.IsOpen() && !c.Closed
}

// CureOf returns what a live transaction showed after the walk had ended in "resolved", and whether one was asked
// for. Its value is Yes (it went through), No, or Cannot with the reason. A later answer to any step makes it void,
// because the walk was not at its end then.
func (c Case) CureOf(state flows.State) (flows.Answer, bool) {
	cured := NeedsCure(state) && c.Cure.Value != "" && c.Cure.Key == state.Outcome.Key
	if !cured {
		return flows.Answer{}, false
	}
	return c.Cure, true
}

// CureFailed tells whether the walk ended in "resolved" and the live transaction after it failed: the fault is still
// there.
func (c Case) CureFailed(state flows.State) bool {
	cure, asked := c.CureOf(state)
	return asked && cure.Value == flows.No
}

// NeedsCure tells whether a walk has ended so that a live transaction must prove it.
func NeedsCure(state flows.State) bool {
	return state.Outcome != nil && state.Outcome.Node.Outcome.Kind == flows.Resolved
}

// with returns a copy of a list with one more element, so that cases keep their value semantics.
func with[T any](list []T, one T) []T { return append(slices.Clip(list), one) }

func withoutFile(list []Evidence, file string) []Evidence {
	var kept []Evidence
	for _, one := range list {
		if one.File != file {
			kept = append(kept, one)
		}
	}
	return kept
}

// replied puts a reply to the last escalation that waits for one.
func replied(list []Escalation, text string, at time.Time) []Escalation {
	list = slices.Clone(list)
	for i, escalation := range slices.Backward(list) {
		if escalation.IsOpen() {
			list[i].Reply, list[i].RepliedAt = text, at
			break
		}
	}
	return list
}
