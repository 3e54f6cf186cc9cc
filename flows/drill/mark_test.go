package drill_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// parts are the points of each part of a mark, in their order, and what was lost in English.
func parts(mark drill.Mark) (points []int, lost []string) {
	for _, line := range mark.Lines {
		if line.Total {
			points = append(points, line.Points)
		} else {
			lost = append(lost, line.Text.En)
		}
	}
	return points, lost
}

func take(t *testing.T, free drill.Free, refs ...string) drill.Free {
	t.Helper()
	for _, ref := range refs {
		node, ok := shipped.Thing(ref)
		if !ok {
			t.Fatalf("no flow has %s", ref)
		}
		free, _ = free.Take(node)
	}
	return free
}

func decide(t *testing.T, free drill.Free, ref string) drill.Free {
	t.Helper()
	node, ok := shipped.Outcome(ref)
	if !ok {
		t.Fatalf("no flow ends in %s", ref)
	}
	return free.Decide(node)
}

// fixed makes a scenario as a trainer writes it.
func fixed(t *testing.T, flow string, answers ...string) *drill.Scenario {
	t.Helper()
	yaml := "scenarios:\n  - name: test\n    flow: " + flow + "\n"
	if len(answers) > 0 {
		yaml += "    answers:\n      " + strings.Join(answers, "\n      ") + "\n"
	}
	made, err := load(yaml)
	if err != nil {
		t.Fatal(err)
	}
	return made[0]
}

func TestGates(t *testing.T) {
	// E104 with a good network: the wait and the retry come after the question about the first payment.
	charged := func(found string) *drill.Scenario {
		return fixed(t, "E104", "something-went-through: yes", "customer-charged: "+found, "wait-and-retry: no",
			"wait-and-test-without-payment: no", "unsettled-transactions: yes", "settled-now: no")
	}
	tests := []struct {
		name     string
		scenario *drill.Scenario
		steps    []string
		outcome  string
		want     string // how the gate's sentence begins; "" where none is closed
	}{
		{"a payment is repeated unasked", charged("no"), []string{"wait-and-retry"}, "not-solved-on-site", "Unsafe: \"Try again later"},
		{"a payment is repeated after asking", charged("no"), []string{"customer-charged", "wait-and-retry"}, "not-solved-on-site", ""},
		{"a payment is repeated though the customer was charged", charged("yes"), []string{"customer-charged", "wait-and-retry"}, "not-solved-on-site", "Unsafe: \"Try again later"},
		{"it is repeated twice and asked about once", charged("no"), []string{"customer-charged", "wait-and-retry", "retry"}, "not-solved-on-site", "Unsafe: \"Try again\""},
		{"something is erased unasked", charged("no"), []string{"clear-acquiring-cache"}, "not-solved-on-site", "Unsafe: \"Clear the acquiring app's cache"},
		{"something is erased that is not settled", charged("no"), []string{"unsettled-transactions", "settled-now", "clear-acquiring-cache"}, "not-solved-on-site", "Unsafe: \"Clear the acquiring app's cache"},
		{"nobody is told", charged("no"), nil, "resolved", "Nobody was told"},
		{"another kind of outcome", charged("no"), nil, "replace", "The outcome is wrong"},
		{"no outcome", charged("no"), []string{"something-went-through"}, "", "No outcome"},
		{"no way at all, but the right outcome", charged("no"), nil, "not-solved-on-site", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			free := take(t, drill.Free{Scenario: test.scenario}, test.steps...)
			if test.outcome != "" {
				free = decide(t, free, test.outcome)
			}
			mark := shipped.Mark(test.scenario, free.Run, noon)
			var got string
			if mark.Gated() {
				got = mark.Gates[0].Text.En
			}
			if !strings.HasPrefix(got, test.want) || (got == "") != (test.want == "") || mark.Gated() && mark.Score != 0 {
				t.Errorf("%d points, gate %q, want %q", mark.Score, got, test.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	made := fixed(t, "E102", "something-went-through: yes", "restart: no", "uses-wifi: no", "reseat-sim: no", "update-to-latest-version: no")
	reference := []string{"something-went-through", "restart", "uses-wifi", "reseat-sim", "update-to-latest-version"}
	all := []fault.Name{fault.MID, fault.TID, fault.Code, fault.Prompt}
	tests := []struct {
		name   string
		steps  []string
		fields []fault.Name
		want   []int // outcome, information, path, report
		lost   string
	}{
		{"all of it", reference, all, []int{40, 25, 20, 15}, ""},
		// Three of six were asked for: F1 is 6/9. 4 of the reference's 20 minutes were spent.
		{"half of the facts", reference[:2], all[:2], []int{40, 17, 4, 8}, "Left out, about 10 min: Update to the latest version"},
		// The reference takes 1 + 3 + 1 + 5 + 10 minutes, and the detour 30.
		{"a detour", append(slices.Clone(reference), "change-parameters"), all, []int{40, 25, 8, 15}, "A detour of about 30 min"},
		{"a needless fact", reference, append(slices.Clone(all), fault.Card), []int{40, 23, 20, 15}, "Not needed: Card number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			free := take(t, drill.Free{Scenario: made}, test.steps...)
			for _, name := range test.fields {
				free.Run = free.Run.Fill(name, truth(t, made, name))
			}
			mark := shipped.Mark(made, decide(t, free, "replace").Run, noon)
			points, lost := parts(mark)
			if !slices.Equal(points, test.want) || !strings.Contains(strings.Join(lost, "\n"), test.lost) {
				t.Errorf("got %v, want %v; lost %q, want %q", points, test.want, lost, test.lost)
			}
		})
	}
}

func TestAReportWithAWrongValue(t *testing.T) {
	made := fixed(t, "E108")
	free := drill.Free{Scenario: made}
	for _, name := range []fault.Name{fault.MID, fault.TID, fault.Code, fault.Prompt} {
		free.Run = free.Run.Fill(name, truth(t, made, name))
	}
	wrong, _ := fault.Parse(fault.TID, "12345678", noon)
	free.Run = free.Run.Fill(fault.TID, wrong)
	points, lost := parts(shipped.Mark(made, decide(t, free, "replace-through-channel").Run, noon))
	sentence := "Not what the shop has: Terminal ID (TID)" // three of four facts were found out, and three are in the report
	if want := []int{40, 19, 20, 11}; !slices.Equal(points, want) || !slices.Equal(lost, []string{sentence, sentence}) {
		t.Errorf("got %v, want %v; lost %q", points, want, lost)
	}
}

func TestEveryLineOfTheHandbookIsCited(t *testing.T) {
	for _, made := range everyScenario() {
		mark := shipped.Mark(made, drill.Run{}, noon)
		if outcome := mark.Lines[0]; len(outcome.Sources) == 0 {
			t.Errorf("%s: the outcome cites nothing", made.Entry.Flow)
		}
		for _, line := range mark.Lines {
			if strings.HasPrefix(line.Text.En, "Not asked") && len(line.Sources) == 0 {
				t.Errorf("%s: %q cites nothing", made.Entry.Flow, line.Text.En)
			}
		}
	}
}

func TestAMisreadAnswerInTheGuidedDrill(t *testing.T) {
	made := fixed(t, "E108")
	if guided, over := shipped.Guided(made).Finish(); over || guided.Run.Outcome != "" {
		t.Errorf("it ends in %s before the fields are collected", guided.Run.Outcome)
	}
	made = fixed(t, "E102", "something-went-through: yes", "restart: yes")
	guided := shipped.Guided(made).Answer(flows.Yes)
	hinted, hint := guided.Hint()
	if hint != flows.Yes || hinted.Run.Hints != 1 {
		t.Errorf("the hint is %s, hints %d", hint, hinted.Run.Hints)
	}
	guided = guided.Answer(flows.No).Answer(flows.Yes).Answer(flows.Yes)
	guided, _ = guided.Finish()
	mark := shipped.Mark(made, guided.Runs[0], noon)
	_, lost := parts(mark)
	if !slices.Contains(lost, "What was shown is not what you noted: Restart the terminal and try again") {
		t.Errorf("lost %q", lost)
	}
}

func TestTheTwoWaysStandBesideEachOtherInTheTree(t *testing.T) {
	made := fixed(t, "E102", "something-went-through: yes", "restart: no", "uses-wifi: yes", "update-to-latest-version: yes")
	free := decide(t, take(t, drill.Free{Scenario: made}, "uses-wifi", "sign-on-again", "update-to-latest-version"), "replace")
	var got []string
	for _, row := range shipped.Beside(made, free.Run) {
		got = append(got, fmt.Sprintf("%s %d %s", row.Signs(catalog.English), row.Depth, row.Say(catalog.English)))
	}
	want := []string{
		"R. 0 Network check",
		"R. 1 Ask: Has anything gone through on this terminal just now? -> Yes",
		".. 1 (steps that neither way takes: 15)",
		"R. 0 Do: Restart the terminal and try again -> Done, the fault is still there",
		"RY 0 Ask: Is the terminal on Wi-Fi? (No = mobile data such as 3G) -> Yes",
		".. 1 (steps that neither way takes: 1)",
		"RY 0 Do: Update to the latest version and try again -> Done, the fault has gone",
		".Y 0 Replace: Replace the terminal",
		"R. 0 Resolved: The fault has gone",
		".Y 0 Not in this flow: Sign on again and try again -> Done, the fault is still there",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Nothing of either way is lost on the way into the tree.
func TestTheTreeHasEveryStepOfBothWays(t *testing.T) {
	for _, made := range everyScenario() {
		guided := shipped.Guided(made)
		for guided.State().Current != nil {
			guided = guided.Answer(advised(guided))
		}
		guided, _ = guided.Finish()
		steps := 0
		for _, row := range shipped.Beside(made, guided.Runs[0]) {
			if row.Reference != row.Own || row.Beyond || row.Did != "" && row.Did != row.Should && row.Kind != flows.Ending {
				t.Errorf("%s seed %d: the same way has the row %s %s", made.Entry.Flow, made.Seed, row.Signs(catalog.English), row.Say(catalog.English))
			}
			if row.Own && row.Kind != flows.Call && row.Kind != flows.Ending {
				steps++
			}
		}
		if steps != len(guided.Runs[0].Acts) {
			t.Errorf("%s seed %d: the tree has %d of %d steps", made.Entry.Flow, made.Seed, steps, len(guided.Runs[0].Acts))
		}
	}
}
