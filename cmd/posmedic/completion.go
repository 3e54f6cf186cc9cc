package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

// completionCommand prints the script that a shell completes posmedic's command lines by.
func (a *app) completionCommand() *cobra.Command {
	group := a.groupCommand("completion SHELL", words.CommandCompletion)
	for shell, write := range map[string]func(root *cobra.Command, w io.Writer) error{
		"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) },
		"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": func(root *cobra.Command, w io.Writer) error { return root.GenPowerShellCompletionWithDesc(w) },
	} {
		member := a.plainCommand(shell, fill(words.CommandShell, shell))
		member.RunE = func(command *cobra.Command, _ []string) error { return write(command.Root(), a.out) }
		group.AddCommand(member)
	}
	return group
}

// isCompletion tells whether a shell asks what to propose; then a word may be half typed.
func isCompletion(args []string) bool {
	return len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd)
}

// completer proposes what may stand at one place of a command line.
type completer = func(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective)

// propose turns a list into a completer that keeps what begins as typed, and asks for no file names.
func propose(list func() []cobra.Completion) completer {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var kept []cobra.Completion
		for _, one := range list() {
			if len(one) >= len(typed) && strings.EqualFold(one[:len(typed)], typed) {
				kept = append(kept, one)
			}
		}
		return kept, cobra.ShellCompDirectiveNoFileComp
	}
}

// first completes the first argument only.
func first(complete completer) completer {
	return func(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(command, args, typed)
	}
}

// codes lists every code once, with what it means; of a code in several places, what each says.
func (a *app) codes() []cobra.Completion {
	var all []cobra.Completion
	seen := map[string]bool{"": true}
	for _, entry := range a.catalog().Entries() {
		if seen[entry.Code] {
			continue
		}
		seen[entry.Code] = true
		var meanings []string
		for _, one := range a.catalog().Find(entry.Code) {
			meanings = append(meanings, a.say(one.Message))
		}
		all = append(all, cobra.CompletionWithDesc(entry.Code, strings.Join(meanings, " / ")))
	}
	return all
}

// walkable lists every entry by the name that a walk takes: its code where no other entry has it, else its flow.
func (a *app) walkable() []cobra.Completion {
	var all []cobra.Completion
	for _, entry := range a.catalog().Entries() {
		name := entry.Flow
		if found := a.catalog().Find(entry.Code); len(found) == 1 && found[0].Flow == entry.Flow {
			name = entry.Code
		}
		all = append(all, cobra.CompletionWithDesc(name, a.say(entry.Message)))
	}
	return all
}

// storedCases lists the cases that are kept, with code and terminal, the last changed first. A store that is not there
// is not made, and one that cannot be read has none to propose.
func (a *app) storedCases(wanted func(cases.Summary) bool) func() []cobra.Completion {
	return func() []cobra.Completion {
		if _, err := os.Stat(filepath.Join(dataFolder(a.env), "cases.db")); err != nil {
			return nil
		}
		var all []cobra.Completion
		_ = a.withCases(func(journal *cases.Journal) error {
			list, err := journal.List()
			for _, summary := range list {
				if wanted(summary) {
					all = append(all, cobra.CompletionWithDesc(summary.ID, a.aboutCase(summary)))
				}
			}
			return err
		})
		return all
	}
}

func (a *app) aboutCase(summary cases.Summary) string {
	code := summary.Code
	if code == "" {
		code = a.say(a.catalog().TitleOf(summary.Table))
	}
	return strings.TrimSpace(code + " " + summary.TID)
}

func anyCase(cases.Summary) bool          { return true }
func openCase(summary cases.Summary) bool { return !summary.Closed }

func (a *app) settingKeys() []cobra.Completion {
	var all []cobra.Completion
	for _, one := range settingsList() {
		all = append(all, cobra.CompletionWithDesc(one.key, a.say(one.label)))
	}
	return all
}

// settingValues completes a key, and then its values where it has a list of them.
func (a *app) settingValues(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return propose(a.settingKeys)(command, args, typed)
	case 1:
		one, _ := settingOf(args[0])
		if one.key == keyKnowledge {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
		return propose(func() []cobra.Completion {
			var all []cobra.Completion
			for _, choice := range one.choices {
				all = append(all, cobra.CompletionWithDesc(choice.Value, a.say(choice.Label)))
			}
			return all
		})(command, args, typed)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func languages() []cobra.Completion {
	return []cobra.Completion{string(catalog.Chinese), string(catalog.English)}
}

func formats() []cobra.Completion {
	var all []cobra.Completion
	for _, format := range report.Formats() {
		all = append(all, string(format))
	}
	return all
}

// complete says of each command what its arguments and flags can be.
func (a *app) complete(root *cobra.Command) {
	arguments := map[string]completer{
		"":             propose(a.codes),
		"lookup":       propose(a.codes),
		"walk":         first(propose(a.walkable)),
		"paths":        first(propose(a.walkable)),
		"cases show":   first(propose(a.storedCases(anyCase))),
		"cases resume": first(propose(a.storedCases(openCase))),
		"report":       first(propose(a.storedCases(anyCase))),
		"config get":   first(propose(a.settingKeys)),
		"config unset": first(propose(a.settingKeys)),
		"config set":   a.settingValues,
	}
	var visit func(command *cobra.Command)
	visit = func(command *cobra.Command) {
		path := strings.TrimPrefix(strings.TrimPrefix(command.CommandPath(), root.Name()), " ")
		command.ValidArgsFunction = arguments[path]
		if command.ValidArgsFunction == nil && path != "check" { // check takes a folder
			command.ValidArgsFunction = propose(func() []cobra.Completion { return nil })
		}
		if command.LocalNonPersistentFlags().Lookup("format") != nil {
			_ = command.RegisterFlagCompletionFunc("format", propose(formats))
		}
		for _, member := range command.Commands() {
			visit(member)
		}
	}
	visit(root)
	_ = root.RegisterFlagCompletionFunc("lang", propose(languages))
	_ = root.MarkPersistentFlagDirname("knowledge")
}
