package report

import (
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// request says what the reader is asked to do, in words that suit who it is. An open charge comes first.
func request(r Report) catalog.Text {
	asked := requestByWalk(r)
	switch {
	case r.Charge == "":
		return asked
	case asked == words.RequestNone:
		return r.Charge.request()
	case asked == words.RequestUnfinished:
		asked = words.RequestUnfinishedCharge
	}
	return fillBoth(words.Sentences, func(lang catalog.Lang) []string {
		return []string{"{first}", r.Charge.request().In(lang), "{second}", asked.In(lang)}
	})
}

// requestByWalk is what is asked by where the walk stands.
func requestByWalk(r Report) catalog.Text {
	switch {
	case r.Outcome == nil:
		return requestAtStep(r.Current)
	case untried(r):
		return words.RequestUntried
	}
	return fillBoth(requestOf(r.Outcome), func(lang catalog.Lang) []string {
		return []string{"{receiver}", r.Outcome.Receiver.In(lang)}
	})
}

// requestAtStep asks for the step that an unfinished walk waits for somebody to do.
func requestAtStep(current *Current) catalog.Text {
	if current == nil || current.Waiting == nil || !current.Waiting.Until.IsZero() || current.Waiting.For == flows.Agent {
		return words.RequestUnfinished
	}
	return fillBoth(words.RequestStep, func(lang catalog.Lang) []string {
		return []string{"{receiver}", current.Waiting.For.Label().In(lang), "{step}", current.Text.In(lang)}
	})
}

func requestOf(outcome *Outcome) catalog.Text {
	if outcome.CureFailed {
		return words.RequestUnresolved
	}
	switch outcome.Kind {
	case flows.WaitAndRetry:
		return words.RequestWait
	case flows.ReOnboard:
		return words.RequestReOnboard
	case flows.Resolved, flows.Normal:
		return words.RequestNone
	default:
		if outcome.Receiver.IsZero() {
			return words.RequestNone
		}
		return requestTo(outcome.Kind)
	}
}

// requestTo is what is asked of the receiver of an outcome.
func requestTo(kind flows.OutcomeKind) catalog.Text {
	switch kind {
	case flows.ContactIssuer:
		return words.RequestIssuer
	case flows.ToBackOffice:
		return words.RequestBackOffice
	case flows.Replace:
		return words.RequestReplace
	case flows.RepairOrReplaceAndReport:
		return words.RequestRepair
	case flows.ReturnToFactory:
		return words.RequestFactory
	case flows.ChannelOrServiceOrganisation:
		return words.RequestChannel
	case flows.BusinessOrRisk:
		return words.RequestBusiness
	case flows.Carrier:
		return words.RequestCarrier
	default:
		return words.RequestEscalate
	}
}

// fillBoth puts values in the places of a sentence that stand in braces, in each language its own.
func fillBoth(text catalog.Text, places func(lang catalog.Lang) []string) catalog.Text {
	fill := func(lang catalog.Lang) string { return strings.NewReplacer(places(lang)...).Replace(text.In(lang)) }
	return catalog.Text{Zh: fill(catalog.Chinese), En: fill(catalog.English)}
}
