package change

import "posmedic/catalog"

// Label is what a kind of thing is called.
func (k Kind) Label() catalog.Text {
	return map[Kind]catalog.Text{
		OfEntry: words.KindEntry, OfQuestion: words.KindQuestion, OfAction: words.KindAction, OfNotice: words.KindNotice,
		OfOutcome: words.KindOutcome, OfFlow: words.KindFlow, OfField: words.KindField, OfCollect: words.KindCollect,
	}[k]
}

// Label is what a part of a thing is called.
func (p Part) Label() catalog.Text {
	return map[Part]catalog.Text{
		Message: words.PartMessage, Cause: words.PartCause, RemedyLine: words.PartRemedy, StruckLine: words.PartStruck,
		NoteLine: words.PartNotes, FlowName: words.PartFlow, Words: words.PartText, HowTo: words.PartHowTo, Who: words.PartWho,
		Minutes: words.PartMinutes, Waits: words.PartWait, Destroys: words.PartDestroys, Repeats: words.PartRepeats,
		AllowsPayment: words.PartAllowsPayment, AllowsErasing: words.PartAllowsErasing, NetworkCheck: words.PartNetworkCheck, Source: words.PartSource,
		KnownBy: words.PartKnownBy, Outcome: words.PartKind, Receiver: words.PartReceiver, Title: words.PartTitle,
		FlowNote: words.PartNote, Label: words.PartLabel, Help: words.PartHelp,
		LabelYes: words.PartLabelYes, LabelNo: words.PartLabelNo, LabelCannot: words.PartLabelCannot,
	}[p]
}
