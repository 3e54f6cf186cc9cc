package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"time"
)

// Document is a paper that is no report, for packages that print something else in the same type.
type Document struct {
	Title string
	Made  time.Time // the file is from then, so that no clock is read
	Parts []Part
	Foot  func(page int) string // page counts from 1
	XMP   []byte                // the file's metadata, for programs; none where it is empty
}

// Part is a part of a document: a heading with facts, points and small print under it. Any of them may be empty.
type Part struct {
	Title  string
	Rows   [][2]string // labels and values
	Points []string
	Aside  string
}

// PDF makes A4 pages. The same document always gives the same bytes.
func (d Document) PDF() ([]byte, error) {
	letters, err := loadTypeface()
	if err != nil {
		return nil, err
	}
	p := newPaper(letters)
	p.foot = d.Foot
	p.AddPage()
	p.ink(titleSize, black)
	p.columns("", 0, d.Title)
	for _, part := range d.Parts {
		if part.Title != "" {
			p.heading(part.Title)
		}
		s := section{Points: part.Points, Aside: part.Aside}
		for _, cells := range part.Rows {
			s.Rows = append(s.Rows, row{cells[0], cells[1]})
		}
		p.section(s)
	}
	p.SetTitle(p.printable(d.Title), true)
	p.SetCreationDate(d.Made)
	p.SetModificationDate(d.Made)
	p.SetXmpMetadata(d.XMP)
	var content bytes.Buffer
	if err := p.Output(&content); err != nil {
		return nil, fmt.Errorf("lay out the pages: %w", err)
	}
	return content.Bytes(), nil
}

// Table writes rows as CSV for a spreadsheet: in UTF-8 with a mark that Excel needs, and with no cell that it would
// compute or rewrite, but for numbers that are told to be such.
func Table(rows [][]Cell) ([]byte, error) {
	var table bytes.Buffer
	table.WriteString(byteOrderMark)
	writer := csv.NewWriter(&table)
	writer.UseCRLF = true
	for _, cells := range rows {
		line := make([]string, len(cells))
		for i, cell := range cells {
			if line[i] = cell.Text; !cell.Number {
				line[i] = guard(cell.Text)
			}
		}
		if err := writer.Write(line); err != nil {
			return nil, err
		}
	}
	writer.Flush()
	return table.Bytes(), writer.Error()
}

// Cell is a cell of a table.
type Cell struct {
	Text   string
	Number bool // whether a spreadsheet may reckon with it
}
