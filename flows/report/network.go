package report

import (
	"strings"

	"posmedic/flows"
	"posmedic/flows/cases"
)

// network finds the steps of the network check on the walk's path, and how it came out.
func network(book *flows.Book, state *flows.State) Network {
	found := Network{Passed: state.NetworkPassed, Skipped: state.Flow.SkipsNetwork, Steps: []int{}}
	if found.Skipped.IsZero() && !checksNetwork(book, state.Flow) {
		found.Skipped = words.NetworkNone
	}
	for i, step := range state.Path {
		if check := networkCheck(book, state.Flow, step.Key.Path); check != nil {
			found.Steps = append(found.Steps, i+1)
			found.Note = check.Note
		}
	}
	found.Checked = len(found.Steps) > 0
	found.Result = result(found, state)
	return found
}

// firstAndLast says how the network check came out when it was first through, and how it stands now.
func firstAndLast(book *flows.Book, c cases.Case, now Network, state *flows.State) (first, last *Check, err error) {
	then, through, err := c.NetworkFirst(book)
	if err != nil || !through {
		return nil, nil, err
	}
	before := network(book, &then)
	return checkOf(before, &then), checkOf(now, state), nil
}

// disprove takes back that the fault was found in the network, because the live transaction failed after it.
func (n *Network) disprove() {
	if n.Result == Found {
		n.Result = Unproven
	}
	for _, check := range []*Check{n.First, n.Last} {
		if check != nil && check.Result == Found {
			check.Result = Unproven
		}
	}
}

// checkOf is a network check with the time of its last step; nil where none of its steps was answered.
func checkOf(n Network, state *flows.State) *Check {
	if !n.Checked {
		return nil
	}
	return &Check{At: inChina(state.Path[n.Steps[len(n.Steps)-1]-1].Answer.At), Result: n.Result}
}

// checksNetwork tells whether a flow, or one that it calls, is or calls the network check.
func checksNetwork(book *flows.Book, flow *flows.Flow) bool {
	for i := range flow.Nodes {
		if node := &flow.Nodes[i]; node.Kind == flows.Call {
			if called, err := book.Flow(node.Ref); err == nil && (called.NetworkCheck || checksNetwork(book, called)) {
				return true
			}
		}
	}
	return false
}

func result(n Network, state *flows.State) Result {
	switch {
	case !n.Skipped.IsZero():
		return Skipped
	case !n.Checked:
		return NotStarted
	case n.Passed && state.Path[n.Steps[len(n.Steps)-1]-1].Answer.Value == flows.Cannot:
		return Unproven
	case n.Passed:
		return Passed
	case state.Outcome != nil:
		return Found
	}
	return InProgress
}

// networkCheck finds the network check among the flows that a path of calls leads into, nil if it leads
// into none.
func networkCheck(book *flows.Book, flow *flows.Flow, path string) *flows.Flow {
	for call := range strings.SplitSeq(path, "/") {
		called := calledBy(book, flow, call)
		if called == nil || called.NetworkCheck {
			return called
		}
		flow = called
	}
	return nil
}

// calledBy finds the flow that a call of another flow names.
func calledBy(book *flows.Book, flow *flows.Flow, call string) *flows.Flow {
	for i := range flow.Nodes {
		if node := &flow.Nodes[i]; node.ID == call && node.Kind == flows.Call {
			called, err := book.Flow(node.Ref)
			if err != nil {
				return nil
			}
			return called
		}
	}
	return nil
}
