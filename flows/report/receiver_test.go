package report_test

import (
	"testing"

	"posmedic/flows"
	"posmedic/flows/fault"
)

// TestTheContactIsForThoseWhoCallBack ends walks in every way that the shipped flows have.
func TestTheContactIsForThoseWhoCallBack(t *testing.T) {
	const contact = "王师傅 13800138000"
	masks := map[flows.OutcomeKind]bool{flows.Resolved: true, flows.Normal: true, flows.ContactIssuer: true}
	seen := map[flows.OutcomeKind]bool{}
	for _, flow := range []string{"E102", "E201", "E301", "E312", "POSP-51", "POSP-3"} {
		err := newBook().Paths(flow, func(path flows.Path) bool {
			kind := path.Outcome
			if seen[kind] {
				return true
			}
			seen[kind] = true
			c := filled(t, newCase(t, flow), map[fault.Name]string{fault.Contact: contact})
			for _, taken := range path.Answers {
				c.Walk = c.Walk.With(flows.Answer{Key: taken.Step.Key, Value: taken.Answer, At: opened, Reason: "-"})
			}
			shown := build(t, c).Fault.Get(fault.Contact)
			if want := masks[kind] || path.Ending.Outcome.Receiver.IsZero(); want != (shown == "******") || !want && shown != contact {
				t.Errorf("%s, %s: the contact is %q", flow, kind, shown)
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []flows.OutcomeKind{flows.Resolved, flows.ContactIssuer, flows.ToBackOffice, flows.Replace} {
		if !seen[kind] {
			t.Errorf("no walk ends in %s", kind)
		}
	}
	if shown := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.Contact: contact})).Fault.Get(fault.Contact); shown != contact {
		t.Errorf("of a walk that goes on the contact is %q", shown)
	}
}
