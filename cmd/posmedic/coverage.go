package main

import (
	"fmt"

	"posmedic/flows/check"
)

// coverage prints what is done for each entry, and how many of each table have all of it. It fails where something
// is missing.
func (a *app) coverage(knowledge *check.Knowledge, asJSON bool) error {
	covered := check.Cover(knowledge)
	missing := 0
	for i := range covered {
		if !covered[i].Whole() {
			missing++
		}
	}
	if asJSON {
		if err := writeJSON(a.out, covered); err != nil {
			return err
		}
	} else {
		a.coverageTable(covered)
	}
	if missing > 0 {
		return coded(exitFaults, words.CoverageMissing, missing, len(covered))
	}
	return nil
}

// columns are what can be done for an entry, as a table heads them.
var columns = []struct {
	head string
	done func(*check.Coverage) bool
}{
	{"flow", func(c *check.Coverage) bool { return c.Flow }},
	{"lines", func(c *check.Coverage) bool { return c.Lines }},
	{"zh+en", func(c *check.Coverage) bool { return c.Languages }},
	{"ends", func(c *check.Coverage) bool { return c.Ends }},
	{"fields", func(c *check.Coverage) bool { return c.Fields }},
}

func (a *app) coverageTable(covered []check.Coverage) {
	fmt.Fprintln(a.out, a.say(words.CoverageLegend))
	fmt.Fprintf(a.out, "%-14s %-8s", "row", "code")
	for _, column := range columns {
		fmt.Fprintf(a.out, " %7s", column.head)
	}
	fmt.Fprintln(a.out)
	done := make([]int, len(columns))
	for i := range covered {
		fmt.Fprintf(a.out, "%-14s %-8s", covered[i].Row, covered[i].Code)
		for j, column := range columns {
			mark := "-"
			if column.done(&covered[i]) {
				mark = "+"
				done[j]++
			}
			fmt.Fprintf(a.out, " %7s", mark)
		}
		fmt.Fprintln(a.out)
	}
	fmt.Fprintf(a.out, "%-14s %-8d", "", len(covered))
	for j := range columns {
		fmt.Fprintf(a.out, " %6.1f%%", 100*float64(done[j])/float64(max(1, len(covered))))
	}
	fmt.Fprintln(a.out)
}
