package check_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
	"posmedic/flows/check"
)

// damages is how many times the shipped knowledge is damaged.
const damages = 200

// TestDamageIsCaughtOrHarmless damages the shipped knowledge at random, in each of the ways in turn. What check lets
// pass is replayed path by path, and must be harmless; and where check has proved nothing but harm to a walk, the
// replay must come to harm too.
func TestDamageIsCaughtOrHarmless(t *testing.T) {
	entries, flowFiles := filesOf(t, "../../catalog/data"), filesOf(t, "../data")
	whole := check.Read(catalog.Layer{Folder: entries}, catalog.Layer{Folder: flowFiles})
	before := versions(whole)
	for seed := range uint64(damages) {
		way := ways[seed%uint64(len(ways))]
		t.Run(fmt.Sprintf("%d %s", seed, way.name), func(t *testing.T) {
			t.Parallel()
			damage := damage{Rand: rand.New(rand.NewPCG(seed, 1)), entries: clone(entries), flows: clone(flowFiles)}
			what := damage.do(t, way)
			knowledge := check.Read(catalog.Layer{Folder: damage.entries}, catalog.Layer{Folder: damage.flows})
			found := check.Run(knowledge)
			broken := slices.DeleteFunc(codes(found), func(code string) bool { return slices.Contains(proved, code) })
			if len(broken) > 0 { // it cannot be walked as it is written
				return
			}
			switch harm := harm(knowledge, before); {
			case harm != "" && len(codes(found)) == 0:
				t.Errorf("%s: nothing is wrong for check, but %s", what, harm)
			case harm == "" && len(codes(found)) > 0:
				t.Errorf("%s: no path comes to harm, but check says %s", what, found[0].Error())
			}
		})
	}
}

// proved are the diagnostics that tell of harm to a walk of knowledge that can be walked.
var proved = []string{"PM503", "PM601", "PM602", "PM603", "PM604", "PM605", "PM606"}

func codes(found []catalog.Diagnostic) []string {
	var codes []string
	for i := range found {
		if found[i].Kind.Severity == catalog.Error {
			codes = append(codes, found[i].Kind.Code)
		}
	}
	return codes
}

// harm replays every entry that is no longer what it was before.
func harm(knowledge *check.Knowledge, before map[string]string) string {
	now := versions(knowledge)
	for _, table := range knowledge.Catalog.Tables {
		for i := range table.Entries {
			entry := &table.Entries[i]
			if now[entry.Flow] != "" && now[entry.Flow] == before[entry.Flow] {
				continue
			}
			if harm := harmOf(knowledge, entry, table.NetworkFirst); harm != "" {
				return harm
			}
		}
	}
	return ""
}

// versions tells of the flow of each entry what its walks and its remedy depend on.
func versions(knowledge *check.Knowledge) map[string]string {
	hashes, versions := map[string]string{}, map[string]string{}
	for _, flow := range knowledge.Flows.Pinned().Flows {
		hashes[flow.ID] = flow.Hash
	}
	for _, entry := range knowledge.Catalog.Entries() {
		if hash := hashes[entry.Flow]; hash != "" {
			versions[entry.Flow] = fmt.Sprint(hash, len(entry.Remedy))
		}
	}
	return versions
}

// TestTheShippedKnowledgeIsHarmless replays every path of every entry: the proofs of check, without its short cuts.
func TestTheShippedKnowledgeIsHarmless(t *testing.T) {
	knowledge := check.Read(catalog.Layer{Folder: os.DirFS("../../catalog/data")}, catalog.Layer{Folder: os.DirFS("../data")})
	for _, found := range check.Run(knowledge) {
		t.Error(found.Error())
	}
	if harm := harm(knowledge, nil); harm != "" {
		t.Error(harm)
	}
}

func filesOf(t testing.TB, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(os.DirFS(folder), "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(folder, err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(os.DirFS(folder), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	return files
}

func clone(files fstest.MapFS) fstest.MapFS {
	cloned := fstest.MapFS{}
	for name, file := range files {
		cloned[name] = &fstest.MapFile{Data: file.Data}
	}
	return cloned
}

// damage is a folder of knowledge that is about to be damaged.
type damage struct {
	*rand.Rand
	entries, flows fstest.MapFS
}

// way is a way of damaging knowledge. It changes the YAML of one file and tells what it did; "" where the file has
// nothing of the kind.
type way struct {
	name    string
	entries bool // whether it damages a file of entries
	files   string
	do      func(d *damage, root *yaml.Node) string
}

// stepFiles are all files of flows, wordFiles those of the words that steps refer to.
const (
	stepFiles = "network-check.yaml shared.yaml e.yaml posp.yaml front.yaml symptom.yaml article-1.yaml article-2.yaml article-3.yaml unionpay.yaml"
	wordFiles = "questions.yaml actions.yaml notices.yaml outcomes.yaml fields.yaml"
	rowFiles  = "e.yaml posp.yaml front.yaml symptom.yaml article-1.yaml article-2.yaml article-3.yaml unionpay.yaml"
)

var edges = []string{"yes", "no", "cannot", "then"}

var ways = []way{
	{"drop an edge", false, stepFiles, func(d *damage, root *yaml.Node) string {
		step := d.step(root, edges...)
		return drop(step, d.one(present(step, edges...)))
	}},
	{"point an edge elsewhere", false, stepFiles, func(d *damage, root *yaml.Node) string {
		flow := d.flow(root)
		step, elsewhere := d.item(steps(flow)), append(names(flow), "next", "return", "resolved", "normal-message", "not-solved-on-site", "replace")
		return set(step, d.one(edges), d.one(elsewhere))
	}},
	{"point an edge that is there elsewhere", false, stepFiles, func(d *damage, root *yaml.Node) string {
		flow := d.flow(root)
		step := d.item(steps(flow))
		return set(step, d.one(present(step, edges...)), d.one(append(names(flow), "next", "return", "resolved")))
	}},
	{"point an edge nowhere", false, stepFiles, func(d *damage, root *yaml.Node) string {
		step := d.step(root, edges...)
		return set(step, d.one(present(step, edges...)), "no-such-step")
	}},
	{"add a loop", false, stepFiles, func(d *damage, root *yaml.Node) string {
		flow := d.flow(root)
		at := d.IntN(len(steps(flow)))
		return set(steps(flow)[at], d.one(edges), names(flow)[d.IntN(at+1)])
	}},
	{"remove a translation of a word", false, wordFiles, (*damage).translation},
	{"remove a translation of a flow", false, stepFiles, (*damage).translation},
	{"remove a translation of an entry", true, rowFiles, (*damage).translation},
	{"swap two steps", false, stepFiles, func(d *damage, root *yaml.Node) string {
		list := steps(d.flow(root))
		if len(list) < 2 {
			return ""
		}
		a := d.IntN(len(list) - 1)
		b := a + 1 + d.IntN(len(list)-a-1)
		list[a], list[b] = list[b], list[a]
		return fmt.Sprintf("steps %d and %d, line %d", a, b, list[a].Line)
	}},
	{"delete a step", false, stepFiles, func(d *damage, root *yaml.Node) string { return d.deleteItem(value(d.flow(root), "steps")) }},
	{"delete the first step", false, stepFiles, func(d *damage, root *yaml.Node) string {
		list := value(d.flow(root), "steps")
		line := list.Content[0].Line
		list.Content = list.Content[1:]
		return fmt.Sprintf("line %d", line)
	}},
	{"write a step twice", false, stepFiles, func(d *damage, root *yaml.Node) string {
		list := value(d.flow(root), "steps")
		list.Content = append(list.Content, d.item(list.Content))
		return fmt.Sprintf("line %d", list.Content[len(list.Content)-1].Line)
	}},
	{"delete the fields of a flow", false, stepFiles, func(d *damage, root *yaml.Node) string { return drop(d.flow(root), "fields") }},
	{"collect less", false, stepFiles, func(d *damage, root *yaml.Node) string { return set(d.step(root, "collect"), "collect", "mid") }},
	{"delete a field", false, "fields.yaml", func(d *damage, root *yaml.Node) string { return d.deleteItem(value(root, "fields")) }},
	{"forget an answer", false, stepFiles, func(d *damage, root *yaml.Node) string { return drop(d.step(root, "once"), "once") }},
	{"use an answer again", false, stepFiles, func(d *damage, root *yaml.Node) string {
		step := d.step(root, "ask", "do", "tell")
		value := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"}
		step.Content = append(step.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "once"}, value)
		return fmt.Sprintf("once, line %d", step.Line)
	}},
	{"cite nothing", false, stepFiles, func(d *damage, root *yaml.Node) string { return drop(d.step(root, "source"), "source") }},
	{"cite another line", false, stepFiles, func(d *damage, root *yaml.Node) string {
		return set(d.step(root, "source"), "source", d.one([]string{"ours", "caller", "handbook E/3.1", "handbook E/3.9", "handbook", "nobody X/1.1"}))
	}},
	{"misspell a reference", false, stepFiles, func(d *damage, root *yaml.Node) string {
		step := d.item(steps(d.flow(root)))
		key := d.one(present(step, "ask", "do", "tell", "call", "end"))
		return set(step, key, key+"-misspelt")
	}},
	{"call another flow", false, stepFiles, func(d *damage, root *yaml.Node) string {
		return set(d.step(root, "call"), "call", d.one([]string{"network-check", "first-payment", "before-erasing", "escalate", "repair-or-replace", "ask-issuer", "E102"}))
	}},
	{"delete a flow", false, stepFiles, func(d *damage, root *yaml.Node) string { return d.deleteItem(value(root, "flows")) }},
	{"delete an entry", true, rowFiles, func(d *damage, root *yaml.Node) string { return d.deleteItem(value(root, "entries")) }},
	{"add a line to a remedy", true, rowFiles, func(d *damage, root *yaml.Node) string {
		row := d.item(value(root, "entries").Content)
		remedy := value(row, "remedy")
		if remedy == nil {
			return ""
		}
		remedy.Content = append(remedy.Content, remedy.Content[0])
		return fmt.Sprintf("line %d", row.Line)
	}},
	{"a guard no longer guards", false, "questions.yaml", func(d *damage, root *yaml.Node) string {
		guards := slices.DeleteFunc(children(root), func(word *yaml.Node) bool { return len(present(word, "allows_payment", "allows_erasing")) == 0 })
		word := d.item(guards)
		return drop(word, d.one(present(word, "allows_payment", "allows_erasing")))
	}},
	{"a reason less", false, "e.yaml", func(d *damage, root *yaml.Node) string {
		skipping := slices.DeleteFunc(slices.Clone(value(root, "flows").Content), func(flow *yaml.Node) bool { return len(present(flow, "skips_network_check")) == 0 })
		return drop(d.item(skipping), "skips_network_check")
	}},
	{"the network check is none", false, "network-check.yaml", func(d *damage, root *yaml.Node) string { return drop(d.flow(root), "network_check") }},
}

// do damages one file, trying until something was there to be damaged.
func (d *damage) do(t *testing.T, way way) string {
	t.Helper()
	for range 1000 {
		name := d.one(strings.Fields(way.files))
		files := d.flows
		if way.entries {
			files = d.entries
		}
		var document yaml.Node
		if err := yaml.Load(files[name].Data, &document); err != nil {
			t.Fatal(err)
		}
		what := way.do(d, document.Content[0])
		if what == "" {
			continue
		}
		content, err := yaml.Dump(&document)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: content}
		return name + ": " + what
	}
	t.Fatalf("there is nothing to %s", way.name)
	return ""
}

func (d *damage) one(of []string) string {
	if len(of) == 0 {
		return ""
	}
	return of[d.IntN(len(of))]
}

func (d *damage) item(of []*yaml.Node) *yaml.Node { return of[d.IntN(len(of))] }

func (d *damage) flow(root *yaml.Node) *yaml.Node { return d.item(value(root, "flows").Content) }

// step is a step of some flow that has one of the keys.
func (d *damage) step(root *yaml.Node, keys ...string) *yaml.Node {
	var with []*yaml.Node
	for _, flow := range value(root, "flows").Content {
		for _, step := range steps(flow) {
			if len(present(step, keys...)) > 0 {
				with = append(with, step)
			}
		}
	}
	if len(with) == 0 {
		return &yaml.Node{Kind: yaml.MappingNode}
	}
	return d.item(with)
}

func (d *damage) deleteItem(list *yaml.Node) string {
	at := d.IntN(len(list.Content))
	line := list.Content[at].Line
	list.Content = slices.Delete(list.Content, at, at+1)
	return fmt.Sprintf("line %d", line)
}

// translation takes one language out of some text.
func (d *damage) translation(root *yaml.Node) string {
	var texts []*yaml.Node
	var visit func(*yaml.Node)
	visit = func(node *yaml.Node) {
		if len(present(node, "zh")) > 0 {
			texts = append(texts, node)
		}
		for _, child := range node.Content {
			visit(child)
		}
	}
	visit(root)
	if len(texts) == 0 {
		return ""
	}
	return drop(d.item(texts), d.one([]string{"zh", "en"}))
}

func steps(flow *yaml.Node) []*yaml.Node { return value(flow, "steps").Content }

// names are what the steps of a flow are called.
func names(flow *yaml.Node) []string {
	var all []string
	for _, step := range steps(flow) {
		for _, key := range []string{"id", "ask", "do", "tell", "call", "end", "collect"} {
			if at := value(step, key); at != nil {
				name := at.Value
				if key == "collect" {
					name = key
				}
				all = append(all, name)
				break
			}
		}
	}
	return all
}

func value(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Kind == yaml.MappingNode && mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}

func children(mapping *yaml.Node) []*yaml.Node {
	var values []*yaml.Node
	for i := 1; i < len(mapping.Content); i += 2 {
		values = append(values, mapping.Content[i])
	}
	return values
}

func present(mapping *yaml.Node, keys ...string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return value(mapping, key) == nil })
}

// drop takes a key out of a mapping; set gives it another value.
func drop(mapping *yaml.Node, key string) string {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			mapping.Content = slices.Delete(mapping.Content, i, i+2)
			return fmt.Sprintf("%s, line %d", key, mapping.Line)
		}
	}
	return ""
}

func set(mapping *yaml.Node, key, to string) string {
	if key == "" {
		return ""
	}
	if before := value(mapping, key); before != nil {
		*before = yaml.Node{Kind: yaml.ScalarNode, Value: to}
	} else {
		mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: to})
	}
	return fmt.Sprintf("%s: %s, line %d", key, to, mapping.Line)
}
