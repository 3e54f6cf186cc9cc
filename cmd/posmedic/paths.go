package main

import (
	"encoding/json"
	"errors"
	"fmt"

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
	separator := "[\n"
	var failure error
	err := a.book().Paths(flow, func(path flows.Path) bool {
		var line []byte
		if line, failure = json.Marshal(pathOf(code, path)); failure == nil {
			_, failure = fmt.Fprintf(a.out, "%s%s", separator, line)
		}
		separator = ",\n"
		return failure == nil
	})
	fmt.Fprint(a.out, "\n]\n")
	return errors.Join(err, failure)
}

func pathOf(code string, path flows.Path) pathJSON {
	found := pathJSON{
		Code: code, Answers: []pathAnswerJSON{}, Outcome: path.Outcome, NetworkCheck: path.NetworkChecked,
		Fields: append([]string{}, path.Fields...),
	}
	for _, answer := range path.Answers {
		found.Answers = append(found.Answers, pathAnswerJSON{answer.Step.Key.String(), answer.Step.Node.Kind, answer.Answer})
	}
	return found
}

func (a *app) pathsText(flow string) error {
	return a.book().Paths(flow, func(path flows.Path) bool {
		for _, answer := range path.Answers {
			fmt.Fprintf(a.out, "%s=%s ", answer.Step.Key, answer.Answer)
		}
		_, err := fmt.Fprintf(a.out, "-> %s\n", path.Outcome)
		return err == nil
	})
}
