package flows_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"posmedic/catalog"
	"posmedic/flows"
)

func TestLoadNamesTheFault(t *testing.T) {
	// step is a file with one flow whose first step, on line 5, is the one at fault.
	step := func(written string) []string {
		return []string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    steps:\n      - {" + written + "}\n      - {end: replaced, source: ours}\n"}
	}
	words := func(file, more string) []string { return []string{file, vocabulary[file] + more} }
	tests := []struct {
		name  string
		files []string // names and contents in turn
		want  string
	}{
		// The words.
		{
			"a question without a text", words("questions.yaml", "d: {known_by: seen}\n"),
			"questions.yaml:6:4 PM201",
		},
		{
			"a question with nothing behind it", words("questions.yaml", "d:\ne: {text: {zh: 戊, en: E}, known_by: seen}\n"),
			"questions.yaml:6:3 PM008",
		},
		{
			"an unknown way of knowing", words("questions.yaml", "d:\n  text: {zh: 丁, en: D}\n  known_by: guessed\n"),
			"questions.yaml:8:13 PM202",
		},
		{
			"a label for an answer that a question does not have",
			words("questions.yaml", "d: {text: {zh: 丁, en: D}, known_by: seen, labels: {done: {zh: 好, en: Good}}}\n"),
			"questions.yaml:6:52 PM004",
		},
		{
			"a label in one language",
			words("questions.yaml", "d: {text: {zh: 丁, en: D}, known_by: seen, labels: {yes: {zh: 有}}}\n"),
			"questions.yaml:6:57 PM007",
		},
		{
			"an answer that is called as another one is everywhere",
			words("questions.yaml", "d: {text: {zh: 丁, en: D}, known_by: seen, labels: {yes: {zh: 有, en: \"No\"}}}\n"),
			"questions.yaml:6:51 PM214",
		},
		{
			"labels of an action",
			words("actions.yaml", "d: {text: {zh: 丁, en: D}, who: agent, labels: {yes: {zh: 好, en: Good}}}\n"),
			"actions.yaml:7:39 PM004",
		},
		{
			"an action without a text", words("actions.yaml", "d: {who: agent}\n"),
			"actions.yaml:7:4 PM201",
		},
		{
			"an action for nobody", words("actions.yaml", "d: {text: {zh: 丁, en: D}}\n"),
			"actions.yaml:7:4 PM203",
		},
		{
			"a wait of less than nothing", words("actions.yaml", "d: {text: {zh: 丁, en: D}, who: agent, wait_minutes: -5}\n"),
			"actions.yaml:7:53 PM204",
		},
		{
			"a notice without a text", words("notices.yaml", "d: {how_to: [{zh: 丁, en: D}]}\n"),
			"notices.yaml:4:4 PM201",
		},
		{
			"an outcome without a text", words("outcomes.yaml", "d: {kind: replace}\n"),
			"outcomes.yaml:5:4 PM201",
		},
		{
			"an unknown kind of outcome", words("outcomes.yaml", "d: {kind: fixed, text: {zh: 丁, en: D}}\n"),
			"outcomes.yaml:5:11 PM205",
		},
		{
			"a form without a heading",
			[]string{"fields.yaml", "fields: []\n", "x.yaml", entry("E1", "end: replaced")},
			"fields.yaml:1:1 PM201\n" +
				"x.yaml:4:13 PM208",
		},
		{
			"a field without a name",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - label: {zh: 丁, en: D}\nsets: {both: []}\n"},
			"fields.yaml:3:5 PM206",
		},
		{
			"a field without a label",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - name: mid\nsets: {both: []}\n"},
			"fields.yaml:3:5 PM207",
		},
		{
			"a field twice",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - {name: d, label: {zh: 丁, en: D}}\n  - {name: d, label: {zh: 丁, en: D}}\nsets: {both: []}\n"},
			"fields.yaml:4:5 PM209",
		},
		{
			"two fields that a receipt calls the same",
			[]string{
				"fields.yaml", "text: {zh: 填, en: Fill in}\nunasked: [AUTH NO]\nfields:\n  - {name: d, label: {zh: 丁, en: D}, printed: [No, auth no]}\n" +
					"  - {name: e, label: {zh: 戊, en: E}, printed: NO}\nsets: {both: []}\n",
			},
			"fields.yaml:4:47 PM213\n" +
				"fields.yaml:5:47 PM213",
		},
		{
			"a set of an unknown field", words("fields.yaml", "  more: [sn, colour]\n"),
			"fields.yaml:9:9 PM208",
		},
		{
			"one language only", words("notices.yaml", "d:\n  text:\n    zh: 丁\n"),
			"notices.yaml:6:5 PM007",
		},
		{
			"an unknown key of an action", words("actions.yaml", "d: {text: {zh: 丁, en: D}, who: agent, destroy: {zh: 丁, en: D}}\n"),
			"actions.yaml:7:39 PM004",
		},
		{
			"a word twice", words("notices.yaml", "told: {text: {zh: 丁, en: D}}\n"),
			"notices.yaml:4:1 PM005",
		},
		{
			"an empty file of words",
			[]string{"notices.yaml", ""},
			"notices.yaml:1:1 PM003",
		},

		// Flows.
		{
			"an empty file of flows",
			[]string{"x.yaml", "# to be written\n"},
			"x.yaml:1:1 PM003",
		},
		{
			"a file without flows",
			[]string{"x.yaml", "table: E\n"},
			"x.yaml:1:1 PM301\n" +
				".:1:1 PM010",
		},
		{
			"a flow without a name",
			[]string{"x.yaml", "table: E\nflows:\n  - steps: []\n"},
			"x.yaml:3:5 PM302",
		},
		{
			"a name that no answer's place could be written with",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1/E2\n    steps: []\n"},
			"x.yaml:3:11 PM303",
		},
		{
			"a flow twice",
			[]string{"x.yaml", entry("E1", "end: replaced"), "y.yaml", entry("E1", "end: replaced")},
			"y.yaml:3:5 PM304",
		},
		{
			"a shared flow without a title",
			[]string{"x.yaml", "flows:\n  - flow: sub\n    steps:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:2:5 PM305",
		},
		{
			"a flow without steps",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n"},
			"x.yaml:3:5 PM306",
		},
		{
			"an unknown field",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    fields: [both, colour]\n    steps:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:4:13 PM208",
		},
		{
			"a flow that demands what is demanded",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    fields: demanded\n    steps:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:4:13 PM307",
		},
		{
			"an unknown key of a flow",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    step:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:4:5 PM004\n" +
				"x.yaml:3:5 PM306",
		},

		// Steps.
		{
			"a step that does nothing", step("id: d, source: ours"),
			"x.yaml:5:9 PM308",
		},
		{
			"a step that does two things", step("do: fix, tell: told, source: ours"),
			"x.yaml:5:9 PM308",
		},
		{
			"an unknown question", step("ask: d, source: ours"),
			"x.yaml:5:15 PM309",
		},
		{
			"an unknown action", step("do: d, source: ours"),
			"x.yaml:5:14 PM310",
		},
		{
			"an unknown notice", step("tell: d, source: ours"),
			"x.yaml:5:16 PM311",
		},
		{
			"an unknown outcome", step("end: d, source: ours"),
			"x.yaml:5:15 PM312",
		},
		{
			"an unknown flow", step("call: sub, source: ours"),
			"x.yaml:5:16 PM405",
		},
		{
			"an unknown field to collect", step("collect: [sn, colour], source: ours"),
			"x.yaml:5:19 PM208",
		},
		{
			"demanded among others", step("collect: [demanded, sn], source: ours"),
			"x.yaml:5:19 PM307",
		},
		{
			"an unknown key of a step", step("do: fix, sauce: ours"),
			"x.yaml:5:19 PM004\n" +
				"x.yaml:5:9 PM314",
		},
		{
			"a bad name for a step", step("id: first step, do: fix, source: ours"),
			"x.yaml:5:14 PM303",
		},
		{
			"a step called next", step("id: next, do: fix, source: ours"),
			"x.yaml:5:14 PM303",
		},
		{
			"a step called return", step("id: return, do: fix, source: ours"),
			"x.yaml:5:14 PM303",
		},
		{
			"a step twice", step("end: replaced, source: ours"),
			"x.yaml:6:9 PM313",
		},
		{
			"a step without a source", step("do: fix"),
			"x.yaml:5:9 PM314",
		},
		{
			"a source of no form", step("do: fix, source: [ours, handbook E102 step 2]"),
			"x.yaml:5:27 PM315",
		},
		{
			"a source without a line", step("do: fix, source: handbook E/3"),
			"x.yaml:5:27 PM315",
		},
		{
			"the flow of a code has no caller", step("do: fix, source: caller"),
			"x.yaml:5:27 PM316",
		},
		{
			"the caller among others",
			[]string{"x.yaml", shared("sub", "do: fix, no: return, cannot: return, source: [caller, ours]")},
			"x.yaml:5:55 PM317",
		},
		{
			"then after a question", step("ask: a, yes: next, no: next, cannot: next, then: next, source: ours"),
			"x.yaml:5:59 PM318",
		},
		{
			"then after an action", step("do: fix, then: next, source: ours"),
			"x.yaml:5:25 PM318",
		},
		{
			"then after an outcome", step("id: d, end: replaced, then: next, source: ours"),
			"x.yaml:5:38 PM318\n" +
				"x.yaml:6:9 PM408",
		},
		{
			"yes to a notice", step("tell: told, yes: next, source: ours"),
			"x.yaml:5:27 PM318",
		},
		{
			"an outcome that leads on", step("id: d, end: replaced, cannot: next, source: ours"),
			"x.yaml:5:40 PM318\n" +
				"x.yaml:6:9 PM408",
		},
		{
			"a collection to be made once", step("collect: sn, once: true, source: ours"),
			"x.yaml:5:29 PM318",
		},

		// How the steps hang together.
		{
			"a question without all three answers", step("ask: a, yes: next, no: next, source: ours"),
			"x.yaml:5:9 PM401",
		},
		{
			"an unknown target", step("do: fix, no: the-other-step, source: ours"),
			"x.yaml:5:23 PM402",
		},
		{
			"no next step",
			[]string{"x.yaml", entry("E1", "do: fix, cannot: replaced")},
			"x.yaml:6:9 PM403",
		},
		{
			"no step after a notice",
			[]string{"x.yaml", entry("E1", "tell: told")},
			"x.yaml:6:9 PM403",
		},
		{
			"the flow of a code returns", step("do: fix, no: return, source: ours"),
			"x.yaml:5:23 PM404",
		},
		{
			"no step after a flow that returns",
			[]string{"x.yaml", entry("E1", "call: sub"), "y.yaml", shared("sub", "tell: told, then: return")},
			"x.yaml:6:9 PM403",
		},
		{
			"a step after a flow that does not",
			[]string{"x.yaml", entry("E1", "call: sub, then: replaced", "end: replaced"), "y.yaml", shared("sub", "tell: told, then: given-up")},
			"x.yaml:6:27 PM406",
		},
		{
			"an outcome that cites nothing", append(step("do: fix, no: d, source: ours"), words("outcomes.yaml", "d: {kind: replace, text: {zh: 丁, en: D}}\n")...),
			"x.yaml:5:23 PM314",
		},
		{
			"an unreached step",
			[]string{"x.yaml", entry("E1", "end: replaced", "do: fix, no: given-up, cannot: given-up")},
			"x.yaml:7:9 PM408",
		},
		{
			"a step after a call that never returns",
			[]string{"x.yaml", entry("E1", "call: sub", "tell: told, then: replaced"), "y.yaml", shared("sub", "end: given-up")},
			"x.yaml:7:9 PM408",
		},
		{
			"a step that leads to itself",
			[]string{"x.yaml", entry("E1", "do: fix, no: fix", "end: replaced")},
			"x.yaml:6:9 PM407",
		},
		{
			"two ways around",
			[]string{"x.yaml", entry("E1", "do: fix", "do: mend, no: fix", "tell: told, then: fix")},
			"x.yaml:6:9 PM407",
		},
		{
			"a loop around a call",
			[]string{"x.yaml", entry("E1", "do: fix", "call: sub, then: fix"), "y.yaml", shared("sub", "tell: told, then: return")},
			"x.yaml:6:9 PM407",
		},
		{
			"a loop in a flow that two others call",
			[]string{
				"x.yaml", entry("E1", "call: sub", "end: replaced"), "x2.yaml", entry("E2", "call: sub", "end: replaced"),
				"y.yaml", shared("sub", "tell: told", "do: fix, yes: told, no: return, cannot: return"),
			},
			"y.yaml:5:9 PM407",
		},
		{
			"a flow that calls itself",
			[]string{"x.yaml", shared("sub", "do: fix, no: return", "call: sub, then: return")},
			"x.yaml:5:9 PM407",
		},
		{
			"a flow that does nothing but call itself",
			[]string{"x.yaml", entry("E1", "call: E1")},
			"x.yaml:6:16 PM410",
		},
		{
			"flows that call each other",
			[]string{"x.yaml", shared("one", "call: two, then: return"), "y.yaml", shared("two", "ask: a, yes: return, no: next, cannot: next", "call: one, then: return")},
			"x.yaml:5:9 PM407",
		},

		// Several at once.
		{
			"words that cannot be read",
			[]string{"actions.yaml", "fix: [\n", "notices.yaml", "told: {txt: {}}\n", "x.yaml", "table: [\n"},
			"actions.yaml:2:1 PM002\n" +
				"notices.yaml:1:8 PM004\n" +
				"notices.yaml:1:7 PM201\n" +
				"x.yaml:2:1 PM002",
		},
		{
			"faults of words, of flows and of a file",
			append(words("actions.yaml", "d: {text: {zh: 丁, en: D}}\ne: {who: agent}\n"),
				"x.yaml", entry("E1", "ask: d", "id: d, source: ours"), "y.yaml", "flows: [\n", "z.yaml", entry("E2", "do: fix, source: nobody", "collect: colour")),
			"actions.yaml:7:4 PM203\n" +
				"actions.yaml:8:4 PM201\n" +
				"x.yaml:6:15 PM309\n" +
				"x.yaml:7:9 PM308\n" +
				"y.yaml:2:1 PM002\n" +
				"z.yaml:6:27 PM315\n" +
				"z.yaml:7:19 PM208\n" +
				"z.yaml:7:9 PM403",
		},
		{
			"faults of targets and calls",
			[]string{"x.yaml", entry("E1", "do: fix, no: d, cannot: e", "call: sub")},
			"x.yaml:6:23 PM402\n" +
				"x.yaml:6:34 PM402\n" +
				"x.yaml:7:16 PM405",
		},
		{
			"a loop and an unreached step",
			[]string{"x.yaml", entry("E1", "do: fix, no: fix, cannot: fix", "tell: told, then: resolved")},
			"x.yaml:7:9 PM408\n" +
				"x.yaml:6:9 PM407",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := folder(test.files...)
			if len(files) == len(vocabulary) { // just words: there must be a flow beside them
				files["sound.yaml"] = &fstest.MapFile{Data: []byte(entry("E9", "end: replaced"))}
			}
			_, err := flows.Load(files)
			if err == nil {
				t.Fatalf("no error, want\n%s", test.want)
			}
			if got := placesAndCodes(err); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestLoadNamesTheFilesThatAreMissing(t *testing.T) {
	_, err := flows.Load(fstest.MapFS{})
	if err == nil {
		t.Fatal("an empty folder is read")
	}
	for name := range vocabulary {
		if !strings.Contains(err.Error(), name+":1:1: PM001 ") {
			t.Errorf("the error does not name %s:\n%s", name, err)
		}
	}
	files := folder("x.yaml", entry("E1", "end: replaced"))
	delete(files, "notices.yaml")
	if _, err := flows.Load(files); err == nil || placesAndCodes(err) != "notices.yaml:1:1 PM001" {
		t.Errorf("without notices.yaml: %v", err)
	}
}

func TestLoadRefusesAFolderWithoutFlows(t *testing.T) {
	_, err := flows.Load(folder("flows.yml", entry("E1", "end: replaced")))
	if want := ".:1:1 PM010"; err == nil || placesAndCodes(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestLoadNamesTheFileThatIsDamaged(t *testing.T) {
	tests := map[string]string{
		"invalid UTF-8":        "table: E\nflows:\n  - flow: \xff\xfe\n",
		"cut in a character":   "table: E\n# \xe9",
		"a zero byte":          "table: E\x00\n",
		"deeply nested":        "table: E\nflows: " + strings.Repeat("[", 100_000),
		"a document in a list": "- table: E\n",
		"a word":               "E1",
		"two documents":        entry("E1", "end: replaced") + "---\n" + entry("E2", "end: replaced"),
		"an alias of itself":   "table: E\nflows: &all\n  - flow: E1\n    steps: *all\n",
		"a tab":                "table: E\nflows:\n\t- flow: E1\n",
		"a list for a word":    "table: E\nflows:\n  - flow: [E1]\n",
	}
	for name, content := range tests {
		for _, file := range []string{"x.yaml", "actions.yaml"} {
			_, err := flows.Load(folder("e.yaml", entry("E9", "end: replaced"), file, content))
			if err == nil || !strings.HasPrefix(err.Error(), file+":") {
				t.Errorf("%s in %s: %v", name, file, err)
			}
		}
	}
}

func TestLoadReadsAMinimalFolder(t *testing.T) {
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"questions.yaml": "{}", "actions.yaml": "{}", "notices.yaml": "{}", "fields.yaml": "text: {zh: 填, en: Fill in}",
		"outcomes.yaml": "replaced: {kind: replace, text: {zh: 换, en: Replaced}, source: ours}",
		"e.yaml":        "table: E\nflows:\n  - flow: E1\n    steps:\n      - {end: replaced, source: handbook E/1.1}",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	knowledge, err := flows.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	want := []flows.Flow{{ID: "E1", Table: "E", Hash: knowledge.Flows[0].Hash, Nodes: []flows.Node{{
		ID: "replaced", Kind: flows.Ending, Ref: "replaced", Text: catalog.Text{Zh: "换", En: "Replaced"},
		Sources: []string{"handbook E/1.1"}, Outcome: flows.Outcome{Kind: flows.Replace},
	}}}}
	if !reflect.DeepEqual(knowledge.Flows, want) || len(knowledge.Fields) != 0 {
		t.Errorf("got\n%+v\nwant\n%+v", knowledge.Flows, want)
	}
	if len(want[0].Hash) != 16 {
		t.Errorf("the hash is %q", want[0].Hash)
	}
}

func TestLoadKeepsWhatAFlowSaysOfItself(t *testing.T) {
	knowledge, err := flows.Load(folder("x.yaml", `
flows:
  - flow: sub
    title: {zh: 题, en: Title}
    note: {zh: 注, en: Note}
    network_check: true
    skips_network_check: {zh: 因, en: Reason}
    fields: [sn, both, mid]
    steps:
      - {end: replaced, source: ours}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := knowledge.Flows[0]
	got.Nodes, got.Hash = nil, ""
	want := flows.Flow{
		ID: "sub", Title: catalog.Text{Zh: "题", En: "Title"}, Note: catalog.Text{Zh: "注", En: "Note"}, NetworkCheck: true,
		SkipsNetwork: catalog.Text{Zh: "因", En: "Reason"}, Fields: []string{"sn", "mid", "tid"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	wantForm := []flows.Field{
		{Name: "mid", Label: catalog.Text{Zh: "商户", En: "MID"}, Help: catalog.Text{Zh: "小票", En: "Receipt"}},
		{Name: "tid", Label: catalog.Text{Zh: "终端", En: "TID"}},
		{Name: "sn", Label: catalog.Text{Zh: "序列", En: "SN"}},
	}
	if !reflect.DeepEqual(knowledge.Fields, wantForm) {
		t.Errorf("the form is %+v, want %+v", knowledge.Fields, wantForm)
	}
}

func TestLoadReadsTheSameTwice(t *testing.T) {
	files := folder("x.yaml", entry("E1", "call: sub", "do: mend", "end: replaced"), "y.yaml", shared("sub", "do: fix, no: return, cannot: return"))
	first, err := flows.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	second, err := flows.Load(files)
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("%v\nfirst  %+v\nsecond %+v", err, first, second)
	}
}

func TestLoadReadsALongFlow(t *testing.T) {
	var steps []string
	for i := range 2000 {
		steps = append(steps, fmt.Sprintf("id: s%d, do: fix", i))
	}
	book := newBook(t, entry("E1", append(steps, "end: replaced")...))
	if state := resolve(t, book, begin(t, book, "E1")); state.Remaining != 2000 {
		t.Errorf("%d steps remain, want 2000", state.Remaining)
	}
}

// FuzzLoad reads any two files and walks every flow of a code that was found sound.
func FuzzLoad(f *testing.F) {
	f.Add(vocabulary["actions.yaml"], entry("E1", "ask: a, yes: next, no: next, cannot: resolved", "do: fix", "collect: demanded", "call: sub")+
		"  - flow: sub\n    steps:\n      - {tell: told, source: ours}\n      - {end: given-up, source: ours}\n")
	f.Add("", shared("sub", "do: fix, no: return, cannot: return"))
	f.Add("fix: &a {text: {zh: 修, en: Fix}, who: agent}\nmend: *a\n", entry("E1", "call: E1"))
	f.Add("fix:\n", "flows:\n  -\n")
	f.Fuzz(func(t *testing.T, actions, content string) {
		knowledge, err := flows.Load(folder("actions.yaml", actions, "x.yaml", content))
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		book := flows.NewBook(knowledge)
		for i := range knowledge.Flows {
			flow := &knowledge.Flows[i]
			if flow.Returns() {
				continue
			}
			state := resolve(t, book, begin(t, book, flow.ID))
			for walk := begin(t, book, flow.ID); state.Outcome == nil; state = resolve(t, book, walk) {
				walk = give(&state, walk, state.Current.Node.Allowed()[0])
			}
		}
	})
}
