package flows_test

import (
	"errors"
	"fmt"
	"io/fs"
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
			"questions.yaml:6: d: there is no `text:`: write it in both languages",
		},
		{
			"a question with nothing behind it", words("questions.yaml", "d:\ne: {text: {zh: 戊, en: E}, known_by: seen}\n"),
			"questions.yaml:6: d: there is no `text:`: write it in both languages",
		},
		{
			"an unknown way of knowing", words("questions.yaml", "d:\n  text: {zh: 丁, en: D}\n  known_by: guessed\n"),
			`questions.yaml:6: d: known_by is "guessed": write seen, said or measured`,
		},
		{
			"an action without a text", words("actions.yaml", "d: {who: agent}\n"),
			"actions.yaml:7: d: there is no `text:`: write it in both languages",
		},
		{
			"an action for nobody", words("actions.yaml", "d: {text: {zh: 丁, en: D}}\n"),
			`actions.yaml:7: d: who is "": write agent, merchant, cardholder, back_office or factory`,
		},
		{
			"a wait of less than nothing", words("actions.yaml", "d: {text: {zh: 丁, en: D}, who: agent, wait_minutes: -5}\n"),
			"actions.yaml:7: d: wait_minutes is -5: write a number of minutes",
		},
		{
			"a notice without a text", words("notices.yaml", "d: {how_to: [{zh: 丁, en: D}]}\n"),
			"notices.yaml:4: d: there is no `text:`: write it in both languages",
		},
		{
			"an outcome without a text", words("outcomes.yaml", "d: {kind: replace}\n"),
			"outcomes.yaml:5: d: there is no `text:`: write it in both languages",
		},
		{
			"an unknown kind of outcome", words("outcomes.yaml", "d: {kind: fixed, text: {zh: 丁, en: D}}\n"),
			`outcomes.yaml:5: d: kind is "fixed": write one of [resolved normal wait_and_retry contact_issuer back_office re_onboard replace` +
				` repair_or_replace_and_report return_to_factory channel_or_service_organisation business_or_risk carrier escalate]`,
		},
		{
			"a form without a heading",
			[]string{"fields.yaml", "fields: []\n", "x.yaml", entry("E1", "end: replaced")},
			"fields.yaml:1: there is no `text:`: write it in both languages\n" +
				`x.yaml:3: there is no field or set of fields "both" in fields.yaml`,
		},
		{
			"a field without a name",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - label: {zh: 丁, en: D}\nsets: {both: []}\n"},
			"fields.yaml:3: a field without a name: write `name:`",
		},
		{
			"a field without a label",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - name: mid\nsets: {both: []}\n"},
			"fields.yaml:3: field mid has no `label:`: write it in both languages",
		},
		{
			"a field twice",
			[]string{"fields.yaml", "text: {zh: 填, en: Fill in}\nfields:\n  - {name: d, label: {zh: 丁, en: D}}\n  - {name: d, label: {zh: 丁, en: D}}\nsets: {both: []}\n"},
			"fields.yaml:4: field d stands twice: keep one",
		},
		{
			"two fields that a receipt calls the same",
			[]string{
				"fields.yaml", "text: {zh: 填, en: Fill in}\nunasked: [AUTH NO]\nfields:\n  - {name: d, label: {zh: 丁, en: D}, printed: [No, auth no]}\n" +
					"  - {name: e, label: {zh: 戊, en: E}, printed: NO}\nsets: {both: []}\n",
			},
			"fields.yaml:4: \"auth no\" is printed for unasked and for d: keep one\n" +
				"fields.yaml:5: \"NO\" is printed for d and for e: keep one",
		},
		{
			"a set of an unknown field", words("fields.yaml", "  more: [sn, colour]\n"),
			`fields.yaml:9: more: there is no field "colour" in this file`,
		},
		{
			"one language only", words("notices.yaml", "d:\n  text:\n    zh: 丁\n"),
			`notices.yaml:6: the sentence has no "en": write it in both languages`,
		},
		{
			"an unknown key of an action", words("actions.yaml", "d: {text: {zh: 丁, en: D}, who: agent, destroy: {zh: 丁, en: D}}\n"),
			`actions.yaml:7: unknown key "destroy": check its spelling`,
		},
		{
			"a word twice", words("notices.yaml", "told: {text: {zh: 丁, en: D}}\n"),
			`notices.yaml:4: mapping key "told" already defined at line 2`,
		},
		{
			"an empty file of words",
			[]string{"notices.yaml", ""},
			"notices.yaml:1: yaml: no documents in stream",
		},

		// Flows.
		{
			"an empty file of flows",
			[]string{"x.yaml", "# to be written\n"},
			"x.yaml:1: yaml: no documents in stream",
		},
		{
			"a file without flows",
			[]string{"x.yaml", "table: E\n"},
			"x.yaml:1: there is no flow in this file: write `flows:`",
		},
		{
			"a flow without a name",
			[]string{"x.yaml", "table: E\nflows:\n  - steps: []\n"},
			"x.yaml:3: a flow without a name: write `flow:`",
		},
		{
			"a name that no answer's place could be written with",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1/E2\n    steps: []\n"},
			`x.yaml:3: flow "E1/E2": a name is made of letters, digits, hyphens, dots and underscores`,
		},
		{
			"a flow twice",
			[]string{"x.yaml", entry("E1", "end: replaced"), "y.yaml", entry("E1", "end: replaced")},
			"y.yaml:3: flow E1 stands twice, first at x.yaml:3: keep one",
		},
		{
			"a shared flow without a title",
			[]string{"x.yaml", "flows:\n  - flow: sub\n    steps:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:2: flow sub has no title: write `title:`, or `table:` at the top of the file if its flows are those of codes",
		},
		{
			"a flow without steps",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n"},
			"x.yaml:3: flow E1 has no steps: write `steps:`",
		},
		{
			"an unknown field",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    fields: [both, colour]\n    steps:\n      - {end: replaced, source: ours}\n"},
			`x.yaml:3: there is no field or set of fields "colour" in fields.yaml`,
		},
		{
			"a flow that demands what is demanded",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    fields: demanded\n    steps:\n      - {end: replaced, source: ours}\n"},
			"x.yaml:3: `demanded` stands for the fields that the flow of the code names: write it alone, in `collect:`",
		},
		{
			"an unknown key of a flow",
			[]string{"x.yaml", "table: E\nflows:\n  - flow: E1\n    step:\n      - {end: replaced, source: ours}\n"},
			`x.yaml:4: unknown key "step": check its spelling`,
		},

		// Steps.
		{
			"a step that does nothing", step("id: d, source: ours"),
			"x.yaml:5: a step has just one of ask, do, tell, collect, call and end; this one has 0",
		},
		{
			"a step that does two things", step("do: fix, tell: told, source: ours"),
			"x.yaml:5: a step has just one of ask, do, tell, collect, call and end; this one has 2",
		},
		{
			"an unknown question", step("ask: d, source: ours"),
			`x.yaml:5: there is no "d" among the questions (questions.yaml)`,
		},
		{
			"an unknown action", step("do: d, source: ours"),
			`x.yaml:5: there is no "d" among the actions (actions.yaml)`,
		},
		{
			"an unknown notice", step("tell: d, source: ours"),
			`x.yaml:5: there is no "d" among the notices (notices.yaml)`,
		},
		{
			"an unknown outcome", step("end: d, source: ours"),
			`x.yaml:5: there is no "d" among the outcomes (outcomes.yaml)`,
		},
		{
			"an unknown flow", step("call: sub, source: ours"),
			`x.yaml:5: there is no flow "sub" to call`,
		},
		{
			"an unknown field to collect", step("collect: [sn, colour], source: ours"),
			`x.yaml:5: there is no field or set of fields "colour" in fields.yaml`,
		},
		{
			"demanded among others", step("collect: [demanded, sn], source: ours"),
			"x.yaml:5: `demanded` stands for the fields that the flow of the code names: write it alone, in `collect:`",
		},
		{
			"an unknown key of a step", step("do: fix, sauce: ours"),
			`x.yaml:5: unknown key "sauce": check its spelling`,
		},
		{
			"a bad name for a step", step("id: first step, do: fix, source: ours"),
			`x.yaml:5: step "first step": a name is made of letters, digits, hyphens, dots and underscores, and neither next nor return`,
		},
		{
			"a step called next", step("id: next, do: fix, source: ours"),
			`x.yaml:5: step "next": a name is made of letters, digits, hyphens, dots and underscores, and neither next nor return`,
		},
		{
			"a step called return", step("id: return, do: fix, source: ours"),
			`x.yaml:5: step "return": a name is made of letters, digits, hyphens, dots and underscores, and neither next nor return`,
		},
		{
			"a step twice", step("end: replaced, source: ours"),
			"x.yaml:6: step replaced stands twice in flow E1, first at x.yaml:5: give one its own `id:`",
		},
		{
			"a step without a source", step("do: fix"),
			"x.yaml:5: step fix has no source: write `source:` with the row and line, or `source: ours`",
		},
		{
			"a source of no form", step("do: fix, source: [ours, handbook E102 step 2]"),
			"x.yaml:5: step fix cites \"handbook E102 step 2\": write it like `handbook E/3.2`, or `ours`, or `caller`",
		},
		{
			"a source without a line", step("do: fix, source: handbook E/3"),
			"x.yaml:5: step fix cites \"handbook E/3\": write it like `handbook E/3.2`, or `ours`, or `caller`",
		},
		{
			"the flow of a code has no caller", step("do: fix, source: caller"),
			"x.yaml:5: step fix cites its caller, but flow E1 belongs to a code and has none: write the row and line, or `ours`",
		},
		{
			"the caller among others",
			[]string{"x.yaml", shared("sub", "do: fix, no: return, cannot: return, source: [caller, ours]")},
			"x.yaml:5: step fix cites its caller and others: write `source: caller` alone",
		},
		{
			"then after a question", step("ask: a, yes: next, no: next, cannot: next, then: next, source: ours"),
			"x.yaml:5: step a: `then:` stands only with tell, collect and call: leave it out",
		},
		{
			"then after an action", step("do: fix, then: next, source: ours"),
			"x.yaml:5: step fix: `then:` stands only with tell, collect and call: leave it out",
		},
		{
			"then after an outcome", step("id: d, end: replaced, then: next, source: ours"),
			"x.yaml:5: step d: `then:` stands only with tell, collect and call: leave it out",
		},
		{
			"yes to a notice", step("tell: told, yes: next, source: ours"),
			"x.yaml:5: step told: `yes:`, `no:` and `cannot:` stand only with ask and do: leave them out",
		},
		{
			"an outcome that leads on", step("id: d, end: replaced, cannot: next, source: ours"),
			"x.yaml:5: step d: `yes:`, `no:` and `cannot:` stand only with ask and do: leave them out",
		},
		{
			"a collection to be made once", step("collect: sn, once: true, source: ours"),
			"x.yaml:5: step collect: `once:` stands only with ask, do and tell: leave it out",
		},

		// How the steps hang together.
		{
			"a question without all three answers", step("ask: a, yes: next, no: next, source: ours"),
			"x.yaml:5: question a must say where yes, no and cannot lead",
		},
		{
			"an unknown target", step("do: fix, no: the-other-step, source: ours"),
			"x.yaml:5: `no: the-other-step`, but that is neither a step of flow E1 nor an outcome (outcomes.yaml)",
		},
		{
			"no next step",
			[]string{"x.yaml", entry("E1", "do: fix, cannot: replaced")},
			"x.yaml:6: no step of flow E1 stands after this one: write `no:` with where it leads",
		},
		{
			"no step after a notice",
			[]string{"x.yaml", entry("E1", "tell: told")},
			"x.yaml:6: no step of flow E1 stands after this one: write `then:` with where it leads",
		},
		{
			"the flow of a code returns", step("do: fix, no: return, source: ours"),
			"x.yaml:5: `no: return`, but flow E1 belongs to a code and no flow waits for it: name a step or an outcome",
		},
		{
			"no step after a flow that returns",
			[]string{"x.yaml", entry("E1", "call: sub"), "y.yaml", shared("sub", "tell: told, then: return")},
			"x.yaml:6: flow sub returns here, but no step stands after this one: write `then:` with where it leads",
		},
		{
			"a step after a flow that does not",
			[]string{"x.yaml", entry("E1", "call: sub, then: replaced", "end: replaced"), "y.yaml", shared("sub", "tell: told, then: given-up")},
			"x.yaml:6: flow sub never returns, so `then: replaced` is never reached: leave it out",
		},
		{
			"an outcome that cites nothing", append(step("do: fix, no: d, source: ours"), words("outcomes.yaml", "d: {kind: replace, text: {zh: 丁, en: D}}\n")...),
			"x.yaml:5: step d has no source: write `source:` with the row and line, or `source: ours`",
		},
		{
			"an unreached step",
			[]string{"x.yaml", entry("E1", "end: replaced", "do: fix, no: given-up, cannot: given-up")},
			"x.yaml:7: no answer leads to step fix of flow E1: lead there or take it away",
		},
		{
			"a step after a call that never returns",
			[]string{"x.yaml", entry("E1", "call: sub", "tell: told, then: replaced"), "y.yaml", shared("sub", "end: given-up")},
			"x.yaml:7: no answer leads to step told of flow E1: lead there or take it away",
		},
		{
			"a step that leads to itself",
			[]string{"x.yaml", entry("E1", "do: fix, no: fix", "end: replaced")},
			"x.yaml:6: step fix of flow E1 can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"two ways around",
			[]string{"x.yaml", entry("E1", "do: fix", "do: mend, no: fix", "tell: told, then: fix")},
			"x.yaml:6: step fix of flow E1 can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"a loop around a call",
			[]string{"x.yaml", entry("E1", "do: fix", "call: sub, then: fix"), "y.yaml", shared("sub", "tell: told, then: return")},
			"x.yaml:6: step fix of flow E1 can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"a loop in a flow that two others call",
			[]string{
				"x.yaml", entry("E1", "call: sub", "end: replaced"), "x2.yaml", entry("E2", "call: sub", "end: replaced"),
				"y.yaml", shared("sub", "tell: told", "do: fix, yes: told, no: return, cannot: return"),
			},
			"y.yaml:5: step told of flow sub can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"a flow that calls itself",
			[]string{"x.yaml", shared("sub", "do: fix, no: return", "call: sub, then: return")},
			"x.yaml:5: step fix of flow sub can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"a flow that does nothing but call itself",
			[]string{"x.yaml", entry("E1", "call: E1")},
			"x.yaml:6: step E1 of flow E1 can lead back to itself, so the walk need not end: break the loop",
		},
		{
			"flows that call each other",
			[]string{"x.yaml", shared("one", "call: two, then: return"), "y.yaml", shared("two", "ask: a, yes: return, no: next, cannot: next", "call: one, then: return")},
			"x.yaml:5: step two of flow one can lead back to itself, so the walk need not end: break the loop",
		},

		// Several at once.
		{
			"words that cannot be read",
			[]string{"actions.yaml", "fix: [\n", "notices.yaml", "told: {txt: {}}\n", "x.yaml", "table: [\n"},
			"actions.yaml:2: did not find expected node content\n" + `notices.yaml:1: unknown key "txt": check its spelling`,
		},
		{
			"faults of words, of flows and of a file",
			append(words("actions.yaml", "d: {text: {zh: 丁, en: D}}\ne: {who: agent}\n"),
				"x.yaml", entry("E1", "ask: d", "id: d, source: ours"), "y.yaml", "flows: [\n", "z.yaml", entry("E2", "do: fix, source: nobody", "collect: colour")),
			`actions.yaml:7: d: who is "": write agent, merchant, cardholder, back_office or factory` + "\n" +
				"actions.yaml:8: e: there is no `text:`: write it in both languages\n" +
				`x.yaml:6: there is no "d" among the questions (questions.yaml)` + "\n" +
				"x.yaml:7: a step has just one of ask, do, tell, collect, call and end; this one has 0\n" +
				"y.yaml:2: did not find expected node content\n" +
				"z.yaml:6: step fix cites \"nobody\": write it like `handbook E/3.2`, or `ours`, or `caller`\n" +
				`z.yaml:7: there is no field or set of fields "colour" in fields.yaml`,
		},
		{
			"faults of targets and calls",
			[]string{"x.yaml", entry("E1", "do: fix, no: d, cannot: e", "call: sub")},
			"x.yaml:6: `no: d`, but that is neither a step of flow E1 nor an outcome (outcomes.yaml)\n" +
				"x.yaml:6: `cannot: e`, but that is neither a step of flow E1 nor an outcome (outcomes.yaml)\n" +
				`x.yaml:7: there is no flow "sub" to call`,
		},
		{
			"a loop and an unreached step",
			[]string{"x.yaml", entry("E1", "do: fix, no: fix, cannot: fix", "tell: told, then: resolved")},
			"x.yaml:6: step fix of flow E1 can lead back to itself, so the walk need not end: break the loop\n" +
				"x.yaml:7: no answer leads to step told of flow E1: lead there or take it away",
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
			if err.Error() != test.want {
				t.Errorf("got\n%s\nwant\n%s", err, test.want)
			}
		})
	}
}

func TestLoadNamesTheFilesThatAreMissing(t *testing.T) {
	_, err := flows.Load(fstest.MapFS{})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v, want an error of files that do not exist", err)
	}
	for name := range vocabulary {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not name %s:\n%s", name, err)
		}
	}
	files := folder("x.yaml", entry("E1", "end: replaced"))
	delete(files, "notices.yaml")
	if _, err := flows.Load(files); !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), "\n") != 0 {
		t.Errorf("without notices.yaml: %v", err)
	}
}

func TestLoadRefusesAFolderWithoutFlows(t *testing.T) {
	_, err := flows.Load(folder("flows.yml", entry("E1", "end: replaced")))
	if want := "no flow in the folder: write flows into a *.yaml file there"; err == nil || err.Error() != want {
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
