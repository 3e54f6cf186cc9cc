package draw

import (
	"golang.org/x/text/width"

	"posmedic/catalog/typeset"
)

// How a drawing is laid out on paper: the outline of the flow runs down the columns of an A4 page. The text is as
// large as it can be for the drawing to fill one page, and never smaller than smallest: what does not fit then fills as
// few pages as it can. Lengths are in points, of which an inch has 72.
const (
	paperShort, paperLong = 595.0, 842.0
	margin                = 28.0
	gutter                = 16.0
	largest, smallest     = 11.0, 8.0
	sizeStep              = 0.5
)

// What follows is in parts of the text size.
const (
	lineHeight = 1.3
	padding    = 0.5
	indent     = 1.7
	trunk      = 0.8 // how far inside the left edge of its box a line to the next ones runs
	gap        = 0.7 // between boxes
)

// format is a page and its columns.
type format struct {
	width, height float64
	columns       int
	size          float64 // of the text
}

// formats lists the pages that a drawing may fill, the best first.
func formats() []format {
	var all []format
	for size := largest; size >= smallest; size -= sizeStep {
		for columns := 1; columns <= 2; columns++ {
			all = append(all, format{paperShort, paperLong, columns, size})
		}
		for columns := 2; columns <= 3; columns++ {
			all = append(all, format{paperLong, paperShort, columns, size})
		}
	}
	return all
}

func (f format) columnWidth() float64 {
	return (f.width - 2*margin - float64(f.columns-1)*gutter) / float64(f.columns)
}

// em measures text in tenths of its size: Chinese signs are as wide as they are high, Latin ones a little more than
// half as wide.
func em(text string) int {
	tenths := 0
	for _, sign := range text {
		switch width.LookupRune(sign).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			tenths += 10
		case width.EastAsianNarrow, width.EastAsianHalfwidth, width.Neutral:
			tenths += 6
		}
	}
	return tenths
}

// wrap breaks text into lines of at most a width in points.
func (f format) wrap(text string, room float64) []string {
	return typeset.Wrap(text, max(int(room/f.size*10), 1), em)
}
