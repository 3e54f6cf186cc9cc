package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"posmedic/flows"
	"posmedic/flows/data"
)

// line writes a path: "a=yes fix=no -> replace [mid tid] checked".
func line(path flows.Path) string {
	var text strings.Builder
	for _, answer := range path.Answers {
		fmt.Fprintf(&text, "%s=%s ", answer.Step.Key, answer.Answer)
	}
	fmt.Fprintf(&text, "-> %s %v", path.Outcome, path.Fields)
	if path.NetworkChecked {
		text.WriteString(" checked")
	}
	return text.String()
}

// walked is where the engine comes to by a path's answers, as a line.
func walked(t rapid.TB, book *flows.Book, flow string, path flows.Path) string {
	walk := flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
	for _, answer := range path.Answers {
		walk = walk.With(flows.Answer{Key: answer.Step.Key, Value: answer.Answer})
	}
	state, err := book.Resolve(walk)
	if err != nil {
		t.Fatal(err)
	}
	if state.Outcome == nil {
		return story(&state)
	}
	return lineOf(book, &state)
}

func lineOf(book *flows.Book, state *flows.State) string {
	path := flows.Path{Outcome: state.Outcome.Node.Outcome.Kind, NetworkChecked: state.NetworkChecked, Fields: book.Asked(state)}
	for i := range state.Path {
		path.Answers = append(path.Answers, flows.PathAnswer{Step: &state.Path[i], Answer: state.Path[i].Answer.Value})
	}
	return line(path)
}

// answersOf lists every answer of every step of a flow, each by its key.
func answersOf(t rapid.TB, book *flows.Book, flow string) map[string]bool {
	situations, err := book.Situations(flow)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, situation := range situations {
		for _, move := range situation.Moves {
			all[fmt.Sprint(situation.Step.Key, "=", move.Answer)] = true
		}
	}
	return all
}

// covers fails unless the cover of a flow gives every answer, and every path of it is one that the engine walks.
func covers(t rapid.TB, book *flows.Book, flow string) {
	cover, err := book.Cover(flow)
	if err != nil {
		t.Fatal(err)
	}
	left := answersOf(t, book, flow)
	if len(cover) > max(len(left), 1) {
		t.Fatalf("%s: %d paths for %d answers", flow, len(cover), len(left))
	}
	for _, path := range cover {
		if got, want := line(path), walked(t, book, flow, path); got != want {
			t.Fatalf("%s: the cover has %s, the engine walks %s", flow, got, want)
		}
		for _, answer := range path.Answers {
			delete(left, fmt.Sprint(answer.Step.Key, "=", answer.Answer))
		}
	}
	if len(left) > 0 {
		t.Fatalf("%s: no path of the cover gives %s", flow, without(left, nil))
	}
}

func TestTheCoverOfEveryShippedFlowGivesEveryAnswer(t *testing.T) {
	book := flows.NewBook(&data.Knowledge)
	for _, flow := range data.Knowledge.Flows {
		if flow.Table != "" {
			covers(t, book, flow.ID)
		}
	}
}

func TestTheCoverOfARandomFlowGivesEveryAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { covers(t, drawBook(t), "E1") })
}

// TestPathsAreThoseOfTheEngine lists the paths of random flows by trying every answer at every step.
func TestPathsAreThoseOfTheEngine(t *testing.T) {
	const most = 2000
	rapid.Check(t, func(t *rapid.T) {
		book := drawBook(t)
		var want []string
		var follow func(walk flows.Walk)
		follow = func(walk flows.Walk) {
			state := mustResolve(t, book, walk)
			if state.Outcome != nil {
				want = append(want, lineOf(book, &state))
				return
			}
			for _, value := range state.Current.Node.Allowed() {
				if len(want) < most {
					follow(walk.With(flows.Answer{Key: state.Current.Key, Value: value}))
				}
			}
		}
		follow(flows.Walk{Flow: "E1", Cursor: flows.AtFrontier})
		var got []string
		if err := book.Paths("E1", func(path flows.Path) bool {
			got = append(got, line(path))
			return len(got) < most
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestAFlowThatAsksNothingHasOnePath(t *testing.T) {
	book := newBook(t, entry("E1", "end: replaced"))
	cover, err := book.Cover("E1")
	if err != nil || len(cover) != 1 || line(cover[0]) != "-> replace []" {
		t.Errorf("got %v, %v", cover, err)
	}
}

func TestTheCoverTakesFewPaths(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix, yes: mend", "id: mend, do: mend, yes: end, no: end, cannot: given-up", "id: end, end: replaced"))
	cover, err := book.Cover("E1")
	if err != nil || len(cover) != 3 {
		t.Errorf("got %d paths (%v), want 3: one for each answer of the step with the most", len(cover), err)
	}
}
