package flows_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
)

func TestAnswersLeadOn(t *testing.T) {
	book := newBook(t, entry("E1",
		"ask: a, yes: rest, no: told, cannot: given-up",
		"do: rest, cannot: replaced",
		"tell: told",
		"collect: sn, then: mend",
		"do: pay, no: sub, cannot: sub",
		"do: mend, no: sub, cannot: pay",
		"call: sub",
		"id: once-more, call: over",
	),
		entry("E2", "do: fix, yes: given-up, no: last, cannot: next", "call: sub, then: given-up", "id: last, end: replaced"),
		shared("sub", "ask: b, yes: return, no: next, cannot: replaced", "call: deep, then: return"),
		shared("deep", "tell: told, then: return"),
		shared("over", "ask: c, yes: next, no: next, cannot: next", "end: given-up"),
	)
	tests := []struct{ name, flow, answers, want string }{
		{"a walk begins at the first step", "E1", "", "at a"},
		{"yes to a question", "E1", "yes", "a=yes, at rest"},
		{"no to a question", "E1", "no", "a=no, at told"},
		{"could not check", "E1", "cannot", "a=cannot, ends given-up"},
		{"an action leads where it says when the fault has gone", "E2", "yes", "fix=yes, ends given-up"},
		{"an action leads where it says when it has not", "E2", "no", "fix=no, ends last"},
		{"an action that cannot be done leads to the next step", "E2", "cannot", "fix=cannot, at sub/b"},
		{"a wait that mends the fault is resolved", "E1", "yes yes", "a=yes rest=yes, ends resolved"},
		{"a wait that does not", "E1", "yes no", "a=yes rest=no, at told"},
		{"a wait that cannot be kept", "E1", "yes cannot", "a=yes rest=cannot, ends replaced"},
		{"a notice leads to the next step", "E1", "no done", "a=no told=done, at collect"},
		{"a collection leads where it says", "E1", "no done done", "a=no told=done collect=done, at mend"},
		{"a call asks nothing itself", "E1", "no done done no", "a=no told=done collect=done mend=no, at sub/b"},
		{"a return leads on after the call", "E1", "no done done no yes", "a=no told=done collect=done mend=no sub/b=yes, at once-more/c"},
		{"a call within a call", "E1", "no done done no no", "a=no told=done collect=done mend=no sub/b=no, at sub/deep/told"},
		{"a return through two calls", "E1", "no done done no no done", "a=no told=done collect=done mend=no sub/b=no sub/deep/told=done, at once-more/c"},
		{"a call leads where it says", "E2", "cannot yes", "fix=cannot sub/b=yes, ends given-up"},
		{"an outcome within a call ends the walk", "E1", "no done done no cannot", "a=no told=done collect=done mend=no sub/b=cannot, ends sub/replaced"},
		{"a flow that never returns", "E1", "no done done no yes no", "a=no told=done collect=done mend=no sub/b=yes once-more/c=no, ends once-more/given-up"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			state := resolve(t, book, follow(t, book, begin(t, book, test.flow), test.answers))
			if got := story(&state); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestNodesCarryTheirWords(t *testing.T) {
	book := newBook(t, entry("E1",
		"ask: b, yes: next, no: next, cannot: next, source: handbook E/1.1",
		"do: fix, source: [handbook E/1.2, handbook E/1.3]",
		"do: pay", "do: erase", "do: rest", "collect: [sn, both]", "end: replaced"))
	flow, err := book.Flow("E1")
	if err != nil {
		t.Fatal(err)
	}
	want := []flows.Node{
		{
			ID: "b", Kind: flows.Question, Ref: "b", Text: catalog.Text{Zh: "乙", En: "B"}, KnownBy: flows.Said,
			Sources: []string{"handbook E/1.1"}, Yes: "fix", No: "fix", Cannot: "fix",
		},
		{
			ID: "fix", Kind: flows.Action, Ref: "fix", Text: catalog.Text{Zh: "修", En: "Fix"}, KnownBy: flows.Seen,
			HowTo: []catalog.Text{{Zh: "慢慢修", En: "Take your time"}}, Who: flows.Agent,
			Sources: []string{"handbook E/1.2", "handbook E/1.3"}, Yes: "resolved", No: "pay", Cannot: "pay",
		},
		{
			ID: "pay", Kind: flows.Action, Ref: "pay", Text: catalog.Text{Zh: "付", En: "Pay"}, KnownBy: flows.Seen,
			Who: flows.Cardholder, RepeatsPayment: true, Sources: []string{"ours"}, Yes: "resolved", No: "erase", Cannot: "erase",
		},
		{
			ID: "erase", Kind: flows.Action, Ref: "erase", Text: catalog.Text{Zh: "清", En: "Erase"}, KnownBy: flows.Seen, Who: flows.Agent,
			Destroys: catalog.Text{Zh: "交易", En: "Transactions"}, Sources: []string{"ours"}, Yes: "resolved", No: "rest", Cannot: "rest",
		},
		{
			ID: "rest", Kind: flows.Wait, Ref: "rest", Text: catalog.Text{Zh: "等", En: "Rest"}, KnownBy: flows.Seen, Who: flows.Merchant,
			WaitMinutes: 5, Sources: []string{"ours"}, Yes: "resolved", No: "collect", Cannot: "collect",
		},
		{
			ID: "collect", Kind: flows.Collect, Ref: "collect", Text: catalog.Text{Zh: "填", En: "Fill in"},
			Fields: []string{"sn", "mid", "tid"}, Sources: []string{"ours"}, Then: "replaced",
		},
		{
			ID: "replaced", Kind: flows.Ending, Ref: "replaced", Text: catalog.Text{Zh: "换", En: "Replaced"}, Sources: []string{"ours"},
			Outcome: flows.Outcome{Kind: flows.Replace, Receiver: catalog.Text{Zh: "后台", En: "Back office"}},
		},
		{
			ID: "resolved", Kind: flows.Ending, Ref: "resolved", Text: catalog.Text{Zh: "好", En: "Resolved"}, Sources: []string{"ours"},
			Outcome: flows.Outcome{Kind: flows.Resolved},
		},
	}
	if !reflect.DeepEqual(flow.Nodes, want) {
		t.Errorf("got\n%+v\nwant\n%+v", flow.Nodes, want)
	}
}

func TestAnOutcomeCarriesItsOwnSourceWhereNoStepCitesABetterOne(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix, no: replaced, cannot: last", "id: last, end: replaced, source: handbook E/1.4"))
	for answers, want := range map[string]string{"no": "handbook E/9.9", "cannot": "handbook E/1.4"} {
		state := resolve(t, book, follow(t, book, begin(t, book, "E1"), answers))
		if got := strings.Join(state.Outcome.Sources, ", "); got != want {
			t.Errorf("after %s the outcome cites %s, want %s", answers, got, want)
		}
	}
}

func TestOnce(t *testing.T) {
	tests := []struct {
		name          string
		files         []string
		answers, want string
	}{
		{
			"an answer is used again at another place",
			[]string{entry("E1", "do: fix", "id: again, do: fix, once: true, no: replaced, cannot: given-up")},
			"no", "fix=no, ends replaced",
		},
		{
			"so is one that could not be had",
			[]string{entry("E1", "do: fix", "id: again, do: fix, once: true, no: replaced, cannot: given-up")},
			"cannot", "fix=cannot, ends given-up",
		},
		{
			"without once it is asked again",
			[]string{entry("E1", "do: fix, once: true", "id: again, do: fix, no: replaced, cannot: given-up")},
			"no", "fix=no, at again",
		},
		{
			"an answer of the calling flow is known in the called one",
			[]string{
				entry("E1", "ask: a, yes: next, no: next, cannot: next", "call: sub", "end: replaced"),
				shared("sub", "ask: a, once: true, yes: given-up, no: return, cannot: next", "tell: told, then: return"),
			},
			"no", "a=no, ends replaced",
		},
		{
			"an answer of the called flow is known in the calling one",
			[]string{
				entry("E1", "call: sub", "ask: a, once: true, yes: replaced, no: given-up, cannot: given-up"),
				shared("sub", "ask: a, yes: return, no: return, cannot: return"),
			},
			"yes", "sub/a=yes, ends replaced",
		},
		{
			"the last of several answers counts",
			[]string{entry("E1", "do: fix", "id: more, do: fix", "id: again, do: fix, once: true, no: replaced, cannot: given-up")},
			"no cannot", "fix=no more=cannot, ends given-up",
		},
		{
			"a place that was passed over answers for the next one too",
			[]string{entry("E1", "do: fix", "id: more, do: fix, once: true", "id: again, do: fix, once: true, no: replaced, cannot: replaced")},
			"no", "fix=no, ends replaced",
		},
		{
			"a notice is told once",
			[]string{entry("E1", "tell: told", "id: again, tell: told, once: true", "end: replaced")},
			"done", "told=done, ends replaced",
		},
		{
			"a notice answers no question of the same name",
			[]string{entry("E1", "id: read, tell: same", "ask: same, once: true, yes: replaced, no: replaced, cannot: replaced")},
			"done", "read=done, at same",
		},
		{
			"another question is not answered by it",
			[]string{entry("E1", "ask: a, yes: next, no: next, cannot: next", "ask: b, once: true, yes: replaced, no: replaced, cannot: replaced")},
			"yes", "a=yes, at b",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			book := newBook(t, test.files...)
			state := resolve(t, book, follow(t, book, begin(t, book, "E1"), test.answers))
			if got := story(&state); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestOnceForgetsAnswersThatTheWalkHasLeft(t *testing.T) {
	book := newBook(t, entry("E1",
		"ask: a, yes: fix, no: again, cannot: again",
		"do: fix",
		"id: again, do: fix, once: true, no: replaced, cannot: replaced"))
	walk := follow(t, book, begin(t, book, "E1"), "yes no")
	walk = follow(t, book, walk.At(0), "no")
	state := resolve(t, book, walk)
	if got, want := story(&state), "a=no, at again"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := parked(&state), "fix=no"; got != want {
		t.Errorf("%s is parked, want %s", got, want)
	}
}

func TestCallerIsTheCitationOfTheStepThatCalled(t *testing.T) {
	book := newBook(t,
		entry("E1", "call: outer, source: [handbook E/1.1, handbook E/1.2]", "id: second, call: inner, source: handbook E/1.3", "end: replaced"),
		shared("outer", "do: fix, source: caller", "do: mend", "call: inner, source: caller",
			"id: third, call: inner, source: handbook E/2.1, then: return"),
		shared("inner", "do: pay, source: caller, no: return, cannot: return"))
	state := resolve(t, book, follow(t, book, begin(t, book, "E1"), "no no no no no"))
	var got []string
	for _, step := range state.Path {
		got = append(got, step.Key.String()+": "+strings.Join(step.Sources, ", "))
	}
	want := []string{
		"outer/fix: handbook E/1.1, handbook E/1.2",
		"outer/mend: ours",
		"outer/inner/pay: handbook E/1.1, handbook E/1.2",
		"outer/third/pay: handbook E/2.1",
		"second/pay: handbook E/1.3",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestDemandedFieldsAreThoseOfTheCodesFlow(t *testing.T) {
	book := newBook(t, `
table: E
flows:
  - flow: E1
    fields: [sn, both]
    steps:
      - {call: outer, source: ours}
  - flow: E2
    fields: [tid, both]
    steps:
      - {call: outer, source: ours}
`,
		shared("outer", "collect: mid", "call: inner"),
		shared("inner", "collect: demanded", "end: replaced"))
	for flow, want := range map[string][]string{"E1": {"sn", "mid", "tid"}, "E2": {"tid", "mid"}} {
		state := resolve(t, book, follow(t, book, begin(t, book, flow), "done"))
		if got := state.Current.Fields; !reflect.DeepEqual(got, want) {
			t.Errorf("%s demands %v, want %v", flow, got, want)
		}
		if got := state.Path[0].Fields; !reflect.DeepEqual(got, []string{"mid"}) {
			t.Errorf("the collection of mid asks for %v", got)
		}
	}
}

func TestAskedListsEachFieldOnceInTheOrderOfTheForm(t *testing.T) {
	book := newBook(t, entry("E1", "collect: sn", "id: more, collect: [tid, sn]", "end: replaced"))
	for answers, want := range map[string][]string{"": nil, "done": {"sn"}, "done done": {"tid", "sn"}} {
		state := resolve(t, book, follow(t, book, begin(t, book, "E1"), answers))
		if got := book.Asked(&state); !reflect.DeepEqual(got, want) {
			t.Errorf("after %q it asked for %v, want %v", answers, got, want)
		}
	}
}

func TestRemainingIsTheMostStepsThatCanStillBeAsked(t *testing.T) {
	tests := []struct {
		name    string
		files   []string
		answers string
		want    []int // before the first answer, after it, and so on
	}{
		{"one step", []string{entry("E1", "do: fix, no: replaced, cannot: replaced")}, "no", []int{1, 0}},
		{"an outcome asks nothing", []string{entry("E1", "end: replaced")}, "", []int{0}},
		{
			"the longer branch counts",
			[]string{entry("E1", "ask: a, yes: next, no: mend, cannot: replaced", "do: fix", "do: pay", "do: mend, no: replaced, cannot: replaced")},
			"no no",
			[]int{4, 1, 0},
		},
		{
			"a call counts with what follows it",
			[]string{
				entry("E1", "do: fix", "call: sub", "do: mend, no: replaced, cannot: replaced"),
				shared("sub", "do: pay", "tell: told, then: return"),
			},
			"no no done no",
			[]int{4, 3, 2, 1, 0},
		},
		{
			"a long end inside a call counts, and what follows the call does not",
			[]string{
				entry("E1", "call: sub", "do: mend, no: replaced, cannot: replaced"),
				shared("sub", "ask: a, yes: return, no: next, cannot: return", "do: fix", "do: pay", "tell: told, then: given-up"),
			},
			"no no no done",
			[]int{4, 3, 2, 1, 0},
		},
		{
			"a return leaves just what follows the call",
			[]string{
				entry("E1", "call: sub", "do: mend, no: replaced, cannot: replaced"),
				shared("sub", "ask: a, yes: return, no: next, cannot: return", "do: fix", "do: pay", "tell: told, then: given-up"),
			},
			"yes no",
			[]int{4, 1, 0},
		},
		{
			"calls within calls",
			[]string{
				entry("E1", "call: outer", "id: again, call: inner", "end: replaced"),
				shared("outer", "call: inner", "do: fix, no: return, cannot: return"),
				shared("inner", "tell: told", "ask: a, yes: return, no: return, cannot: return"),
			},
			"done yes no done yes",
			[]int{5, 4, 3, 2, 1, 0},
		},
		{
			"a flow that never returns",
			[]string{entry("E1", "do: fix", "call: over"), shared("over", "tell: told", "end: replaced")},
			"no done",
			[]int{2, 1, 0},
		},
		{
			"once can save steps",
			[]string{entry("E1", "do: fix", "id: again, do: fix, once: true", "do: mend, no: replaced, cannot: replaced")},
			"no no",
			[]int{3, 1, 0},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			book := newBook(t, test.files...)
			answers := strings.Fields(test.answers)
			var got []int
			for i := range len(answers) + 1 {
				state := resolve(t, book, follow(t, book, begin(t, book, "E1"), strings.Join(answers[:i], " ")))
				got = append(got, state.Remaining)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestNetworkCheckIsNotedWhenEnteredAndWhenPassed(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "call: sub", "do: mend, no: replaced, cannot: replaced"),
		strings.Replace(shared("sub", "ask: a, yes: return, no: given-up, cannot: return"), "    title:", "    network_check: true\n    title:", 1))
	tests := []struct {
		answers         string
		checked, passed bool
	}{
		{"", false, false}, {"no", true, false}, {"no no", true, false}, {"no yes", true, true}, {"no yes no", true, true},
	}
	for _, test := range tests {
		state := resolve(t, book, follow(t, book, begin(t, book, "E1"), test.answers))
		if state.NetworkChecked != test.checked || state.NetworkPassed != test.passed {
			t.Errorf("after %q: checked %t, passed %t", test.answers, state.NetworkChecked, state.NetworkPassed)
		}
	}
}

func TestBackAndForward(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "do: mend", "do: pay", "end: replaced"))
	walk := follow(t, book, begin(t, book, "E1"), "no cannot no")
	wants := []struct {
		story string
		ahead int
	}{
		{"fix=no mend=cannot pay=no, ends replaced", 0},
		{"fix=no mend=cannot, at pay", 1},
		{"fix=no, at mend", 2},
		{"at fix", 3},
	}
	check := func(i int) flows.State {
		t.Helper()
		state := resolve(t, book, walk)
		if got := story(&state); got != wants[i].story || state.Ahead != wants[i].ahead {
			t.Fatalf("got %s with %d ahead, want %s with %d", got, state.Ahead, wants[i].story, wants[i].ahead)
		}
		if state.Current != nil && state.Current.Answer == nil {
			t.Fatalf("at %s the answer given there is not shown", state.Current.Key)
		}
		return state
	}
	for i := range wants {
		state := check(i)
		cursor, ok := state.Back()
		if ok != (i < len(wants)-1) {
			t.Fatalf("back from %s: %t", wants[i].story, ok)
		}
		if ok {
			walk = walk.At(cursor)
		}
	}
	for i := len(wants) - 1; i >= 0; i-- {
		state := check(i)
		cursor, ok := state.Forward()
		if ok != (i > 0) {
			t.Fatalf("forward from %s: %t", wants[i].story, ok)
		}
		if ok {
			walk = walk.At(cursor)
		}
	}
	if walk.Cursor != flows.AtFrontier {
		t.Errorf("all the way forward the cursor is %d, want AtFrontier", walk.Cursor)
	}
}

func TestAnAnswerAtAHeldPlaceReleasesTheCursorAndParksWhatTheNewPathPassesBy(t *testing.T) {
	book := newBook(t, entry("E1",
		"ask: a, yes: fix, no: mend, cannot: mend",
		"do: fix", "do: mend", "tell: told", "end: replaced"))
	walk := follow(t, book, begin(t, book, "E1"), "yes no no done")
	walk = follow(t, book, walk.At(0), "no")
	state := resolve(t, book, walk)
	if got, want := story(&state), "a=no mend=no told=done, ends replaced"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := parked(&state), "fix=no"; got != want || walk.Cursor != flows.AtFrontier {
		t.Errorf("parked %q with cursor %d, want %q with AtFrontier", got, walk.Cursor, want)
	}
	walk = follow(t, book, walk.At(0), "yes")
	state = resolve(t, book, walk)
	if got, want := story(&state), "a=yes fix=no mend=no told=done, ends replaced"; got != want {
		t.Errorf("back on the first path: got %s, want %s", got, want)
	}
	if got := parked(&state); got != "" {
		t.Errorf("back on the first path %s is parked", got)
	}
}

func TestGoingBackParksNothing(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "do: mend", "end: replaced"))
	state := resolve(t, book, follow(t, book, begin(t, book, "E1"), "no no").At(0))
	if got := parked(&state); got != "" {
		t.Errorf("%s is parked, though forward leads there", got)
	}
}

func TestWithLeavesTheWalkAsItWas(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "do: mend", "end: replaced"))
	walk := follow(t, book, begin(t, book, "E1"), "no no")
	before := fmt.Sprintf("%+v", walk)
	follow(t, book, walk.At(0), "cannot")
	if after := fmt.Sprintf("%+v", walk); after != before {
		t.Errorf("the walk has become\n%s\nand was\n%s", after, before)
	}
}

func TestAWalkStopsWhereTheFlowHasChanged(t *testing.T) {
	was := entry("E1", "ask: a, yes: next, no: c, cannot: c", "ask: b, yes: next, no: next, cannot: next",
		"ask: c, yes: replaced, no: replaced, cannot: next", "tell: told", "end: replaced")
	tests := []struct {
		name, now, answers string
		want               string // the recorded answer and the step that stands there now
		story              string
	}{
		{
			"nothing has changed", was, "yes no",
			"", "a=yes b=no, at c",
		},
		{
			"a later step has changed",
			entry("E1", "ask: a, yes: next, no: c, cannot: c", "ask: b, yes: next, no: next, cannot: next",
				"ask: c, yes: replaced, no: replaced, cannot: given-up"),
			"yes no", "", "a=yes b=no, at c",
		},
		{
			"a question was taken away",
			entry("E1", "ask: a, yes: next, no: c, cannot: c", "ask: c, yes: replaced, no: replaced, cannot: replaced"),
			"yes no", "b=no, now c", "a=yes, at c",
		},
		{
			"a question was put in between",
			entry("E1", "ask: a, yes: next, no: c, cannot: c", "do: fix", "ask: b, yes: next, no: next, cannot: next",
				"ask: c, yes: replaced, no: replaced, cannot: replaced"),
			"yes no", "b=no, now fix", "a=yes, at fix",
		},
		{
			"an answer leads elsewhere",
			entry("E1", "ask: a, yes: c, no: next, cannot: next", "ask: b, yes: next, no: next, cannot: next",
				"ask: c, yes: replaced, no: replaced, cannot: replaced"),
			"yes no", "b=no, now c", "a=yes, at c",
		},
		{
			"the walk now ends earlier",
			entry("E1", "ask: a, yes: next, no: next, cannot: next", "end: replaced"),
			"yes no", "b=no, now replaced", "a=yes, ends replaced",
		},
		{
			"nothing is left of it",
			entry("E1", "do: fix", "end: replaced"),
			"yes no", "a=yes, now fix", "at fix",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			old := newBook(t, was)
			walk := follow(t, old, begin(t, old, "E1"), test.answers)
			book := newBook(t, test.now)
			state := resolve(t, book, walk)
			if got := misfit(&state); got != test.want {
				t.Errorf("misfit %q, want %q", got, test.want)
			}
			if got := story(&state); got != test.story {
				t.Errorf("got  %s\nwant %s", got, test.story)
			}
		})
	}
}

// misfit tells what no longer fits: "b=no, now c".
func misfit(state *flows.State) string {
	if state.Misfit == nil {
		return ""
	}
	return state.Misfit.Recorded.Key.String() + "=" + string(state.Misfit.Recorded.Value) + ", now " + state.Misfit.Now.Key.String()
}

func TestAWalkStopsWhereTheWordsHaveChanged(t *testing.T) {
	flow := entry("E1", "ask: a, yes: next, no: next, cannot: next", "ask: b, yes: replaced, no: replaced, cannot: replaced")
	old := newBook(t, flow)
	walk := follow(t, old, begin(t, old, "E1"), "yes no")
	reworded, err := flows.Load(folder("flows.yaml", flow,
		"questions.yaml", strings.Replace(vocabulary["questions.yaml"], "en: A}", "en: A?}", 1)))
	if err != nil {
		t.Fatal(err)
	}
	book := flows.NewBook(reworded)
	state := resolve(t, book, walk)
	if got, want := misfit(&state), "a=yes, now a"; got != want {
		t.Fatalf("misfit %q, want %q", got, want)
	}
	if then, now := state.Misfit.Recorded.Shown.En, state.Misfit.Now.Node.Text.En; then != "A" || now != "A?" {
		t.Errorf("it shows %q then and %q now", then, now)
	}
	// Once it is answered anew the walk goes on with what was recorded after it.
	state = resolve(t, book, give(&state, walk, flows.No))
	if got, want := story(&state), "a=no b=no, ends replaced"; got != want || misfit(&state) != "" {
		t.Errorf("got %s, misfit %q, want %s", got, misfit(&state), want)
	}
}

func TestAWalkStopsWhereItsAnswerIsNoLongerAllowed(t *testing.T) {
	old := newBook(t, entry("E1", "ask: same, yes: replaced, no: replaced, cannot: replaced"))
	walk := follow(t, old, begin(t, old, "E1"), "yes")
	state := resolve(t, newBook(t, entry("E1", "tell: same", "end: replaced")), walk)
	if got, want := misfit(&state), "same=yes, now same"; got != want || story(&state) != "at same" {
		t.Errorf("misfit %q %s, want %q", got, story(&state), want)
	}
}

func TestAChangedFlowIsShownOnceAndParkedAnswersAreNoChange(t *testing.T) {
	was := entry("E1", "ask: a, yes: b, no: c, cannot: c", "ask: b, yes: next, no: next, cannot: next",
		"ask: c, yes: next, no: next, cannot: next", "tell: told", "end: replaced")
	now := entry("E1", "ask: a, yes: b, no: c, cannot: c", "ask: b, yes: next, no: next, cannot: next",
		"do: fix", "ask: c, yes: next, no: next, cannot: next", "end: replaced")
	old, book := newBook(t, was), newBook(t, now)

	walk := follow(t, old, begin(t, old, "E1"), "yes yes")
	walk = follow(t, old, walk.At(0), "no")
	state := resolve(t, book, walk)
	if got := misfit(&state); got != "" || parked(&state) != "b=yes" {
		t.Errorf("misfit %q, parked %q: the agent had left b before the flow changed", got, parked(&state))
	}

	walk = follow(t, old, begin(t, old, "E1"), "yes yes yes")
	state = resolve(t, book, walk)
	if got, want := misfit(&state), "c=yes, now fix"; got != want {
		t.Fatalf("misfit %q, want %q", got, want)
	}
	walk = give(&state, walk, flows.No)
	state = resolve(t, book, walk)
	if got, want := story(&state), "a=yes b=yes fix=no c=yes, ends replaced"; got != want || misfit(&state) != "" {
		t.Errorf("after it was answered: %s, misfit %q, want %s", got, misfit(&state), want)
	}

	walk = follow(t, old, begin(t, old, "E1"), "yes yes yes").At(1)
	state = resolve(t, book, walk)
	if got := misfit(&state); got != "" {
		t.Errorf("misfit %q shows while the walk is held before it", got)
	}
}

func TestAWalkThatIsPinnedToThisFlowOrToNoneHasNoMisfit(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "end: replaced"))
	for _, pinned := range []string{hash(t, book, "E1"), ""} {
		walk := flows.Walk{Flow: "E1", Hash: pinned, Cursor: flows.AtFrontier}
		state := resolve(t, book, walk.With(flows.Answer{Key: flows.Key{Node: "elsewhere", Visit: 1}, Value: flows.Yes}))
		if misfit(&state) != "" || parked(&state) != "elsewhere=yes" {
			t.Errorf("pinned to %q: misfit %q, parked %q", pinned, misfit(&state), parked(&state))
		}
	}
}

func TestTheHashIsThatOfAllThatTheFlowCalls(t *testing.T) {
	base := []string{
		entry("E1", "call: outer", "end: replaced"), shared("outer", "call: inner", "do: mend, no: return, cannot: return"),
		shared("inner", "do: fix, no: return, cannot: return"), entry("E2", "do: fix", "end: replaced"),
	}
	before := newBook(t, base...)
	base[2] = shared("inner", "do: fix, no: return, cannot: given-up")
	after := newBook(t, base...)
	for flow, changes := range map[string]bool{"E1": true, "outer": true, "inner": true, "E2": false} {
		if changed := hash(t, before, flow) != hash(t, after, flow); changed != changes {
			t.Errorf("the hash of %s has changed: %t, want %t", flow, changed, changes)
		}
	}
	if hash(t, before, "E1") == hash(t, before, "E2") {
		t.Error("two flows have one hash")
	}
}

func hash(t *testing.T, book *flows.Book, id string) string {
	t.Helper()
	flow, err := book.Flow(id)
	if err != nil {
		t.Fatal(err)
	}
	return flow.Hash
}

func TestResolveRefusesWhatCannotBeWalked(t *testing.T) {
	book := newBook(t, entry("E1", "call: sub", "end: replaced"), shared("sub", "do: fix, no: return, cannot: return"))
	tests := map[string]string{
		"E2":  `there is no flow "E2"`,
		"sub": `flow "sub" serves other flows: it cannot be walked by itself`,
	}
	for id, want := range tests {
		walk := flows.Walk{Flow: id, Cursor: flows.AtFrontier}
		if _, err := book.Resolve(walk); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", id, err, want)
		}
		if err := book.Paths(id, func(flows.Path) bool { return true }); err == nil || err.Error() != want {
			t.Errorf("paths of %s: got %v, want %s", id, err, want)
		}
	}
}

func TestPathsVisitsEveryPathInOrder(t *testing.T) {
	book := newBook(t, entry("E1", "ask: a, yes: next, no: sub, cannot: given-up", "tell: told", "call: sub", "collect: demanded", "end: replaced"),
		shared("sub", "ask: a, once: true, yes: next, no: return, cannot: return", "do: fix, no: return, cannot: given-up"))
	want := []string{
		"a=yes told=done sub/fix=yes -> resolved []",
		"a=yes told=done sub/fix=no collect=done -> replace [mid tid]",
		"a=yes told=done sub/fix=cannot -> escalate []",
		"a=no collect=done -> replace [mid tid]",
		"a=cannot -> escalate []",
	}
	var got []string
	err := book.Paths("E1", func(path flows.Path) bool {
		var line strings.Builder
		for _, answer := range path.Answers {
			fmt.Fprintf(&line, "%s=%s ", answer.Step.Key, answer.Answer)
		}
		got = append(got, fmt.Sprintf("%s-> %s %v", line.String(), path.Outcome, path.Fields))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPathsStopsWhenItIsTold(t *testing.T) {
	book := newBook(t, entry("E1", "do: fix", "do: mend", "end: replaced"))
	visited := 0
	err := book.Paths("E1", func(flows.Path) bool {
		visited++
		return visited < 3
	})
	if err != nil || visited != 3 {
		t.Errorf("visited %d paths (%v), want 3", visited, err)
	}
}

func TestAnUnknownFieldIsCalledByItsName(t *testing.T) {
	book := newBook(t, entry("E1", "end: replaced"))
	if got := book.Field("sn").Label.En; got != "SN" {
		t.Errorf("sn is called %q", got)
	}
	if got := book.Field("gone"); !reflect.DeepEqual(got, flows.Field{Name: "gone"}) {
		t.Errorf("an unknown field is %+v", got)
	}
	var names []string
	for _, field := range book.Fields() {
		names = append(names, field.Name)
	}
	if want := []string{"mid", "tid", "sn"}; !reflect.DeepEqual(names, want) {
		t.Errorf("the form is %v, want %v", names, want)
	}
}
