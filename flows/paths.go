package flows

import "slices"

// Path is one way through a flow, from its first question to an outcome.
type Path struct {
	Answers        []PathAnswer
	Outcome        OutcomeKind
	Ending         *Node
	NetworkChecked bool
	Fields         []string // the fields that a collection on the way asked for, in the order of the form
}

// PathAnswer is one step of a path.
type PathAnswer struct {
	Step   Step
	Answer Value
}

// Paths visits every path of a flow, the answers in the order yes, no, cannot. It stops early where visit
// returns false.
func (b *Book) Paths(flow string, visit func(Path) bool) error {
	var follow func(walk Walk) (bool, error)
	follow = func(walk Walk) (bool, error) {
		state, err := b.Resolve(walk)
		if err != nil {
			return false, err
		}
		if state.Outcome != nil {
			return visit(b.pathOf(&state)), nil
		}
		for _, value := range state.Current.Node.Allowed() {
			more, err := follow(walk.With(Answer{Key: state.Current.Key, Value: value}))
			if err != nil || !more {
				return more, err
			}
		}
		return true, nil
	}
	_, err := follow(Walk{Flow: flow, Cursor: AtFrontier})
	return err
}

func (b *Book) pathOf(state *State) Path {
	path := Path{Outcome: state.Outcome.Node.Outcome.Kind, Ending: state.Outcome.Node, NetworkChecked: state.NetworkChecked}
	for _, step := range state.Path {
		path.Answers = append(path.Answers, PathAnswer{Step: step, Answer: step.Answer.Value})
	}
	path.Fields = b.Asked(state)
	return path
}

// Asked lists the fields that the collections on the walk's path ask for, in the order of the form.
func (b *Book) Asked(state *State) []string {
	var asked []string
	for _, step := range state.Path {
		asked = append(asked, FieldsOf(step.Fields)...)
	}
	var ordered []string
	for _, field := range b.fields {
		if slices.Contains(asked, field.Name) {
			ordered = append(ordered, field.Name)
		}
	}
	return ordered
}
