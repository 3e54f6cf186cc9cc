package change_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/change"
)

// vocabulary is what the flows of these tests refer to.
const vocabulary = `
questions.yaml
a: {text: {zh: 甲, en: A}, known_by: seen}
b: {text: {zh: 乙, en: B}, known_by: seen}
c: {text: {zh: 丙, en: C}, known_by: seen}
other-a: {text: {zh: 甲, en: A}, known_by: seen}

actions.yaml
fix: {text: {zh: 修, en: Fix}, who: agent}
mend: {text: {zh: 补, en: Mend}, who: agent}

notices.yaml
told: {text: {zh: 知, en: Told}}

outcomes.yaml
resolved: {kind: resolved, text: {zh: 好, en: Resolved}, source: ours}
replaced: {kind: replace, text: {zh: 换, en: Replaced}, source: ours}
given-up: {kind: escalate, text: {zh: 报, en: Given up}, source: ours}

fields.yaml
text: {zh: 填, en: Fill in}
fields:
  - {name: mid, label: {zh: 商户, en: MID}}
  - {name: tid, label: {zh: 终端, en: TID}}
`

// flowsOf writes flows as YAML: a name, which begins with a small letter where the flow serves others, and a step a line.
// A step that cites nothing is ours.
func flowsOf(written string) fstest.MapFS {
	files := fstest.MapFS{}
	for section := range strings.SplitSeq(strings.TrimSpace(vocabulary), "\n\n") {
		file, content, _ := strings.Cut(section, "\n")
		files[file] = &fstest.MapFile{Data: []byte(content)}
	}
	for section := range strings.SplitSeq(strings.TrimSpace(written), "\n\n") {
		lines := strings.Split(section, "\n")
		id := strings.TrimSpace(lines[0])
		head := "table: E\nflows:\n  - flow: " + id + "\n    fields: [mid, tid]\n    steps:\n"
		if strings.ToLower(id) == id {
			head = "flows:\n  - flow: " + id + "\n    title: {zh: 共用, en: Shared}\n    steps:\n"
		}
		for _, step := range lines[1:] {
			head += "      - {" + strings.TrimSpace(step) + ", source: ours}\n"
		}
		files["flow-"+id+".yaml"] = &fstest.MapFile{Data: []byte(head)}
	}
	return files
}

// known reads flows, and makes an entry for each flow of a code.
func known(files fstest.MapFS) (change.Knowledge, error) {
	read, err := flows.Load(files)
	if err != nil {
		return change.Knowledge{}, err
	}
	table := catalog.Table{ID: "E"}
	for _, flow := range read.Flows {
		if flow.Table != "" {
			table.Entries = append(table.Entries, catalog.Entry{
				Table: "E", Code: flow.ID, Flow: flow.ID, Sources: []catalog.Source{{Row: "E/1"}}, Message: catalog.Text{Zh: "话", En: "Words"},
			})
		}
	}
	return change.Knowledge{Catalog: &catalog.Catalog{Tables: []catalog.Table{table}}, Flows: read}, nil
}

func mustKnow(t *testing.T, files fstest.MapFS) change.Knowledge {
	t.Helper()
	read, err := known(files)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func changesOf(t *testing.T, before, after change.Knowledge) change.Changes {
	t.Helper()
	changes, err := change.Compare(before, after).Changes()
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// tell writes forks shortly: "E1,E2 inner: a=yes b=no(after): ask c > do fix; also …".
func tell(forks []change.Fork) string {
	var all []string
	for _, fork := range forks {
		line := strings.Join(fork.Codes, ",") + " " + fork.Flow + ":" + given(fork.Answers) + ": " + told(fork.Before) + " > " + told(fork.After)
		if len(fork.Also) > 0 {
			line += "; also" + given(fork.Also)
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

func given(answers []change.Given) string {
	text := ""
	for _, answer := range answers {
		text += " " + answer.Node + "=" + string(answer.Answer)
		if answer.Asked != "" {
			text += "(" + string(answer.Asked) + ")"
		}
	}
	return text
}

func told(told change.Told) string {
	text := string(told.Kind) + " " + told.Ref
	if told.Leaves {
		text += " outside"
	}
	return text
}

func TestForks(t *testing.T) {
	const twoCodes = `
E1
call: net
do: fix
end: given-up

E2
call: net
do: mend
end: given-up

net
ask: a, yes: return, no: next, cannot: next
ask: b, yes: return, no: replaced, cannot: replaced`
	for name, test := range map[string]struct {
		before string
		edit   []string // what is replaced by what
		want   string
	}{
		"nothing differs": {twoCodes, nil, ""},
		"a step with another name and the same words": {twoCodes, []string{"ask: a", "id: a, ask: other-a"}, ""},
		"the place of a step in its file is no difference": {
			twoCodes, []string{"E1\ncall: net\ndo: fix\nend: given-up", "E1\ncall: net\ndo: fix, no: last, cannot: last\nid: last, end: given-up"}, "",
		},
		"an answer of a shared flow leads elsewhere: told once, with all codes": {
			twoCodes, []string{"no: replaced", "no: given-up"}, "E1,E2 net: net/a=no net/b=no: outcome replaced > outcome given-up",
		},
		"a shared flow no longer returns: the codes' own steps are one difference": {
			twoCodes, []string{"ask: b, yes: return", "ask: b, yes: given-up"}, "E1,E2 net: net/a=no net/b=yes: action fix outside > outcome given-up",
		},
		"two ways into the same": {
			twoCodes,
			[]string{"no: replaced, cannot: replaced", "no: given-up, cannot: given-up"},
			"E1,E2 net: net/a=no net/b=no: outcome replaced > outcome given-up; also net/b=cannot",
		},
		"another step behind a shared flow is told once, however the flow was left": {
			twoCodes, []string{"do: fix", "do: mend"}, "E1 E1: net/a=yes: action fix > action mend",
		},
		"another first step of a shared flow": {
			twoCodes, []string{"net\nask: a,", "net\nid: a, ask: c,"}, "E1,E2 net:: question a > question c",
		},
		"a question that is put in hides no later difference, and what only follows from it is not told": {
			twoCodes,
			[]string{"net\nask: a,", "net\nask: c, yes: next, no: next, cannot: next\nask: a,", "do: fix", "do: mend"},
			"E1,E2 net:: question a > question c\nE1 E1: net/c=yes(after) net/a=yes: action fix > action mend",
		},
		"a question that is taken away": {
			twoCodes,
			[]string{"no: next, cannot: next\nask: b, yes: return, no: replaced, cannot: replaced", "no: return, cannot: return"},
			"E1,E2 net: net/a=no: question b > action fix outside; also net/a=cannot",
		},
		"other fields are asked for": {
			"E1\ncollect: mid\nend: given-up", []string{"collect: mid", "collect: [mid, tid]"}, "E1 E1:: collect collect > collect collect",
		},
	} {
		t.Run(name, func(t *testing.T) {
			after := strings.NewReplacer(test.edit...).Replace(test.before)
			changes := changesOf(t, mustKnow(t, flowsOf(test.before)), mustKnow(t, flowsOf(after)))
			if got := tell(changes.Forks); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if len(changes.Words) > 0 {
				t.Errorf("words differ: %v", changes.Words)
			}
		})
	}
}

func TestWordsThatReadOtherwiseAreToldWithTheCodesThatShowThem(t *testing.T) {
	files := flowsOf("E1\ndo: fix\nend: given-up\n\nE2\nask: b, yes: next, no: next, cannot: next\ndo: mend\nend: given-up")
	before := mustKnow(t, files)
	edit := func(file, old, written string) {
		files[file].Data = []byte(strings.Replace(string(files[file].Data), old, written, 1))
	}
	edit("actions.yaml", "en: Fix}, who: agent", "en: Fix it}, who: merchant, minutes: 3")
	edit("questions.yaml", "b: {text: {zh: 乙, en: B}, known_by: seen}", "b: {text: {zh: 乙, en: B}, known_by: seen, labels: {no: {zh: 没有, en: None}}, allows_payment: no, allows_erasing: yes}")
	edit("flow-E2.yaml", "  - flow: E2\n", "  - flow: E2\n    network_check: true\n")
	edit("flow-E1.yaml", "do: fix, source: ours", "do: fix, source: handbook E/1.1")
	edit("outcomes.yaml", "kind: escalate", "kind: replace")
	edit("fields.yaml", "en: TID", "en: Terminal")
	changes := changesOf(t, before, mustKnow(t, files))
	var got []string
	for _, thing := range changes.Words {
		for _, part := range thing.Parts {
			got = append(got, fmt.Sprintf("%s %s %v %s: %s > %s", thing.Kind, thing.Name, thing.Codes, part.Part, part.Before.En, part.After.En))
		}
	}
	want := []string{
		"question b [E2] allows_payment:  > No", "question b [E2] allows_erasing:  > Yes", "question b [E2] labels.no:  > None",
		"action fix [E1] text: Fix > Fix it", "action fix [E1] who: the agent > the merchant", "action fix [E1] minutes:  > 3",
		"outcome given-up [E1 E2] kind: Escalate > Replace", "flow E1 [E1] source: fix: ours > fix: handbook E/1.1", "flow E2 [E2] network_check:  > Yes", "field tid [] label: TID > Terminal",
	}
	if !slices.Equal(got, want) || len(changes.Forks) > 0 {
		t.Errorf("got %q\nand %s\nwant %q", got, tell(changes.Forks), want)
	}
}

func TestEntries(t *testing.T) {
	files := flowsOf("E1\nend: given-up\n\nE2\nend: given-up")
	before, after := mustKnow(t, files), mustKnow(t, files)
	line := func(text string) catalog.Text { return catalog.Text{Zh: text, En: text} }
	before.Catalog.Tables[0].Entries[0].Remedy = []catalog.Text{line("1"), line("2"), line("3")}
	after.Catalog.Tables[0].Entries[0].Remedy = []catalog.Text{line("1"), line("new"), line("2"), line("3.")}
	after.Catalog.Tables[0].Entries[0].Cause = line("cause")
	after.Catalog.Tables[0].Entries[1].Code = "E3"
	changes := changesOf(t, before, after)
	if len(changes.Added) != 1 || changes.Added[0].Code != "E3" || len(changes.Removed) != 1 || changes.Removed[0].Code != "E2" {
		t.Errorf("added %v, removed %v; want E3, E2", changes.Added, changes.Removed)
	}
	var got []string
	for _, part := range changes.Entries[0].Parts {
		got = append(got, fmt.Sprintf("%s %d %s>%s", part.Part, part.Line, part.Before.En, part.After.En))
	}
	if want := []string{"cause 0 >cause", "remedy 2 >new", "remedy 4 3>3."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAWalkThatWasBegunBefore(t *testing.T) {
	const flow = "E1\nask: a, yes: next, no: next, cannot: next\nask: b, yes: next, no: given-up, cannot: given-up\ndo: fix\nend: given-up"
	before := mustKnow(t, flowsOf(flow))
	for name, test := range map[string]struct {
		answered string
		edit     []string
		want     string
	}{
		"nothing that is still to come differs": {"a=yes b=no", []string{"do: fix", "do: mend"}, ""},
		"an answered question is another one":   {"a=yes b=yes", []string{"ask: a", "id: a, ask: c"}, "misfit: question c"},
		"it stands at another step":             {"a=yes", []string{"ask: b", "ask: c"}, "now: question b > question c"},
		"it parts later":                        {"a=yes", []string{"do: fix", "do: mend"}, "later: b=yes: action fix > action mend"},
		"its flow is gone":                      {"a=yes", []string{"E1", "E2"}, "flow_gone:"},
	} {
		t.Run(name, func(t *testing.T) {
			walk := flows.Walk{Flow: "E1", Hash: before.Flows.Flows[0].Hash, Cursor: 0}
			texts := map[string]catalog.Text{"a": {Zh: "甲", En: "A"}, "b": {Zh: "乙", En: "B"}}
			for answer := range strings.FieldsSeq(test.answered) {
				node, value, _ := strings.Cut(answer, "=")
				walk.Answers = append(walk.Answers, flows.Answer{Key: flows.Key{Node: node, Visit: 1}, Value: flows.Value(value), Shown: texts[node]})
			}
			after := mustKnow(t, flowsOf(strings.NewReplacer(test.edit...).Replace(flow)))
			touched, err := change.Compare(before, after).Walk(walk)
			if err != nil {
				t.Fatal(err)
			}
			if got := tellTouched(touched); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func tellTouched(touched change.Touched) string {
	if touched.Effect == "" {
		return ""
	}
	text := string(touched.Effect) + ":"
	if len(touched.Answers) > 0 {
		text += given(touched.Answers) + ":"
	}
	if touched.Before != nil {
		text += " " + told(*touched.Before) + " >"
	}
	if touched.After != nil {
		text += " " + told(*touched.After)
	}
	return text
}
