package main

import (
	"fmt"
	"slices"
	"strings"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// guided is the wizard with simulated shops answering, a line for each answer.
func (d *drilling) guided(shops []*drill.Scenario) ([]drill.Run, error) {
	guided := d.trainer.Guided(shops...)
	for i := range shops {
		d.printStory(guided.Scenario, drill.KindGuided)
		if len(shops) > 1 {
			d.tell(words.DrillShop, i+1, len(shops))
		}
		d.tell(words.DrillEntry, guided.Scenario.Entry.Code, d.say(guided.Scenario.Entry.Message))
		for state := guided.State(); state.Current != nil; state = guided.State() {
			var err error
			if guided, err = d.guide(guided, state.Current); err != nil {
				return nil, err
			}
		}
		guided, _ = guided.Finish()
	}
	return guided.Runs, nil
}

// guide asks one step until it is answered.
func (d *drilling) guide(guided drill.Guided, step *flows.Step) (drill.Guided, error) {
	fmt.Fprintf(d.err, "%s%s\n", d.say(step.Node.Text), d.cited(step.Sources))
	if shown := guided.Shows(); !shown.IsZero() {
		fmt.Fprintln(d.err, "  "+d.say(shown))
	}
	if step.Node.Kind == flows.Collect {
		d.collect(guided.Scenario, step)
	}
	for {
		d.tell(words.DrillAnswers, d.labelled(step.Node))
		line, err := d.hear()
		if err != nil {
			return guided, err
		}
		if value, ok := parseAnswer(line, step.Node); ok {
			return guided.Answer(value), nil
		}
		switch verb, about := order(line); verb {
		case "quit":
			return guided, errLeft
		case "hint":
			hinted, value := guided.Hint()
			guided = hinted
			d.tell(words.DrillHintAnswer, d.say(step.Node.AnswerLabel(value)))
		case "fill":
			guided.Run = d.fillIn(guided.Scenario, guided.Run, about, true)
		default:
			d.tell(words.DrillGuidedHelp)
		}
	}
}

// collect shows what the shop's papers and the terminal say about each field that is wanted.
func (d *drilling) collect(scenario *drill.Scenario, step *flows.Step) {
	for _, field := range d.trainer.Book().Fields() {
		if !slices.Contains(flows.FieldsOf(step.Fields), field.Name) {
			continue
		}
		value := words.DrillNothing
		if fact, ok := scenario.Fact(fault.Name(field.Name)); ok {
			value = fact.Text
		}
		fmt.Fprintf(d.err, "  %s (%s): %s\n", d.say(field.Label), field.Name, d.say(value))
	}
	d.tell(words.DrillFill)
}

// labelled lists the answers that a step takes, as they are typed and as they are called.
func (d *drilling) labelled(node *flows.Node) string {
	var all []string
	for _, value := range node.Allowed() {
		all = append(all, fmt.Sprintf("%s = %s", value, d.say(node.AnswerLabel(value))))
	}
	return strings.Join(all, ", ")
}
