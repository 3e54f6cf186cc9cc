package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/drill/history"
	"posmedic/flows/report"
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
	text := func(text string) report.Cell { return report.Cell{Text: text} }
	number := func(text string) report.Cell { return report.Cell{Text: text, Number: true} }
	var rows [][]report.Cell
	header := []report.Cell{}
	for _, name := range strings.Fields("at trainee drill table code flow seed scenario exam score gated hints seconds grade") {
		header = append(header, text(name))
	}
	rows = append(rows, header)
	for _, r := range records {
		rows = append(rows, []report.Cell{
			text(r.At.In(china).Format("2006-01-02 15:04")), text(r.Trainee), text(string(r.Kind)), text(r.Table), text(r.Code), text(r.Flow),
			text(strconv.FormatUint(r.Seed, 10)), text(r.Scenario), text(r.Exam), number(strconv.Itoa(r.Score)),
			text(strconv.FormatBool(r.Gated)), number(strconv.Itoa(r.Hints)), number(strconv.FormatFloat(r.Seconds, 'f', 1, 64)),
			number(strconv.Itoa(int(r.Grade))),
		})
	}
	table, err := report.Table(rows)
	if err != nil {
		return err
	}
	_, err = a.out.Write(table)
	return err
}
