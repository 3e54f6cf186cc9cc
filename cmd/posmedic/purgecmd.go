package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

func (a *app) casesPurgeCommand() *cobra.Command {
	command := a.plainCommand("purge", words.CommandCasesPurge)
	older := command.Flags().String("older-than", "", a.say(words.FlagOlderThan))
	unfinished := command.Flags().Bool("unfinished", false, a.say(words.FlagUnfinished))
	agreed := command.Flags().Bool("yes", false, a.say(words.FlagYes))
	command.RunE = func(*cobra.Command, []string) error {
		days, err := a.retention(*older)
		if err != nil {
			return err
		}
		return a.withCases(func(journal *cases.Journal) error {
			list, err := journal.List()
			if err != nil {
				return err // of a damaged store nothing is deleted
			}
			doomed := olderThan(list, a.clock().Add(-time.Duration(days)*24*time.Hour), *unfinished)
			return a.purge(journal, doomed, days, *agreed)
		})
	}
	return command
}

// longestDays keeps a number of days within what a time.Duration can hold.
const longestDays = 36500

// retention is how many days cases are kept: what is typed, as 180d or 180, else what the settings say.
func (a *app) retention(typed string) (int, error) {
	if typed == "" {
		if !a.settings.wrong.IsZero() { // what is deleted by a default was perhaps to be kept
			return 0, failed(words.PurgeNeedsDays)
		}
		typed, _ = a.settings.get(keyRetention)
	}
	days, err := strconv.Atoi(strings.TrimSuffix(typed, "d"))
	if err != nil || days < 1 || days > longestDays {
		return 0, usage(words.BadAge, typed)
	}
	return days, nil
}

// olderThan picks the finished cases, or all, that were last changed before a time.
func olderThan(list []cases.Summary, limit time.Time, unfinished bool) []cases.Summary {
	var older []cases.Summary
	for _, summary := range list {
		if summary.Updated.Before(limit) && (summary.Closed || unfinished) {
			older = append(older, summary)
		}
	}
	return older
}

// purge shows what is to go, and deletes it once that is agreed to.
func (a *app) purge(journal *cases.Journal, doomed []cases.Summary, days int, agreed bool) error {
	if len(doomed) == 0 {
		fmt.Fprintf(a.out, a.say(words.PurgeNothing)+"\n", days)
		return nil
	}
	for _, summary := range doomed {
		fmt.Fprintln(a.out, a.summaryLine(summary))
	}
	if !agreed {
		if err := a.out.Flush(); err != nil {
			return err
		}
		if !a.ask(fill(words.PurgeAsk, len(doomed), days)) {
			fmt.Fprintln(a.out, a.say(words.PurgeNot))
			return nil
		}
	}
	if err := journal.Delete(doomed); err != nil {
		return err
	}
	fmt.Fprintf(a.out, a.say(words.PurgeDone)+"\n", len(doomed))
	return nil
}

// ask puts a question on standard error and takes nothing for a yes but a yes.
func (a *app) ask(question catalog.Text) bool {
	fmt.Fprint(a.err, a.say(question))
	typed, _ := bufio.NewReader(a.in).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(typed)) {
	case "y", "yes", "是", "ｙ":
		return true
	}
	return false
}
