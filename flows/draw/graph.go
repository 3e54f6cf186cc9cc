package draw

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"posmedic/catalog"
	"posmedic/catalog/typeset"
)

// cellsInABox is how wide the text of a box is in the formats that lay boxes out themselves, in cells of a terminal.
const cellsInABox = 28

// lines is all that a box says, broken for the formats that lay boxes out themselves.
func (d *Drawing) lines(at int, lang catalog.Lang) []string {
	box := &d.Boxes[at]
	paragraphs := append([]string{Number(at) + "  " + box.Label(lang)}, box.Dangers(lang)...)
	paragraphs = append(paragraphs, box.Remarks(lang)...)
	if source := box.Source(lang); source != "" {
		paragraphs = append(paragraphs, source)
	}
	var lines []string
	for _, paragraph := range paragraphs {
		lines = append(lines, typeset.Wrap(paragraph, cellsInABox, uniseg.StringWidth)...)
	}
	return lines
}

// step is the box where a walk stands that comes to a box: an unfolded flow is come to at its first step.
func (d *Drawing) step(at int) int {
	for d.Boxes[at].Inside > 0 {
		at++
	}
	return at
}

// nested writes every box in its place, an unfolded flow around those inside it.
func (d *Drawing) nested(box func(at int, indent string), open func(at int, indent string), shut func(indent string)) {
	var ends []int
	indent := func() string { return strings.Repeat("  ", len(ends)+1) }
	for at := range d.Boxes {
		for len(ends) > 0 && ends[len(ends)-1] < at {
			ends = ends[:len(ends)-1]
			shut(indent())
		}
		if inside := d.Boxes[at].Inside; inside > 0 {
			open(at, indent())
			ends = append(ends, at+inside)
		} else {
			box(at, indent())
		}
	}
	for len(ends) > 0 {
		ends = ends[:len(ends)-1]
		shut(indent())
	}
}

// edges visits every exit between two steps. The return of an unfolded flow is not one: its own steps have them.
func (d *Drawing) edges(visit func(from, to int, label string), lang catalog.Lang) {
	for from := range d.Boxes {
		box := &d.Boxes[from]
		if box.Inside > 0 {
			continue
		}
		for _, exit := range box.Exits {
			visit(from, d.step(exit.To), box.Answer(exit, lang))
		}
	}
}

// printer writes lines and remembers the first write that failed.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, values ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", values...)
	}
}

// heading is what stands over a drawing.
func (d *Drawing) heading(lang catalog.Lang) []string {
	var heading []string
	for _, text := range []catalog.Text{d.Title, d.Note} {
		if !text.IsZero() {
			heading = append(heading, text.In(lang))
		}
	}
	return heading
}
