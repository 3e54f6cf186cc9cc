package cases

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// State is where a case stands, for lists.
type State string

// The states.
const (
	IsOpen       State = "open"       // it is being worked on
	IsWaiting    State = "waiting"    // a step waits for a time or for somebody
	IsEscalated  State = "escalated"  // somebody has the report, and a reply is waited for
	IsReopened   State = "reopened"   // it is being worked on again
	IsResolved   State = "resolved"   // the fault has gone and a live transaction was asked for, or there was no fault
	IsUnresolved State = "unresolved" // the fault seemed gone, and a live transaction failed
	IsClosed     State = "closed"     // the agent is done with it: others have it, or it was given up
)

// States lists the states in the order of a case's life.
func States() []State {
	return []State{IsOpen, IsWaiting, IsEscalated, IsReopened, IsUnresolved, IsResolved, IsClosed}
}

// Label is what a state is called.
func (s State) Label() catalog.Text {
	switch s {
	case IsWaiting:
		return words.StateWaiting
	case IsEscalated:
		return words.StateEscalated
	case IsReopened:
		return words.StateReopened
	case IsUnresolved:
		return words.StateUnresolved
	case IsResolved:
		return words.StateResolved
	case IsClosed:
		return words.StateClosed
	case IsOpen:
	}
	return words.StateOpen
}

// StateIn tells where a case stands whose walk leads to a state.
func (c Case) StateIn(walked flows.State) State {
	_, escalated := c.Escalation()
	switch {
	case c.isCured(walked):
		return IsResolved
	case c.Closed:
		return IsClosed
	case escalated:
		return IsEscalated
	case c.CureFailed(walked):
		return IsUnresolved
	case !c.Wait.IsZero():
		return IsWaiting
	case c.Reopens > 0:
		return IsReopened
	}
	return IsOpen
}

func (c Case) isCured(walked flows.State) bool {
	if walked.Outcome == nil {
		return false
	}
	cure, asked := c.CureOf(walked)
	return asked && cure.Value != flows.No || c.Closed && walked.Outcome.Node.Outcome.Kind == flows.Normal
}

// stateBefore makes the state of a summary from before it was kept.
func stateBefore(summary Summary) State {
	outcome := flows.OutcomeKind(summary.Outcome)
	switch {
	case summary.Closed && (outcome == flows.Resolved || outcome == flows.Normal):
		return IsResolved
	case summary.Closed:
		return IsClosed
	case summary.WaitsFor != "":
		return IsWaiting
	}
	return IsOpen
}
