package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/flows"
)

// pathJSON is a path as other programs read it.
type pathJSON struct {
	Code         string            `json:"code"`
	Answers      []pathAnswerJSON  `json:"answers"`
	Outcome      flows.OutcomeKind `json:"outcome"`
	NetworkCheck bool              `json:"network_check"`
	Fields       []string          `json:"fields"`
}

type pathAnswerJSON struct {
	Node   string      `json:"node"`
	Kind   flows.Kind  `json:"kind"`
	Answer flows.Value `json:"answer"`
}

func (a *app) pathsCommand() *cobra.Command {
	command := a.plainCommand("paths CODE", words.CommandPaths)
	command.Args = a.args(1, 1)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(_ *cobra.Command, args []string) error {
		entry, err := a.entryOf(args[0])
		if err != nil {
			return err
		}
		if *asJSON {
			return a.pathsJSON(entry.Code, entry.Flow)
		}
		return a.pathsText(entry.Flow)
	}
	return command
}

// pathsJSON writes an array with a path on each line, as the paths are found, because there may be many.
func (a *app) pathsJSON(code, flow string) error {
	out := bufio.NewWriter(a.out)
	separator := "[\n"
	var failure error
	err := a.book().Paths(flow, func(path flows.Path) bool {
		found := pathJSON{Code: code, Answers: []pathAnswerJSON{}, Outcome: path.Outcome, NetworkCheck: path.NetworkChecked, Fields: append([]string{}, path.Fields...)}
		for _, answer := range path.Answers {
			found.Answers = append(found.Answers, pathAnswerJSON{answer.Step.Key.String(), answer.Step.Node.Kind, answer.Answer})
		}
		var line []byte
		if line, failure = json.Marshal(found); failure != nil {
			return false
		}
		out.WriteString(separator)
		out.Write(line)
		separator = ",\n"
		return true
	})
	if err != nil {
		return err
	}
	if failure != nil {
		return fmt.Errorf("write a path as JSON: %w", failure)
	}
	out.WriteString("\n]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the paths: %w", err)
	}
	return nil
}

func (a *app) pathsText(flow string) error {
	out := bufio.NewWriter(a.out)
	err := a.book().Paths(flow, func(path flows.Path) bool {
		var answers []string
		for _, answer := range path.Answers {
			answers = append(answers, answer.Step.Key.String()+"="+string(answer.Answer))
		}
		fmt.Fprintf(out, "%s -> %s\n", strings.Join(answers, " "), path.Outcome)
		return true
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the paths: %w", err)
	}
	return nil
}
