package draw

import (
	"slices"
	"strings"

	"posmedic/flows"
)

// Passed is a box that a walk came through and the exit that it took.
type Passed struct {
	Box    int
	Exit   int         // by its number; into an unfolded flow it is Into
	Answer flows.Value // "" where nobody answers
	Again  bool        // whether an answer from before was used again, so that nobody was asked
}

// Into is the exit of a box whose called flow the walk went into.
const Into = -1

// asked names a question, an action or a notice wherever it stands.
type asked struct {
	kind flows.Kind
	ref  string
}

// Trail follows the answered steps of a walk through the drawing of its flow. It returns the boxes passed and the
// one where the walk stands. Every flow that the walk was asked something in, or ended in, must be unfolded.
func (d *Drawing) Trail(path []flows.Step) ([]Passed, int) {
	answers, known := map[flows.Key]flows.Value{}, map[asked]flows.Value{}
	for _, step := range path {
		answers[step.Key] = step.Answer.Value
	}
	var passed []Passed
	at := 0
	for {
		box := &d.Boxes[at]
		through := Passed{Box: at}
		question := asked{box.Node.Kind, box.Node.Ref}
		answer, given := answers[box.Key]
		if before, ok := known[question]; ok && box.Node.Once && !given {
			answer, through.Again = before, true
		}
		switch {
		case box.Inside > 0:
			through.Exit = Into
		case box.Called != nil && len(box.Exits) > 0:
		case answer == "":
			return passed, at
		default:
			known[question] = answer
			through.Answer = answer
			through.Exit = slices.IndexFunc(box.Exits, func(exit Exit) bool { return slices.Contains(exit.Answers, answer) })
		}
		passed = append(passed, through)
		if through.Exit == Into {
			at++
		} else {
			at = box.Exits[through.Exit].To
		}
	}
}

// PassedBy tells which flows a walk was asked something in, or ended in: those that its trail needs unfolded.
func PassedBy(state *flows.State) func(path string) bool {
	steps := append(slices.Clone(state.Path), state.Standing())
	return func(path string) bool {
		return slices.ContainsFunc(steps, func(step flows.Step) bool {
			return step.Key.Path == path || strings.HasPrefix(step.Key.Path, path+"/")
		})
	}
}
