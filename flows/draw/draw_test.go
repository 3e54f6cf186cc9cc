package draw_test

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/data"
	"posmedic/flows/draw"
)

var (
	book  = flows.NewBook(&data.Knowledge)
	langs = []catalog.Lang{catalog.Chinese, catalog.English}
)

// eachDrawing calls test with every shipped flow, folded and unfolded.
func eachDrawing(t *testing.T, test func(t *testing.T, flow *flows.Flow, drawing *draw.Drawing)) {
	for i := range data.Knowledge.Flows {
		flow := &data.Knowledge.Flows[i]
		for name, unfold := range map[string]func(string) bool{"folded": draw.Folded, "unfolded": draw.Unfolded} {
			t.Run(flow.ID+" "+name, func(t *testing.T) { test(t, flow, drawn(t, book, flow.ID, unfold)) })
		}
	}
}

func drawn(t *testing.T, book *flows.Book, flow string, unfold func(string) bool) *draw.Drawing {
	t.Helper()
	drawing, err := draw.Of(book, flow, unfold)
	if err != nil {
		t.Fatal(err)
	}
	return drawing
}

// hostile is a flow whose words are made of all that a format could take for its own.
func hostile(t *testing.T) *draw.Drawing {
	t.Helper()
	words := catalog.Text{Zh: `“问” [a] {b} <i>c</i> & #35; \n | ` + "`d`" + ` "e" end ]]> *f* _g_`, En: `"Ask" [a] {b} <i>c</i> & #35; \n | ` + "`d`" + ` end ]]> *f* _g_`}
	knowledge := &flows.Knowledge{Flows: []flows.Flow{
		{ID: "E1", Title: words, Note: words, Table: "E", Nodes: []flows.Node{
			{ID: "a", Kind: flows.Question, Ref: "a", Text: words, Sources: []string{"handbook \"1\""}, Yes: "call", No: "end", Cannot: "end"},
			{ID: "call", Kind: flows.Call, Ref: "sub", Text: words, Then: "end"},
			{ID: "end", Kind: flows.Ending, Ref: "end", Text: words, Outcome: flows.Outcome{Kind: flows.Replace}},
		}},
		{ID: "sub", Title: words, Nodes: []flows.Node{
			{ID: "pay", Kind: flows.Action, Ref: "pay", Text: words, RepeatsPayment: true, Destroys: words, Once: true, Yes: "tell", No: "tell", Cannot: "back"},
			{ID: "tell", Kind: flows.Notice, Ref: "tell", Text: words, Then: "fill"},
			{ID: "fill", Kind: flows.Collect, Ref: "fill", Text: words, Then: "back"},
			{ID: "back", Kind: flows.Return},
		}},
	}}
	return drawn(t, flows.NewBook(knowledge), "E1", draw.Unfolded)
}

func written(t *testing.T, write func(io.Writer, catalog.Lang) error, lang catalog.Lang) string {
	t.Helper()
	var text strings.Builder
	if err := write(&text, lang); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestEveryPathCanBeFollowedInTheDrawing replays paths that give every answer, and follows them through a drawing
// with every flow unfolded, and through one in which only those are that the walk was in.
func TestEveryPathCanBeFollowedInTheDrawing(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		cover, err := book.Cover(flow.ID)
		if err != nil {
			t.Fatal(err)
		}
		unfolded := drawn(t, book, flow.ID, draw.Unfolded)
		for _, path := range cover {
			walk := flows.Walk{Flow: flow.ID, Cursor: flows.AtFrontier}
			for _, answer := range path.Answers {
				walk = walk.With(flows.Answer{Key: answer.Step.Key, Value: answer.Answer})
			}
			state, err := book.Resolve(walk)
			if err != nil {
				t.Fatal(err)
			}
			follows(t, unfolded, &state)
			follows(t, drawn(t, book, flow.ID, draw.PassedBy(&state)), &state)
		}
	}
}

// follows demands that the trail of a walk passes its steps in their order and stands where the walk does.
func follows(t *testing.T, drawing *draw.Drawing, state *flows.State) {
	t.Helper()
	trail, at := drawing.Trail(state.Path)
	var got, want []string
	for _, passed := range trail {
		if passed.Answer != "" && !passed.Again {
			got = append(got, fmt.Sprint(drawing.Boxes[passed.Box].Key, "=", passed.Answer))
		}
	}
	for _, step := range state.Path {
		want = append(want, fmt.Sprint(step.Key, "=", step.Answer.Value))
	}
	if standing := state.Standing().Key; !slices.Equal(got, want) || drawing.Boxes[at].Key != standing {
		t.Fatalf("%s: the trail passes %v and stands at %s; the walk passes %v and stands at %s", state.Flow.ID, got, drawing.Boxes[at].Key, want, standing)
	}
}

func TestEveryStepIsDrawnOnceAndBeforeThoseItLeadsTo(t *testing.T) {
	eachDrawing(t, func(t *testing.T, _ *flows.Flow, drawing *draw.Drawing) {
		seen := map[flows.Key]bool{}
		for at, box := range drawing.Boxes {
			if seen[box.Key] {
				t.Errorf("%s is drawn twice", box.Key)
			}
			seen[box.Key] = true
			for _, exit := range box.Exits {
				if exit.To <= at {
					t.Errorf("%s leads up, to %s", box.Key, drawing.Boxes[exit.To].Key)
				}
			}
			if box.Under >= at || (at > 0) != (box.Under >= 0) {
				t.Errorf("%s hangs on box %d", box.Key, box.Under)
			}
		}
	})
}

func TestAFoldedFlowSaysHowItCanEndAndWhereItReturns(t *testing.T) {
	drawing := drawn(t, book, "E102", draw.Folded)
	box := drawing.Boxes[0]
	if got := box.Label(catalog.English); got != "Network check" {
		t.Errorf("it is called %q", got)
	}
	if got := box.Remarks(catalog.English); !slices.Equal(got, []string{"can end inside: Resolved"}) {
		t.Errorf("it says %q", got)
	}
	if got := drawing.Way(0, box.Exits[0], catalog.English); len(box.Exits) != 1 || got != "when it is through →\u00a0#2" {
		t.Errorf("it leads on by %q", got)
	}
}

func TestAFoldedFlowSaysWhatAStepInItMayCost(t *testing.T) {
	drawing := drawn(t, book, "E201", draw.Folded)
	if got := drawing.Boxes[1].Dangers(catalog.English); !slices.Equal(got, []string{"! can charge a customer"}) {
		t.Errorf("%s: got %q", drawing.Boxes[1].Label(catalog.English), got)
	}
	if got := drawn(t, book, "E201", draw.Unfolded).Boxes[17].Dangers(catalog.English); got != nil {
		t.Errorf("unfolded, the step says it: got %q", got)
	}
}

func TestWhatCanCostSomethingIsMarked(t *testing.T) {
	for _, write := range []func(*draw.Drawing, io.Writer, catalog.Lang) error{(*draw.Drawing).Mermaid, (*draw.Drawing).Dot, (*draw.Drawing).SVG} {
		drawing := drawn(t, book, "E201", draw.Unfolded)
		text := written(t, func(w io.Writer, lang catalog.Lang) error { return write(drawing, w, lang) }, catalog.Chinese)
		for _, want := range []string{"! 可能扣款", "! 会清掉终端里", "前面答过就不再问", "网络检查", "返修或换机并上报"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%.300s", want, text)
			}
		}
	}
}

// dotLine is a line that Dot may write: strings hold no bare quote.
var dotLine = regexp.MustCompile(`^ *(digraph flow \{|\}|subgraph cluster_\d+ \{|(\w+=("([^"\\]|\\.)*"|\w+);? ?)+|(node|edge|n\d+( -> n\d+)?) \[((\w+)=("([^"\\]|\\.)*"|[\w.]+),? ?)+\];)$`)

func TestDotTextIsEscaped(t *testing.T) {
	for _, lang := range langs {
		for line := range strings.Lines(written(t, hostile(t).Dot, lang)) {
			if !dotLine.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Errorf("this is no Graphviz: %s", line)
			}
		}
	}
}

// mermaidLine is a line that Mermaid may write: quoted text holds no sign that Mermaid would take for its own.
var mermaidLine = func() *regexp.Regexp {
	const text = "\"([^\"<>`*_\\\\&#]|<br/>|#(35|quot|amp|lt|gt|96|42|95|92);)*\""
	return regexp.MustCompile(`^ *(---|title: "([^"\\]|\\.)*"|flowchart TD|end|subgraph s\d+ \[` + text + `\]` +
		`|n\d+(\{\{` + text + `\}\}|\[` + text + `\]|\[\[` + text + `\]\]|\[/` + text + `/\]|\(` + text + `\)|\(\[` + text + `\]\)|>` + text + `\])` +
		`|n\d+ --> n\d+|n\d+ -->\|` + text + `\| n\d+|style [ns]\d+ fill:#\w{6},stroke:#\w{6},stroke-width:\dpx,color:#\w{6})$`)
}()

func TestMermaidTextIsEscaped(t *testing.T) {
	check := func(t *testing.T, drawing *draw.Drawing) {
		for _, lang := range langs {
			for line := range strings.Lines(written(t, drawing.Mermaid, lang)) {
				if !mermaidLine.MatchString(strings.TrimSuffix(line, "\n")) {
					t.Errorf("this is no Mermaid: %s", line)
				}
			}
		}
	}
	check(t, hostile(t))
	eachDrawing(t, func(t *testing.T, _ *flows.Flow, drawing *draw.Drawing) { check(t, drawing) })
}

func TestAnUnknownFlowIsRefused(t *testing.T) {
	if _, err := draw.Of(book, "E999", draw.Folded); err == nil {
		t.Error("there is no flow E999")
	}
}

// TestFlowsThatCallEachOtherAgainAndAgainAreRefused draws flows of which each calls the next one twice, so that the
// first one would have a million boxes.
func TestFlowsThatCallEachOtherAgainAndAgainAreRefused(t *testing.T) {
	knowledge := &flows.Knowledge{}
	for i := range 20 {
		called := fmt.Sprint("f", i+1)
		knowledge.Flows = append(knowledge.Flows, flows.Flow{ID: fmt.Sprint("f", i), Nodes: []flows.Node{
			{ID: "once", Kind: flows.Call, Ref: called, Then: "twice"},
			{ID: "twice", Kind: flows.Call, Ref: called, Then: "back"},
			{ID: "back", Kind: flows.Return},
		}})
	}
	knowledge.Flows = append(knowledge.Flows, flows.Flow{ID: "f20", Nodes: []flows.Node{{ID: "back", Kind: flows.Return}}})
	twice := flows.NewBook(knowledge)
	if _, err := draw.Of(twice, "f0", draw.Unfolded); err == nil || !strings.Contains(err.Error(), "more than 2000 boxes") {
		t.Errorf("got %v", err)
	}
	if got := len(drawn(t, twice, "f0", draw.Folded).Boxes); got != 3 {
		t.Errorf("folded it has %d boxes, want 3", got)
	}
}

func TestAnExitIsCalledByTheQuestionsOwnWords(t *testing.T) {
	drawing := drawn(t, book, "first-payment", draw.Unfolded)
	for i, want := range []string{"Charged → #2", "Certainly not, or nobody paying → #4", "Not known yet → #3"} {
		if got := strings.ReplaceAll(drawing.Way(0, drawing.Boxes[0].Exits[i], catalog.English), "\u00a0", " "); got != want {
			t.Errorf("exit %d is %q, want %q", i, got, want)
		}
	}
}
