package drill

import (
	"io/fs"
	"slices"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// yamlScenario is a scenario that a trainer wrote.
type yamlScenario struct {
	Name    string                       `yaml:"name"`
	Flow    string                       `yaml:"flow"`
	Seed    uint64                       `yaml:"seed"`    // makes up what is left out
	Story   []catalog.Text               `yaml:"story"`   // all of it, in place of a made-up one
	Answers catalog.Mapping[flows.Value] `yaml:"answers"` // what each question and action finds
	Facts   catalog.Mapping[string]      `yaml:"facts"`
	Outcome string                       `yaml:"outcome"` // where the author means it to end
}

// scenarioReader reads files of scenarios.
type scenarioReader struct {
	*Trainer
	file  *catalog.File
	read  []*Scenario
	found []catalog.Diagnostic
}

// ReadScenarios reads every YAML file of a folder of scenarios that a trainer wrote, and tells what is wrong in them.
// One with a fault is left out.
func (t *Trainer) ReadScenarios(layer catalog.Layer) ([]*Scenario, []catalog.Diagnostic) {
	names, err := fs.Glob(layer.Folder, "*.yaml")
	if err != nil {
		panic(err) // the pattern is wrong, and it is ours
	}
	r := scenarioReader{Trainer: t}
	for _, name := range names {
		var raw struct {
			Scenarios []catalog.Written[yamlScenario] `yaml:"scenarios"`
		}
		var faults []catalog.Diagnostic
		if r.file, faults = catalog.ReadFile(layer, name); len(faults) == 0 {
			faults = r.file.Decode(&raw)
		}
		r.found = append(r.found, faults...)
		for i := range raw.Scenarios {
			r.scenario(&raw.Scenarios[i], len(faults) == 0)
		}
	}
	return r.read, catalog.SortDiagnostics(r.found)
}

func (r *scenarioReader) report(place catalog.Place, kind *catalog.DiagnosticKind, values ...any) *catalog.Diagnostic {
	r.found = append(r.found, catalog.Diagnostic{Kind: kind, Place: place, Values: values})
	return &r.found[len(r.found)-1]
}

// scenario reads one scenario and keeps it where it has no fault.
func (r *scenarioReader) scenario(raw *catalog.Written[yamlScenario], sound bool) {
	before := len(r.found)
	one := &raw.Value
	if one.Name == "" {
		r.report(r.file.At(raw.Node), &catalog.ScenarioName)
	} else if slices.ContainsFunc(r.read, func(other *Scenario) bool { return other.Name == one.Name }) {
		r.report(r.file.At(raw.Key("name")), &catalog.ScenarioTwice, one.Name)
	}
	made, err := r.Scenario(one.Flow, one.Seed)
	if err != nil {
		r.report(r.file.At(raw.Key("flow")), &catalog.ScenarioFlow, one.Flow).Meant = catalog.Nearby(one.Flow, r.flowNames())
		return
	}
	understood := len(r.found)
	made.Name, made.answers = one.Name, r.answers(one)
	walk, missing := r.walkThrough(made)
	if missing != nil && len(r.found) > understood {
		return // an answer that is not understood may be the one that is missing
	}
	if missing != nil {
		r.report(r.file.At(raw.Key("answers")), &catalog.ScenarioGap, missing.Node.Ref)
		return
	}
	made.Reference, made.Demands = nil, nil
	if err := made.walked(r.book, walk); err != nil {
		panic(err) // walkThrough has come to an outcome
	}
	if ending := made.Outcome.Node.Ref; one.Outcome != "" && one.Outcome != ending {
		r.report(r.file.At(raw.Key("outcome")), &catalog.ScenarioOutcome, ending, one.Outcome)
	}
	if len(one.Story) > 0 {
		made.Story = one.Story
	}
	r.facts(one, made)
	if sound && len(r.found) == before {
		r.read = append(r.read, made)
	}
}

func (r *scenarioReader) flowNames() []string {
	var names []string
	for i := range r.entries {
		names = append(names, r.entries[i].Flow)
	}
	return names
}

// answers checks what is found by each question and action.
func (r *scenarioReader) answers(raw *yamlScenario) map[Thing]flows.Value {
	answers := map[Thing]flows.Value{}
	for _, name := range raw.Answers.Names {
		written := raw.Answers.Values[name]
		node, ok := r.Thing(name)
		switch {
		case !ok:
			r.report(r.file.At(written.Node), &catalog.ScenarioThing, name).Meant = catalog.Nearby(name, r.thingNames())
		case !slices.Contains(node.Allowed(), written.Value):
			r.report(r.file.At(written.Node), &catalog.ScenarioAnswer, name, string(written.Value))
		default:
			answers[ThingOf(node)] = written.Value
		}
	}
	return answers
}

func (r *scenarioReader) thingNames() []string {
	var names []string
	for _, node := range r.things {
		names = append(names, node.Ref)
	}
	return names
}

// walkThrough follows the flow by the answers that were written, and returns the first step that lacks one.
func (t *Trainer) walkThrough(made *Scenario) (flows.Walk, *flows.Step) {
	situations := t.situations[made.Entry.Flow]
	walk := flows.Walk{Flow: made.Entry.Flow, Cursor: flows.AtFrontier}
	at, isMended := 0, false
	for len(situations[at].Moves) > 0 {
		step := situations[at].Step
		thing := ThingOf(step.Node)
		answer, known := made.answers[thing]
		switch {
		case !isTaken(step.Node):
			answer = flows.Done
		case isMended && thing.isAction():
			answer = flows.Yes
		case !known:
			return walk, &step
		}
		isMended = isMended || thing.isAction() && answer == flows.Yes
		walk.Answers = append(walk.Answers, flows.Answer{Key: step.Key, Value: answer})
		move := slices.IndexFunc(situations[at].Moves, func(move flows.Move) bool { return move.Answer == answer })
		at = situations[at].Moves[move].To
	}
	return walk, nil
}

// farAhead lies after every time that a scenario may name.
var farAhead = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// facts takes over the facts that were written. What is kept is the cut and canonical form.
func (r *scenarioReader) facts(raw *yamlScenario, made *Scenario) {
	for _, field := range raw.Facts.Names {
		name, written := fault.Name(field), raw.Facts.Values[field]
		value, finding := fault.Parse(name, written.Value, farAhead)
		if finding != nil && finding.Hard {
			r.report(r.file.At(written.Node), &catalog.ScenarioFact, field, finding.Text)
			continue
		}
		text := same(value.String())
		if name == fault.TransactionTime {
			text = same(written.Value) // "yesterday 14:05" is read on the day of the drill
		}
		if at := slices.IndexFunc(made.Facts, func(fact Fact) bool { return fact.Name == name }); at >= 0 {
			made.Facts[at].Text = text
			continue
		}
		made.Facts = append(made.Facts, Fact{Name: name, Text: text})
	}
}
