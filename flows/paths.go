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
	Step   *Step
	Answer Value
}

// Paths visits every path of a flow, the answers in the order yes, no, cannot. It stops early where visit
// returns false. There can be very many: whoever calls sets a bound.
func (b *Book) Paths(flow string, visit func(Path) bool) error {
	situations, err := b.Situations(flow)
	if err != nil {
		return err
	}
	var taken []PathAnswer
	var follow func(at *Situation) bool
	follow = func(at *Situation) bool {
		if len(at.Moves) == 0 {
			return visit(b.pathTo(at, slices.Clone(taken)))
		}
		for _, move := range at.Moves {
			taken = append(taken, PathAnswer{&at.Step, move.Answer})
			more := follow(&situations[move.To])
			taken = taken[:len(taken)-1]
			if !more {
				return false
			}
		}
		return true
	}
	follow(&situations[0])
	return nil
}

// Cover lists few paths that together give every answer at every step that the flow can ask. Each is, among all
// paths, one with the most answers that those before it do not give.
func (b *Book) Cover(flow string) ([]Path, error) {
	situations, err := b.Situations(flow)
	if err != nil {
		return nil, err
	}
	before := map[given]bool{}
	var paths []Path
	for {
		ahead := freshAhead(situations, before)
		if ahead[0] == 0 && len(paths) > 0 {
			return paths, nil
		}
		paths = append(paths, b.freshest(situations, ahead, before))
	}
}

// given is an answer at a step, whatever was answered before it.
type given struct {
	key    Key
	answer Value
}

// freshAhead is, for each situation, how many answers that were not given before one path from there can give.
func freshAhead(situations []Situation, before map[given]bool) []int {
	ahead := make([]int, len(situations))
	for i := len(situations) - 1; i >= 0; i-- {
		for _, move := range situations[i].Moves {
			ahead[i] = max(ahead[i], fresh(&situations[i], move, ahead, before))
		}
	}
	return ahead
}

// fresh is how many answers that were not given before a path can give that makes a move.
func fresh(from *Situation, move Move, ahead []int, before map[given]bool) int {
	if before[given{from.Step.Key, move.Answer}] {
		return ahead[move.To]
	}
	return ahead[move.To] + 1
}

// freshest follows the path with the most fresh answers, which are given before those of the next one.
func (b *Book) freshest(situations []Situation, ahead []int, before map[given]bool) Path {
	var taken []PathAnswer
	at := &situations[0]
	for len(at.Moves) > 0 {
		best := at.Moves[0]
		for _, move := range at.Moves[1:] {
			if fresh(at, move, ahead, before) > fresh(at, best, ahead, before) {
				best = move
			}
		}
		before[given{at.Step.Key, best.Answer}] = true
		taken = append(taken, PathAnswer{&at.Step, best.Answer})
		at = &situations[best.To]
	}
	return b.pathTo(at, taken)
}

func (b *Book) pathTo(end *Situation, taken []PathAnswer) Path {
	var demands []string
	for _, answer := range taken {
		demands = append(demands, answer.Step.Fields...)
	}
	return Path{
		Answers: taken, Outcome: end.Step.Node.Outcome.Kind, Ending: end.Step.Node,
		NetworkChecked: end.NetworkChecked, Fields: b.inOrder(FieldsOf(demands)),
	}
}

// Asked lists the fields that the collections on the walk's path ask for, in the order of the form.
func (b *Book) Asked(state *State) []string {
	var demands []string
	for _, step := range state.Path {
		demands = append(demands, step.Fields...)
	}
	return b.inOrder(FieldsOf(demands))
}

// inOrder puts fields into the order of the form.
func (b *Book) inOrder(fields []string) []string {
	var ordered []string
	for _, field := range b.fields {
		if slices.Contains(fields, field.Name) {
			ordered = append(ordered, field.Name)
		}
	}
	return ordered
}
