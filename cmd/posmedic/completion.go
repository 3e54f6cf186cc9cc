package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/drill/exam"
	"posmedic/flows/report"
)

// completionCommand prints the script that a shell completes posmedic's command lines by.
func (a *app) completionCommand() *cobra.Command {
	group := a.groupCommand("completion SHELL", words.CommandCompletion)
	for _, shell := range []struct {
		name, load string // load is the line that loads the script
		write      func(root *cobra.Command, w io.Writer) error
	}{
		{"bash", "source <(posmedic completion bash)", writeBash},
		{"zsh", "source <(posmedic completion zsh)", (*cobra.Command).GenZshCompletion},
		{"fish", "posmedic completion fish | source", writeFish},
		{"powershell", "posmedic completion powershell | Out-String | Invoke-Expression", (*cobra.Command).GenPowerShellCompletionWithDesc},
	} {
		member := a.plainCommand(shell.name, fill(words.CommandShell, shell.load))
		member.RunE = func(command *cobra.Command, _ []string) error { return shell.write(command.Root(), a.out) }
		group.AddCommand(member)
	}
	return group
}

// bashAlone splits the line into words where the package bash-completion, which cobra's script calls for that, is not
// there: Termux and macOS come without it. File names are then completed by bash itself.
const bashAlone = `
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    __posmedic_init_completion()
    {
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
        cur=${words[cword]} prev=${words[cword-1]}
    }
fi
declare -F _filedir >/dev/null || _filedir() { :; }
`

func writeBash(root *cobra.Command, w io.Writer) error {
	if err := root.GenBashCompletionV2(w, true); err != nil {
		return err
	}
	_, err := io.WriteString(w, bashAlone)
	return err
}

func writeFish(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }

// isCompletion tells whether a shell asks what to propose; then a word may be half typed.
func isCompletion(args []string) bool {
	return len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd)
}

// complete says of each command what its arguments and flags can be.
func (a *app) complete(root *cobra.Command) {
	arguments, flags := a.argumentCompleters(), flagCompleters()
	var visit func(command *cobra.Command)
	visit = func(command *cobra.Command) {
		path := strings.TrimPrefix(strings.TrimPrefix(command.CommandPath(), root.Name()), " ")
		command.ValidArgsFunction = arguments[path]
		if command.ValidArgsFunction == nil {
			command.ValidArgsFunction = propose(nothing)
		}
		for name, list := range flags[path] {
			_ = command.RegisterFlagCompletionFunc(name, propose(list))
		}
		for _, member := range command.Commands() {
			visit(member)
		}
	}
	visit(root)
	_ = root.RegisterFlagCompletionFunc("lang", propose(anyOf(catalog.Chinese, catalog.English)))
	_ = root.MarkPersistentFlagDirname("knowledge")
}

// argumentCompleters has the completer of each command that takes arguments, by its path without posmedic.
func (a *app) argumentCompleters() map[string]completer {
	codes, entries := proposeNames(a.codes), proposeNames(a.walkable)
	kept, open, keys := proposeNames(a.storedCases(anyCase)), proposeNames(a.storedCases(openCase)), propose(a.settingKeys)
	return map[string]completer{
		"":             codes,
		"lookup":       codes,
		"walk":         inOrder(entries),
		"paths":        inOrder(entries),
		"graph":        inOrder(entries),
		"drill":        inOrder(entries),
		"drill exam":   entries,
		"drill verify": inOrder(file),
		"cases show":   inOrder(kept),
		"cases resume": inOrder(open),
		"cases export": kept,
		"cases import": inOrder(file),
		"report":       kept,
		"config get":   inOrder(keys),
		"config unset": inOrder(keys),
		"config set":   inOrder(keys, a.settingValues),
		"check":        inOrder(folder),
		"schema":       inOrder(folder),
		"diff":         inOrder(folder, folder),
		"new":          inOrder(propose(nothing), folder),
		"try":          inOrder(folder, entries),
	}
}

// flagCompleters has what the flags of each command can be, by its path and the flag.
func flagCompleters() map[string]map[string]func() []cobra.Completion {
	return map[string]map[string]func() []cobra.Completion{
		"report":       {"format": anyOf(report.Formats()...), "lang": anyOf("zh", "en", bothLanguages)},
		"graph":        {"format": anyOf("svg", "mermaid", "dot")},
		"drill":        {"kind": anyOf(drill.KindFree, drill.KindGuided, drill.KindRecall)},
		"drill exam":   {"format": anyOf(exam.Formats()...)},
		"drill export": {"format": anyOf("json", "csv")},
	}
}
