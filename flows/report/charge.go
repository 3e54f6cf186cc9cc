package report

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// Charge is what became of the customer's payment, where nobody may take it again.
type Charge string

// The charges.
const (
	Charged       Charge = "charged" // the customer was charged
	ChargeUnknown Charge = "unknown" // it could not be found out
)

// ChargeOf tells what became of the customer's payment, "" where it may be taken again.
func ChargeOf(state *flows.State) Charge {
	step, open := state.ChargeOpen()
	switch {
	case !open:
		return ""
	case step.Answer.Value == flows.Cannot:
		return ChargeUnknown
	}
	return Charged
}

// request is what is asked of whoever reads of the charge.
func (charge Charge) request() catalog.Text {
	if charge == ChargeUnknown {
		return words.RequestChargeUnknown
	}
	return words.RequestCharged
}
