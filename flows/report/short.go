package report

import (
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
// that a part of them may have to do. The first line names the code, the case and the fingerprint.
func Short(r Report, lang catalog.Lang) []string {
	say := wording{lang}
	lines := []string{joined(" ", r.Case.Code, r.Case.ID, r.Fingerprint)}
	for _, field := range essential {
		if r.Fault.Has(field.name) {
			lines = append(lines, joined(" ", field.mark, r.Fault.Get(field.name)))
		}
	}
	for _, line := range []string{say.outcome(r), say.in(r.Request), say.labelled(row{say.in(words.Missing), say.labels(r.Missing)})} {
		lines = append(lines, strings.TrimSpace(line))
	}
	if len(r.Missing) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}
