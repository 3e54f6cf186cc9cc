package main

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"posmedic/catalog"
)

// plainCommand makes a command whose words are ours: cobra's own are in English only.
func (a *app) plainCommand(use string, short catalog.Text) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: a.say(short), Args: a.args(0, 0), SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
	}
}

// groupCommand makes a command that only leads to others.
func (a *app) groupCommand(use string, short catalog.Text, members ...*cobra.Command) *cobra.Command {
	group := a.plainCommand(use, short)
	group.Args = cobra.ArbitraryArgs
	group.RunE = func(*cobra.Command, []string) error { return usage(words.NoSubcommand, group.CommandPath()) }
	group.AddCommand(members...)
	return group
}

// helpCommand is --help for whoever looks for it among the commands.
func (a *app) helpCommand() *cobra.Command {
	command := a.plainCommand("help [COMMAND]", words.CommandHelp)
	command.Args = cobra.ArbitraryArgs
	command.RunE = func(command *cobra.Command, args []string) error {
		about, rest, err := command.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return usage(words.NoCommand, joined(args))
		}
		a.help(about)
		return nil
	}
	return command
}

// speak gives a command line its help in the language of the call.
func (a *app) speak(root *cobra.Command) {
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(a.helpCommand())
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return usage(words.BadFlag, flagOf(err), command.CommandPath())
	})
	root.PersistentFlags().BoolP("help", "h", false, a.say(words.FlagHelp))
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { a.help(command) })
}

// flagOf names the flag that the flag parser does not like; what it says about it is in English.
func flagOf(err error) string {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var unfit *pflag.InvalidValueError
	var unreadable *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return dashed(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames())
	case errors.As(err, &bare):
		return dashed(bare.GetSpecifiedName(), bare.GetSpecifiedShortnames())
	case errors.As(err, &unfit):
		return "--" + unfit.GetFlag().Name + "=" + unfit.GetValue()
	case errors.As(err, &unreadable):
		return unreadable.GetSpecifiedFlag()
	}
	return err.Error()
}

// dashed writes a flag as it was typed, alone or among the short ones behind one dash.
func dashed(name, among string) string {
	if among != "" {
		return "-" + among
	}
	return "--" + name
}

func (a *app) help(command *cobra.Command) {
	fmt.Fprintf(a.out, "%s\n\n%s\n  %s\n", command.Short, a.say(words.HelpUsage), command.UseLine())
	var commands, flags [][2]string
	for _, member := range command.Commands() {
		commands = append(commands, [2]string{member.Use, member.Short})
	}
	command.NonInheritedFlags().VisitAll(func(flag *pflag.Flag) { flags = append(flags, flagRow(flag)) })
	command.InheritedFlags().VisitAll(func(flag *pflag.Flag) { flags = append(flags, flagRow(flag)) })
	a.helpSection(words.HelpCommands, commands)
	a.helpSection(words.HelpFlags, flags)
	fmt.Fprintf(a.out, "\n%s\n", a.say(words.HelpExit))
}

func flagRow(flag *pflag.Flag) [2]string {
	if flag.Shorthand == "" {
		return [2]string{"    --" + flag.Name, flag.Usage}
	}
	return [2]string{"-" + flag.Shorthand + ", --" + flag.Name, flag.Usage}
}

func (a *app) helpSection(title catalog.Text, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	longest := 0
	for _, row := range rows {
		longest = max(longest, utf8.RuneCountInString(row[0]))
	}
	fmt.Fprintf(a.out, "\n%s\n", a.say(title))
	for _, row := range rows {
		fmt.Fprintf(a.out, "  %-*s  %s\n", longest, row[0], row[1])
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
