// Package flows says what to do about a code: the yes/no flows, how they are read from YAML, and how a
// list of answers walks through one.
//
// It must never print, read a clock, open a file by itself or hold knowledge of any code: the knowledge is
// in flows/data, and whoever calls brings the time.
package flows

import "posmedic/catalog"

// Kind tells what a node wants of the person who comes to it.
type Kind string

// The kinds of nodes.
const (
	Question Kind = "question" // yes, no, or could not check
	Action   Kind = "action"   // do it, then: has the fault gone? yes, no, or cannot be done here
	Wait     Kind = "wait"     // an action that takes its time before the fault can be looked at again
	Notice   Kind = "notice"   // to be read and acknowledged
	Collect  Kind = "collect"  // fields of the fault record to fill
	Call     Kind = "call"     // another flow, which may come back; nobody is asked anything
	Return   Kind = "return"   // back to the flow that called
	Ending   Kind = "outcome"  // where the walk ends
)

// Who can carry a step out.
type Who string

// The people of a repair.
const (
	Agent      Who = "agent"
	Merchant   Who = "merchant"
	Cardholder Who = "cardholder"
	BackOffice Who = "back_office"
	Factory    Who = "factory"
)

// How an answer is known.
type How string

// The ways of knowing. An answer "cannot" is known by its reason instead.
const (
	Seen     How = "seen"     // the agent saw it
	Said     How = "said"     // the merchant said so
	Measured How = "measured" // an instrument or a test showed it
)

// OutcomeKind is one of the ways in which a walk can end.
type OutcomeKind string

// The outcome kinds.
const (
	Resolved                     OutcomeKind = "resolved"
	Normal                       OutcomeKind = "normal"
	WaitAndRetry                 OutcomeKind = "wait_and_retry"
	ContactIssuer                OutcomeKind = "contact_issuer"
	ToBackOffice                 OutcomeKind = "back_office"
	ReOnboard                    OutcomeKind = "re_onboard"
	Replace                      OutcomeKind = "replace"
	RepairOrReplaceAndReport     OutcomeKind = "repair_or_replace_and_report"
	ReturnToFactory              OutcomeKind = "return_to_factory"
	ChannelOrServiceOrganisation OutcomeKind = "channel_or_service_organisation"
	BusinessOrRisk               OutcomeKind = "business_or_risk"
	Carrier                      OutcomeKind = "carrier"
	Escalate                     OutcomeKind = "escalate"
)

// Outcome is what an ending says: its kind and, where somebody is to be told, who.
type Outcome struct {
	Kind     OutcomeKind
	Receiver catalog.Text // who gets the report; empty where nobody is to be told
}

// Labels are what a question calls its answers. One that is empty is called what it is called everywhere.
type Labels struct {
	Yes    catalog.Text `yaml:"yes"`
	No     catalog.Text `yaml:"no"`
	Cannot catalog.Text `yaml:"cannot"`
}

// Node is one place in a flow. It carries its words, so that a walk can be shown and recorded from it alone.
type Node struct {
	ID      string
	Kind    Kind
	Ref     string // the question, action, notice, flow or outcome that it uses; `once` remembers by it
	Text    catalog.Text
	HowTo   []catalog.Text
	Sources []string // "handbook E/3.2", "ours", or "caller" for the citation of the step that called
	Once    bool     // whether an answer already given to the same Ref on this walk is used again

	Who            Who
	Minutes        int          // about how long an action takes, our estimate; 0 where nobody knows
	WaitMinutes    int          // about how long to wait before looking again
	Destroys       catalog.Text // what the action may destroy
	RepeatsPayment bool         // whether it can charge a customer
	KnownBy        How          // how an answer is usually known
	// AllowsPayment is the answer to a question after which a payment may be taken again, AllowsErasing the one after
	// which something may be erased; empty where the question decides neither.
	AllowsPayment, AllowsErasing Value
	Labels                       Labels // Question: its own words for its answers

	Fields  []string // Collect: the demands, see Alternatives, or Demanded alone
	Outcome Outcome  // Ending

	Yes, No, Cannot, Then string // the node that each answer leads to; Then after notice, collect and call
}

// Flow is a graph of nodes without loops. The walk begins at its first node.
type Flow struct {
	ID           string
	Title        catalog.Text // empty for the flow of an entry, which has the entry's message
	Note         catalog.Text // what a reader must know, as that it is reconstructed
	Table        string       // the table of the entry that it belongs to; empty for a shared flow
	NetworkCheck bool         // whether this is the network check
	SkipsNetwork catalog.Text // why this entry needs no network check; empty where it has one
	Fields       []string     // the demands of the receiver of this entry's report, see Alternatives
	Nodes        []Node
	Origin       string // the folder that it comes from, "" for the shipped knowledge
	Hash         string // of this flow and all that it calls; a case is pinned to it
}

// Returns tells whether the flow can come back to its caller.
func (f *Flow) Returns() bool {
	for i := range f.Nodes {
		if f.Nodes[i].Kind == Return {
			return true
		}
	}
	return false
}

func (f *Flow) node(id string) *Node {
	for i := range f.Nodes {
		if f.Nodes[i].ID == id {
			return &f.Nodes[i]
		}
	}
	return nil
}

// Field is a piece of the fault record as a form shows it.
type Field struct {
	Name  string
	Label catalog.Text
	Help  catalog.Text // where to find it on the terminal or the receipt
	// Printed is what receipts and screens call it, in any letters.
	Printed []string
}

// Knowledge is everything that the YAML files hold.
type Knowledge struct {
	Flows  []Flow
	Fields []Field
	// Unasked is what receipts name that no field holds, in any letters.
	Unasked []string
}
