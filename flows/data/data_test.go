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
	charged    = "customer-charged"
	unsettled  = "unsettled-transactions"
	settledNow = "settled-now"
)

// noNetworkCheck lists the codes that need no network check: a setting, and three that are no fault.
var noNetworkCheck = []string{"E108", "E312", "E501", "E505"}

// networkToo lists the flows outside the terminal table that check the network: those whose rows say so, and those
// where it does no harm and the same prompt has it elsewhere.
var networkToo = strings.Fields(`POSP-88 FRONT-0001 FRONT-0006 FRONT-0008 SYMPTOM-S4 SYMPTOM-S6 SYMPTOM-C1 SYMPTOM-C2 SYMPTOM-C3
	ARTICLE1-9001 ARTICLE1-1003 ARTICLE1-C101 ARTICLE1-C102 ARTICLE1-0x01 ARTICLE2-4000 ARTICLE2-5000 ARTICLE2-6006 ARTICLE2-q3
	ARTICLE3-E1-1 ARTICLE3-E1-2 ARTICLE3-E1-3`)

var book = flows.NewBook(&data.Knowledge)

// shipped is every table of the catalogue.
var shipped = catalog.Catalog{Tables: tables.Tables}

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

func TestFlowsStandInTheOrderOfTheirRows(t *testing.T) {
	for _, table := range tables.Tables {
		var entries, codes []string
		for _, entry := range table.Entries {
			entries = append(entries, entry.Flow)
		}
		for _, flow := range data.Knowledge.Flows {
			if flow.Table == table.ID {
				codes = append(codes, flow.ID)
			}
		}
		if !slices.Equal(entries, codes) {
			t.Errorf("%s: entries lead to %v\nflows are %v", table.ID, entries, codes)
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

func TestEnglishHoldsNoChineseButWhatStandsOnTheScreenOrTheReceipt(t *testing.T) {
	knowledge, err := json.Marshal(data.Knowledge)
	if err != nil {
		t.Fatal(err)
	}
	quoted := strings.NewReplacer("拉卡拉收单", "", "商户编号", "", "终端号", "", "金额", "", "凭证号", "", "批次号", "", "参考号", "")
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

func TestEveryFieldOfTheFaultRecordStandsInTheFormWithItsHelp(t *testing.T) {
	for _, name := range fault.Names() {
		at := slices.IndexFunc(data.Knowledge.Fields, func(field flows.Field) bool { return field.Name == string(name) })
		if at < 0 {
			t.Errorf("the form has no field %s", name)
			continue
		}
		if field := data.Knowledge.Fields[at]; field.Help.Zh == "" || field.Help.En == "" || len(field.Printed) == 0 {
			t.Errorf("%s lacks its help or what receipts call it: %+v", name, field)
		}
	}
}

// situations is every situation that each entry's flow can bring a walk into. There are hundreds of thousands
// of walks but few situations: two walks are in the same one where the same step is next and they agree in
// all that a later step or a rule of these tests looks back at.
var situations = sync.OnceValue(func() map[string][]flows.State {
	found := map[string][]flows.State{}
	for _, entry := range shipped.Entries() {
		seen := map[string]bool{}
		var visit func(walk flows.Walk)
		visit = func(walk flows.Walk) {
			state := resolve(walk)
			if situation := situationOf(&state); !seen[situation] {
				seen[situation] = true
				found[entry.Flow] = append(found[entry.Flow], state)
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
	return fmt.Sprint(at(state).Key, answers, slices.Max(append(ownLines(state), 0)))
}

// lookedBackAt holds the steps whose answers `once` or a rule of these tests looks back at.
var lookedBackAt = func() map[string]bool {
	refs := map[string]bool{charged: true, unsettled: true, settledNow: true}
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

// ownLines lists the lines of its entry's own row that a walk cites, in the order of its steps.
func ownLines(state *flows.State) []int {
	entry, _ := shipped.OfFlow(state.Flow.ID)
	own := entry.Sources[0].ID + " " + entry.Sources[0].Row + "."
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

// everywhere holds a rule against every situation of every flow. The rule says what is wrong, if anything.
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

func TestOtherTablesCheckTheNetworkWhereTheirRowsSaySo(t *testing.T) {
	for _, entry := range shipped.Entries() {
		if entry.Table == "E" {
			continue
		}
		checks := slices.ContainsFunc(situations()[entry.Flow], func(state flows.State) bool { return state.NetworkChecked })
		if wanted := slices.Contains(networkToo, entry.Flow); checks != wanted {
			t.Errorf("%s checks the network: %t, want %t", entry.Flow, checks, wanted)
		}
	}
}

func TestAFlowSaysWhyItChecksNoNetwork(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "E" && flow.SkipsNetwork.IsZero() == slices.Contains(noNetworkCheck, flow.ID) {
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

func TestAnUnknownResultIsNeverCalledResolvedByAnInquiryAlone(t *testing.T) {
	for _, code := range []string{"E306", "E308", "E309", "E310"} {
		for _, state := range situations()[code] {
			inquired := answered(&state, "balance-inquiry") != ""
			if inquired && state.Outcome != nil && state.Outcome.Node.Outcome.Kind == flows.Resolved && answered(&state, charged) != flows.No {
				t.Errorf("%s: the customer may have been charged: %s", code, story(&state))
			}
		}
	}
}

// outOfOrder lists the codes whose steps leave the order of their row's lines, and why.
var outOfOrder = map[string]string{
	"FRONT-0032": "the code is typed again (line 3) before it is handed over as right (line 2)",
	"E103":       "the network check has the carrier asked (line 4) where the signal is good; line 3 then follows in the code's own steps",
	"E324":       "handing the information over (line 3) ends the walk, so the cache (line 4) is cleared before",
}

func TestStepsFollowTheHandbooksOrder(t *testing.T) {
	left := map[string]bool{}
	everywhere(t, func(code string, state *flows.State) string {
		lines := ownLines(state)
		if entry, _ := shipped.OfFlow(state.Flow.ID); entry.Sources[0].Standing != catalog.Handbook || slices.IsSorted(lines) {
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
			"E308: the inquiry works, but the customer was charged", "E308", "yyydd",
			"network-check/something-went-through=yes fire-reversal-safely/balance-inquiry=yes" +
				" fire-reversal-safely/before-it-counts-as-solved=yes fire-reversal-safely/first-payment/payment-stands=done" +
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

// TestActionsSayWhoCanDoThemAndWhatTheyMayDo lists what must not be taken off an action by an edit.
func TestActionsSayWhoCanDoThemAndWhatTheyMayDo(t *testing.T) {
	backOffice := strings.Fields(`push-emv-driver push-latest-sdk push-app-store change-parameters withdraw-in-bmcp sync-in-bmcp
		sync-certificate-in-bmcp sync-terminal-in-bmcp check-allow-list reconcile-qr-order ask-provider-about-settings`)
	destroys := strings.Fields(`reactivate deactivate withdraw-in-bmcp clear-authorisation-cache clear-acquiring-cache
		clear-cache-through-after-sales reinstall-apps reinstall-terminal-software`)
	repeats := strings.Fields(`retry retry-or-other-card wait-and-retry another-online-sale present-card-properly scan-payment-code
		enter-amount-again switch-to-insert-screen insert-or-tap`)
	met := map[string]bool{}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			if node.Kind != flows.Action && node.Kind != flows.Wait {
				continue
			}
			met[node.Ref] = true
			if got := node.Who == flows.BackOffice; got != slices.Contains(backOffice, node.Ref) {
				t.Errorf("%s is the back office's: %t", node.Ref, got)
			}
			if got := !node.Destroys.IsZero(); got != slices.Contains(destroys, node.Ref) {
				t.Errorf("%s may destroy something: %t", node.Ref, got)
			}
			if got := node.RepeatsPayment; got != slices.Contains(repeats, node.Ref) {
				t.Errorf("%s repeats a payment: %t", node.Ref, got)
			}
		}
	}
	for _, action := range slices.Concat(backOffice, destroys, repeats) {
		if !met[action] {
			t.Errorf("no flow has the action %s", action)
		}
	}
}

// TestQuestionsThatAllowSomething lists the answers on which the proofs of check rest.
func TestQuestionsThatAllowSomething(t *testing.T) {
	payment := map[string]flows.Value{charged: flows.No}
	erasing := map[string]flows.Value{unsettled: flows.No, settledNow: flows.Yes}
	met := map[string]bool{}
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			met[node.Ref] = true
			if node.AllowsPayment != payment[node.Ref] || node.AllowsErasing != erasing[node.Ref] {
				t.Errorf("%s allows a payment after %q, erasing after %q", node.Ref, node.AllowsPayment, node.AllowsErasing)
			}
		}
	}
	if !met[charged] || !met[unsettled] || !met[settledNow] {
		t.Error("a question that allows something is never asked")
	}
}

// TestWhatAllowsSomethingIsNotABareYesOrNo holds that money and data hang on no answer that can be misread.
func TestWhatAllowsSomethingIsNotABareYesOrNo(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			if decides := node.AllowsPayment != "" || node.AllowsErasing != ""; decides && (node.Labels.Yes.IsZero() || node.Labels.No.IsZero()) {
				t.Errorf("%s has no words of its own for yes and for no", node.Ref)
			}
		}
	}
}

// TestTheSamePromptOffersBothRemedies holds that a walk of either row can come to the steps of both.
func TestTheSamePromptOffersBothRemedies(t *testing.T) {
	pairs := map[string][]string{ // a flow, and the lines of the other row that it offers
		"FRONT-0001": {"SYMPTOM/S4.1"}, "SYMPTOM-S4": {"FRONT/2.1", "FRONT/2.2", "FRONT/2.3"},
		"FRONT-0015": {"SYMPTOM/S12.1", "SYMPTOM/S12.2"}, "SYMPTOM-S12": {"FRONT/15.1"},
		"FRONT-0027": {"SYMPTOM/S3.1"}, "SYMPTOM-S3": {"FRONT/22.1", "FRONT/22.2", "FRONT/22.3"},
		"SYMPTOM-B7": {"FRONT/29.1", "FRONT/29.2", "FRONT/29.3"},
	}
	for id, lines := range pairs {
		flow, err := book.Flow(id)
		if err != nil {
			t.Fatal(err)
		}
		entry, _ := shipped.OfFlow(id)
		if !slices.ContainsFunc(entry.Notes, func(note catalog.Note) bool { return note.Kind == catalog.Conflict }) {
			t.Errorf("the entry of %s does not say that the handbook contradicts itself", id)
		}
		for _, line := range lines {
			if !slices.Contains(citations(flow), "handbook "+line) {
				t.Errorf("%s does not offer %s", id, line)
			}
		}
	}
}

func TestNoReceiptIsNotTakenForNoCharge(t *testing.T) {
	for _, state := range situations()["SYMPTOM-C7"] {
		if state.Outcome == nil {
			continue
		}
		answer := answered(&state, charged)
		if failed := state.Outcome.Node.Ref == "sale-did-not-succeed"; answer == "" || failed != (answer == flows.No) {
			t.Errorf("charged %q: %s", answer, story(&state))
		}
	}
}

func TestMIDAndTIDOrTheSerialNumber(t *testing.T) {
	for _, id := range strings.Fields(`FRONT-0003 FRONT-0004 FRONT-0005 FRONT-0007 FRONT-0009 FRONT-0010 FRONT-0011 FRONT-0012
		FRONT-0013 FRONT-0014 FRONT-9999 FRONT-0015 FRONT-0017 FRONT-0018 FRONT-0019 FRONT-0031 FRONT-0032 FRONT-0042`) {
		flow, err := book.Flow(id)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(flow.Fields, "mid+tid|sn") {
			t.Errorf("%s demands %v, want MID and TID or else SN", id, flow.Fields)
		}
	}
}

func TestEveryActionSaysHowAndHowLong(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		for _, node := range flow.Nodes {
			if node.Kind != flows.Action && node.Kind != flows.Wait {
				continue
			}
			if lines := len(node.HowTo); lines < 2 || lines > 5 || node.Minutes < 1 {
				t.Errorf("%s in flow %s has %d lines of how-to and takes %d minutes; want two to five lines and at least a minute", node.Ref, flow.ID, lines, node.Minutes)
			}
		}
	}
}
