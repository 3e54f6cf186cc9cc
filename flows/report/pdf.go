package report

import (
	"bytes"
	"fmt"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"posmedic/catalog"
)

// The page, in millimetres, and the sizes of text, in points.
const (
	margin      = 15.0
	labelWidth  = 42.0
	markWidth   = 7.0
	titleSize   = 14.0
	headingSize = 10.5
	textSize    = 9.0
	smallSize   = 7.5
	leading     = 0.5 // millimetres from line to line for each point of the text
)

// The greys of text, from 0 for black to 255 for white.
const (
	black = 0
	grey  = 90
)

// writePDF makes A4 pages; each report, and each language of it, begins a new one.
func writePDF(reports []Report, langs []catalog.Lang) ([]byte, error) {
	letters, err := loadTypeface()
	if err != nil {
		return nil, err
	}
	p := newPaper(letters)
	for _, r := range reports {
		for _, lang := range langs {
			p.report(r, wording{lang})
		}
	}
	if len(reports) > 0 { // the file is from when its first report is, so that no clock is read
		p.SetTitle(p.printable(wording{langs[0]}.title(reports[0])), true)
		p.SetCreationDate(reports[0].Case.Made)
		p.SetModificationDate(reports[0].Case.Made)
	}
	var content bytes.Buffer
	if err := p.Output(&content); err != nil {
		return nil, fmt.Errorf("lay out the pages: %w", err)
	}
	return content.Bytes(), nil
}

// paper draws sections on pages, from top to bottom.
type paper struct {
	*fpdf.Fpdf
	*typeface
	foot func(page int) string // of the report that is being drawn
	page int                   // of this report, from 1
}

func newPaper(letters *typeface) *paper {
	p := &paper{Fpdf: fpdf.New("P", "mm", "A4", ""), typeface: letters}
	p.SetCatalogSort(true)
	p.SetMargins(margin, margin, margin)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(true, margin)
	p.SetDrawColor(190, 190, 190)
	p.AddUTF8FontFromBytes(family, "", letters.file)
	p.SetFooterFunc(func() {
		p.page++
		p.SetY(4 - margin)
		p.ink(smallSize, grey)
		p.CellFormat(0, smallSize*leading, p.printable(p.foot(p.page)), "", 0, "C", false, 0, "")
	})
	return p
}

func (p *paper) report(r Report, say wording) {
	p.AddPage() // it ends the page of the report before, with that one's foot
	p.page = 0
	p.foot = func(page int) string {
		return say.fill(words.PageOf, "{case}", r.Case.ID, "{page}", strconv.Itoa(page))
	}
	for i, s := range sections(r, say.lang) {
		if i == 0 {
			p.ink(titleSize, black)
			p.columns("", 0, s.Title)
		} else {
			p.heading(s.Title)
		}
		p.section(s)
	}
}

// heading is a title with a rule under it, never the last line of a page.
func (p *paper) heading(title string) {
	const withText = 20 // millimetres
	if _, height := p.GetPageSize(); p.GetY() > height-margin-withText {
		p.AddPage()
	}
	p.Ln(2)
	p.ink(headingSize, black)
	p.columns("", 0, title)
	width, _ := p.GetPageSize()
	p.Line(margin, p.GetY(), width-margin, p.GetY())
	p.Ln(1)
}

func (p *paper) section(s section) {
	p.ink(textSize, black)
	if s.Summary != "" {
		p.columns("", 0, s.Summary)
	}
	for _, row := range s.Rows {
		p.columns(row.Label, labelWidth, row.Value)
	}
	for _, point := range s.Points {
		p.columns("-", markWidth, point)
	}
	for i, m := range s.Steps {
		p.moment(i+1, m)
	}
	if s.Aside != "" {
		p.ink(smallSize, grey)
		p.columns("", 0, s.Aside)
	}
}

// moment is a step of the timeline: what was asked and answered, and under it how that is known.
func (p *paper) moment(number int, m moment) {
	p.ink(textSize, black)
	p.columns(strconv.Itoa(number)+".", markWidth, joined("  ", m.At, m.Asked))
	p.ink(smallSize, grey)
	p.columns("", markWidth, joined(" · ", m.Known, m.Source))
}

// ink sets the size and the grey of what is drawn next.
func (p *paper) ink(size float64, shade int) {
	p.SetFont(family, "", size)
	p.SetTextColor(shade, shade, shade)
}

// columns draws a text, each line as wide as there is room, behind a label that has a column of its own.
func (p *paper) columns(label string, labelWidth float64, text string) {
	size, _ := p.GetFontSize()
	page, _ := p.GetPageSize()
	labels, lines := p.lines(label, labelWidth-1), p.lines(text, page-2*margin-labelWidth)
	for i := range max(len(labels), len(lines)) {
		if labelWidth > 0 { // a width of 0 is the whole line
			p.CellFormat(labelWidth, size*leading, at(labels, i), "", 0, "L", false, 0, "")
		}
		p.CellFormat(page-2*margin-labelWidth, size*leading, at(lines, i), "", 1, "L", false, 0, "")
	}
}

// at is a line, "" behind the last one.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// lines breaks a text as UAX #14 says, so that no Chinese punctuation begins a line.
func (p *paper) lines(text string, width float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(p.printable(text)) {
		if line != "" && p.GetStringWidth(line+piece) > width {
			lines, line = append(lines, line), ""
		}
		for _, r := range piece { // a piece that is wider than a line is cut
			if line != "" && p.GetStringWidth(line+string(r)) > width {
				lines, line = append(lines, line), ""
			}
			line += string(r)
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
