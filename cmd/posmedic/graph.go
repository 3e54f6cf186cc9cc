package main

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/draw"
)

func (a *app) graphCommand() *cobra.Command {
	command := a.plainCommand("graph CODE", words.CommandGraph)
	command.Args = a.args(1, 1)
	format := command.Flags().String("format", "svg", a.say(words.FlagGraphFormat))
	unfold := command.Flags().Bool("unfold", false, a.say(words.FlagUnfold))
	file := command.Flags().StringP("output", "o", "", a.say(words.FlagOutput))
	command.RunE = func(_ *cobra.Command, args []string) error {
		drawing, err := a.drawing(args[0], *unfold)
		if err != nil {
			return err
		}
		write, ok := map[string]func(io.Writer, catalog.Lang) error{
			"mermaid": drawing.Mermaid, "dot": drawing.Dot, "svg": drawing.SVG,
		}[*format]
		switch {
		case !ok:
			return usage(words.BadGraphFormat, *format)
		case *file == "":
			return write(a.out, a.lang)
		}
		var whole bytes.Buffer
		if err := write(&whole, a.lang); err != nil {
			return err
		}
		return writeNew(*file, whole.Bytes())
	}
	return command
}

// drawing draws the flow of an entry, or one that others call, which goes by its own name.
func (a *app) drawing(name string, unfold bool) (*draw.Drawing, error) {
	which := draw.Folded
	if unfold {
		which = draw.Unfolded
	}
	if flow, err := a.book().Flow(name); err == nil && flow.Table == "" {
		return draw.Of(a.book(), name, which)
	}
	entry, err := a.entryOf(name)
	if err != nil {
		return nil, err
	}
	drawing, err := draw.Of(a.book(), entry.Flow, which)
	if err == nil {
		drawing.Title = catalog.Text{
			Zh: strings.TrimSpace(entry.Code + " " + entry.Message.Zh), En: strings.TrimSpace(entry.Code + " " + entry.Message.En),
		}
	}
	return drawing, err
}
