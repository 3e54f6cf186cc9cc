package flows_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/data"
)

// everywhere checks a property of walks on the shipped flows and on flows made at random.
func everywhere(t *testing.T, property func(t *rapid.T, book *flows.Book, flow string)) {
	shipped := flows.NewBook(&data.Knowledge)
	var codes []string
	for _, flow := range data.Knowledge.Flows {
		if flow.Table != "" {
			codes = append(codes, flow.ID)
		}
	}
	t.Run("shipped", rapid.MakeCheck(func(t *rapid.T) {
		property(t, shipped, rapid.SampledFrom(codes).Draw(t, "code"))
	}))
	t.Run("random", rapid.MakeCheck(func(t *rapid.T) {
		property(t, drawBook(t), "E1")
	}))
}

// drawBook makes a sound book of the flow of a code, which may call two others. Steps lead on to later ones
// only and share few words, so that `once` has something to remember.
func drawBook(t *rapid.T) *flows.Book {
	pairs := []string{
		"e.yaml", entry("E1", drawSteps(t, []string{"outer", "inner"}, "")...),
		"outer.yaml", shared("outer", drawSteps(t, []string{"inner"}, "return")...),
		"inner.yaml", shared("inner", drawSteps(t, nil, "return")...),
	}
	knowledge, err := flows.Load(folder(pairs...))
	if err != nil {
		t.Fatalf("%v\nin %v", err, pairs)
	}
	return flows.NewBook(knowledge)
}

// drawSteps makes the steps of one flow. Each leads to the next one by one of its answers, so all are
// reached; the last one leads out of the flow.
func drawSteps(t *rapid.T, calls []string, way string) []string {
	out := []string{"resolved", "replaced", "given-up"}
	if way != "" {
		out = []string{way}
	}
	count := rapid.IntRange(1, 6).Draw(t, "steps")
	var steps []string
	for i := range count {
		targets := append([]string{"resolved", "replaced"}, out...)
		for later := i + 1; later < count; later++ {
			targets = append(targets, fmt.Sprintf("s%d", later))
		}
		sure := rapid.SampledFrom(out).Draw(t, "out")
		if i+1 < count {
			sure = "next"
		}
		steps = append(steps, fmt.Sprintf("id: s%d, %s", i, drawStep(t, calls, targets, sure)))
	}
	return steps
}

func drawStep(t *rapid.T, calls, targets []string, sure string) string {
	verbs := []string{"ask: a", "ask: b", "do: fix", "do: pay", "do: rest", "tell: told", "collect: demanded"}
	for _, called := range calls {
		verbs = append(verbs, "call: "+called)
	}
	verb := rapid.SampledFrom(verbs).Draw(t, "verb")
	if strings.HasPrefix(verb, "call") || strings.HasPrefix(verb, "collect") {
		return verb + ", then: " + sure
	}
	if rapid.Bool().Draw(t, "once") {
		verb += ", once: true"
	}
	if strings.HasPrefix(verb, "tell") {
		return verb + ", then: " + sure
	}
	target := rapid.SampledFrom(targets)
	to := []string{sure, target.Draw(t, "target"), target.Draw(t, "target")}
	to = rapid.Permutation(to).Draw(t, "targets")
	return fmt.Sprintf("%s, yes: %s, no: %s, cannot: %s", verb, to[0], to[1], to[2])
}

// drawWalk makes a walk as an agent does: mostly answering, at times going back, forward or answering anew.
func drawWalk(t *rapid.T, book *flows.Book, flow string) flows.Walk {
	walk := flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
	for range rapid.IntRange(0, 30).Draw(t, "moves") {
		state := mustResolve(t, book, walk)
		back, canBack := state.Back()
		forward, canForward := state.Forward()
		switch move := rapid.IntRange(0, 9).Draw(t, "move"); {
		case move == 0 && canForward:
			walk = walk.At(forward)
		case move <= 2 && canBack:
			walk = walk.At(back)
		case state.Current != nil:
			walk = drawAnswer(t, &state, walk)
		}
	}
	return walk
}

func drawAnswer(t *rapid.T, state *flows.State, walk flows.Walk) flows.Walk {
	value := rapid.SampledFrom(state.Current.Node.Allowed()).Draw(t, "answer")
	answer := flows.Answer{
		Key: state.Current.Key, Value: value, Shown: state.Current.Node.Text,
		At: time.Date(2026, 11, 21, 14, 5, len(walk.Answers), 0, time.UTC),
	}
	switch value {
	case flows.Cannot:
		answer.Reason = "no key for the cabinet"
	case flows.Yes, flows.No:
		answer.How = state.Current.Node.KnownBy
	case flows.Done:
	}
	return walk.With(answer)
}

func mustResolve(t *rapid.T, book *flows.Book, walk flows.Walk) flows.State {
	state, err := book.Resolve(walk)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestEveryWalkEndsWithinTheStepsThatRemain(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
		state := mustResolve(t, book, walk)
		for state.Outcome == nil {
			before := state
			walk = drawAnswer(t, &state, walk)
			state = mustResolve(t, book, walk)
			if state.Remaining >= before.Remaining || state.Remaining < 0 {
				t.Fatalf("%d steps remain at %s, %d at %s", before.Remaining, story(&before), state.Remaining, story(&state))
			}
			if state.Current == nil && state.Outcome == nil {
				t.Fatalf("the walk stops at nothing: %s", story(&state))
			}
		}
		if state.Remaining != 0 || state.Current != nil {
			t.Errorf("at the end %d steps remain: %s", state.Remaining, story(&state))
		}
	})
}

func TestAWalkIsItsAnswers(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		state := mustResolve(t, book, walk)
		if again := mustResolve(t, book, walk); !reflect.DeepEqual(again, state) {
			t.Errorf("replayed: %s, first: %s", story(&again), story(&state))
		}
		written, err := json.Marshal(walk.Answers)
		if err != nil {
			t.Fatal(err)
		}
		read := walk
		read.Answers = nil
		if err := json.Unmarshal(written, &read.Answers); err != nil {
			t.Fatal(err)
		}
		if again := mustResolve(t, book, read); !reflect.DeepEqual(again, state) {
			t.Errorf("from JSON: %s, first: %s\n%s", story(&again), story(&state), written)
		}
	})
}

func TestBackThenForwardIsTheIdentity(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		state := mustResolve(t, book, walk)
		cursor, ok := state.Back()
		if !ok {
			return
		}
		back := mustResolve(t, book, walk.At(cursor))
		if back.Current == nil || back.Current.Key != state.Path[len(state.Path)-1].Key || back.Current.Answer == nil {
			t.Fatalf("back from %s is %s", story(&state), story(&back))
		}
		cursor, ok = back.Forward()
		if !ok {
			t.Fatalf("there is no way forward from %s", story(&back))
		}
		if again := mustResolve(t, book, walk.At(cursor)); !reflect.DeepEqual(again, state) {
			t.Errorf("forward again is %s, want %s", story(&again), story(&state))
		}
	})
}

func TestParkedAnswersReturnWithThePath(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow).At(flows.AtFrontier)
		whole := mustResolve(t, book, walk)
		if len(whole.Path) == 0 {
			return
		}
		step := whole.Path[rapid.IntRange(0, len(whole.Path)-1).Draw(t, "step")]
		other := *step.Answer
		other.Value = rapid.SampledFrom(step.Node.Allowed()).Draw(t, "other")
		left := mustResolve(t, book, walk.With(other))
		for _, passed := range whole.Path {
			if passed.Key != step.Key && !onPath(&left, passed.Key) && !isParked(&left, passed.Key) {
				t.Errorf("the answer at %s is gone after %s was answered %s", passed.Key, step.Key, other.Value)
			}
		}
		again := mustResolve(t, book, walk.With(other).With(*step.Answer))
		if story(&again) != story(&whole) {
			t.Errorf("the path has become %s, it was %s", story(&again), story(&whole))
		}
		if sortedParked(&again) != sortedParked(&whole) {
			t.Errorf("%s is parked, before it was %s", parked(&again), parked(&whole))
		}
	})
}

func onPath(state *flows.State, key flows.Key) bool {
	return slices.ContainsFunc(state.Path, func(step flows.Step) bool { return step.Key == key })
}

func isParked(state *flows.State, key flows.Key) bool {
	return slices.ContainsFunc(state.Parked, func(answer flows.Answer) bool { return answer.Key == key })
}

func sortedParked(state *flows.State) string {
	aside := strings.Fields(parked(state))
	slices.Sort(aside)
	return strings.Join(aside, " ")
}

func TestAnsweringAtAHeldPlaceReleasesTheCursor(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow).At(flows.AtFrontier)
		whole := mustResolve(t, book, walk)
		if len(whole.Path) == 0 {
			return
		}
		held := walk.At(rapid.IntRange(0, len(whole.Path)-1).Draw(t, "cursor"))
		state := mustResolve(t, book, held)
		answered := drawAnswer(t, &state, held)
		if answered.Cursor != flows.AtFrontier {
			t.Fatalf("the cursor is still %d", answered.Cursor)
		}
		if after := mustResolve(t, book, answered); after.Ahead != 0 || !onPath(&after, state.Current.Key) {
			t.Errorf("after %s was answered: %s, %d ahead", state.Current.Key, story(&after), after.Ahead)
		}
	})
}

func TestEveryAnswerIsOnThePathOrAheadOrParked(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		state := mustResolve(t, book, walk)
		if got, want := len(state.Path)+state.Ahead+len(state.Parked), len(walk.Answers); got != want {
			t.Errorf("%d answers on the path, %d ahead, %d parked, of %d", len(state.Path), state.Ahead, len(state.Parked), want)
		}
		if state.Misfit != nil {
			t.Errorf("misfit %s, though nothing has changed", misfit(&state))
		}
	})
}

func TestParkedAnswersKeepTheirOrder(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		state := mustResolve(t, book, walk)
		given := walk.Answers
		for _, answer := range state.Parked {
			i := slices.IndexFunc(given, func(a flows.Answer) bool { return a.Key == answer.Key })
			if i < 0 {
				t.Fatalf("%s is parked out of the order in which it was given", answer.Key)
			}
			given = given[i+1:]
		}
		for cursor := range len(state.Path) {
			if held := mustResolve(t, book, walk.At(cursor)); !reflect.DeepEqual(held.Parked, state.Parked) {
				t.Errorf("held at %d, %s is parked, want %s", cursor, parked(&held), parked(&state))
			}
		}
	})
}

func TestANewerFlowThatAsksTheSameNeverMisfits(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		walk.Hash = "an older flow that asked the same"
		state := mustResolve(t, book, walk)
		if state.Misfit != nil {
			t.Errorf("misfit %s, though every answer fits: %s, parked %s", misfit(&state), story(&state), parked(&state))
		}
	})
}

func TestNothingThatIsAnsweredCanBreakAWalk(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		walk := drawWalk(t, book, flow)
		for i := range walk.Answers {
			if rapid.Bool().Draw(t, "damage") {
				walk.Answers[i].Value = flows.Value(rapid.SampledFrom([]string{"yes", "no", "cannot", "done", "", "maybe"}).Draw(t, "value"))
				walk.Answers[i].Shown = rapid.SampledFrom([]catalog.Text{walk.Answers[i].Shown, {}, {Zh: "旧", En: "Old"}}).Draw(t, "shown")
			}
		}
		walk.Cursor = rapid.IntRange(-3, len(walk.Answers)+3).Draw(t, "cursor")
		state := mustResolve(t, book, walk)
		if (state.Current == nil) == (state.Outcome == nil) {
			t.Errorf("the walk stands at %s", story(&state))
		}
	})
}
