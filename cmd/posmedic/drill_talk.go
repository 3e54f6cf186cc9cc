package main

import (
	"fmt"
	"strings"
	"time"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/history"
)

// printStory begins a drill. Every drill is announced as one, so that nobody takes it for a real case.
func (d *drilling) printStory(scenario *drill.Scenario, kind drill.Kind) {
	d.tell(words.DrillBanner, d.say(kind.Label()))
	for _, line := range scenario.Story {
		fmt.Fprintln(d.err, d.say(line))
	}
	fmt.Fprintln(d.err)
	for _, line := range scenario.Screen {
		fmt.Fprintln(d.err, "  | "+d.say(line))
	}
	fmt.Fprintln(d.err)
}

// printScore says what a drill was worth.
func (d *drilling) printScore(mark drill.Mark, took time.Duration) {
	fmt.Fprintf(d.out, d.say(words.DrillScore)+"\n", mark.Score, fmt.Sprintf("%d:%02d", int(took.Minutes()), int(took.Seconds())%60))
}

// printMark says why, each line with its source row.
func (d *drilling) printMark(mark drill.Mark) {
	for _, line := range mark.Gates {
		fmt.Fprintf(d.out, "! %s%s\n", d.say(line.Text), d.cited(line.Sources))
	}
	for _, line := range mark.Lines {
		if line.Total {
			fmt.Fprintf(d.out, "%s %d/%d  %s%s\n", d.say(line.Part.Label()), line.Points, line.Of, d.say(line.Text), d.cited(line.Sources))
		} else {
			fmt.Fprintf(d.out, "  - %s%s\n", d.say(line.Text), d.cited(line.Sources))
		}
	}
}

func (d *drilling) cited(sources []string) string {
	if len(sources) == 0 {
		return ""
	}
	return " [" + flows.Cite(sources, d.lang) + "]"
}

// printBeside lays the trainee's way beside the reference, in the tree.
func (d *drilling) printBeside(rows []drill.Row) {
	fmt.Fprintln(d.out, d.say(words.DrillBeside))
	for _, row := range rows {
		fmt.Fprintf(d.out, "%s  %s%s%s\n", row.Signs(d.lang), strings.Repeat("  ", row.Depth), row.Say(d.lang), d.cited(row.Sources))
	}
}

// number reads a choice from 1 to most; 0 where it is none.
func number(typed string, most int) int {
	var chosen int
	if _, err := fmt.Sscanf(strings.TrimSpace(typed), "%d", &chosen); err != nil || chosen < 1 || chosen > most {
		return 0
	}
	return chosen
}

// verbs are what a trainee may say in a drill, in both languages.
var verbs = map[string]string{
	"help": "help", "?": "help", "帮助": "help", "list": "list", "列表": "list", "do": "do", "做": "do", "查": "do",
	"ask": "ask", "问": "ask", "fill": "fill", "填": "fill", "end": "end", "结论": "end", "hint": "hint", "提示": "hint",
	"quit": "quit", "退出": "quit",
}

// order is what was said: a verb, and what it is about.
func order(line string) (verb, about string) {
	first, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	return verbs[strings.ToLower(first)], strings.TrimSpace(rest)
}

// matches tells whether something is found by words, in either language or by its name.
func matches(node *flows.Node, sought string) bool {
	text := strings.ToLower(strings.Join([]string{node.Text.Zh, node.Text.En, node.Ref}, " "))
	return strings.Contains(text, strings.ToLower(sought))
}

// recall asks one short question.
func (d *drilling) recall(flow string, seed uint64) error {
	recall, err := d.trainer.Recall(flow, seed)
	if err != nil {
		return err
	}
	began := d.clock()
	d.tell(words.DrillBanner, d.say(drill.KindRecall.Label()))
	fmt.Fprintln(d.err, d.say(recall.Ask))
	for i, option := range recall.Options {
		fmt.Fprintf(d.err, "  %d  %s\n", i+1, d.say(option))
	}
	choice := 0
	for choice == 0 {
		line, err := d.hear()
		if err != nil {
			return err
		}
		if verb, _ := order(line); verb == "quit" {
			return errLeft
		}
		if choice = number(line, len(recall.Options)); choice == 0 {
			d.tell(words.DrillChoose, len(recall.Options))
		}
	}
	mark := recall.Mark(choice - 1)
	if err := d.store(history.Of(d.trainer, d.history.Trainee, drill.KindRecall, flow, seed).Marked(mark, 0, began, d.clock())); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "%s%s\n", d.say(mark.Lines[0].Text), d.cited(mark.Lines[0].Sources))
	return nil
}
