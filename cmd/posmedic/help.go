package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"posmedic/catalog"
)

// plainCommand makes a command whose words are ours: cobra's own are in English only.
func (a *app) plainCommand(use string, short catalog.Text) *cobra.Command {
	return &cobra.Command{Use: use, Short: a.say(short), SilenceErrors: true, SilenceUsage: true, Args: a.args(0, 0)}
}

// speak gives a command line its help in the language of the call.
func (a *app) speak(root *cobra.Command) {
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return usage(words.BadFlag, flagOf(err), command.CommandPath())
	})
	root.PersistentFlags().BoolP("help", "h", false, a.say(words.FlagHelp))
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { a.help(command) })
}

// flagOf takes the flag's name out of what the flag parser says in English.
func flagOf(err error) string {
	text := err.Error()
	if i := strings.LastIndex(text, ": "); i >= 0 {
		text = text[i+2:]
	}
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "-") {
			return strings.Trim(word, `"':,`)
		}
	}
	return text
}

func (a *app) help(command *cobra.Command) {
	var text strings.Builder
	text.WriteString(command.Short + "\n\n" + a.say(words.HelpUsage) + "\n  " + command.UseLine() + "\n")
	rows := [][2]string{}
	for _, sub := range command.Commands() {
		if !sub.Hidden {
			rows = append(rows, [2]string{sub.Use, sub.Short})
		}
	}
	section(&text, a.say(words.HelpCommands), rows)
	rows = rows[:0]
	flag := func(flag *pflag.Flag) { rows = append(rows, [2]string{"--" + flag.Name, flag.Usage}) }
	command.LocalNonPersistentFlags().VisitAll(flag)
	command.Root().PersistentFlags().VisitAll(flag)
	section(&text, a.say(words.HelpFlags), rows)
	text.WriteString("\n" + a.say(words.HelpExit) + "\n")
	command.Print(text.String())
}

func section(text *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	longest := 0
	for _, row := range rows {
		longest = max(longest, len(row[0]))
	}
	text.WriteString("\n" + title + "\n")
	for _, row := range rows {
		text.WriteString("  " + row[0] + strings.Repeat(" ", longest-len(row[0])+2) + row[1] + "\n")
	}
}

// args accepts from least to most arguments; most below 0 is any number.
func (a *app) args(least, most int) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage(words.TooFewArguments, command.UseLine())
		case most >= 0 && len(args) > most:
			return usage(words.TooManyArguments, command.UseLine())
		}
		return nil
	}
}
