package drill_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
	"posmedic/flows/fault"
)

func describe(made *drill.Scenario, mark drill.Mark) string {
	text := fmt.Sprintf("%s seed %d: %d points", made.Entry.Flow, made.Seed, mark.Score)
	for _, line := range append(mark.Gates, mark.Lines...) {
		text += fmt.Sprintf("\n  %s %d/%d %s", line.Part, line.Points, line.Of, line.Text.En)
	}
	return text
}

func TestDoingNothingScoresNothing(t *testing.T) {
	for _, made := range everyScenario() {
		if mark := shipped.Mark(made, drill.Run{}, noon); mark.Score != 0 || !mark.Gated() {
			t.Error(describe(made, mark))
		}
	}
}

func TestTheReferenceScores100(t *testing.T) {
	for _, made := range everyScenario() {
		free := drill.Free{Scenario: made}
		for _, step := range made.Reference {
			switch step.Node.Kind {
			case flows.Question, flows.Action, flows.Wait:
				var found flows.Value
				if free, found = free.Take(step.Node); found != step.Answer.Value {
					t.Fatalf("%s seed %d: %s finds %s, and the reference %s", made.Entry.Flow, made.Seed, step.Key, found, step.Answer.Value)
				}
			case flows.Collect:
				for _, field := range flows.FieldsOf(step.Fields) {
					free, _, _ = free.AskField(fault.Name(field))
					free.Run = free.Run.Fill(fault.Name(field), truth(t, made, fault.Name(field)))
				}
			case flows.Notice, flows.Call, flows.Return, flows.Ending:
			}
		}
		free = free.Decide(made.Outcome.Node)
		if mark := shipped.Mark(made, free.Run, noon); mark.Score != 100 {
			t.Error(describe(made, mark))
		}
	}
}

// follow does what the wizard says, answers what the shop shows, and fills the report.
func follow(t *testing.T, made *drill.Scenario) drill.Run {
	t.Helper()
	guided := shipped.Guided(made)
	for guided.State().Current != nil {
		step := guided.State().Current
		answer := flows.Done
		for _, value := range step.Node.Allowed() {
			thing := drill.Thing{Kind: step.Node.Kind, Ref: step.Node.Ref}
			if value != flows.Done && made.Shows(thing, value) == guided.Shows() {
				answer = value
			}
		}
		for _, field := range flows.FieldsOf(step.Fields) {
			guided.Run = guided.Run.Fill(fault.Name(field), truth(t, made, fault.Name(field)))
		}
		guided = guided.Answer(answer)
	}
	return guided.Finish().Run
}

func TestWhoeverFollowsTheWizardAndFillsTheReportScoresAtLeast95(t *testing.T) {
	for _, made := range everyScenario() {
		if mark := shipped.Mark(made, follow(t, made), noon); mark.Score < 95 {
			t.Error(describe(made, mark))
		}
	}
}

// wander takes at most so many steps by chance, asks for facts by chance, and decides by chance.
func wander(made *drill.Scenario, random *rand.Rand, t *testing.T, most int) drill.Run {
	free := drill.Free{Scenario: made}
	things, outcomes := shipped.Things(), shipped.Outcomes()
	for range random.IntN(most + 1) {
		free, _ = free.Take(things[random.IntN(len(things))])
	}
	for _, field := range shipped.Book().Fields() {
		if random.IntN(2) == 0 {
			free.Run = free.Run.Fill(fault.Name(field.Name), truth(t, made, fault.Name(field.Name)))
		}
	}
	return free.Decide(outcomes[random.IntN(len(outcomes))]).Run
}

func TestARandomWalkHardlyEverPasses(t *testing.T) {
	for _, most := range []int{0, 3, 10, 30} {
		random := rand.New(rand.NewPCG(7, 7))
		runs, passed := 0, 0
		for _, made := range everyScenario() {
			runs++
			if shipped.Mark(made, wander(made, random, t, most), noon).Score >= schedule.PassScore {
				passed++
			}
		}
		if t.Logf("at most %d steps: %d of %d random walks pass", most, passed, runs); passed*100 >= runs {
			t.Errorf("at most %d steps: %d of %d random walks pass", most, passed, runs)
		}
	}
}
