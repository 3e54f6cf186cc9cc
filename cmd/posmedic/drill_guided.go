package main

import (
	"fmt"
	"slices"
	"strings"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/fault"
)

// guided is the wizard with a simulated shop answering, a line for each answer.
func (d *drilling) guided(scenario *drill.Scenario) (drill.Run, error) {
	d.printStory(scenario, drill.KindGuided)
	d.tell(words.DrillEntry, scenario.Entry.Code, d.say(scenario.Entry.Message))
	guided := d.trainer.Guided(scenario)
	for {
		state := guided.State()
		if state.Outcome != nil {
			return guided.Finish().Run, nil
		}
		var err error
		if guided, err = d.guide(guided, state.Current); err != nil {
			return guided.Run, err
		}
	}
}

// guide asks one step until it is answered.
func (d *drilling) guide(guided drill.Guided, step *flows.Step) (drill.Guided, error) {
	fmt.Fprintf(d.err, "%s%s\n", d.say(step.Node.Text), d.cited(step.Sources))
	if shown := guided.Shows(); !shown.IsZero() {
		fmt.Fprintln(d.err, "  "+d.say(shown))
	}
	if step.Node.Kind == flows.Collect {
		guided = d.collect(guided, step)
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
			d.tell(words.DrillHintAnswer, d.say(flows.AnswerLabel(step.Node.Kind, value)))
		case "fill":
			guided.Run = d.fillIn(guided.Scenario, guided.Run, about)
		default:
			d.tell(words.DrillGuidedHelp)
		}
	}
}

// collect shows what the shop's papers and the terminal say about each field that is wanted.
func (d *drilling) collect(guided drill.Guided, step *flows.Step) drill.Guided {
	for _, field := range d.trainer.Book().Fields() {
		if !slices.Contains(flows.FieldsOf(step.Fields), field.Name) {
			continue
		}
		name, value := fault.Name(field.Name), words.DrillNothing
		guided.Run = guided.Run.AskField(name)
		if fact, ok := guided.Scenario.Fact(name); ok {
			value = fact.Text
		}
		fmt.Fprintf(d.err, "  %s (%s): %s\n", d.say(field.Label), field.Name, d.say(value))
	}
	d.tell(words.DrillFill)
	return guided
}

// labelled lists the answers that a step takes, as they are typed and as they are called.
func (d *drilling) labelled(node *flows.Node) string {
	var all []string
	for _, value := range node.Allowed() {
		all = append(all, fmt.Sprintf("%s = %s", value, d.say(flows.AnswerLabel(node.Kind, value))))
	}
	return strings.Join(all, ", ")
}
