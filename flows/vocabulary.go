package flows

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"posmedic/catalog"
)

// vocabularyFiles hold what steps refer to; every other YAML file of the folder holds flows.
var vocabularyFiles = []string{"questions.yaml", "actions.yaml", "notices.yaml", "outcomes.yaml", "fields.yaml"}

// vocabulary is the questions, actions, notices, outcomes and fields by name.
type vocabulary struct {
	questions map[string]yamlQuestion
	actions   map[string]yamlAction
	notices   map[string]yamlNotice
	outcomes  map[string]yamlOutcome
	fields    struct {
		Text   catalog.Text     `yaml:"text"`
		Fields []yamlField      `yaml:"fields"`
		Sets   map[string]names `yaml:"sets"`
	}
}

type yamlQuestion struct {
	Text    catalog.Text   `yaml:"text"`
	HowTo   []catalog.Text `yaml:"how_to"`
	KnownBy How            `yaml:"known_by"`
}

type yamlAction struct {
	Text           catalog.Text   `yaml:"text"`
	HowTo          []catalog.Text `yaml:"how_to"`
	Who            Who            `yaml:"who"`
	WaitMinutes    int            `yaml:"wait_minutes"`
	Destroys       catalog.Text   `yaml:"destroys"`
	RepeatsPayment bool           `yaml:"repeats_payment"`
}

type yamlNotice struct {
	Text  catalog.Text   `yaml:"text"`
	HowTo []catalog.Text `yaml:"how_to"`
}

type yamlOutcome struct {
	Kind     OutcomeKind    `yaml:"kind"`
	Text     catalog.Text   `yaml:"text"`
	HowTo    []catalog.Text `yaml:"how_to"`
	Receiver catalog.Text   `yaml:"receiver"`
	Source   names          `yaml:"source"`
}

type yamlField struct {
	Name  string       `yaml:"name"`
	Label catalog.Text `yaml:"label"`
	Help  catalog.Text `yaml:"help"`
}

func (v *vocabulary) load(folder fs.FS) error {
	var faults []error
	for i, out := range []any{&v.questions, &v.actions, &v.notices, &v.outcomes, &v.fields} {
		name := vocabularyFiles[i]
		content, err := fs.ReadFile(folder, name)
		if err == nil {
			err = catalog.DecodeStrict(name, content, out)
		}
		if err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(append(faults, v.check()...)...)
}

// check refuses the values that only a fixed few words may have.
func (v *vocabulary) check() []error {
	var faults []error
	for id, action := range v.actions {
		if !slices.Contains([]Who{Agent, Merchant, Cardholder, BackOffice, Factory}, action.Who) {
			faults = append(faults, fmt.Errorf("actions.yaml: %s: who is %q: write agent, merchant, cardholder, back_office or factory", id, action.Who))
		}
	}
	for id, question := range v.questions {
		if !slices.Contains([]How{Seen, Said, Measured}, question.KnownBy) {
			faults = append(faults, fmt.Errorf("questions.yaml: %s: known_by is %q: write seen, said or measured", id, question.KnownBy))
		}
	}
	for id, outcome := range v.outcomes {
		if !slices.Contains(outcomeKinds, outcome.Kind) {
			faults = append(faults, fmt.Errorf("outcomes.yaml: %s: there is no outcome kind %q", id, outcome.Kind))
		}
	}
	return faults
}

var outcomeKinds = []OutcomeKind{
	Resolved, Normal, WaitAndRetry, ContactIssuer, ToBackOffice, ReOnboard, Replace, RepairOrReplaceAndReport,
	ReturnToFactory, ChannelOrServiceOrganisation, BusinessOrRisk, Carrier, Escalate,
}

func (v *vocabulary) form() []Field {
	var form []Field
	for _, field := range v.fields.Fields {
		form = append(form, Field(field))
	}
	return form
}

// expand replaces the names of sets by the fields that they stand for.
func (v *vocabulary) expand(written names, place string, b *builder) []string {
	var fields []string
	for _, name := range written {
		set, isSet := v.fields.Sets[name]
		switch {
		case isSet:
			fields = append(fields, set...)
		case slices.ContainsFunc(v.fields.Fields, func(f yamlField) bool { return f.Name == name }):
			fields = append(fields, name)
		case name != Demanded:
			b.fault(place, "there is no field or set of fields %q in fields.yaml", name)
		}
	}
	return fields
}

// node makes the node that a step's reference stands for.
func (v *vocabulary) node(raw *yamlStep, place string, b *builder) Node {
	verbs := 0
	for _, verb := range []string{raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End, strings.Join(raw.Collect, " ")} {
		if verb != "" {
			verbs++
		}
	}
	if verbs != 1 {
		b.fault(place, "a step has just one of ask, do, tell, collect, call and end; this one has %d", verbs)
	}
	node := Node{ID: cmp.Or(raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End)}
	node.Ref = node.ID
	found := true
	switch {
	case raw.Ask != "":
		var question yamlQuestion
		question, found = v.questions[raw.Ask]
		node.Kind, node.Text, node.HowTo, node.KnownBy = Question, question.Text, question.HowTo, question.KnownBy
	case raw.Do != "":
		var action yamlAction
		action, found = v.actions[raw.Do]
		node.Kind, node.Text, node.HowTo, node.KnownBy = Action, action.Text, action.HowTo, Seen
		node.Who, node.WaitMinutes, node.Destroys, node.RepeatsPayment = action.Who, action.WaitMinutes, action.Destroys, action.RepeatsPayment
		if action.WaitMinutes > 0 {
			node.Kind = Wait
		}
	case raw.Tell != "":
		var notice yamlNotice
		notice, found = v.notices[raw.Tell]
		node.Kind, node.Text, node.HowTo = Notice, notice.Text, notice.HowTo
	case raw.End != "":
		found = v.ending(&node, raw.End)
	case raw.Call != "":
		node.Kind = Call
	case len(raw.Collect) > 0:
		node.Kind, node.ID, node.Ref, node.Text = Collect, "collect", "collect", v.fields.Text
	}
	if !found {
		b.fault(place, "there is no %q among the %s", node.Ref, map[Kind]string{
			Question: "questions (questions.yaml)", Action: "actions (actions.yaml)",
			Notice: "notices (notices.yaml)", Ending: "outcomes (outcomes.yaml)",
		}[node.Kind])
	}
	return node
}

// ending fills in an outcome, with the outcome's own source until a step cites a better one.
func (v *vocabulary) ending(node *Node, id string) bool {
	outcome, found := v.outcomes[id]
	node.Kind, node.ID, node.Ref, node.Sources = Ending, id, id, outcome.Source
	node.Text, node.HowTo = outcome.Text, outcome.HowTo
	node.Outcome = Outcome{Kind: outcome.Kind, Receiver: outcome.Receiver}
	return found
}
