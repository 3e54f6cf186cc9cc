package flows_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"posmedic/flows"
	"posmedic/flows/data"
)

// pathTo is a shortest list of answers that leads to each situation.
func pathTo(situations []flows.Situation) [][]flows.Answer {
	paths := make([][]flows.Answer, len(situations))
	for i, situation := range situations {
		for _, move := range situation.Moves {
			if paths[move.To] == nil || len(paths[i])+1 < len(paths[move.To]) {
				paths[move.To] = append(slices.Clone(paths[i]), flows.Answer{Key: situation.Step.Key, Value: move.Answer})
			}
		}
	}
	return paths
}

// standsAs tells how a situation differs from where a walk stands; "" where it does not.
func standsAs(situation *flows.Situation, state *flows.State) string {
	step := state.Standing()
	want := fmt.Sprint(step.Key, step.Flow.ID, step.Sources, step.Fields, state.Outcome != nil, state.NetworkChecked, state.NetworkPassed)
	got := fmt.Sprint(situation.Step.Key, situation.Step.Flow.ID, situation.Step.Sources, situation.Step.Fields, len(situation.Moves) == 0, situation.NetworkChecked, situation.NetworkPassed)
	if got == want {
		return ""
	}
	return "situation " + got + ", walk " + want
}

func situationsOf(t interface {
	Helper()
	Fatal(...any)
}, book *flows.Book, flow string,
) []flows.Situation {
	t.Helper()
	situations, err := book.Situations(flow)
	if err != nil {
		t.Fatal(err)
	}
	return situations
}

// TestTheEngineWalksEveryMoveOfEverySituation replays, for every move of every flow of a code, the shortest walk that
// makes it.
func TestTheEngineWalksEveryMoveOfEverySituation(t *testing.T) {
	book := flows.NewBook(&data.Knowledge)
	total := 0
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		situations := situationsOf(t, book, flow.ID)
		total += len(situations)
		for i, path := range pathTo(situations) {
			for _, move := range append(situations[i].Moves, flows.Move{To: i}) {
				walk := flows.Walk{Flow: flow.ID, Answers: path, Cursor: flows.AtFrontier}
				if move.To != i {
					walk = walk.With(flows.Answer{Key: situations[i].Step.Key, Value: move.Answer})
				}
				state, err := book.Resolve(walk)
				if err != nil {
					t.Fatal(err)
				}
				if wrong := standsAs(&situations[move.To], &state); wrong != "" {
					t.Fatalf("%s after %v: %s", flow.ID, walk.Answers, wrong)
				}
			}
		}
	}
	if total < len(data.Knowledge.Flows) {
		t.Errorf("%d situations of %d flows", total, len(data.Knowledge.Flows))
	}
}

// TestEveryStepOfTheEngineIsAMove walks at random and follows along the moves.
func TestEveryStepOfTheEngineIsAMove(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		situations := situationsOf(t, book, flow)
		walk := flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
		at := 0
		for {
			state := mustResolve(t, book, walk)
			if wrong := standsAs(&situations[at], &state); wrong != "" {
				t.Fatalf("after %v: %s", walk.Answers, wrong)
			}
			if state.Outcome != nil {
				return
			}
			walk = drawAnswer(t, &state, walk)
			value := walk.Answers[len(walk.Answers)-1].Value
			move := slices.IndexFunc(situations[at].Moves, func(move flows.Move) bool { return move.Answer == value })
			if move < 0 {
				t.Fatalf("the situation %v has no move %s", situations[at].Step.Key, value)
			}
			at = situations[at].Moves[move].To
		}
	})
}

// TestSituationsAreAllThatWalksComeTo holds, on random flows, that walks reach just the situations that are listed.
func TestSituationsAreAllThatWalksComeTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := drawBook(t)
		listed, walked := map[string]bool{}, map[string]bool{}
		for _, situation := range situationsOf(t, book, "E1") {
			for _, move := range situation.Moves {
				listed[situation.Step.Key.String()+"="+string(move.Answer)] = true
			}
		}
		walks := 0
		var visit func(walk flows.Walk)
		visit = func(walk flows.Walk) {
			state := mustResolve(t, book, walk)
			if walks++; walks > 3000 || state.Outcome != nil {
				return
			}
			for _, value := range state.Current.Node.Allowed() {
				walked[state.Current.Key.String()+"="+string(value)] = true
				visit(walk.With(flows.Answer{Key: state.Current.Key, Value: value}))
			}
		}
		visit(flows.Walk{Flow: "E1", Cursor: flows.AtFrontier})
		if missing := without(walked, listed); len(missing) > 0 {
			t.Fatalf("walks make moves that no situation has: %v", missing)
		}
		if extra := without(listed, walked); walks <= 3000 && len(extra) > 0 {
			t.Fatalf("situations have moves that no walk makes: %v", extra)
		}
	})
}

func without(all, less map[string]bool) string {
	var names []string
	for name := range maps.Keys(all) {
		if !less[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
