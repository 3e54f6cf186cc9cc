package report

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// byteOrderMark tells Excel that a file is UTF-8; without it Chinese comes out as rubbish.
const byteOrderMark = "\ufeff"

// bilingual stands between the languages in one cell.
const bilingual = " / "

// writeCSV writes a table with a row for each report, for a spreadsheet. A cell in several languages has them
// behind one another.
func writeCSV(reports []Report, langs []catalog.Lang) ([]byte, error) {
	var table bytes.Buffer
	table.WriteString(byteOrderMark)
	writer := csv.NewWriter(&table)
	writer.UseCRLF = true
	if err := writer.Write(inLanguages(langs, header)); err != nil {
		return nil, err
	}
	for _, r := range reports {
		cells := inLanguages(langs, func(lang catalog.Lang) []row { return record(r, lang) })
		if err := writer.Write(cells); err != nil {
			return nil, err
		}
	}
	writer.Flush()
	return table.Bytes(), writer.Error()
}

// header names the columns: the labels of a record of nothing.
func header(lang catalog.Lang) []row {
	var names []row
	for _, column := range record(Report{}, lang) {
		names = append(names, row{Value: column.Label})
	}
	return names
}

// record says a report as the columns of one row.
func record(r Report, lang catalog.Lang) []row {
	say := wording{lang}
	columns := []row{
		{say.in(words.ColumnCase), r.Case.ID},
		{say.in(words.Fingerprint), r.Fingerprint},
		{say.in(words.ColumnOpened), minute(r.Case.Opened)},
		{say.in(words.ColumnMade), minute(r.Case.Made)},
		{say.in(words.ColumnState), say.in(status(r))},
		{say.in(words.ColumnTable), r.Case.Table},
		{say.in(words.ColumnEntry), r.Case.Code},
		{say.in(words.ColumnMessage), say.in(r.Case.Message)},
		{say.in(words.Request), say.in(r.Request)},
		{say.in(words.Outcome), say.outcome(r)},
		{say.in(words.Receiver), say.receiver(r)},
		{say.in(words.Missing), say.labels(r.Missing)},
	}
	for _, name := range fault.Names() {
		columns = append(columns, row{say.in(name.Label()), say.field(r.Fault, name)})
	}
	return append(columns,
		row{say.in(words.Cause), say.in(r.Case.Cause)},
		row{say.in(words.Network), say.network(r.Network)},
		row{say.in(words.FirstCheck), say.check(r.Network.First, r.Case.Opened)},
		row{say.in(words.LastCheck), say.check(r.Network.Last, r.Case.Opened)},
		row{say.in(words.Steps), strings.Join(numbered(say.timeline(stepsSection(r, say).Steps)), "\n")},
		row{say.in(words.Cure), strings.Join(say.cures(r), "\n")},
		row{say.in(words.Evidence), strings.Join(say.evidence(r.Evidence), "\n")},
		row{say.in(words.Notes), strings.Join(say.notes(r.Notes, r.Case.Opened), "\n")},
		row{say.in(words.Handed), strings.Join(say.handedOver(r.HandedOver, r.Case.Opened), "\n")},
		row{say.in(words.Sources), say.sources(r.Sources)},
	)
}

func numbered(lines []string) []string {
	for i, line := range lines {
		lines[i] = strconv.Itoa(i+1) + ". " + line
	}
	return lines
}

// inLanguages writes the cells of a row, each in every language in which it differs.
func inLanguages(langs []catalog.Lang, say func(catalog.Lang) []row) []string {
	var cells [][]string
	for _, lang := range langs {
		for i, column := range say(lang) {
			if i == len(cells) {
				cells = append(cells, nil)
			}
			if !slices.Contains(cells[i], column.Value) {
				cells[i] = append(cells[i], column.Value)
			}
		}
	}
	var line []string
	for _, cell := range cells {
		separator := bilingual
		if strings.Contains(strings.Join(cell, ""), "\n") {
			separator = "\n"
		}
		line = append(line, guard(strings.Join(cell, separator)))
	}
	return line
}

var (
	// formula is a beginning that makes a spreadsheet compute a cell, in half and in full width.
	formula = regexp.MustCompile(`^[\s\x00]*[=+\-@＝＋－＠|%]|^[\t\r\n]`)
	// number is what a spreadsheet would rewrite: it drops zeros in front, rounds long numbers and takes 1E5 and
	// 11-2 for something else. A date with its year is left to it, so that a column can be sorted by time.
	number = regexp.MustCompile(`^[0-9][0-9.,:/eE+ -]*$`)
	date   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$`)
)

// guard keeps a spreadsheet from computing or rewriting a cell, by an apostrophe before it.
func guard(cell string) string {
	if formula.MatchString(cell) || number.MatchString(cell) && !date.MatchString(cell) {
		return "'" + cell
	}
	return cell
}
