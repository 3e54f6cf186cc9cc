package draw

import (
	"posmedic/catalog"
	"posmedic/flows"
)

// look is how a box is coloured. No colour carries a meaning alone: the label of every box says what it is.
type look struct{ fill, line string }

const (
	ink       = "#1f2933"
	faint     = "#52606d"
	dangerInk = "#b00020"
	paper     = "#ffffff"
)

// outcomeLooks colours outcomes by their kind: green is solved, yellow waits, blue goes to somebody outside,
// violet to the back office, red takes the terminal away.
var outcomeLooks = map[flows.OutcomeKind]look{
	flows.Resolved:                     {"#d3f2d6", "#1b7f3b"},
	flows.Normal:                       {"#e9f7d8", "#5a7d1a"},
	flows.WaitAndRetry:                 {"#fff3c4", "#9a6b00"},
	flows.ContactIssuer:                {"#d6eaff", "#1c5fa8"},
	flows.ChannelOrServiceOrganisation: {"#d9f3fa", "#0b7285"},
	flows.BusinessOrRisk:               {"#dfe4ff", "#3b47b5"},
	flows.Carrier:                      {"#e0f0ec", "#12705b"},
	flows.ToBackOffice:                 {"#eadcf9", "#6b2fa0"},
	flows.ReOnboard:                    {"#f6dcf2", "#9b2d86"},
	flows.Escalate:                     {"#f3e8ff", "#7c3aed"},
	flows.Replace:                      {"#ffdcd6", "#b3361b"},
	flows.RepairOrReplaceAndReport:     {"#ffe6d6", "#b85a12"},
	flows.ReturnToFactory:              {"#ffd9e0", "#b01e46"},
}

var kindLooks = map[flows.Kind]look{
	flows.Question: {"#eef4ff", "#4a6fa5"},
	flows.Action:   {paper, "#3e4c59"},
	flows.Wait:     {"#fffbea", "#8d6b0e"},
	flows.Notice:   {"#f5f7fa", "#7b8794"},
	flows.Collect:  {"#faf5ff", "#7a5ba6"},
	flows.Call:     {"#e4e7eb", "#323f4b"},
	flows.Return:   {"#e4e7eb", "#323f4b"},
}

// look colours a box. What can charge a customer or erase something has a red line around it.
func (b *Box) look() look {
	colours := kindLooks[b.Node.Kind]
	if b.Node.Kind == flows.Ending {
		colours = outcomeLooks[b.Node.Outcome.Kind]
	}
	if b.dangerous() {
		colours.line = dangerInk
	}
	return colours
}

func (b *Box) dangerous() bool { return len(b.Dangers(catalog.Chinese)) > 0 }
