package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows"
)

func (a *app) walkCommand() *cobra.Command {
	command := a.plainCommand("walk CODE", words.CommandWalk)
	command.Args = a.args(1, 1)
	answers := command.Flags().String("answers", "", a.say(words.FlagAnswers))
	command.Flags().Bool("plain", true, a.say(words.FlagPlain))
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(command *cobra.Command, args []string) error {
		entry, err := a.entryOf(args[0])
		if err != nil {
			return err
		}
		walker := &walker{app: a, book: a.book(), walk: flows.Walk{Flow: entry.Flow, Cursor: flows.AtFrontier}}
		if command.Flags().Changed("answers") {
			err = walker.all(*answers)
		} else {
			err = walker.ask()
		}
		if err != nil {
			return err
		}
		return walker.print(entry, *asJSON)
	}
	return command
}

// walker carries a walk along without storing it.
type walker struct {
	*app
	book *flows.Book
	walk flows.Walk
}

// all answers the steps in turn. An answer that its step does not take, or one too many, is an error.
func (w *walker) all(list string) error {
	for i, typed := range splitAnswers(list) {
		state, err := w.book.Resolve(w.walk)
		if err != nil {
			return err
		}
		if state.Current == nil {
			return usage(words.AnswersTooMany, i, typed)
		}
		if err := w.take(state.Current, i+1, typed); err != nil {
			return err
		}
	}
	return nil
}

func splitAnswers(list string) []string {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// take answers one step.
func (w *walker) take(step *flows.Step, number int, typed string) error {
	value, ok := parseAnswer(typed, step.Node)
	if !ok {
		return usage(words.AnswerDoesNotFit, number, typed, step.Key.String(), w.say(step.Node.Text), w.choices(step.Node))
	}
	w.walk = w.walk.With(flows.Answer{Key: step.Key, Value: value, At: w.clock(), Shown: step.Node.Text})
	return nil
}

// parseAnswer reads one answer, in either language, short or whole.
func parseAnswer(typed string, node *flows.Node) (flows.Value, bool) {
	spellings := map[flows.Value][]string{
		flows.Yes: {"y", "yes", "是", "1"}, flows.No: {"n", "no", "否", "0"},
		flows.Cannot: {"c", "cannot", "做不到"}, flows.Done: {"d", "done", "ok", "知道了"},
	}
	for _, value := range node.Allowed() {
		for _, spelling := range spellings[value] {
			if strings.EqualFold(strings.TrimSpace(typed), spelling) {
				return value, true
			}
		}
	}
	return "", false
}

// choices lists what can be typed at a step, with what the question calls it where it has words of its own.
func (w *walker) choices(node *flows.Node) string {
	var all []string
	for _, value := range node.Allowed() {
		choice := string(value)
		if own := node.Labels.Of(value); !own.IsZero() {
			choice += " (" + w.say(own) + ")"
		}
		all = append(all, choice)
	}
	return strings.Join(all, ", ")
}

// ask takes the answers from standard input, a line each, and ends with it. A person at a terminal is asked
// again after an answer that does not fit; in a script the lines after it would answer other steps.
func (w *walker) ask() error {
	lines := bufio.NewReader(w.in)
	for number := 1; ; {
		state, err := w.book.Resolve(w.walk)
		if err != nil || state.Current == nil {
			return err
		}
		fmt.Fprintf(w.err, "%s [%s] ", w.say(state.Current.Node.Text), w.choices(state.Current.Node))
		typed, err := readLine(lines)
		if err != nil {
			fmt.Fprintln(w.err)
			return unlessEnd(err)
		}
		err = w.take(state.Current, number, typed)
		switch {
		case err == nil:
			number++
		case term.IsTerminal(w.in.Fd()):
			w.complain(explain(err))
		default:
			fmt.Fprintln(w.err)
			return err
		}
	}
}

// readLine reads a line, and of one that is too long for an answer its beginning.
func readLine(lines *bufio.Reader) (string, error) {
	line, more, err := lines.ReadLine()
	typed := string(line)
	for more && err == nil {
		_, more, err = lines.ReadLine()
	}
	return typed, err
}

func unlessEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return fmt.Errorf("read the answers: %w", err)
}

// walkJSON is a walk as other programs read it.
type walkJSON struct {
	Code     string           `json:"code"`
	Steps    []walkStepJSON   `json:"steps"`
	Outcome  *walkOutcomeJSON `json:"outcome"`
	Complete bool             `json:"complete"`
	Next     *walkStepJSON    `json:"next,omitempty"` // the step that waits for an answer
}

type walkStepJSON struct {
	Node   string       `json:"node"`
	Text   catalog.Text `json:"text"`
	Source string       `json:"source"`
	Answer flows.Value  `json:"answer,omitempty"`
}

type walkOutcomeJSON struct {
	Kind flows.OutcomeKind `json:"kind"`
	Text catalog.Text      `json:"text"`
}

func (w *walker) print(entry catalog.Entry, asJSON bool) error {
	state, err := w.book.Resolve(w.walk)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(w.out, walkOf(entry, state))
	}
	for i, step := range state.Path {
		fmt.Fprintf(w.out, "%d. %s — %s [%s]\n", i+1, w.say(step.Node.Text),
			w.say(step.Node.AnswerLabel(step.Answer.Value)), flows.Cite(step.Sources, w.lang))
	}
	if state.Outcome == nil {
		fmt.Fprintf(w.out, "%s%s\n", w.say(words.WalkNext), w.say(state.Current.Node.Text))
		return nil
	}
	node := state.Outcome.Node
	fmt.Fprintf(w.out, "%s%s — %s [%s]\n", w.say(words.WalkOutcome), w.say(node.Outcome.Kind.Label()), w.say(node.Text), flows.Cite(state.Outcome.Sources, w.lang))
	return nil
}

func walkOf(entry catalog.Entry, state flows.State) walkJSON {
	walked := walkJSON{Code: entry.Code, Steps: []walkStepJSON{}, Complete: state.Outcome != nil}
	for _, step := range state.Path {
		walked.Steps = append(walked.Steps, walkStep(step, step.Answer.Value))
	}
	if state.Outcome != nil {
		walked.Outcome = &walkOutcomeJSON{Kind: state.Outcome.Node.Outcome.Kind, Text: state.Outcome.Node.Text}
	}
	if state.Current != nil {
		next := walkStep(*state.Current, "")
		walked.Next = &next
	}
	return walked
}

func walkStep(step flows.Step, answer flows.Value) walkStepJSON {
	return walkStepJSON{Node: step.Key.String(), Text: step.Node.Text, Source: strings.Join(step.Sources, ", "), Answer: answer}
}
