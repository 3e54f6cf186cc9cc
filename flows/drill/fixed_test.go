package drill_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

func load(yaml string) ([]*drill.Scenario, error) {
	all, diagnostics := shipped.ReadScenarios(catalog.Layer{Folder: fstest.MapFS{"mine.yaml": {Data: []byte(yaml)}}})
	return all, catalog.Failure(diagnostics)
}

const hotel = `scenarios:
  - name: hotel
    flow: E102
    seed: 3
    story:
      - {zh: 酒店大堂。, en: A hotel lobby.}
    answers:
      something-went-through: no
      uses-wifi: yes
      wifi-reaches-internet: yes
      wifi-has-security-policy: no
      wifi-needs-sign-in: yes
      change-network: yes
    facts:
      tid: "12345678"
      card_number: "9900001234567890"
      transaction_time: 昨天 14:05
    outcome: resolved-by-network
`

func TestAScenarioOfATrainer(t *testing.T) {
	all, err := load(hotel)
	if err != nil {
		t.Fatal(err)
	}
	made := all[0]
	if made.Name != "hotel" || made.Outcome.Node.Ref != "resolved-by-network" || len(made.Reference) != 6 || made.Story[0].En != "A hotel lobby." {
		t.Errorf("%s ends in %s after %d steps: %v", made.Name, made.Outcome.Node.Ref, len(made.Reference), made.Story)
	}
	if fact, _ := made.Fact(fault.TID); fact.Text.En != "12345678" {
		t.Errorf("TID %q", fact.Text.En)
	}
	if fact, _ := made.Fact(fault.Card); fact.Text.En != "990000******7890" {
		t.Errorf("card number %q", fact.Text.En)
	}
	if mark := follow(t, made); mark.Score != 100 {
		t.Error(describe(made, mark))
	}
}

func TestFaultsOfAScenario(t *testing.T) {
	tests := []struct{ name, old, edit, want string }{
		{"an unknown key", "seed: 3", "sead: 3", `mine.yaml:4:5: PM004 there is no key "sead" here`},
		{"an unknown flow", "flow: E102", "flow: E999", `mine.yaml:3:11: PM701 no entry has the flow "E999"`},
		{"an unknown question", "uses-wifi:", "has-wifi:", `mine.yaml:9:17: PM702 no flow has a question or an action "has-wifi"`},
		{"an answer that is none", "uses-wifi: yes", "uses-wifi: maybe", `mine.yaml:9:18: PM703 what uses-wifi finds is "maybe"`},
		{"an answer that is missing", "      change-network: yes\n", "", `mine.yaml:8:7: PM704 the walk comes to change-network`},
		{"another outcome", "outcome: resolved-by-network", "outcome: replace", `mine.yaml:18:14: PM705 the walk ends in resolved-by-network and not in replace`},
		{"a fact that is refused", `tid: "12345678"`, "tid: 1", `mine.yaml:15:12: PM706 `},
		{"no name", "  - name: hotel\n    flow", "  - flow", `mine.yaml:2:5: PM708`},
		{"one language", ", en: A hotel lobby.", "", `mine.yaml:6:9: PM007`},
		{"a whole list for answers", "      something-went-through: no", "      - something-went-through", `mine.yaml:`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(hotel, test.old) {
				t.Fatalf("the example has no %q", test.old)
			}
			_, err := load(strings.Replace(hotel, test.old, test.edit, 1))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if _, err := load(hotel + strings.TrimPrefix(hotel, "scenarios:\n")); err == nil || !strings.Contains(err.Error(), "PM707") {
		t.Errorf("the same name twice: %v", err)
	}
}

func FuzzLoadScenarios(f *testing.F) {
	f.Add(hotel)
	f.Add("scenarios: [{name: a, flow: E108}]")
	f.Fuzz(func(t *testing.T, yaml string) {
		all, err := load(yaml)
		if err != nil {
			return
		}
		for _, made := range all {
			if made.Outcome.Node == nil || len(made.Story) == 0 {
				t.Fatalf("%q was accepted and is not whole", yaml)
			}
		}
	})
}

func TestTheExamplesInTheDocumentationAreRight(t *testing.T) {
	for _, name := range []string{"training.md", "training.en.md"} {
		page, err := os.ReadFile("../../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(page), "```yaml mine/drills/hotel.yaml\n")
		example, _, _ := strings.Cut(rest, "```")
		all, err := load(example)
		if err != nil || len(all) != 1 || all[0].Outcome.Node.Ref != "resolved-by-network" {
			t.Errorf("%s: %d scenarios, %v", name, len(all), err)
		}
	}
}
