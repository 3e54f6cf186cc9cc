//go:build man

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"posmedic/catalog"
)

// manual is the commands that only a build for the manual has: what makes its pages costs every start a millisecond.
func (a *app) manual() []*cobra.Command { return []*cobra.Command{a.manCommand()} }

// manCommand writes the manual's pages into a folder, as man finds them: man1 in English, zh_CN/man1 in Chinese.
func (a *app) manCommand() *cobra.Command {
	command := a.plainCommand("man DIR", words.CommandMan)
	command.Args = a.args(1, 1)
	command.PersistentPreRun = func(*cobra.Command, []string) {}
	command.RunE = func(_ *cobra.Command, args []string) error {
		for lang, part := range map[catalog.Lang]string{catalog.English: "man1", catalog.Chinese: filepath.Join("zh_CN", "man1")} {
			inLang := &app{lang: lang, out: a.out, err: a.err, env: a.env, now: a.now, settings: a.settings, known: shipped()}
			if err := inLang.writePages(filepath.Join(args[0], part)); err != nil {
				return failed(words.NotSaved, err.Error())
			}
		}
		return nil
	}
	return command
}

// writePages writes a page for each command.
func (a *app) writePages(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var visit func(command *cobra.Command) error
	visit = func(command *cobra.Command) error {
		members := command.Commands() // to make a page adds a command for help to it
		page, err := a.manPage(command)
		if err != nil {
			return err
		}
		name := strings.ReplaceAll(command.CommandPath(), " ", "-") + ".1"
		if err := os.WriteFile(filepath.Join(folder, name), page, 0o644); err != nil {
			return err
		}
		for _, member := range members {
			if err := visit(member); err != nil {
				return err
			}
		}
		return nil
	}
	return visit(a.command())
}

// manPage is a command's page. The library's headings are in English only, so ours take
// their place. It is dated by SOURCE_DATE_EPOCH where that is set.
func (a *app) manPage(command *cobra.Command) ([]byte, error) {
	command.DisableAutoGenTag = true
	command.Long = command.Short + "\n\n" + a.say(words.HelpExit)
	var page bytes.Buffer
	err := doc.GenMan(command, &doc.GenManHeader{Section: "1", Source: "posmedic " + thisBuild().Version, Manual: "posmedic"}, &page)
	return []byte(a.headings().Replace(page.String())), err
}

func (a *app) headings() *strings.Replacer {
	var pairs []string
	for english, ours := range map[string]catalog.Text{
		"NAME": words.ManName, "SYNOPSIS": words.ManSynopsis, "DESCRIPTION": words.ManDescription, "OPTIONS": words.ManOptions,
		"OPTIONS INHERITED FROM PARENT COMMANDS": words.ManInherited, "SEE ALSO": words.ManSee,
	} {
		pairs = append(pairs, ".SH "+english+"\n", ".SH "+a.say(ours)+"\n")
	}
	return strings.NewReplacer(pairs...)
}
