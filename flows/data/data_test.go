package data_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"posmedic/catalog"
	tables "posmedic/catalog/data"
	"posmedic/flows"
	"posmedic/flows/data"
	"posmedic/flows/fault"
)

// The questions that guard what cannot be undone.
const (
	notCharged = "customer-not-charged"
	unsettled  = "unsettled-transactions"
	settledNow = "settled-now"
)

// noNetworkCheck lists the codes that need no network check: a setting, and three that are no fault.
var noNetworkCheck = []string{"E108", "E312", "E501", "E505"}

var book = flows.NewBook(&data.Knowledge)

// terminal is the table of the terminal codes.
var terminal = tables.Tables[slices.IndexFunc(tables.Tables, func(table catalog.Table) bool { return table.ID == "E" })]

func TestCompiledIsWhatTheYAMLSays(t *testing.T) {
	loaded, err := flows.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*loaded, data.Knowledge) {
		t.Error("compiled.go is not what the YAML says: run go generate ./...")
	}
}

func TestEveryEntryHasAFlowAndEveryFlowAnEntry(t *testing.T) {
	var entries, codes []string
	for _, entry := range terminal.Entries {
		entries = append(entries, entry.Flow)
	}
	for _, flow := range data.Knowledge.Flows {
		if flow.Table != "" {
			codes = append(codes, flow.ID)
		}
	}
	if !slices.Equal(entries, codes) {
		t.Errorf("entries lead to %v\nflows are %v", entries, codes)
	}
}

func TestEverySharedFlowIsCalled(t *testing.T) {
	called := map[string]bool{}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			called[node.Ref] = called[node.Ref] || node.Kind == flows.Call
		}
	}
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" && !called[flow.ID] {
			t.Errorf("nothing calls %s", flow.ID)
		}
	}
}

func TestTheFormIsTheFaultRecords(t *testing.T) {
	for _, field := range data.Knowledge.Fields {
		if !slices.Contains(fault.Names(), fault.Name(field.Name)) {
			t.Errorf("the fault record has no field %s", field.Name)
		}
	}
}

// citations lists what the steps of a flow, and of all that it calls, cite.
func citations(flow *flows.Flow) []string {
	var cited []string
	for _, node := range flow.Nodes {
		cited = append(cited, node.Sources...)
		if node.Kind == flows.Call {
			called, err := book.Flow(node.Ref)
			if err == nil {
				cited = append(cited, citations(called)...)
			}
		}
	}
	return cited
}

func TestEveryRemedyLineIsCarriedByAStep(t *testing.T) {
	for _, entry := range terminal.Entries {
		flow, err := book.Flow(entry.Flow)
		if err != nil {
			t.Fatal(err)
		}
		cited := citations(flow)
		for i, line := range entry.Remedy {
			if wanted := fmt.Sprintf("handbook %s.%d", entry.Sources[0].Row, i+1); !slices.Contains(cited, wanted) {
				t.Errorf("no step of %s cites %s: %s", entry.Code, wanted, line.Zh)
			}
		}
	}
}

func TestEveryCitationNamesALineThatExists(t *testing.T) {
	known := map[string]bool{flows.FromOurs: true, flows.FromCaller: true}
	for i := range terminal.Preamble {
		known[fmt.Sprintf("handbook E/preamble.%d", i+1)] = true
	}
	for _, entry := range terminal.Entries {
		for i := range entry.Remedy {
			known[fmt.Sprintf("handbook %s.%d", entry.Sources[0].Row, i+1)] = true
		}
	}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			for _, source := range node.Sources {
				if !known[source] {
					t.Errorf("step %s of %s cites %s, which does not exist", node.ID, flow.ID, source)
				}
			}
		}
	}
}

func TestEnglishHoldsNoChineseButWhatStandsOnTheScreenOrTheReceipt(t *testing.T) {
	knowledge, err := json.Marshal(data.Knowledge)
	if err != nil {
		t.Fatal(err)
	}
	quoted := strings.NewReplacer("拉卡拉收单", "", "商户编号", "", "终端号", "")
	sentences := regexp.MustCompile(`"en":("(?:[^"\\]|\\.)*")`).FindAllStringSubmatch(string(knowledge), -1)
	if len(sentences) == 0 {
		t.Fatal("no English sentences")
	}
	for _, sentence := range sentences {
		if regexp.MustCompile(`\p{Han}`).MatchString(quoted.Replace(sentence[1])) {
			t.Errorf("Chinese in %s", sentence[1])
		}
	}
}

// situations is every situation that each code's flow can bring a walk into. There are hundreds of thousands
// of walks but few situations: two walks are in the same one where the same step is next and they agree in
// all that a later step or a rule of these tests looks back at.
var situations = sync.OnceValue(func() map[string][]flows.State {
	found := map[string][]flows.State{}
	for _, entry := range terminal.Entries {
		seen := map[string]bool{}
		var visit func(walk flows.Walk)
		visit = func(walk flows.Walk) {
			state := resolve(walk)
			if situation := situationOf(&state); !seen[situation] {
				seen[situation] = true
				found[entry.Code] = append(found[entry.Code], state)
				for _, value := range at(&state).Node.Allowed() {
					visit(walk.With(flows.Answer{Key: state.Current.Key, Value: value}))
				}
			}
		}
		visit(flows.Walk{Flow: entry.Flow, Cursor: flows.AtFrontier})
	}
	return found
})

func resolve(walk flows.Walk) flows.State {
	state, err := book.Resolve(walk)
	if err != nil {
		panic(err) // an entry without a flow, which a test of its own finds
	}
	return state
}

func situationOf(state *flows.State) string {
	answers := map[string]flows.Value{}
	for _, step := range state.Path {
		if lookedBackAt[step.Node.Ref] {
			answers[step.Node.Ref] = step.Answer.Value
		}
	}
	return fmt.Sprint(at(state).Key, answers, state.NetworkPassed, book.Asked(state), payments(state), slices.Max(append(ownLines(state), 0)))
}

// lookedBackAt holds the steps whose answers `once` or a rule of these tests looks back at.
var lookedBackAt = func() map[string]bool {
	refs := map[string]bool{notCharged: true, unsettled: true, settledNow: true}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			refs[node.Ref] = refs[node.Ref] || node.Once
		}
	}
	return refs
}()

// at is the step or the outcome where a walk stands.
func at(state *flows.State) *flows.Step { return cmp.Or(state.Current, state.Outcome) }

// answered is the last answer to a question on the walk's path.
func answered(state *flows.State, ref string) flows.Value {
	var value flows.Value
	for _, step := range state.Path {
		if step.Node.Ref == ref {
			value = step.Answer.Value
		}
	}
	return value
}

// payments counts the steps on the walk's path that may have charged a customer.
func payments(state *flows.State) int {
	count := 0
	for _, step := range state.Path {
		if step.Node.RepeatsPayment && step.Answer.Value != flows.Cannot {
			count++
		}
	}
	return count
}

// ownLines lists the lines of its entry's own row that a walk cites, in the order of its steps.
func ownLines(state *flows.State) []int {
	i := slices.IndexFunc(terminal.Entries, func(entry catalog.Entry) bool { return entry.Flow == state.Flow.ID })
	own := "handbook " + terminal.Entries[i].Sources[0].Row + "."
	var lines []int
	for _, step := range append(slices.Clone(state.Path), *at(state)) {
		for _, source := range step.Sources {
			if line, err := strconv.Atoi(strings.TrimPrefix(source, own)); err == nil {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// story tells how a walk came to where it stands.
func story(state *flows.State) string {
	var steps []string
	for _, step := range state.Path {
		steps = append(steps, step.Key.String()+"="+string(step.Answer.Value))
	}
	return strings.Join(append(steps, at(state).Key.String()), " ")
}

// everywhere holds a rule against every situation of every code. The rule says what is wrong, if anything.
func everywhere(t *testing.T, rule func(code string, state *flows.State) string) {
	t.Helper()
	found := situations()
	for _, code := range slices.Sorted(maps.Keys(found)) {
		for i := range found[code] {
			if wrong := rule(code, &found[code][i]); wrong != "" {
				t.Errorf("%s: %s: %s", code, wrong, story(&found[code][i]))
				break
			}
		}
	}
}

func TestTheNetworkIsCheckedBeforeAllElse(t *testing.T) {
	everywhere(t, func(code string, state *flows.State) string {
		switch skips := slices.Contains(noNetworkCheck, code); {
		case skips && state.NetworkChecked:
			return "it checks the network"
		case !skips && !state.NetworkPassed && !at(state).Flow.NetworkCheck:
			return "it comes here before the network is checked"
		}
		return ""
	})
}

func TestAFlowSaysWhyItChecksNoNetwork(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		if flow.Table != "" && flow.SkipsNetwork.IsZero() == slices.Contains(noNetworkCheck, flow.ID) {
			t.Errorf("%s says %q", flow.ID, flow.SkipsNetwork.En)
		}
	}
}

func TestAGoodNetworkCostsOneKey(t *testing.T) {
	for _, entry := range terminal.Entries {
		if slices.Contains(noNetworkCheck, entry.Code) {
			continue
		}
		state := follow(t, entry.Code, "y")
		if got := story(&state); !strings.HasPrefix(got, "network-check/something-went-through=yes ") || at(&state).Flow.NetworkCheck {
			t.Errorf("%s: %s", entry.Code, got)
		}
	}
}

func TestNoPaymentIsRepeatedBeforeTheFirstIsKnownNotToHaveCharged(t *testing.T) {
	everywhere(t, func(_ string, state *flows.State) string {
		switch {
		case !at(state).Node.RepeatsPayment:
		case answered(state, notCharged) != flows.Yes:
			return "the customer may have been charged"
		case payments(state) > 0:
			return "it takes a payment a second time, and what became of the last one was not asked"
		}
		return ""
	})
}

func TestNothingIsErasedBeforeItIsSettled(t *testing.T) {
	everywhere(t, func(_ string, state *flows.State) string {
		if !at(state).Node.Destroys.IsZero() && answered(state, unsettled) != flows.No && answered(state, settledNow) != flows.Yes {
			return "unsettled transactions may be lost"
		}
		return ""
	})
}

func TestWhoeverGetsTheReportHasAllTheFields(t *testing.T) {
	everywhere(t, func(_ string, state *flows.State) string {
		if state.Outcome == nil || state.Outcome.Node.Outcome.Receiver.IsZero() {
			return ""
		}
		asked := book.Asked(state)
		for _, field := range state.Flow.Fields {
			if !slices.Contains(asked, field) {
				return "the walk ends and has not asked for " + field
			}
		}
		if len(asked) == 0 {
			return "the walk ends and has asked for nothing"
		}
		return ""
	})
}

func TestAnUnknownResultIsNeverCalledResolvedByAnInquiryAlone(t *testing.T) {
	for _, code := range []string{"E306", "E308", "E309", "E310"} {
		for _, state := range situations()[code] {
			inquired := answered(&state, "balance-inquiry") != ""
			if inquired && state.Outcome != nil && state.Outcome.Node.Outcome.Kind == flows.Resolved && answered(&state, notCharged) != flows.Yes {
				t.Errorf("%s: the customer may have been charged: %s", code, story(&state))
			}
		}
	}
}

// outOfOrder lists the codes whose steps leave the order of their row's lines, and why.
var outOfOrder = map[string]string{
	"E103": "the network check has the carrier asked (line 4) where the signal is good; line 3 then follows in the code's own steps",
	"E324": "handing the information over (line 3) ends the walk, so the cache (line 4) is cleared before",
}

func TestStepsFollowTheHandbooksOrder(t *testing.T) {
	left := map[string]bool{}
	everywhere(t, func(code string, state *flows.State) string {
		lines := ownLines(state)
		if slices.IsSorted(lines) {
			return ""
		}
		left[code] = true
		if outOfOrder[code] != "" {
			return ""
		}
		return fmt.Sprintf("the steps cite the lines %v", lines)
	})
	for code := range outOfOrder {
		if !left[code] {
			t.Errorf("%s keeps the order: take it off the list", code)
		}
	}
}

// follow answers a code's steps in turn with y, n, c or d.
func follow(t *testing.T, code, answers string) flows.State {
	t.Helper()
	values := map[rune]flows.Value{'y': flows.Yes, 'n': flows.No, 'c': flows.Cannot, 'd': flows.Done}
	walk := flows.Walk{Flow: code, Cursor: flows.AtFrontier}
	for _, letter := range answers {
		state := resolve(walk)
		if state.Current == nil || !slices.Contains(state.Current.Node.Allowed(), values[letter]) {
			t.Fatalf("%s: %c does not answer %s", code, letter, story(&state))
		}
		walk = walk.With(flows.Answer{Key: state.Current.Key, Value: values[letter]})
	}
	return resolve(walk)
}

func TestWorkedExamples(t *testing.T) {
	tests := []struct{ name, code, answers, want string }{
		{
			"E102 on a Wi-Fi that leads nowhere", "E102", "nyny",
			"network-check/something-went-through=no network-check/uses-wifi=yes network-check/wifi-reaches-internet=no" +
				" network-check/change-network=yes network-check/resolved-by-network",
		},
		{
			"E102 on good mobile data: restart, SIM, update, replace", "E102", "ynnnnd",
			"network-check/something-went-through=yes restart=no uses-wifi=no reseat-sim=no update-to-latest-version=no collect=done replace",
		},
		{
			"E102 on good Wi-Fi: no SIM", "E102", "ynynd",
			"network-check/something-went-through=yes restart=no uses-wifi=yes update-to-latest-version=no collect=done replace",
		},
		{
			"E308: the inquiry works, but the customer was charged", "E308", "yyndd",
			"network-check/something-went-through=yes fire-reversal-safely/balance-inquiry=yes" +
				" fire-reversal-safely/before-it-counts-as-solved=no fire-reversal-safely/first-payment/payment-stands=done" +
				" ask-issuer/collect=done ask-issuer/contact-issuer",
		},
		{
			"E320 with transactions that cannot be settled", "E320", "yynd",
			"network-check/something-went-through=yes before-erasing/unsettled-transactions=yes before-erasing/settled-now=no" +
				" before-erasing/escalate/collect=done before-erasing/escalate/not-solved-on-site",
		},
		{"E312 is no fault", "E312", "", "normal-message"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			state := follow(t, test.code, test.answers)
			if got := story(&state); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestTheSIMIsForMobileDataOnly(t *testing.T) {
	for _, state := range situations()["E102"] {
		onWiFi := answered(&state, "uses-wifi") != flows.No
		reseated := answered(&state, "reseat-sim") != "" || at(&state).Node.Ref == "reseat-sim"
		replaced := state.Outcome != nil && state.Outcome.Node.Outcome.Kind == flows.Replace
		if reseated && onWiFi || replaced && !onWiFi && !reseated {
			t.Errorf("on Wi-Fi %t, SIM step %t: %s", onWiFi, reseated, story(&state))
		}
	}
}
