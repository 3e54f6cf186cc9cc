package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"posmedic/catalog/typeset"
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

// pathsAtMost is how many paths are printed unless another bound is set.
const pathsAtMost = 100_000

// textWidth is how wide, in cells, text for people is printed: terminals have at least this.
const textWidth = 80

func (a *app) pathsCommand() *cobra.Command {
	command := a.plainCommand("paths CODE", words.CommandPaths)
	command.Args = a.args(1, 1)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	all := command.Flags().Bool("all", false, a.say(words.FlagAll))
	most := command.Flags().Int("cap", pathsAtMost, a.say(words.FlagCap))
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *most < 1 {
			return usage(words.BadCap, *most)
		}
		entry, err := a.entryOf(args[0])
		if err != nil {
			return err
		}
		find := a.cover
		if *all {
			find = a.book().Paths
		}
		if *asJSON {
			return a.pathsJSON(entry.Code, entry.Flow, bounded(find, *most))
		}
		return a.pathsText(entry.Flow, bounded(find, *most))
	}
	return command
}

// pathFinder visits paths of a flow until visit returns false.
type pathFinder func(flow string, visit func(flows.Path) bool) error

// cover visits few paths that together give every answer.
func (a *app) cover(flow string, visit func(flows.Path) bool) error {
	paths, err := a.book().Cover(flow)
	for _, path := range paths {
		if !visit(path) {
			break
		}
	}
	return err
}

// bounded visits at most so many paths, and fails where there are more.
func bounded(find pathFinder, most int) pathFinder {
	return func(flow string, visit func(flows.Path) bool) error {
		seen := 0
		err := find(flow, func(path flows.Path) bool {
			seen++
			return seen <= most && visit(path)
		})
		if err == nil && seen > most {
			err = failed(words.PathsCut, most)
		}
		return err
	}
}

// pathsJSON writes an array with a path on each line, as the paths are found, because there may be many. It is
// closed whatever happens, so that it can be read.
func (a *app) pathsJSON(code, flow string, find pathFinder) error {
	separator := "[\n"
	var failure error
	err := find(flow, func(path flows.Path) bool {
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

func (a *app) pathsText(flow string, find pathFinder) error {
	number, book := 0, a.book()
	return find(flow, func(path flows.Path) bool {
		if number++; number > 1 {
			fmt.Fprintln(a.out)
		}
		fmt.Fprintf(a.out, a.say(words.PathHeading)+"\n", number, a.say(path.Outcome.Label()))
		for i, answer := range path.Answers {
			node := answer.Step.Node
			a.printWrapped(fmt.Sprintf("%3d. ", i+1), a.say(node.Text)+" — "+a.say(node.AnswerLabel(answer.Answer)))
		}
		a.printWrapped("  => ", a.say(path.Ending.Text))
		if len(path.Fields) > 0 {
			a.printWrapped("     ", a.say(words.PathFields)+a.fieldLabels(book, path.Fields))
		}
		return true
	})
}

func (a *app) fieldLabels(book *flows.Book, names []string) string {
	var labels []string
	for _, name := range names {
		labels = append(labels, a.say(book.Field(name).Label))
	}
	return strings.Join(labels, a.say(words.Comma))
}

// printWrapped prints a paragraph behind a mark; its further lines are indented by the mark's width.
func (a *app) printWrapped(mark, text string) {
	for _, line := range typeset.Wrap(text, textWidth-len(mark), uniseg.StringWidth) {
		fmt.Fprintln(a.out, mark+line)
		mark = strings.Repeat(" ", len(mark))
	}
}
