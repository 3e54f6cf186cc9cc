package flows_test

import (
	"testing"

	"pgregory.net/rapid"

	"posmedic/flows"
)

func TestChargeOpen(t *testing.T) {
	knowledge, err := flows.Load(folder("questions.yaml", `
a: {text: {zh: 甲, en: A}, known_by: seen}
charged: {text: {zh: 扣, en: Charged}, known_by: seen, allows_payment: no}
refunded: {text: {zh: 退, en: Refunded}, known_by: seen, allows_payment: yes}
`, "e.yaml", entry("E1",
		"ask: charged, yes: next, no: next, cannot: next",
		"ask: a, yes: next, no: resolved, cannot: next",
		"ask: refunded, yes: resolved, no: resolved, cannot: resolved")))
	if err != nil {
		t.Fatal(err)
	}
	book := flows.NewBook(knowledge)
	for name, test := range map[string]struct {
		answers string
		back    bool
		place   string // of the answer that left the charge open; "" where none did
		value   flows.Value
	}{
		"nothing was asked":               {answers: ""},
		"the customer was charged":        {answers: "yes", place: "charged", value: flows.Yes},
		"nobody knows":                    {answers: "cannot", place: "charged", value: flows.Cannot},
		"the customer was not charged":    {answers: "no"},
		"another question tells nothing":  {answers: "yes no", place: "charged", value: flows.Yes},
		"a later question settles it":     {answers: "yes yes yes"},
		"a later question leaves it open": {answers: "no yes no", place: "refunded", value: flows.No},
		"gone back before the answer":     {answers: "yes", back: true},
	} {
		t.Run(name, func(t *testing.T) {
			walk := follow(t, book, begin(t, book, "E1"), test.answers)
			if test.back {
				walk = walk.At(0)
			}
			state := resolve(t, book, walk)
			step, open := state.ChargeOpen()
			switch {
			case open != (test.place != "") || open != (step != nil):
				t.Errorf("open is %t, by the step %v", open, step)
			case open && (step.Node.Ref != test.place || step.Answer.Value != test.value):
				t.Errorf("got %s answered %s", step.Node.Ref, step.Answer.Value)
			}
		})
	}
}

func TestWhileAChargeIsOpenNoPaymentIsAskedFor(t *testing.T) {
	everywhere(t, func(t *rapid.T, book *flows.Book, flow string) {
		state := mustResolve(t, book, drawWalk(t, book, flow))
		if _, open := state.ChargeOpen(); open && state.Current != nil && state.Current.Node.RepeatsPayment {
			t.Errorf("%s can charge the customer again", state.Current.Key)
		}
	})
}
