package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/drill/exam"
	"posmedic/flows/drill/history"
	"posmedic/flows/fault"
)

const examDrills = 10

func (a *app) drillExamCommand() *cobra.Command {
	command := a.plainCommand("exam [CODE…]", words.CommandDrillExam)
	command.Args = a.args(0, -1)
	name := command.Flags().String("trainee", "", a.say(words.FlagTrainee))
	seed := command.Flags().Uint64("seed", 1, a.say(words.FlagSeed))
	count := command.Flags().Int("count", examDrills, a.say(words.FlagCount))
	format := command.Flags().String("format", string(exam.HTML), a.say(words.FlagExamFormat))
	file := command.Flags().StringP("output", "o", "", a.say(words.FlagExamOutput))
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *name == "" {
			return usage(words.ExamNoName)
		}
		if !slices.Contains(exam.Formats(), exam.Format(*format)) {
			return usage(words.ExamBadFormat, *format)
		}
		*file = cmp.Or(*file, "exam."+*format)
		switch _, err := os.Stat(*file); { // before the trainee has worked for an hour
		case err == nil:
			return failed(words.FileExists, *file)
		case fault.HoldsCardNumber(filepath.Base(*file)):
			return usage(words.NameHoldsCard)
		}
		var named []string
		for _, code := range args {
			entry, err := a.entryOf(code)
			if err != nil {
				return err
			}
			named = append(named, entry.Flow)
		}
		d, err := a.drilling(*name)
		if err != nil {
			return err
		}
		d.noHints = true
		return d.exam(*seed, exam.Set(d.trainer, *seed, max(*count, 1), named), exam.Format(*format), *file)
	}
	return command
}

// exam takes the drills of a set in turn and writes the signed sheet. Whoever leaves has nothing for the rest.
func (d *drilling) exam(seed uint64, set []exam.Item, format exam.Format, file string) error {
	key, err := exam.Key(dataFolder(d.env))
	if err != nil {
		return err
	}
	sheet := exam.Begin(d.trainer, set, d.history.Trainee, seed, d.lang, d.clock())
	for i, item := range set {
		d.tell(words.ExamBegin, sheet.Exam, i+1, len(set))
		result, err := d.examine(item, sheet.Exam)
		if errors.Is(err, errLeft) {
			d.tell(words.DrillLeft)
			break
		}
		if err != nil {
			return err
		}
		sheet.Drills = append(sheet.Drills, result)
	}
	sheet.Ended = d.clock()
	sheet = sheet.Finish(set)
	page, err := exam.Write(sheet, format, key)
	if err != nil {
		return err
	}
	if err := writeNew(file, page); err != nil {
		return err
	}
	fmt.Fprintf(d.out, d.say(words.ExamScore)+"\n", sheet.Trainee, sheet.Score, d.say(passed(sheet)))
	fmt.Fprintf(d.out, d.say(words.ExamSaved)+"\n", echo(file), exam.Public(key))
	return nil
}

// examine is one drill of an exam. Its mark is on the sheet, not on the screen.
func (d *drilling) examine(item exam.Item, name string) (exam.Result, error) {
	scenario, err := d.trainer.Scenario(item.Flow, item.Seed)
	if err != nil {
		return exam.Result{}, err
	}
	played := history.Played{Kind: drill.KindFree, Shops: []*drill.Scenario{scenario}, Began: d.clock()}
	run, err := d.free(scenario)
	if err != nil {
		return exam.Result{}, err
	}
	played.Runs = []drill.Run{run}
	ended := d.clock()
	marks, record := played.Mark(d.trainer, d.history.Trainee, ended)
	record.Exam = name
	return exam.ResultOf(scenario, marks[0], ended.Sub(played.Began)), d.store(record)
}

func passed(sheet exam.Sheet) catalog.Text {
	if sheet.Passed {
		return words.ExamPassed
	}
	return words.ExamFailed
}

func (a *app) drillVerifyCommand() *cobra.Command {
	command := a.plainCommand("verify FILE", words.CommandDrillVerify)
	command.Args = a.args(1, 1)
	public := command.Flags().String("key", "", a.say(words.FlagPublic))
	command.RunE = func(_ *cobra.Command, args []string) error {
		page, err := os.ReadFile(args[0])
		if err != nil {
			return failed(words.ExamUnreadable, err.Error())
		}
		if *public == "" {
			key, err := exam.Key(dataFolder(a.env))
			if err != nil {
				return err
			}
			*public = exam.Public(key)
		}
		key, err := exam.ParsePublic(*public)
		if err != nil {
			return usage(words.ExamBadKey)
		}
		return a.verify(exam.Read(page, key))
	}
	return command
}

func (a *app) verify(sheet exam.Sheet, err error) error {
	switch {
	case errors.Is(err, exam.ErrNoSheet):
		return failed(words.ExamNoSheet)
	case err != nil:
		return failed(words.ExamForged)
	}
	fmt.Fprintf(a.out, a.say(words.ExamGenuine)+"\n", sheet.Trainee, sheet.Exam, sheet.Ended.In(china).Format("2006-01-02 15:04"), sheet.Score, a.say(passed(sheet)))
	return nil
}
