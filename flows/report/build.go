package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// zone is China's time, in which reports give theirs. It is fixed, so that no time zone database is needed.
var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Build gathers what a report says about a case as it stands, finished or not. The entry is the one that the
// case is about; made is when, by the caller's clock.
func Build(book *flows.Book, entry catalog.Entry, c cases.Case, made time.Time) (Report, error) {
	if entry.Table != c.Table || entry.Code != c.Code {
		return Report{}, fmt.Errorf("report on case %s: it is about %s of table %s, not about %s of table %s", c.ID, c.Code, c.Table, entry.Code, entry.Table)
	}
	state, err := book.Resolve(c.Walk)
	if err != nil {
		return Report{}, fmt.Errorf("report on case %s: %w", c.ID, err)
	}
	r := Report{
		Schema: Schema,
		Case: Case{
			ID: c.ID, Table: c.Table, Code: c.Code, Message: cleanText(c.Message), Cause: entry.Cause,
			Opened: inChina(c.Opened), Made: inChina(made),
		},
		Fault:   forReceiver(c.Record, &state),
		Steps:   steps(state.Path),
		Current: current(&state, c.Wait),
		Outcome: outcome(c, &state),
		Charge:  ChargeOf(&state),
		Missing: append([]fault.Name{}, Missing(state, c.Record)...),
		Sources: append([]catalog.Source{}, entry.Sources...),
		Network: network(book, &state),
		Cure:    cure(c, state), FailedCures: failedCures(c.FailedCures),
		Evidence: evidence(c.Evidence), Notes: notes(c.Notes), HandedOver: handedOver(c.Escalations),
	}
	r.Complete = r.Outcome != nil
	if r.Network.First, r.Network.Last, err = firstAndLast(book, c, r.Network, &state); err != nil {
		return Report{}, fmt.Errorf("report on case %s: %w", c.ID, err)
	}
	if r.Outcome != nil && r.Outcome.CureFailed {
		r.Network.disprove()
	}
	r.Request = request(r)
	if r.Outcome != nil { // only now, because what is asked suits the receiver that the flow names
		r.Outcome.Receiver = Receiver(state)
	}
	r.Fingerprint, err = fingerprint(r)
	return r, err
}

// fingerprint hashes what a report says, but for the time it was made and its own place.
func fingerprint(r Report) (string, error) {
	r.Case.Made, r.Fingerprint = time.Time{}, ""
	content, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("fingerprint of the report on case %s: %w", r.Case.ID, err)
	}
	const bytes = 5 // of the hash, which make eight characters
	sum := sha256.Sum256(content)
	code := unambiguous.EncodeToString(sum[:bytes])
	return strings.Join([]string{code[:2], code[2:4], code[4:6], code[6:]}, "-"), nil
}

// unambiguous writes without I, L, O and U, which are misread. Pairs tell a fingerprint from a case code.
var unambiguous = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

// forReceiver masks what the receiver of a report does not need: secrets that the flow does not demand, and whom to call
// back where nobody will.
func forReceiver(record fault.Record, state *flows.State) fault.Record {
	for _, name := range fault.Names() {
		unneeded := name.IsSecret() && !slices.Contains(flows.FieldsOf(state.Flow.Fields), string(name))
		if unneeded || name == fault.Contact && !callsBack(state) {
			record = record.With(name, record.Value(name).Masked())
		}
	}
	return record
}

// callsBack tells whether somebody may have to call the shop: not where nobody is to be told, nor from the issuing bank,
// which answers its cardholder.
func callsBack(state *flows.State) bool {
	if state.Outcome == nil {
		return true
	}
	outcome := state.Outcome.Node.Outcome
	if outcome.Receiver.IsZero() {
		return !Receiver(*state).IsZero()
	}
	return outcome.Kind != flows.ContactIssuer
}

// Receiver is who gets the report of a walk that has ended: whom its outcome names, or else the back office where a
// customer's charge is open. It is zero where nobody is to be told, and before the walk has ended.
func Receiver(state flows.State) catalog.Text {
	if state.Outcome == nil {
		return catalog.Text{}
	}
	receiver := state.Outcome.Node.Outcome.Receiver
	if receiver.IsZero() && ChargeOf(&state) != "" {
		return words.BackOffice
	}
	return receiver
}

// Missing lists the demands of the receiver, see Receiver, that are not met, in the order of the flow. One with
// alternatives is named by all of them, as "mid+tid|sn". It is empty where nobody is to be told, and before the
// walk has ended.
func Missing(state flows.State, record fault.Record) []fault.Name {
	if Receiver(state).IsZero() {
		return nil
	}
	var missing []fault.Name
	for _, demand := range state.Flow.Fields {
		if !flows.Met(demand, func(field string) bool { return record.Has(fault.Name(field)) }) {
			missing = append(missing, fault.Name(demand))
		}
	}
	return missing
}

// DemandLabel says a demand as people do, its alternatives joined by "or".
func DemandLabel(demand fault.Name, lang catalog.Lang) string {
	say := wording{lang}
	var sets []string
	for _, set := range flows.Alternatives(string(demand)) {
		var labels []string
		for _, field := range set {
			labels = append(labels, cmp.Or(say.in(fault.Name(field).Label()), field))
		}
		sets = append(sets, strings.Join(labels, say.in(words.And)))
	}
	return strings.Join(sets, say.in(words.Or))
}

func steps(path []flows.Step) []Step {
	taken := make([]Step, 0, len(path))
	for i, step := range path {
		text := step.Answer.Shown
		if text.IsZero() {
			text = step.Node.Text
		}
		taken = append(taken, Step{
			Number: i + 1, Node: step.Key.String(), Kind: step.Node.Kind, Text: cleanText(text),
			Answer: step.Answer.Value, Label: cleanText(step.Node.Labels.Of(step.Answer.Value)), How: step.Answer.How, Reason: fault.PlainLine(step.Answer.Reason),
			At: inChina(step.Answer.At), Source: cite(step.Sources),
		})
	}
	return taken
}

func current(state *flows.State, wait cases.Wait) *Current {
	if state.Current == nil {
		return nil
	}
	stands := Current{
		Node: state.Current.Key.String(), Text: state.Current.Node.Text, FlowChanged: state.Misfit != nil,
	}
	if !wait.IsZero() && wait.Key == state.Current.Key {
		stands.Waiting = &Waiting{For: wait.For, Since: inChina(wait.Since), Until: inChina(wait.Until)}
	}
	return &stands
}

func outcome(c cases.Case, state *flows.State) *Outcome {
	if state.Outcome == nil {
		return nil
	}
	node := state.Outcome.Node
	return &Outcome{
		Kind: node.Outcome.Kind, Text: node.Text, Receiver: node.Outcome.Receiver,
		HowTo: append([]catalog.Text{}, node.HowTo...), Source: cite(state.Outcome.Sources),
		CureFailed: c.CureFailed(*state),
	}
}

// separator stands between the citations of one step.
const separator = ", "

func cite(sources []string) string { return strings.Join(sources, separator) }

// inChina brings a time into China's zone, to the second; the zero time stays zero.
func inChina(at time.Time) time.Time { return at.Truncate(time.Second).In(zone) }

func cleanText(text catalog.Text) catalog.Text {
	return catalog.Text{Zh: fault.PlainLine(text.Zh), En: fault.PlainLine(text.En)}
}
