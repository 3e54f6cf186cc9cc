package drill

import "posmedic/flows"

// allowsPayment is the answer to a question after which a payment may be taken again; "" for other questions.
func allowsPayment(question string) flows.Value {
	if question == "customer-not-charged" {
		return flows.Yes
	}
	return ""
}

// allowsErasing is the answer to a question after which something may be erased; "" for other questions.
func allowsErasing(question string) flows.Value {
	switch question {
	case "unsettled-transactions":
		return flows.No
	case "settled-now":
		return flows.Yes
	}
	return ""
}
