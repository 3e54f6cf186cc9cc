package change_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"posmedic/flows"
	"posmedic/flows/change"
)

// drawKnowledge writes two codes and two flows that they call. Steps lead on to later ones only, so nothing loops.
func drawKnowledge(t *rapid.T) []string {
	return []string{
		"E1\n" + drawSteps(t, []string{"outer", "inner"}, ""),
		"E2\n" + drawSteps(t, []string{"outer", "inner"}, ""),
		"outer\n" + drawSteps(t, []string{"inner"}, "return"),
		"inner\n" + drawSteps(t, nil, "return"),
	}
}

// drawSteps makes the steps of one flow. Each leads to the next one by one of its answers, so all are reached.
func drawSteps(t *rapid.T, calls []string, way string) string {
	count := rapid.IntRange(1, 4).Draw(t, "steps")
	var steps []string
	for i := range count {
		sure := way
		if sure == "" {
			sure = rapid.SampledFrom([]string{"resolved", "replaced", "given-up"}).Draw(t, "out")
		}
		if i+1 < count {
			sure = "next"
		}
		steps = append(steps, fmt.Sprintf("id: s%d, %s", i, drawStep(t, calls, i, count, sure)))
	}
	return strings.Join(steps, "\n")
}

func drawStep(t *rapid.T, calls []string, i, count int, sure string) string {
	verbs := []string{"ask: a", "ask: b", "ask: c", "ask: other-a", "do: fix", "do: mend", "tell: told", "collect: mid", "collect: demanded"}
	for _, called := range calls {
		verbs = append(verbs, "call: "+called)
	}
	verb := rapid.SampledFrom(verbs).Draw(t, "verb")
	if strings.HasPrefix(verb, "call") || strings.HasPrefix(verb, "collect") || strings.HasPrefix(verb, "tell") {
		return verb + ", then: " + sure
	}
	if rapid.Bool().Draw(t, "once") {
		verb += ", once: true"
	}
	targets := []string{"resolved", "replaced"}
	for later := i + 1; later < count; later++ {
		targets = append(targets, fmt.Sprintf("s%d", later))
	}
	target := rapid.SampledFrom(targets)
	to := rapid.Permutation([]string{sure, target.Draw(t, "target"), target.Draw(t, "target")}).Draw(t, "targets")
	return fmt.Sprintf("%s, yes: %s, no: %s, cannot: %s", verb, to[0], to[1], to[2])
}

// drawPair makes knowledge, and the same with one or more of its flows written anew or with a word changed.
func drawPair(t *rapid.T) (change.Knowledge, change.Knowledge) {
	before := drawKnowledge(t)
	after := slices.Clone(before)
	for i, fresh := range drawKnowledge(t) {
		switch rapid.IntRange(0, 5).Draw(t, "edit") {
		case 0:
			after[i] = fresh
		case 1:
			after[i] = strings.Replace(after[i], ": resolved", ": replaced", 1)
		case 2:
			after[i] = strings.Replace(after[i], "do: fix", "do: mend", 1)
		case 3:
			name, steps, _ := strings.Cut(after[i], "\n")
			after[i] = name + "\nid: put, ask: c, yes: next, no: next, cannot: next\n" + steps
		}
	}
	files := flowsOf(strings.Join(after, "\n\n"))
	if rapid.IntRange(0, 3).Draw(t, "reword") == 0 {
		files["questions.yaml"].Data = []byte(strings.Replace(string(files["questions.yaml"].Data), "zh: 乙", "zh: 乙乙", 1))
	}
	return mustDraw(t, before, nil), mustDraw(t, nil, files)
}

func mustDraw(t *rapid.T, written []string, files fstest.MapFS) change.Knowledge {
	if files == nil {
		files = flowsOf(strings.Join(written, "\n\n"))
	}
	read, err := known(files)
	if err != nil {
		t.Fatalf("%v\nin %v", err, written)
	}
	return read
}

// shows is all that an agent sees of where a walk stands.
func shows(state *flows.State) string {
	step := state.Standing()
	node := step.Node
	kind := node.Kind
	return fmt.Sprint(kind, node.Text, node.HowTo, node.Who, node.Outcome, node.KnownBy, step.Fields)
}

// TestEveryFirstDifferenceOfAWalkIsTold gives the same answers on both sides until they show different things. That
// difference must be told; where nothing is told, no walk may meet one.
func TestEveryFirstDifferenceOfAWalkIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := drawPair(t)
		changes, err := change.Compare(was, is).Changes()
		if err != nil {
			t.Fatal(err)
		}
		code := rapid.SampledFrom([]string{"E1", "E2"}).Draw(t, "code")
		before, after := walker{flows.NewBook(was.Flows), code, nil}, walker{flows.NewBook(is.Flows), code, nil}
		for {
			b, a := before.state(t), after.state(t)
			if shows(&b) != shows(&a) {
				if !tells(&changes, code, &b, &a) {
					t.Fatalf("after %v it shows %s, then %s; told is only\n%s", before.given, shows(&b), shows(&a), tell(changes.Forks))
				}
				return
			}
			if b.Outcome != nil {
				return
			}
			value := rapid.SampledFrom(b.Current.Node.Allowed()).Draw(t, "answer")
			before.given, after.given = append(before.given, value), append(after.given, value)
		}
	})
}

// TestEveryDifferenceThatIsToldIsThere walks to each fork on both sides and finds there what it tells.
func TestEveryDifferenceThatIsToldIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := drawPair(t)
		changes, err := change.Compare(was, is).Changes()
		if err != nil {
			t.Fatal(err)
		}
		for _, fork := range changes.Forks {
			found := false
			for _, code := range fork.Codes { // the answers are those of one of them
				b := walker{flows.NewBook(was.Flows), code, valuesOf(fork.Answers, change.AfterOnly)}.state(t)
				a := walker{flows.NewBook(is.Flows), code, valuesOf(fork.Answers, change.BeforeOnly)}.state(t)
				found = found || same(fork.Before, &b) && same(fork.After, &a)
			}
			if !found {
				t.Fatalf("not there: %s", tell([]change.Fork{fork}))
			}
		}
	})
}

// valuesOf lists the answers that are given on the one side: not those that only the other one asks for.
func valuesOf(answers []change.Given, other change.Asked) []flows.Value {
	var values []flows.Value
	for _, answer := range answers {
		if answer.Asked != other {
			values = append(values, answer.Answer)
		}
	}
	return values
}

// walker gives answers to whatever is asked.
type walker struct {
	book  *flows.Book
	code  string
	given []flows.Value
}

func (w walker) state(t *rapid.T) flows.State {
	walk := flows.Walk{Flow: w.code, Cursor: flows.AtFrontier}
	for i := 0; ; i++ {
		state, err := w.book.Resolve(walk)
		if err != nil {
			t.Fatal(err)
		}
		if i == len(w.given) || state.Current == nil {
			return state
		}
		walk = walk.With(flows.Answer{Key: state.Current.Key, Value: w.given[i]})
	}
}

func tells(changes *change.Changes, code string, before, after *flows.State) bool {
	reworded := slices.ContainsFunc(changes.Words, func(thing change.Reworded) bool {
		return thing.Name == before.Standing().Node.Ref && thing.Name == after.Standing().Node.Ref && slices.Contains(thing.Codes, code)
	})
	return reworded || slices.ContainsFunc(changes.Forks, func(fork change.Fork) bool {
		return slices.Contains(fork.Codes, code) && (fork.Before.Leaves || same(fork.Before, before)) && (fork.After.Leaves || same(fork.After, after))
	})
}

func same(told change.Told, state *flows.State) bool {
	step := state.Standing()
	return told.Kind == step.Node.Kind && told.Ref == step.Node.Ref && slices.Equal(told.Fields, step.Fields)
}
