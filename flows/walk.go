package flows

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"posmedic/catalog"
)

// Value is an answer's choice.
type Value string

// The choices. Questions, actions and waits take the first three, notices and collections take Done.
const (
	Yes    Value = "yes"
	No     Value = "no"
	Cannot Value = "cannot" // could not check, or cannot be done here; needs a reason
	Done   Value = "done"
)

// Key names the place of an answer: the calls that lead there, the node, and which visit it was, from 1.
type Key struct {
	Path  string // the calling nodes, joined by "/"; empty in the outermost flow
	Node  string
	Visit int
}

// String writes a key as path/node, with #visit from the second visit on.
func (k Key) String() string {
	text := k.Node
	if k.Path != "" {
		text = k.Path + "/" + k.Node
	}
	if k.Visit > 1 {
		text += "#" + strconv.Itoa(k.Visit)
	}
	return text
}

// MarshalText writes the key as String does.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *Key) UnmarshalText(text []byte) error {
	*k = Key{Visit: 1}
	place, visit, counted := strings.Cut(string(text), "#")
	if counted {
		n, err := strconv.Atoi(visit)
		if err != nil || n < 2 {
			return fmt.Errorf("read the answer's place %q: the visit after # must be 2 or more", text)
		}
		k.Visit = n
	}
	k.Node = place
	if i := strings.LastIndexByte(place, '/'); i >= 0 {
		k.Path, k.Node = place[:i], place[i+1:]
	}
	return nil
}

// Answer is what was answered at one place.
type Answer struct {
	Key    Key          `json:"key"`
	Value  Value        `json:"value"`
	How    How          `json:"how,omitempty"`    // how it is known; empty for Cannot and Done
	Reason string       `json:"reason,omitempty"` // why not, for Cannot
	At     time.Time    `json:"at"`               // when, by the caller's clock
	Shown  catalog.Text `json:"shown"`            // the question as it stood on the screen
}

// Walk is one traversal of a flow. It is its answers: the same answers give the same state.
type Walk struct {
	Flow    string
	Hash    string   // the flow's hash when the walk began
	Answers []Answer // one for each place, in the order in which they were last given
	Cursor  int      // how many answered steps to follow after going back; AtFrontier follows them all
}

// AtFrontier is the cursor of a walk that has not gone back.
const AtFrontier = -1

// With returns the walk with one more answer. An answer given before at the same place is replaced, and a
// walk that had gone back goes on as far as its answers carry it.
func (w Walk) With(answer Answer) Walk {
	answers := make([]Answer, 0, len(w.Answers)+1)
	for _, old := range w.Answers {
		if old.Key != answer.Key {
			answers = append(answers, old)
		}
	}
	w.Answers, w.Cursor = append(answers, answer), AtFrontier
	return w
}

// At returns the walk with its cursor moved.
func (w Walk) At(cursor int) Walk {
	w.Cursor = cursor
	return w
}

// Step is a node as a walk came to it.
type Step struct {
	Key     Key
	Flow    *Flow // the flow that the node stands in, which may be one that was called
	Node    *Node
	Sources []string // the node's citations, those of its caller filled in
	Fields  []string // Collect: the demands, see Alternatives
	Answer  *Answer  // what was answered here; nil where nothing has been
}

// State is where a walk stands. A State is made by Book.Resolve and never changed.
type State struct {
	Flow    *Flow
	Path    []Step // the answered steps that led here
	Current *Step  // what to ask now; nil at an outcome
	Outcome *Step  // where the walk ended; nil before
	Parked  []Answer
	Ahead   int // answered steps beyond the cursor, which going forward would follow
	// Remaining is the most steps that can still be asked, the current one included.
	Remaining int
	// NetworkChecked tells whether the network check was entered, NetworkPassed whether it came back.
	NetworkChecked, NetworkPassed bool
	// Misfit is set where the flow has changed since an answer was recorded.
	Misfit *Misfit
}

// Misfit is a recorded answer that no longer fits the flow, and the step that stands there now.
type Misfit struct {
	Recorded Answer
	Now      Step
}

// Standing is the step that the walk stands at: the one to ask now, or its outcome.
func (s *State) Standing() Step {
	if s.Current != nil {
		return *s.Current
	}
	return *s.Outcome
}

// ChargeOpen tells whether the walk last learned that a customer was charged, or may have been: no payment may be taken
// again then. It returns the answered step that says so. An answer "cannot" leaves it unknown, any other means charged.
func (s *State) ChargeOpen() (answer *Step, open bool) {
	for i := range slices.Backward(s.Path) {
		step := &s.Path[i]
		switch step.Node.AllowsPayment {
		case "":
			continue
		case step.Answer.Value:
			return nil, false
		}
		return step, true
	}
	return nil, false
}

// Back returns the cursor that is one answered step before this state, and whether there is one.
func (s *State) Back() (int, bool) { return len(s.Path) - 1, len(s.Path) > 0 }

// Forward returns the cursor that is one answered step after this state, and whether there is one.
func (s *State) Forward() (int, bool) {
	switch {
	case s.Ahead == 0:
		return AtFrontier, false
	case s.Ahead == 1:
		return AtFrontier, true
	}
	return len(s.Path) + 1, true
}

// Allowed lists the answers that a step takes.
func (n *Node) Allowed() []Value {
	switch n.Kind {
	case Question, Action, Wait:
		return []Value{Yes, No, Cannot}
	case Notice, Collect:
		return []Value{Done}
	case Call, Return, Ending:
	}
	return nil
}

func (n *Node) allows(value Value) bool {
	for _, allowed := range n.Allowed() {
		if allowed == value {
			return true
		}
	}
	return false
}

func (n *Node) after(value Value) string {
	switch value {
	case Yes:
		return n.Yes
	case No:
		return n.No
	case Cannot:
		return n.Cannot
	case Done:
	}
	return n.Then
}
