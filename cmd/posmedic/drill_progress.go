package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/drill/history"
)

func (a *app) drillProgressCommand() *cobra.Command {
	command := a.plainCommand("progress", words.CommandDrillProgress)
	name := command.Flags().String("trainee", "", a.say(words.FlagTrainee))
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	command.RunE = func(*cobra.Command, []string) error {
		d, err := a.drilling(*name)
		if err != nil {
			return err
		}
		progress := d.history.Progress(d.trainer, a.clock())
		if *asJSON {
			return writeJSON(a.out, progress)
		}
		d.printProgress(progress)
		return nil
	}
	return command
}

func (d *drilling) printProgress(p history.Progress) {
	fmt.Fprintf(d.out, d.say(words.ProgressLine)+"\n", p.Trainee, p.Drills, p.Streak, p.LongestStreak, p.DueToday)
	fmt.Fprintf(d.out, "\n%s\n", d.say(words.ProgressHeat))
	weekdays := strings.Fields(d.say(words.ProgressWeekdays))
	for _, row := range p.HeatRows() {
		fmt.Fprintf(d.out, "  %s %s\n", weekdays[row.Weekday], row.Signs)
	}
	d.printMastery(words.ProgressTables, p.Tables, func(name string) string { return name + " " + d.say(d.catalog().TitleOf(name)) })
	d.printMastery(words.ProgressActions, p.Actions, func(name string) string {
		if node, ok := d.trainer.Thing(name); ok {
			return d.say(node.Text)
		}
		return name
	})
	d.printMastery(words.ProgressWeakest, p.Weakest, func(name string) string {
		entry, _ := d.catalog().OfFlow(name)
		return name + " " + d.say(entry.Message)
	})
	fmt.Fprintf(d.out, "\n%s\n", d.say(words.ProgressForecast))
	for _, day := range p.Forecast {
		fmt.Fprintf(d.out, "  %s  %3d %s\n", day.Date, day.Drills, strings.Repeat("#", min(day.Drills, 40)))
	}
}

func (d *drilling) printMastery(title catalog.Text, all []history.Mastery, name func(string) string) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(d.out, "\n%s\n", d.say(title))
	for _, one := range all {
		fmt.Fprintf(d.out, "  "+d.say(words.ProgressDrills)+"  %s\n", one.Share*100, one.Drills, name(one.Name))
	}
}

func (a *app) drillExportCommand() *cobra.Command {
	command := a.plainCommand("export", words.CommandDrillExport)
	format := command.Flags().String("format", "json", a.say(words.FlagDrillFormat))
	command.RunE = func(*cobra.Command, []string) error {
		if *format != "json" && *format != "csv" {
			return usage(words.DrillBadFormat, *format)
		}
		records, err := a.records()
		if err != nil {
			return err
		}
		if *format == "csv" {
			return a.exportCSV(records)
		}
		return writeJSON(a.out, append([]history.Record{}, records...))
	}
	return command
}

// exportCSV writes a line for each drill, under the names that the JSON has.
func (a *app) exportCSV(records []history.Record) error {
	table := csv.NewWriter(a.out)
	rows := [][]string{{"at", "trainee", "drill", "table", "code", "flow", "seed", "scenario", "exam", "score", "gated", "hints", "seconds", "grade"}}
	for _, r := range records {
		rows = append(rows, []string{
			r.At.In(china).Format(time.RFC3339), plainCell(r.Trainee), string(r.Kind), r.Table, plainCell(r.Code), r.Flow, strconv.FormatUint(r.Seed, 10),
			plainCell(r.Scenario), r.Exam, strconv.Itoa(r.Score), strconv.FormatBool(r.Gated), strconv.Itoa(r.Hints),
			strconv.FormatFloat(r.Seconds, 'f', 1, 64), strconv.Itoa(int(r.Grade)),
		})
	}
	return table.WriteAll(rows)
}

// plainCell keeps a spreadsheet from taking a name for a formula.
func plainCell(text string) string {
	if strings.ContainsAny(text[:min(len(text), 1)], "=+-@\t\r") {
		return "'" + text
	}
	return text
}
