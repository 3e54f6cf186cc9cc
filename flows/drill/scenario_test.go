package drill_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/data"
	"posmedic/flows/drill/story"
	"posmedic/flows/fault"
)

func TestCompiledIsWhatTheYAMLSays(t *testing.T) {
	loaded, err := story.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*loaded, data.Pieces) {
		t.Error("compiled.go is not what the YAML says: run go generate ./...")
	}
}

func TestEveryQuestionHasItsFindingsAndEveryFindingItsQuestion(t *testing.T) {
	found := map[string]bool{}
	for _, finding := range data.Pieces.Findings {
		found[finding.Question] = true
		if node, ok := shipped.Thing(finding.Question); !ok || node.Kind != flows.Question {
			t.Errorf("no flow asks %s", finding.Question)
		}
		if finding.Yes == finding.No {
			t.Errorf("%s shows the same for yes and no", finding.Question)
		}
	}
	for _, node := range shipped.Things() {
		if node.Kind == flows.Question && !found[node.Ref] {
			t.Errorf("findings.yaml does not say what is found by %s", node.Ref)
		}
	}
}

// reading is everything of a scenario that a trainee reads, in one language.
func reading(made *drill.Scenario, lang catalog.Lang) string {
	var lines []string
	for _, text := range append(append([]catalog.Text{}, made.Story...), made.Screen...) {
		lines = append(lines, text.In(lang))
	}
	return strings.Join(lines, "\n")
}

func TestTheSameSeedGivesTheSameScenario(t *testing.T) {
	for _, made := range everyScenario() {
		again := scenario(t, made.Entry.Flow, made.Seed)
		if !reflect.DeepEqual(made, again) {
			t.Errorf("%s seed %d differs from itself", made.Entry.Flow, made.Seed)
		}
	}
}

func TestNoTwoOf1000ScenariosOfATableReadTheSame(t *testing.T) {
	for _, table := range shipped.Catalog().Tables {
		seen := map[string]bool{}
		for i := range 1000 {
			made := scenario(t, table.Entries[i%len(table.Entries)].Flow, uint64(i))
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				// Nor do they differ in a sum alone.
				text := strings.Map(func(r rune) rune {
					if '0' <= r && r <= '9' {
						return -1
					}
					return r
				}, reading(made, lang))
				if seen[text] {
					t.Errorf("%s, %s: two read %q", table.ID, lang, text)
				}
				seen[text] = true
				if strings.ContainsAny(text, "{}") {
					t.Errorf("a place is not filled: %s", text)
				}
			}
		}
	}
}

func TestTheScenariosOfAFlowComeToAllItsOutcomes(t *testing.T) {
	for _, flow := range []string{"E102", "E308", "E320", "POSP-5", "SYMPTOM-B7", "FRONT-0001"} {
		situations, err := shipped.Book().Situations(flow)
		if err != nil {
			t.Fatal(err)
		}
		want, got := map[string]bool{}, map[string]bool{}
		for _, situation := range situations {
			if situation.Step.Node.Kind == flows.Ending {
				want[situation.Step.Node.Ref] = true
			}
		}
		for seed := range uint64(300) {
			got[scenario(t, flow, seed).Outcome.Node.Ref] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s comes to %v, want %v", flow, got, want)
		}
	}
}

func TestAStoryHasAPaymentWhereACustomerMayHaveBeenCharged(t *testing.T) {
	calm := map[string]bool{}
	for _, piece := range data.Pieces.NotPaying {
		calm[piece.En] = true
	}
	for _, made := range everyScenario() {
		charged := false
		for _, step := range made.Reference {
			charged = charged || step.Node.Ref == "customer-charged" && step.Answer.Value != flows.No
		}
		for _, line := range made.Story {
			if charged && calm[line.En] {
				t.Errorf("%s seed %d: a customer may have been charged, and the story says %s", made.Entry.Flow, made.Seed, line.En)
			}
		}
	}
}

func TestEveryFactIsAcceptedByItsField(t *testing.T) {
	for _, made := range everyScenario() {
		for _, fact := range made.Facts {
			for _, text := range []string{fact.Text.Zh, fact.Text.En} {
				if value, finding := fault.Parse(fact.Name, text, noon); value.IsZero() {
					t.Errorf("%s seed %d: %s %q is refused: %v", made.Entry.Flow, made.Seed, fact.Name, text, finding)
				}
			}
		}
	}
}

func TestWhatIsMendedStaysMended(t *testing.T) {
	made := scenarioEndingIn(t, "E102", "resolved")
	free := drill.Free{Scenario: made}
	var fix *flows.Node
	for _, step := range made.Reference {
		if step.Node.Kind == flows.Action && step.Answer.Value == flows.Yes {
			fix = step.Node
		}
	}
	other, _ := shipped.Thing("sign-on-again")
	if _, found := free.Take(other); found != flows.No {
		t.Errorf("before the repair, another action finds %s", found)
	}
	free, _ = free.Take(fix)
	if _, found := free.Take(other); found != flows.Yes {
		t.Errorf("after the repair, another action finds %s", found)
	}
}

// scenarioEndingIn finds a scenario of a flow by its outcome.
func scenarioEndingIn(t testing.TB, flow, outcome string) *drill.Scenario {
	t.Helper()
	for seed := range uint64(1000) {
		if made := scenario(t, flow, seed); made.Outcome.Node.Ref == outcome {
			return made
		}
	}
	t.Fatalf("no scenario of %s ends in %s", flow, outcome)
	return nil
}

func BenchmarkScenarios10000(b *testing.B) {
	entries := shipped.Catalog().Entries()
	for b.Loop() {
		for i := range 10_000 {
			scenario(b, entries[i%len(entries)].Flow, uint64(i))
		}
	}
}

func BenchmarkNewTrainer(b *testing.B) {
	for b.Loop() {
		if _, err := drill.NewTrainer(&knowledge, shipped.Catalog(), &data.Pieces); err != nil {
			b.Fatal(err)
		}
	}
}

func TestSomeStoriesHoldBackWhatMustBeAsked(t *testing.T) {
	held, coded := 0, 0
	for _, made := range everyScenario() {
		if made.Entry.Code == "" {
			continue
		}
		coded++
		code, _ := made.Fact(fault.Code)
		text := reading(made, catalog.Chinese)
		shown := strings.Contains(text, made.Entry.Message.Zh)
		switch {
		case code.OnScreen && !shown:
			t.Errorf("%s seed %d: the message is on the screen and in no line of %q", made.Entry.Flow, made.Seed, text)
		case !code.OnScreen && shown && len([]rune(made.Entry.Message.Zh)) > 3: // a shorter one can stand in a story by chance
			t.Errorf("%s seed %d: the message is held back and stands in %q", made.Entry.Flow, made.Seed, text)
		case !code.OnScreen:
			held++
		}
		if _, fact, ok := (drill.Free{Scenario: made}).AskField(fault.Code); !ok || fact.Text.En != made.Entry.Code {
			t.Errorf("%s seed %d: whoever asks for the code hears %q", made.Entry.Flow, made.Seed, fact.Text.En)
		}
	}
	if held < coded/5 || held > coded/2 {
		t.Errorf("%d of %d stories hold it back", held, coded)
	}
}

func TestEveryStoryHasWhatLeadsAstray(t *testing.T) {
	among := func(made *drill.Scenario, pieces []catalog.Text) bool {
		for _, line := range made.Story {
			for _, piece := range pieces {
				if line == piece {
					return true
				}
			}
		}
		return false
	}
	for _, made := range everyScenario() {
		if !among(made, data.Pieces.Chatter) || !among(made, data.Pieces.Strays) {
			t.Errorf("%s seed %d has no distractor: %q", made.Entry.Flow, made.Seed, reading(made, catalog.English))
		}
	}
}
