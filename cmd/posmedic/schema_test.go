package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"posmedic/catalog"
	"posmedic/flows"
)

// wholeFiles hold every key that a file of each sort may have.
var wholeFiles = map[string]string{
	"questions.yaml": `
q1: {text: {zh: 一, en: One}, how_to: [{zh: 看, en: Look}], labels: {yes: {zh: 有, en: There is}, no: {zh: 无, en: None}, cannot: {zh: 不明, en: Unknown}}, known_by: seen, allows_payment: "yes", allows_erasing: "no"}
q2: {text: {zh: 二, en: Two}, known_by: measured}
`,
	"actions.yaml": `
a1: {text: {zh: 一, en: One}, how_to: [{zh: 做, en: Do}], who: agent, minutes: 3, wait_minutes: 5, destroys: {zh: 交易, en: Sales}, repeats_payment: true}
a2: {text: {zh: 二, en: Two}, who: back_office}
`,
	"notices.yaml": `
n1: {text: {zh: 一, en: One}, how_to: [{zh: 看, en: Look}]}
n2: {text: {zh: 二, en: Two}}
`,
	"outcomes.yaml": `
o1: {kind: replace, text: {zh: 一, en: One}, how_to: [{zh: 看, en: Look}], receiver: {zh: 后台, en: Back office}, source: ours}
o2: {kind: normal, text: {zh: 二, en: Two}, source: [handbook E/1.1, ours]}
`,
	"fields.yaml": `
text: {zh: 填, en: Fill in}
fields:
  - {name: mid, label: {zh: 商户, en: MID}, help: {zh: 小票, en: Receipt}, printed: [商户编号, MID]}
  - {name: tid, label: {zh: 终端, en: TID}}
unasked: tid
sets: {both: [mid, tid], alone: mid}
`,
	"own.yaml": `
table: E
flows:
  - flow: E901
    title: {zh: 题, en: Title}
    note: {zh: 注, en: Note}
    network_check: false
    skips_network_check: {zh: 因, en: Because}
    fields: [mid, tid]
    steps:
      - {id: first, ask: uses-wifi, once: true, yes: next, no: next, cannot: next, source: [handbook E/1.1, ours]}
      - {do: restart, once: false, yes: resolved, no: next, cannot: next, source: ours}
      - {tell: fate-unknown, once: true, then: next, source: ours}
      - {collect: [mid, tid], then: next, source: ours}
      - {collect: demanded, id: again, source: ours}
      - {call: first-payment, then: next, source: ours}
      - {end: replace, source: handbook E/3.4}
`,
	"shared.yaml": `
flows:
  - flow: mine
    title: {zh: 题, en: Title}
    steps:
      - {ask: uses-wifi, yes: return, no: return, cannot: return, source: caller}
`,
	"table.yaml": `
table: MINE
title: {zh: 题, en: Title}
source: notice
standing: article
order: 7
network_first: true
preamble: [{zh: 前言, en: Preamble}]
entries:
  - code: M1
    row: 1
    section: s
    message: {zh: 话, en: Words}
    cause: {zh: 因, en: Cause}
    remedy: [{zh: 一, en: One, struck: {zh: 不适用, en: Not here}}, {zh: 二, en: Two}]
    variants: [{field: cause, source: other, text: 因, chosen: true, why: {zh: 因为, en: Because}}]
    notes: [{kind: caution, text: {zh: 当心, en: Careful}}]
    flow: M1
  - {row: B2, message: {zh: 话, en: Words}}
`,
}

// under is knowledge that is whole and has what the files above refer to. It is small, because it is read each time.
var under = fstest.MapFS{
	"questions.yaml": {Data: []byte("uses-wifi: {text: {zh: 问, en: Ask}, known_by: seen}")},
	"actions.yaml":   {Data: []byte("restart: {text: {zh: 做, en: Do}, who: agent}")},
	"notices.yaml":   {Data: []byte("fate-unknown: {text: {zh: 知, en: Know}}")},
	"outcomes.yaml":  {Data: []byte("resolved: {kind: resolved, text: {zh: 好, en: Good}, source: ours}\nreplace: {kind: replace, text: {zh: 换, en: Replace}, source: ours}")},
	"fields.yaml":    {Data: []byte(wholeFiles["fields.yaml"])},
	"flows.yaml": {Data: []byte(`
flows:
  - flow: first-payment
    title: {zh: 题, en: Title}
    steps: [{tell: fate-unknown, then: return, source: ours}]
`)},
}

// schemaOf is the name of the schema of a file.
func schemaOf(file string) string {
	name := strings.TrimSuffix(file, ".yaml")
	if name == "shared" || name == "own" {
		name = "flows"
	}
	return name + ".json"
}

func compiledSchemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	written, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	compiled := map[string]*jsonschema.Schema{}
	for name, content := range written {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatal(name, err)
		}
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource(name, document); err != nil {
			t.Fatal(err)
		}
		if compiled[name], err = compiler.Compile(name); err != nil {
			t.Fatal(err)
		}
	}
	return compiled
}

// asJSON is a YAML document as an editor's schema checker sees it.
func asJSON(t interface{ Fatal(...any) }, content []byte) any {
	var document any
	if err := yaml.Unmarshal(content, &document); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// hanging are the faults of how files hang together, which no schema of one file can know.
var hanging = []*catalog.DiagnosticKind{
	&catalog.EntryTwice, &catalog.WordUnused, &catalog.FieldUnknown, &catalog.FieldTwice, &catalog.FlowTwice, &catalog.QuestionUnknown,
	&catalog.ActionUnknown, &catalog.NoticeUnknown, &catalog.OutcomeUnknown, &catalog.StepTwice, &catalog.CallerMissing,
	&catalog.TargetUnknown, &catalog.NothingFollows, &catalog.ReturnWithoutCaller, &catalog.FlowUnknown, &catalog.CallNeverReturns,
	&catalog.Loop, &catalog.StepUnreached, &catalog.FlowUncalled, &catalog.CodeCalled,
}

// misshapen returns what the loader finds wrong with the form of one file in a folder of one's own.
func misshapen(file string, content []byte) []string {
	own := catalog.Layer{Folder: fstest.MapFS{file: &fstest.MapFile{Data: content}}, Origin: "mine"}
	var found []catalog.Diagnostic
	if file == "table.yaml" {
		found = catalog.Read(own).Diagnostics
	} else {
		found = flows.Read(own, catalog.Layer{Folder: under, Name: "under"}).Diagnostics
	}
	var wrong []string
	for i := range found {
		if !slices.Contains(hanging, found[i].Kind) {
			wrong = append(wrong, found[i].Error())
		}
	}
	return wrong
}

func TestTheSchemasTakeWhatIsShipped(t *testing.T) {
	compiled := compiledSchemas(t)
	for folder, otherwise := range map[string]string{"../../catalog/data": "table.json", "../../flows/data": "flows.json"} {
		files, err := fs.Glob(os.DirFS(folder), "*.yaml")
		if err != nil || len(files) == 0 {
			t.Fatal(err, files)
		}
		for _, file := range files {
			content, err := os.ReadFile(filepath.Join(folder, file))
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(file, ".yaml") + ".json"
			if compiled[name] == nil {
				name = otherwise
			}
			if err := compiled[name].Validate(asJSON(t, content)); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			if !strings.HasPrefix(string(content), "# yaml-language-server: $schema=schema/"+name+"\n") {
				t.Errorf("%s does not name its schema, %s", file, name)
			}
		}
	}
}

func TestTheSchemasTakeWhatNewWrites(t *testing.T) {
	compiled := compiledSchemas(t)
	folder := t.TempDir()
	for _, code := range []string{"E900", "48", "4321"} {
		made, ok := entryFor(code)
		if !ok {
			t.Fatal(code)
		}
		if err := (&app{out: bufio.NewWriter(io.Discard)}).writeSkeletons(made, folder); err != nil {
			t.Fatal(err)
		}
		for half, schema := range map[string]string{"catalog": "table.json", "flows": "flows.json"} {
			content, err := os.ReadFile(filepath.Join(folder, half, strings.ToLower(made.Flow)+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled[schema].Validate(asJSON(t, content)); err != nil {
				t.Errorf("%s: %v", code, err)
			}
			if !strings.HasPrefix(string(content), "# yaml-language-server: $schema=../schema/"+schema+"\n") {
				t.Errorf("%s does not name its schema, %s", code, schema)
			}
		}
	}
}

// TestTheSchemasTakeWhatTheLoaderTakes damages a file in one place and asks both.
func TestTheSchemasTakeWhatTheLoaderTakes(t *testing.T) {
	compiled := compiledSchemas(t)
	for _, file := range slices.Sorted(maps.Keys(wholeFiles)) {
		t.Run(file, rapid.MakeCheck(func(t *rapid.T) {
			var document any
			if err := yaml.Unmarshal([]byte(wholeFiles[file]), &document); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 20).Draw(t, "whole") > 0 {
				document = damage(t, document)
			}
			content, err := yaml.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			loader, schema := misshapen(file, content), compiled[schemaOf(file)].Validate(asJSON(t, content))
			if (loader == nil) != (schema == nil) {
				t.Fatalf("%s\nloader: %v\nschema: %v", content, loader, schema)
			}
		}))
	}
}

// damage changes one place below a value: it drops or misspells a key, or puts something of another type there.
func damage(t *rapid.T, value any) any {
	switch value := value.(type) {
	case map[string]any:
		key := rapid.SampledFrom(slices.Sorted(maps.Keys(value))).Draw(t, "key")
		switch rapid.IntRange(0, 5).Draw(t, "damage") {
		case 0:
			delete(value, key)
		case 1:
			value[key+"x"] = value[key]
			delete(value, key)
		case 2:
			value[key] = otherType(t)
		default:
			value[key] = damage(t, value[key])
		}
		return value
	case []any:
		if len(value) == 0 {
			return otherType(t)
		}
		at := rapid.IntRange(0, len(value)-1).Draw(t, "at")
		value[at] = damage(t, value[at])
		return value
	}
	return otherType(t)
}

func otherType(t *rapid.T) any {
	return rapid.SampledFrom([]any{
		"word", "", 3, -1, 2.5, true, nil,
		[]any{},
		[]any{"word"},
		[]any{map[string]any{"zh": "一", "en": "One"}},
		map[string]any{},
		map[string]any{"zh": "一", "en": "One"},
		map[string]any{"zh": "一"},
	}).Draw(t, "other")
}
