package drill_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
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

// guide goes through a guided drill by what it is told to answer and to fill in at each step, and marks it.
func guide(t *testing.T, shops []*drill.Scenario, answer func(drill.Guided) flows.Value, fill func(*drill.Scenario, fault.Name) fault.Value) drill.Mark {
	t.Helper()
	guided, over := shipped.Guided(shops...), false
	for !over {
		step := guided.State().Current
		if step == nil {
			guided, over = guided.Finish()
			continue
		}
		for _, field := range flows.FieldsOf(step.Fields) {
			if value := fill(guided.Scenario, fault.Name(field)); !value.IsZero() {
				guided.Run = guided.Run.Fill(fault.Name(field), value)
			}
		}
		guided = guided.Answer(answer(guided))
	}
	var marks []drill.Mark
	for i, shop := range shops {
		marks = append(marks, shipped.Mark(shop, guided.Runs[i], noon))
	}
	return drill.Worst(marks)
}

// advised answers what the shop shows.
func advised(guided drill.Guided) flows.Value {
	step := guided.State().Current
	for _, value := range step.Node.Allowed() {
		if value != flows.Done && guided.Scenario.Shows(drill.ThingOf(step.Node), value) == guided.Shows() {
			return value
		}
	}
	return flows.Done
}

// follow does what the wizard says, answers what the shop shows, and fills the report.
func follow(t *testing.T, shops ...*drill.Scenario) drill.Mark {
	t.Helper()
	return guide(t, shops, advised, func(made *drill.Scenario, name fault.Name) fault.Value { return truth(t, made, name) })
}

// everyGuided are the shops of a guided drill of every entry that has one, and 20 seeds each.
var everyGuided = sync.OnceValue(func() [][]*drill.Scenario {
	var all [][]*drill.Scenario
	for _, made := range everyScenario() {
		if !shipped.Asks(made.Entry.Flow) {
			continue
		}
		shops, err := shipped.Shops(made)
		if err != nil {
			panic(err)
		}
		all = append(all, shops)
	}
	return all
})

func TestWhoeverFollowsTheWizardAndFillsTheReportScoresAtLeast95(t *testing.T) {
	for _, made := range everyScenario() {
		if mark := follow(t, made); mark.Score < 95 {
			t.Error(describe(made, mark))
		}
	}
	for _, shops := range everyGuided() {
		if mark := follow(t, shops...); mark.Score < 95 {
			t.Error(describe(shops[0], mark))
		}
	}
}

func TestAnsweringAtRandomHardlyEverPassesAGuidedDrill(t *testing.T) {
	var random *rand.Rand
	answer := func(guided drill.Guided) flows.Value {
		allowed := guided.State().Current.Node.Allowed()
		return allowed[random.IntN(len(allowed))]
	}
	fills := map[string]func(*drill.Scenario, fault.Name) fault.Value{
		"no report": func(*drill.Scenario, fault.Name) fault.Value { return fault.Value{} },
		"half of the report": func(made *drill.Scenario, name fault.Name) fault.Value {
			if random.IntN(2) == 0 {
				return fault.Value{}
			}
			return truth(t, made, name)
		},
		"a report without a fault": func(made *drill.Scenario, name fault.Name) fault.Value { return truth(t, made, name) },
	}
	for name, fill := range fills {
		random = rand.New(rand.NewPCG(7, 7))
		runs, passed, most := 0, 0, 0
		for _, shops := range everyGuided() {
			runs, most = runs+1, max(most, len(shops))
			if guide(t, shops, answer, fill).Score >= schedule.PassScore {
				passed++
			}
		}
		if t.Logf("%s: %d of %d random walks pass, in at most %d shops", name, passed, runs, most); passed*100 >= runs {
			t.Errorf("%s: %d of %d random walks pass", name, passed, runs)
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
