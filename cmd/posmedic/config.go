package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	list := a.configListCommand()
	group := a.groupCommand("config COMMAND", words.CommandConfig, list, a.configGetCommand(), a.configSetCommand(), a.configUnsetCommand())
	group.PersistentPreRun = func(*cobra.Command, []string) { // it needs no knowledge
		if !a.settings.wrong.IsZero() {
			a.complain(a.settings.wrong)
		}
	}
	group.RunE = func(command *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage(words.NoSubcommand, group.CommandPath())
		}
		return list.RunE(command, args)
	}
	return group
}

// settingJSON is a setting as other programs read it.
type settingJSON struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	From  from   `json:"from"`
}

func (a *app) configListCommand() *cobra.Command {
	command := a.plainCommand("list", words.CommandConfigList)
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(*cobra.Command, []string) error {
		all := []settingJSON{}
		for _, one := range settingsList() {
			held, whence := a.settings.get(one.key)
			all = append(all, settingJSON{one.key, held, whence})
		}
		if *asJSON {
			return writeJSON(a.out, all)
		}
		for _, one := range all {
			fmt.Fprintf(a.out, "%s=%s\n", one.Key, one.Value)
		}
		return nil
	}
	return command
}

func (a *app) configGetCommand() *cobra.Command {
	command := a.plainCommand("get KEY", words.CommandConfigGet)
	command.Args = a.args(1, 1)
	command.RunE = func(_ *cobra.Command, args []string) error {
		if _, known := settingOf(args[0]); !known {
			return usage(words.NoSetting, args[0], ours(keysOfSettings()))
		}
		held, _ := a.settings.get(args[0])
		fmt.Fprintln(a.out, held)
		return nil
	}
	return command
}

func (a *app) configSetCommand() *cobra.Command {
	command := a.plainCommand("set KEY VALUE", words.CommandConfigSet)
	command.Args = a.args(2, 2)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // what is wrong with the file is its error
	command.RunE = func(_ *cobra.Command, args []string) error { return a.settings.Set(args[0], args[1]) }
	return command
}

func (a *app) configUnsetCommand() *cobra.Command {
	command := a.plainCommand("unset KEY", words.CommandConfigUnset)
	command.Args = a.args(1, 1)
	command.PersistentPreRun = func(*cobra.Command, []string) {}
	command.RunE = func(_ *cobra.Command, args []string) error { return a.settings.Set(args[0], "") }
	return command
}
