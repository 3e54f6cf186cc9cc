package draw

import (
	"strings"

	"posmedic/catalog"
)

// layout is a drawing on paper.
type layout struct {
	format
	pages   int
	heading []textLine
	boxes   []placedBox
	joins   []join
	top     float64 // where the columns of the first page begin
}

// placedBox is a box where it lies. Y counts on through the pages, which lie below each other.
type placedBox struct {
	x, y, w, h float64
	column     int // counted through all pages
	lines      []textLine
}

type textLine struct {
	x, y  float64 // where the text begins, on its base line
	text  string
	style string
}

// join is a line from a box to one that hangs on it, and its label.
type join struct {
	from, to int
	label    []textLine
}

// The styles of text.
const (
	styleTitle, styleText, styleDanger, styleFaint, styleWay = "title", "text", "danger", "faint", "way"
)

// onPaper lays a drawing out on as few pages as it can, and on these with the largest text.
func (d *Drawing) onPaper(lang catalog.Lang) *layout {
	var best *layout
	for _, format := range formats() {
		if l := d.layOut(format, lang); best == nil || l.pages < best.pages {
			best = l
		}
		if best.pages == 1 {
			break
		}
	}
	return best
}

// layOut lays the drawing out in one format. A line to a box in another column is written as the number of that
// box instead, which can push boxes on into other columns, and so on until nothing is left to change.
func (d *Drawing) layOut(format format, lang catalog.Lang) *layout {
	cut := map[int]bool{}
	for {
		l := d.place(format, lang, cut)
		before := len(cut)
		for _, join := range l.joins {
			if l.boxes[join.from].column != l.boxes[join.to].column {
				cut[join.to] = true
			}
		}
		if len(cut) == before {
			return l
		}
	}
}

// place lays every box below the one before it, in the next column where a column is full.
func (d *Drawing) place(format format, lang catalog.Lang, cut map[int]bool) *layout {
	l := &layout{format: format, top: margin}
	for i, line := range d.heading(lang) {
		l.headline(line, i == 0)
	}
	column, y := 0, l.columnTop(0)
	for at := range d.Boxes {
		hangs, label := d.hangs(at, cut, lang)
		box, labelLines := l.measure(d, at, label, lang, cut)
		over := float64(len(labelLines)) * format.size * lineHeight
		if y+over+box.h > l.bottom(column) && y > l.columnTop(column) {
			column, y = column+1, l.columnTop(column+1)
		}
		left := l.columnLeft(column) + float64(d.Boxes[at].Depth)*indent*format.size
		l.boxes = append(l.boxes, box.at(left, y+over, column))
		if hangs {
			l.joins = append(l.joins, join{d.Boxes[at].Under, at, moved(labelLines, left, y)})
		}
		y += over + box.h + gap*format.size
	}
	l.pages = column/format.columns + 1
	return l
}

func (l *layout) headline(text string, first bool) {
	size, style := l.size, styleFaint
	if first {
		size, style = l.size*1.4, styleTitle
	}
	room := format{size: size}
	for _, line := range room.wrap(text, l.width-2*margin) {
		l.heading = append(l.heading, textLine{margin, l.top + size, line, style})
		l.top += size * lineHeight
	}
}

func (l *layout) columnLeft(column int) float64 {
	return margin + float64(column%l.columns)*(l.columnWidth()+gutter)
}

func (l *layout) columnTop(column int) float64 {
	if page := column / l.columns; page > 0 {
		return float64(page)*l.height + margin
	}
	return l.top + l.size*gap
}

func (l *layout) bottom(column int) float64 {
	return float64(column/l.columns+1)*l.height - margin
}

// hangs tells whether a line leads to a box from the one above that it hangs on, and how that line is labelled.
func (d *Drawing) hangs(at int, cut map[int]bool, lang catalog.Lang) (bool, string) {
	under := d.Boxes[at].Under
	if under < 0 || cut[at] {
		return false, ""
	}
	for between := under + 1; between < at; between++ {
		if d.Boxes[between].Depth <= d.Boxes[under].Depth {
			return false, ""
		}
	}
	above := &d.Boxes[under]
	for _, exit := range above.Exits {
		if exit.To == at {
			return true, above.Answer(exit, lang)
		}
	}
	return above.Inside > 0 && at == under+1, ""
}

// measure finds how large a box is, and breaks its lines and its label, which begin at their own left upper corner.
func (l *layout) measure(d *Drawing, at int, label string, lang catalog.Lang, cut map[int]bool) (placedBox, []textLine) {
	box := placedBox{w: l.columnWidth() - float64(d.Boxes[at].Depth)*indent*l.size, h: 2 * padding * l.size}
	for _, said := range d.said(at, cut, lang) {
		for _, line := range l.wrap(said.text, box.w-2*padding*l.size) {
			box.lines = append(box.lines, textLine{padding * l.size, box.h - padding*l.size + l.size, line, said.style})
			box.h += l.size * lineHeight
		}
	}
	var labels []textLine
	if label != "" {
		for i, line := range l.wrap(label, box.w-(trunk+padding)*l.size) {
			labels = append(labels, textLine{padding * l.size, (float64(i)*lineHeight + 1) * l.size, line, styleWay})
		}
	}
	return box, labels
}

// said is all that stands in a box. Exits that no line is drawn for are written down.
func (d *Drawing) said(at int, cut map[int]bool, lang catalog.Lang) []textLine {
	box := &d.Boxes[at]
	said := []textLine{{text: Number(at) + "  " + box.Label(lang), style: styleText}}
	for _, danger := range box.Dangers(lang) {
		said = append(said, textLine{text: danger, style: styleDanger})
	}
	remarks := box.Remarks(lang)
	if source := box.Source(lang); source != "" {
		remarks = append(remarks, source)
	}
	if len(remarks) > 0 {
		said = append(said, textLine{text: strings.Join(remarks, words.Semicolon.In(lang)), style: styleFaint})
	}
	var ways []string
	for _, exit := range box.Exits {
		if hangs, _ := d.hangs(exit.To, cut, lang); !hangs || d.Boxes[exit.To].Under != at {
			ways = append(ways, d.Way(at, exit, lang))
		}
	}
	if len(ways) > 0 {
		said = append(said, textLine{text: strings.Join(ways, words.Semicolon.In(lang)), style: styleWay})
	}
	return said
}

func (b placedBox) at(x, y float64, column int) placedBox {
	b.x, b.y, b.column, b.lines = x, y, column, moved(b.lines, x, y)
	return b
}

func moved(lines []textLine, x, y float64) []textLine {
	placed := make([]textLine, len(lines))
	for i, line := range lines {
		line.x, line.y = line.x+x, line.y+y
		placed[i] = line
	}
	return placed
}
