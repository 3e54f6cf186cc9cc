package drill

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// yamlScenario is a scenario that a trainer wrote.
type yamlScenario struct {
	Name    string         `yaml:"name"`
	Flow    string         `yaml:"flow"`
	Seed    uint64         `yaml:"seed"`    // makes up what is left out
	Story   []catalog.Text `yaml:"story"`   // all of it, in place of a made-up one
	Answers lined          `yaml:"answers"` // what each question and action finds
	Facts   lined          `yaml:"facts"`
	Outcome string         `yaml:"outcome"` // where the author means it to end
	line    int
}

// UnmarshalYAML reads a scenario and remembers its line.
func (y *yamlScenario) UnmarshalYAML(node *yaml.Node) error {
	type plain yamlScenario
	y.line = node.Line
	return node.Load((*plain)(y), yaml.WithKnownFields())
}

// lined is a mapping of words as it is written, with its lines.
type lined []linedPair

type linedPair struct {
	name, value string
	line        int
}

// UnmarshalYAML reads the mapping.
func (l *lined) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return errors.New("want a mapping, as `name: value`")
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		*l = append(*l, linedPair{node.Content[i].Value, node.Content[i+1].Value, node.Content[i].Line})
	}
	return nil
}

// LoadScenarios reads every YAML file of a folder of scenarios that a trainer wrote. Its error is one line for each
// fault, as file:line: what is wrong.
func (t *Trainer) LoadScenarios(folder fs.FS) ([]*Scenario, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*Scenario
	var faults []error
	for _, name := range names {
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read the scenarios: %w", err)
		}
		made, err := t.loadFile(name, content)
		faults = append(faults, err)
		for _, one := range made {
			if slices.ContainsFunc(all, func(other *Scenario) bool { return other.Name == one.Name }) {
				faults = append(faults, fmt.Errorf("%s:1: the scenario %q stands in two files: keep one", name, one.Name))
			}
		}
		all = append(all, made...)
	}
	return all, errors.Join(faults...)
}

func (t *Trainer) loadFile(file string, content []byte) ([]*Scenario, error) {
	var raw struct {
		Scenarios []yamlScenario `yaml:"scenarios"`
	}
	if err := catalog.DecodeStrict(file, content, &raw); err != nil {
		return nil, err
	}
	var all []*Scenario
	f := faultFinder{file: file}
	for i := range raw.Scenarios {
		one := &raw.Scenarios[i]
		if slices.ContainsFunc(raw.Scenarios[:i], func(before yamlScenario) bool { return before.Name == one.Name }) {
			f.fault(one.line, "the scenario %q stands twice: keep one", one.Name)
		}
		if made := t.fixed(one, &f); made != nil {
			all = append(all, made)
		}
	}
	return all, errors.Join(f.faults...)
}

// faultFinder gathers what is wrong with a file.
type faultFinder struct {
	file   string
	faults []error
}

func (f *faultFinder) fault(line int, message string, values ...any) {
	f.faults = append(f.faults, fmt.Errorf("%s:%d: %s", f.file, line, fmt.Sprintf(message, values...)))
}

// fixed makes one scenario, or nothing where it has faults.
func (t *Trainer) fixed(raw *yamlScenario, f *faultFinder) *Scenario {
	before := len(f.faults)
	if raw.Name == "" {
		f.fault(raw.line, "a scenario without a name: write `name:`")
	}
	if _, ok := t.ofFlow[raw.Flow]; !ok {
		f.fault(raw.line, "no entry has the flow %q: write `flow:` with the name of an entry's flow", raw.Flow)
		return nil
	}
	made, err := t.Scenario(raw.Flow, raw.Seed)
	if err != nil {
		f.fault(raw.line, "%v", err)
		return nil
	}
	made.Name, made.answers = raw.Name, t.readAnswers(raw, f)
	walk, missing := t.walkThrough(made)
	if missing != nil {
		f.fault(raw.line, "%s comes to %q, and `answers:` does not say what is found there", raw.Name, missing.Node.Ref)
		return nil
	}
	made.Reference, made.Demands = nil, nil
	if err := made.walked(t.book, walk); err != nil {
		f.fault(raw.line, "%v", err)
		return nil
	}
	if raw.Outcome != "" && raw.Outcome != made.Outcome.Node.Ref {
		f.fault(raw.line, "%s ends in %q and not in %q: mend the answers or `outcome:`", raw.Name, made.Outcome.Node.Ref, raw.Outcome)
	}
	if len(raw.Story) > 0 {
		made.Story = raw.Story
	}
	made.readFacts(raw, f)
	if len(f.faults) > before {
		return nil
	}
	return made
}

// readAnswers checks what is found by each question and action.
func (t *Trainer) readAnswers(raw *yamlScenario, f *faultFinder) map[Thing]flows.Value {
	answers := map[Thing]flows.Value{}
	for _, pair := range raw.Answers {
		node, ok := t.Thing(pair.name)
		switch {
		case !ok:
			f.fault(pair.line, "no flow has a question or an action %q", pair.name)
		case !slices.Contains(node.Allowed(), flows.Value(pair.value)):
			f.fault(pair.line, "%s is %q: write yes, no or cannot", pair.name, pair.value)
		default:
			answers[thingOf(node)] = flows.Value(pair.value)
		}
	}
	return answers
}

// walkThrough follows the flow by the answers that were written, and returns the first step that lacks one.
func (t *Trainer) walkThrough(made *Scenario) (flows.Walk, *flows.Step) {
	situations := t.situations[made.Entry.Flow]
	walk := flows.Walk{Flow: made.Entry.Flow, Cursor: flows.AtFrontier}
	at, isMended := 0, false
	for len(situations[at].Moves) > 0 {
		step := situations[at].Step
		thing := thingOf(step.Node)
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

// readFacts takes over the facts that were written. What is kept is the cut and canonical form.
func (s *Scenario) readFacts(raw *yamlScenario, f *faultFinder) {
	for _, pair := range raw.Facts {
		name := fault.Name(pair.name)
		value, finding := fault.Parse(name, pair.value, farAhead)
		if finding != nil && finding.Hard {
			f.fault(pair.line, "%s: %s", pair.name, finding.Text.En)
			continue
		}
		text := same(value.String())
		if name == fault.TransactionTime {
			text = same(pair.value) // "yesterday 14:05" is read on the day of the drill
		}
		at := slices.IndexFunc(s.Facts, func(fact Fact) bool { return fact.Name == name })
		if at < 0 {
			s.Facts = append(s.Facts, Fact{Name: name, Text: text})
			continue
		}
		s.Facts[at].Text = text
	}
}
