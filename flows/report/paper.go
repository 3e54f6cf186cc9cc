package report

import (
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// What lies with a case beside its walk and its fields. All of it was typed, so all of it is cleaned again here.

func cure(c cases.Case, state flows.State) *Cure {
	tested, found := c.CureOf(state)
	if !found {
		return nil
	}
	shown := cureFrom(tested)
	return &shown
}

func failedCures(failed []flows.Answer) []Cure {
	var all []Cure
	for _, one := range failed {
		all = append(all, cureFrom(one))
	}
	return all
}

func cureFrom(tested flows.Answer) Cure {
	return Cure{Answer: tested.Value, How: tested.How, Reason: fault.PlainLine(tested.Reason), At: inChina(tested.At)}
}

func evidence(named []cases.Evidence) []Evidence {
	all := make([]Evidence, 0, len(named))
	for _, one := range named {
		all = append(all, Evidence{File: fault.PlainLine(one.File), Note: fault.PlainLine(one.Note), At: inChina(one.At)})
	}
	return all
}

func notes(written []cases.Note) []Note {
	all := make([]Note, 0, len(written))
	for _, one := range written {
		all = append(all, Note{Text: fault.PlainLine(one.Text), At: inChina(one.At)})
	}
	return all
}

func handedOver(escalations []cases.Escalation) []HandedOver {
	all := make([]HandedOver, 0, len(escalations))
	for _, one := range escalations {
		all = append(all, HandedOver{
			To: cleanText(one.To), At: inChina(one.At), Reply: fault.PlainLine(one.Reply), RepliedAt: inChina(one.RepliedAt),
		})
	}
	return all
}
