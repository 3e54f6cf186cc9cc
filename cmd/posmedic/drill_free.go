package main

import (
	"fmt"
	"strings"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// free is the drill without a tree, a line for each thing that the trainee does.
func (d *drilling) free(scenario *drill.Scenario) (drill.Run, error) {
	d.printStory(scenario, drill.KindFree)
	d.tell(words.DrillFreeHelp)
	talk := freeTalk{drilling: d, Free: drill.Free{Scenario: scenario}}
	for talk.Run.Outcome == "" {
		line, err := d.hear()
		if err != nil {
			return talk.Run, err
		}
		if err := talk.obey(line); err != nil {
			return talk.Run, err
		}
	}
	return talk.Run, nil
}

// freeTalk is a free drill in line mode.
type freeTalk struct {
	*drilling
	drill.Free
}

// obey does what one line says.
func (t *freeTalk) obey(line string) error {
	verb, about := order(line)
	switch verb {
	case "list":
		t.list(about)
	case "do":
		t.do(about)
	case "ask":
		t.ask(about)
	case "fill":
		t.fill(about)
	case "end":
		t.end(about)
	case "hint":
		t.hint()
	case "quit":
		return errLeft
	default:
		t.tell(words.DrillFreeHelp)
	}
	return nil
}

// list shows what there is to do and where it can end, with numbers that never change.
func (t *freeTalk) list(sought string) {
	things := t.trainer.Things()
	for i, node := range things {
		if matches(node, sought) {
			fmt.Fprintf(t.err, "%4d  %s [%s]\n", i+1, t.say(node.Text), node.Ref)
		}
	}
	t.tell(words.DrillOutcomes)
	for i, node := range t.trainer.Outcomes() {
		if matches(node, sought) {
			fmt.Fprintf(t.err, "%4d  %s: %s [%s]\n", len(things)+i+1, t.say(node.Outcome.Kind.Label()), t.say(node.Text), node.Ref)
		}
	}
}

// chosen finds a node by its name or by its number in the list, which begins after so many others.
func chosen(nodes []*flows.Node, typed string, after int) (*flows.Node, bool) {
	if at := number(typed, after+len(nodes)); at > after {
		return nodes[at-after-1], true
	}
	for _, node := range nodes {
		if strings.EqualFold(node.Ref, typed) {
			return node, true
		}
	}
	return nil, false
}

func (t *freeTalk) do(typed string) {
	node, ok := chosen(t.trainer.Things(), typed, 0)
	if !ok {
		t.tell(words.DrillNoStep, echo(typed))
		return
	}
	free, found := t.Take(node)
	t.Free = free
	fmt.Fprintln(t.err, t.say(node.Text))
	fmt.Fprintln(t.err, "  "+t.say(t.Scenario.Shows(drill.ThingOf(node), found)))
}

func (t *freeTalk) ask(typed string) {
	name := fault.Name(strings.ToLower(typed))
	if name.Label().IsZero() {
		t.tell(words.DrillNoField, echo(typed), t.fieldNames())
		return
	}
	free, fact, ok := t.AskField(name)
	t.Free = free
	value := words.DrillNothing
	if ok {
		value = fact.Text
	}
	fmt.Fprintf(t.err, "  %s: %s\n", t.say(name.Label()), t.say(value))
}

func (d *drilling) fieldNames() string {
	var names []string
	for _, name := range fault.Names() {
		names = append(names, string(name))
	}
	return strings.Join(names, ", ")
}

// fill writes a field of the report.
func (t *freeTalk) fill(about string) {
	field, _, _ := strings.Cut(about, " ")
	name := fault.Name(strings.ToLower(field))
	fact, _ := t.Scenario.Fact(name)
	t.Run = t.fillIn(t.Scenario, t.Run, about, fact.OnScreen || t.Run.Asked(name))
}

// fillIn writes a field of a drill's report: with what was typed, else with what is known of it.
func (d *drilling) fillIn(scenario *drill.Scenario, run drill.Run, about string, known bool) drill.Run {
	field, typed, _ := strings.Cut(about, " ")
	name := fault.Name(strings.ToLower(field))
	if name.Label().IsZero() {
		d.tell(words.DrillNoField, echo(field), d.fieldNames())
		return run
	}
	if _, told := scenario.Fact(name); typed == "" && (!told || !known) {
		d.tell(words.DrillAskFirst, string(name))
		return run
	}
	run, finding := run.Note(scenario, name, typed, d.lang, d.clock())
	if finding != nil {
		fmt.Fprintln(d.err, "  "+d.say(finding.Text))
	}
	if finding == nil || !finding.Hard {
		fmt.Fprintf(d.err, "  %s: %s\n", d.say(name.Label()), run.Report.Get(name))
	}
	return run
}

func (t *freeTalk) end(typed string) {
	node, ok := chosen(t.trainer.Outcomes(), typed, len(t.trainer.Things()))
	if !ok {
		t.tell(words.DrillNoOutcome, echo(typed))
		return
	}
	t.Free = t.Decide(node)
}

func (t *freeTalk) hint() {
	if t.noHints {
		t.tell(words.DrillNoHints)
		return
	}
	free, step := t.Hint()
	t.Free = free
	t.tell(words.DrillHint, t.say(step.Node.Text), step.Node.Ref)
}
