package flows_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"posmedic/catalog"

	"posmedic/flows"
)

// vocabulary is the words that the flows of these tests refer to. A question and a notice are both called
// "same", with the same text.
var vocabulary = map[string]string{
	"questions.yaml": `
a: {text: {zh: 甲, en: A}, known_by: seen}
b: {text: {zh: 乙, en: B}, known_by: said}
c: {text: {zh: 丙, en: C}, known_by: measured}
same: {text: {zh: 同, en: Same}, known_by: seen}
`,
	"actions.yaml": `
fix: {text: {zh: 修, en: Fix}, how_to: [{zh: 慢慢修, en: Take your time}], who: agent}
mend: {text: {zh: 补, en: Mend}, who: factory}
pay: {text: {zh: 付, en: Pay}, who: cardholder, repeats_payment: true}
erase: {text: {zh: 清, en: Erase}, who: agent, destroys: {zh: 交易, en: Transactions}}
rest: {text: {zh: 等, en: Rest}, who: merchant, wait_minutes: 5}
`,
	"notices.yaml": `
told: {text: {zh: 知, en: Told}}
same: {text: {zh: 同, en: Same}}
`,
	"outcomes.yaml": `
resolved: {kind: resolved, text: {zh: 好, en: Resolved}, source: ours}
replaced: {kind: replace, text: {zh: 换, en: Replaced}, receiver: {zh: 后台, en: Back office}, source: handbook E/9.9}
given-up: {kind: escalate, text: {zh: 报, en: Given up}, source: ours}
`,
	"fields.yaml": `
text: {zh: 填, en: Fill in}
fields:
  - {name: mid, label: {zh: 商户, en: MID}, help: {zh: 小票, en: Receipt}}
  - {name: tid, label: {zh: 终端, en: TID}}
  - {name: sn, label: {zh: 序列, en: SN}}
sets:
  both: [mid, tid]
`,
}

// folder is a knowledge folder with the vocabulary and the files of names and contents given in turn, which
// may replace the vocabulary's.
func folder(pairs ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, content := range vocabulary {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return files
}

// entry is a file with the flow of a code, one step a line. A step that cites nothing is ours.
func entry(name string, steps ...string) string {
	return "table: E\nflows:\n  - flow: " + name + "\n    fields: both\n    steps:\n" + list(steps)
}

// shared is a file with a flow for others to call.
func shared(name string, steps ...string) string {
	return "flows:\n  - flow: " + name + "\n    title: {zh: 共用, en: Shared}\n    steps:\n" + list(steps)
}

func list(steps []string) string {
	var lines strings.Builder
	for _, step := range steps {
		if !strings.Contains(step, "source:") {
			step += ", source: ours"
		}
		fmt.Fprintf(&lines, "      - {%s}\n", step)
	}
	return lines.String()
}

// newBook loads files of flows.
func newBook(t testing.TB, files ...string) *flows.Book {
	t.Helper()
	var pairs []string
	for i, content := range files {
		pairs = append(pairs, fmt.Sprintf("flows%d.yaml", i), content)
	}
	knowledge, err := flows.Load(folder(pairs...))
	if err != nil {
		t.Fatal(err)
	}
	return flows.NewBook(knowledge)
}

// begin starts a walk as a case does, pinned to the flow as it is.
func begin(t testing.TB, book *flows.Book, id string) flows.Walk {
	t.Helper()
	flow, err := book.Flow(id)
	if err != nil {
		t.Fatal(err)
	}
	return flows.Walk{Flow: id, Hash: flow.Hash, Cursor: flows.AtFrontier}
}

func resolve(t testing.TB, book *flows.Book, walk flows.Walk) flows.State {
	t.Helper()
	state, err := book.Resolve(walk)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// give answers the step that the walk stands at, as a screen does.
func give(state *flows.State, walk flows.Walk, value flows.Value) flows.Walk {
	return walk.With(flows.Answer{Key: state.Current.Key, Value: value, Shown: state.Current.Node.Text})
}

// follow answers the steps that a walk comes to, one after the other: "yes no done".
func follow(t testing.TB, book *flows.Book, walk flows.Walk, answers string) flows.Walk {
	t.Helper()
	for _, value := range strings.Fields(answers) {
		state := resolve(t, book, walk)
		if state.Current == nil {
			t.Fatalf("nothing is asked after %s", story(&state))
		}
		walk = give(&state, walk, flows.Value(value))
	}
	return walk
}

// story tells where a walk went and where it stands: "a=yes sub/fix=no, at sub/b", "…, ends replaced".
func story(state *flows.State) string {
	var passed []string
	for _, step := range state.Path {
		passed = append(passed, step.Key.String()+"="+string(step.Answer.Value))
	}
	where := "at nothing"
	switch {
	case state.Outcome != nil:
		where = "ends " + state.Outcome.Key.String()
	case state.Current != nil:
		where = "at " + state.Current.Key.String()
	}
	return strings.TrimPrefix(strings.Join(passed, " ")+", "+where, ", ")
}

// parked tells which answers a state holds aside: "b=yes fix=no".
func parked(state *flows.State) string {
	var aside []string
	for _, answer := range state.Parked {
		aside = append(aside, answer.Key.String()+"="+string(answer.Value))
	}
	return strings.Join(aside, " ")
}

// placesAndCodes says of each diagnostic of an error where it is and which, a line each.
func placesAndCodes(err error) string {
	var lines []string
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
		var diagnostic *catalog.Diagnostic
		if errors.As(one, &diagnostic) {
			lines = append(lines, diagnostic.Place.String()+" "+diagnostic.Kind.Code)
		}
	}
	return strings.Join(lines, "\n")
}
