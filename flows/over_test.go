package flows_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

func own(files ...string) fstest.MapFS {
	folder := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return folder
}

func TestOwnFlowsStandOverTheShippedOnesAndUseTheirWords(t *testing.T) {
	knowledge, err := flows.LoadOver(flowdata.Files, own(
		"mine.yaml", "table: E\nflows:\n"+
			"  - flow: E102\n    fields: terminal-fault\n    steps:\n"+
			"      - {call: network-check, source: ours}\n"+
			"      - {do: kick-it, source: ours}\n"+
			"      - {call: escalate, source: ours}\n",
		"actions.yaml", "kick-it:\n  text: {zh: 踢一脚, en: Kick it}\n  who: agent\n",
	), "/mine")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(knowledge.Flows), len(flowdata.Knowledge.Flows); got != want {
		t.Errorf("there are %d flows, want the shipped %d", got, want)
	}
	book := flows.NewBook(knowledge)
	state := resolve(t, book, follow(t, book, begin(t, book, "E102"), "yes"))
	if got := state.Current.Node.Text.En; got != "Kick it" {
		t.Errorf("after a good network E102 asks %q", got)
	}
	for id, want := range map[string]string{"E102": "/mine", "E101": ""} {
		if flow, err := book.Flow(id); err != nil || flow.Origin != want {
			t.Errorf("%s comes from %q, error %v; want %q", id, flow.Origin, err, want)
		}
	}
}

func TestAWordOfOnesOwnStandsOverTheShippedOne(t *testing.T) {
	knowledge, err := flows.LoadOver(flowdata.Files, own(
		"questions.yaml", "uses-wifi:\n  text: {zh: 是无线吗？, en: Is it wireless?}\n  known_by: seen\n",
	), "/mine")
	if err != nil {
		t.Fatal(err)
	}
	book := flows.NewBook(knowledge)
	state := resolve(t, book, follow(t, book, begin(t, book, "E102"), "no"))
	if got := state.Current.Node.Text.En; got != "Is it wireless?" {
		t.Errorf("the second question is %q", got)
	}
}

func TestAMistakeInOnesOwnFolderIsNamed(t *testing.T) {
	_, err := flows.LoadOver(flowdata.Files, own("mine.yaml", "table: E\nflows:\n  - flow: E102\n    steps:\n      - {do: fly, source: ours}\n"), "/mine")
	if want := `mine.yaml:5:14: PM310 there is no action "fly"`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want one with %s", err, want)
	}
}
