package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/flows/cases"
)

// completer proposes what may stand at one place of a command line.
type completer = func(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective)

// propose turns a list into a completer that keeps what begins as typed, and asks for no file names.
func propose(list func() []cobra.Completion) completer {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var kept []cobra.Completion
		for _, one := range list() {
			if strings.HasPrefix(one, typed) {
				kept = append(kept, one)
			}
		}
		return kept, cobra.ShellCompDirectiveNoFileComp
	}
}

// proposeNames is propose for names that may be typed in capitals or not, each once in a line. The letters stay as they
// were typed, because bash and zsh drop what does not begin with them.
func proposeNames(list func() []cobra.Completion) completer {
	return func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var kept []cobra.Completion
		for _, one := range list() {
			name, _, _ := strings.Cut(one, "\t")
			given := slices.ContainsFunc(args, func(arg string) bool { return strings.EqualFold(arg, name) })
			if !given && len(name) >= len(typed) && strings.EqualFold(name[:len(typed)], typed) {
				kept = append(kept, typed+one[len(typed):])
			}
		}
		return kept, cobra.ShellCompDirectiveNoFileComp
	}
}

// folder completes the names of folders.
func folder(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// file completes the names of files.
func file(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

// inOrder completes each argument in its own way, and nothing after the last.
func inOrder(each ...completer) completer {
	return func(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= len(each) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return each[len(args)](command, args, typed)
	}
}

func nothing() []cobra.Completion { return nil }

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

// settingValues completes the values of the key before, where it has a list of them.
func (a *app) settingValues(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	one, _ := settingOf(args[0])
	if one.key == keyKnowledge {
		return folder(command, args, typed)
	}
	return propose(func() []cobra.Completion {
		var all []cobra.Completion
		for _, choice := range one.choices {
			all = append(all, cobra.CompletionWithDesc(choice.Value, a.say(choice.Label)))
		}
		return all
	})(command, args, typed)
}

// anyOf lists a few fixed words.
func anyOf[T ~string](all ...T) func() []cobra.Completion {
	return func() []cobra.Completion {
		var list []cobra.Completion
		for _, one := range all {
			list = append(list, string(one))
		}
		return list
	}
}
