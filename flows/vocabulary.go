package flows

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
)

// vocabularyFiles hold what steps refer to; every other YAML file of the folder holds flows.
var vocabularyFiles = []string{"questions.yaml", "actions.yaml", "notices.yaml", "outcomes.yaml", "fields.yaml"}

// vocabulary is the questions, actions, notices, outcomes and fields by name.
type vocabulary struct {
	questions entries[yamlQuestion]
	actions   entries[yamlAction]
	notices   entries[yamlNotice]
	outcomes  entries[yamlOutcome]
	fields    struct {
		Text    catalog.Text   `yaml:"text"`
		Fields  []yamlField    `yaml:"fields"`
		Unasked names          `yaml:"unasked"`
		Sets    entries[names] `yaml:"sets"`
	}
}

// entries is a mapping from names, as it is written.
type entries[T any] struct {
	named map[string]T
	lines map[string]int
	order []string
}

// UnmarshalYAML reads the mapping over what is there already, and remembers the order and the lines of its names.
func (e *entries[T]) UnmarshalYAML(node *yaml.Node) error {
	if e.lines == nil {
		e.lines = map[string]int{}
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		id := node.Content[i]
		if _, known := e.lines[id.Value]; !known {
			e.order = append(e.order, id.Value)
		}
		e.lines[id.Value] = id.Line
	}
	return node.Load(&e.named, yaml.WithKnownFields())
}

// faults says what a rule finds wrong with each entry.
func (e *entries[T]) faults(file string, rule func(T) string) []error {
	var faults []error
	for _, id := range e.order {
		if wrong := rule(e.named[id]); wrong != "" {
			faults = append(faults, fmt.Errorf("%s:%d: %s: %s", file, e.lines[id], id, wrong))
		}
	}
	return faults
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
	Minutes        int            `yaml:"minutes"`
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
	Name    string       `yaml:"name"`
	Label   catalog.Text `yaml:"label"`
	Help    catalog.Text `yaml:"help"`
	Printed names        `yaml:"printed"`
	line    int
}

// UnmarshalYAML reads a field and remembers its line.
func (f *yamlField) UnmarshalYAML(node *yaml.Node) error {
	type plain yamlField
	f.line = node.Line
	return node.Load((*plain)(f), yaml.WithKnownFields())
}

// load reads what steps refer to over what was read before. A folder that is not whole may lack any of the files.
func (v *vocabulary) load(folder fs.FS, whole bool) error {
	var faults []error
	for i, out := range []any{&v.questions, &v.actions, &v.notices, &v.outcomes, &v.fields} {
		name := vocabularyFiles[i]
		content, err := fs.ReadFile(folder, name)
		if errors.Is(err, fs.ErrNotExist) && !whole {
			continue
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("read what steps refer to: %w", err))
			continue
		}
		faults = append(faults, catalog.DecodeStrict(name, content, out))
	}
	return errors.Join(faults...)
}

const noText = "there is no `text:`: write it in both languages"

// check refuses entries without words, and words of which there are only a fixed few.
func (v *vocabulary) check() []error {
	return slices.Concat(
		v.questions.faults("questions.yaml", func(question yamlQuestion) string {
			switch {
			case question.Text.IsZero():
				return noText
			case !slices.Contains([]How{Seen, Said, Measured}, question.KnownBy):
				return fmt.Sprintf("known_by is %q: write seen, said or measured", question.KnownBy)
			}
			return ""
		}),
		v.actions.faults("actions.yaml", func(action yamlAction) string {
			switch {
			case action.Text.IsZero():
				return noText
			case !slices.Contains([]Who{Agent, Merchant, Cardholder, BackOffice, Factory}, action.Who):
				return fmt.Sprintf("who is %q: write agent, merchant, cardholder, back_office or factory", action.Who)
			case action.Minutes < 0:
				return fmt.Sprintf("minutes is %d: write a number of minutes", action.Minutes)
			case action.WaitMinutes < 0:
				return fmt.Sprintf("wait_minutes is %d: write a number of minutes", action.WaitMinutes)
			}
			return ""
		}),
		v.notices.faults("notices.yaml", func(notice yamlNotice) string {
			if notice.Text.IsZero() {
				return noText
			}
			return ""
		}),
		v.outcomes.faults("outcomes.yaml", func(outcome yamlOutcome) string {
			switch {
			case outcome.Text.IsZero():
				return noText
			case !slices.Contains(outcomeKinds, outcome.Kind):
				return fmt.Sprintf("kind is %q: write one of %v", outcome.Kind, outcomeKinds)
			}
			return ""
		}),
		v.checkForm(),
	)
}

// checkForm refuses fields without a name or a label of their own, and sets of unknown fields.
func (v *vocabulary) checkForm() []error {
	var faults []error
	if v.fields.Text.IsZero() {
		faults = append(faults, fmt.Errorf("fields.yaml:1: %s", noText))
	}
	for i, field := range v.fields.Fields {
		place := fmt.Sprintf("fields.yaml:%d", field.line)
		switch {
		case field.Name == "":
			faults = append(faults, fmt.Errorf("%s: a field without a name: write `name:`", place))
		case field.Label.IsZero():
			faults = append(faults, fmt.Errorf("%s: field %s has no `label:`: write it in both languages", place, field.Name))
		case slices.ContainsFunc(v.fields.Fields[:i], func(f yamlField) bool { return f.Name == field.Name }):
			faults = append(faults, fmt.Errorf("%s: field %s stands twice: keep one", place, field.Name))
		}
	}
	faults = append(faults, v.checkPrinted()...)
	return append(faults, v.fields.Sets.faults("fields.yaml", func(set names) string {
		for _, name := range set {
			if !v.isDemand(name) {
				return fmt.Sprintf("there is no field %q in this file", name)
			}
		}
		return ""
	})...)
}

// checkPrinted refuses what receipts would name two fields by.
func (v *vocabulary) checkPrinted() []error {
	var faults []error
	named := map[string]string{}
	for _, label := range v.fields.Unasked {
		named[strings.ToUpper(label)] = "unasked"
	}
	for _, field := range v.fields.Fields {
		for _, label := range field.Printed {
			if other, taken := named[strings.ToUpper(label)]; taken {
				faults = append(faults, fmt.Errorf("fields.yaml:%d: %q is printed for %s and for %s: keep one", field.line, label, other, field.Name))
			}
			named[strings.ToUpper(label)] = field.Name
		}
	}
	return faults
}

// isDemand tells whether a demand names nothing but fields.
func (v *vocabulary) isDemand(demand string) bool {
	return !slices.ContainsFunc(slices.Concat(Alternatives(demand)...), func(name string) bool { return !v.isField(name) })
}

func (v *vocabulary) isField(name string) bool {
	return slices.ContainsFunc(v.fields.Fields, func(f yamlField) bool { return f.Name == name })
}

var outcomeKinds = []OutcomeKind{
	Resolved, Normal, WaitAndRetry, ContactIssuer, ToBackOffice, ReOnboard, Replace, RepairOrReplaceAndReport,
	ReturnToFactory, ChannelOrServiceOrganisation, BusinessOrRisk, Carrier, Escalate,
}

func (v *vocabulary) form() []Field {
	var form []Field
	for _, field := range v.fields.Fields {
		form = append(form, Field{Name: field.Name, Label: field.Label, Help: field.Help, Printed: field.Printed})
	}
	return form
}

// expand replaces the names of sets by the fields that they stand for, each field once.
func (v *vocabulary) expand(written names, place string, b *builder) []string {
	var fields []string
	for _, name := range written {
		set, isSet := v.fields.Sets.named[name]
		switch {
		case isSet:
		case v.isDemand(name):
			set = names{name}
		case name == Demanded:
			b.fault(place, "`demanded` stands for the fields that the flow of the code names: write it alone, in `collect:`")
		default:
			b.fault(place, "there is no field or set of fields %q in fields.yaml", name)
		}
		for _, field := range set {
			if !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	return fields
}

// node makes the node that a step's reference stands for and tells whether there is such a thing.
func (v *vocabulary) node(raw *yamlStep, place string, b *builder) (Node, bool) {
	verbs := 0
	for _, verb := range []string{raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End, strings.Join(raw.Collect, " ")} {
		if verb != "" {
			verbs++
		}
	}
	if verbs != 1 {
		b.fault(place, "a step has just one of ask, do, tell, collect, call and end; this one has %d", verbs)
		return Node{}, false
	}
	node := Node{ID: cmp.Or(raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End)}
	node.Ref = node.ID
	found := true
	switch {
	case raw.Ask != "":
		var question yamlQuestion
		question, found = v.questions.named[raw.Ask]
		node.Kind, node.Text, node.HowTo, node.KnownBy = Question, question.Text, question.HowTo, question.KnownBy
	case raw.Do != "":
		var action yamlAction
		action, found = v.actions.named[raw.Do]
		node.Kind, node.Text, node.HowTo, node.KnownBy = Action, action.Text, action.HowTo, Seen
		node.Who, node.Minutes, node.WaitMinutes, node.Destroys, node.RepeatsPayment = action.Who, action.Minutes, action.WaitMinutes, action.Destroys, action.RepeatsPayment
		if action.WaitMinutes > 0 {
			node.Kind = Wait
		}
	case raw.Tell != "":
		var notice yamlNotice
		notice, found = v.notices.named[raw.Tell]
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
	return node, found
}

// ending fills in an outcome, with the outcome's own source until a step cites a better one.
func (v *vocabulary) ending(node *Node, id string) bool {
	outcome, found := v.outcomes.named[id]
	node.Kind, node.ID, node.Ref, node.Sources = Ending, id, id, outcome.Source
	node.Text, node.HowTo = outcome.Text, outcome.HowTo
	node.Outcome = Outcome{Kind: outcome.Kind, Receiver: outcome.Receiver}
	return found
}
