package drill

import (
	"slices"

	"posmedic/flows"
	"posmedic/flows/fault"
)

// Free is the drill without a tree: the trainee chooses each step, asks for facts, decides the outcome and fills the
// report. It has value semantics: its methods return a changed copy.
type Free struct {
	Scenario *Scenario
	Run      Run
}

// Take asks a question or does an action and tells what is found.
func (f Free) Take(node *flows.Node) (Free, flows.Value) {
	run, found := f.Run.take(f.Scenario, ThingOf(node))
	f.Run = run
	return f, found
}

// AskField asks for a fact and tells it. There is none where the shop has no such thing.
func (f Free) AskField(field fault.Name) (Free, Fact, bool) {
	fact, ok := f.Scenario.Fact(field)
	f.Run = f.Run.AskField(field)
	return f, fact, ok
}

// Decide names the outcome, which ends the drill.
func (f Free) Decide(outcome *flows.Node) Free {
	f.Run.Outcome = outcome.Ref
	return f
}

// Hint tells the first step of the reference that was not taken yet, or its outcome. It costs the grade.
func (f Free) Hint() (Free, flows.Step) {
	f.Run.Hints++
	for _, step := range f.Scenario.Reference {
		taken := slices.ContainsFunc(f.Run.Acts, func(act Act) bool { return act.Thing == ThingOf(step.Node) })
		if isTaken(step.Node) && !taken {
			return f, step
		}
	}
	return f, f.Scenario.Outcome
}

// isTaken tells whether a node is a step that is asked or done, not one that is read or filled in.
func isTaken(node *flows.Node) bool {
	return node.Kind == flows.Question || node.Kind == flows.Action || node.Kind == flows.Wait
}
