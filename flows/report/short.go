package report

import (
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// essential are the fields by which a receiver finds the terminal and the transaction, the most needed first.
var essential = [...]struct {
	name fault.Name
	mark string // the same in every language, and shorter than the label
}{
	{fault.MID, "MID"},
	{fault.TID, "TID"},
	{fault.SN, "SN"},
	{fault.Card, "PAN"},
	{fault.TransactionTime, "T"},
	{fault.Amount, "CNY"},
	{fault.RRN, "RRN"},
	{fault.STAN, "STAN"},
	{fault.Prompt, ""},
}

// Short says the most needed of a report in short lines, the most needed first, for a place with so little room
// that a part of them may have to do. The first line is the code and the case, in capitals and digits.
func Short(r Report, lang catalog.Lang) []string {
	say := wording{lang}
	lines := []string{joined(" ", r.Case.Code, r.Case.ID)}
	charge, request := "", say.in(r.Request)
	if r.Charge != "" { // said early, and then not again
		charge = say.in(r.Charge.request())
		request = strings.TrimSpace(strings.TrimPrefix(request, charge))
	}
	lines = append(lines, charge)
	for _, field := range essential {
		if r.Fault.Has(field.name) {
			lines = append(lines, joined(" ", field.mark, r.Fault.Get(field.name)))
		}
	}
	lines = append(lines, r.Fingerprint, say.outcome(r), request)
	if len(r.Missing) > 0 {
		lines = append(lines, say.labelled(row{say.in(words.Missing), say.labels(r.Missing)}))
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}
