package flows

import (
	"strings"

	"posmedic/catalog"
)

// AnswerLabel is what an answer to the node is called: by the question's own words where it has any.
func (n *Node) AnswerLabel(value Value) catalog.Text {
	if own := n.Labels.Of(value); !own.IsZero() {
		return own
	}
	return n.Kind.AnswerLabel(value)
}

// AnswerLabel is what an answer is called everywhere: after an action it says whether the fault has gone. An answer that
// was given to other words than the node has now is called so too, because the labels of today may say the opposite.
func (k Kind) AnswerLabel(value Value) catalog.Text {
	doing := k == Action || k == Wait
	switch {
	case value == Yes && doing:
		return words.AnswerGone
	case value == No && doing:
		return words.AnswerStill
	case value == Cannot && doing:
		return words.AnswerCannotDo
	case value == Yes:
		return words.AnswerYes
	case value == No:
		return words.AnswerNo
	case value == Cannot:
		return words.AnswerCannotCheck
	case k == Collect:
		return words.AnswerCollected
	}
	return words.AnswerUnderstood
}

// Of is a question's own word for an answer; empty where it has none.
func (l Labels) Of(value Value) catalog.Text {
	switch value {
	case Yes:
		return l.Yes
	case No:
		return l.No
	case Cannot:
		return l.Cannot
	case Done:
	}
	return catalog.Text{}
}

// Label is what a way of knowing is called.
func (h How) Label() catalog.Text {
	switch h {
	case Said:
		return words.HowSaid
	case Measured:
		return words.HowMeasured
	case Seen:
	}
	return words.HowSeen
}

// Label is what somebody is called.
func (w Who) Label() catalog.Text {
	switch w {
	case Merchant:
		return words.WhoMerchant
	case Cardholder:
		return words.WhoCardholder
	case BackOffice:
		return words.WhoBackOffice
	case Factory:
		return words.WhoFactory
	case Agent:
	}
	return words.WhoAgent
}

// Label is what a kind of outcome is called.
func (k OutcomeKind) Label() catalog.Text {
	switch k {
	case Resolved:
		return words.OutcomeResolved
	case Normal:
		return words.OutcomeNormal
	case WaitAndRetry:
		return words.OutcomeWait
	case ContactIssuer:
		return words.OutcomeIssuer
	case ToBackOffice:
		return words.OutcomeBackOffice
	case ReOnboard:
		return words.OutcomeReOnboard
	case Replace:
		return words.OutcomeReplace
	case RepairOrReplaceAndReport:
		return words.OutcomeRepair
	case ReturnToFactory:
		return words.OutcomeFactory
	case ChannelOrServiceOrganisation:
		return words.OutcomeChannel
	case BusinessOrRisk:
		return words.OutcomeBusiness
	case Carrier:
		return words.OutcomeCarrier
	case Escalate:
	}
	return words.OutcomeEscalate
}

// Cite writes a step's citations as people read them: "Handbook E/3.2".
func Cite(sources []string, lang catalog.Lang) string {
	var cited []string
	for _, source := range sources {
		document, row, found := strings.Cut(source, " ")
		if !found {
			cited = append(cited, words.Ours.In(lang))
			continue
		}
		cited = append(cited, catalog.SourceLabel(document).In(lang)+" "+catalog.RowLabel(row).In(lang))
	}
	return strings.Join(cited, words.Citations.In(lang))
}
