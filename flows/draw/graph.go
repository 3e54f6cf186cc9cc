package draw

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"posmedic/catalog"
	"posmedic/catalog/typeset"
	"posmedic/flows"
)

// cellsInABox is how wide the text of a box is in the formats that lay boxes out themselves, in cells of a terminal.
const cellsInABox = 28

// lines is all that a box says, broken for the formats that lay boxes out themselves.
func (d *Drawing) lines(at int, lang catalog.Lang) []string {
	box := &d.Boxes[at]
	paragraphs := append([]string{fmt.Sprintf("%d  %s", at+1, box.Label(lang))}, box.Dangers(lang)...)
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

// Dot writes the drawing in the language of Graphviz.
func (d *Drawing) Dot(w io.Writer, lang catalog.Lang) error {
	p := &printer{w: w}
	p.line("digraph flow {")
	p.line("  label=%s; labelloc=t; rankdir=TB; fontname=\"sans-serif\";", dotText(d.heading(lang)))
	p.line("  node [fontname=\"sans-serif\", fontsize=11, style=filled, fontcolor=%q];", ink)
	p.line("  edge [fontname=\"sans-serif\", fontsize=10, color=%q];", faint)
	d.nested(func(at int, indent string) {
		colours := d.Boxes[at].look()
		p.line("%sn%d [label=%s, %s, fillcolor=%q, color=%q];", indent, at+1, dotText(d.lines(at, lang)), d.Boxes[at].dotShape(), colours.fill, colours.line)
	}, func(at int, indent string) {
		p.line("%ssubgraph cluster_%d {", indent, at+1)
		p.line("%s  label=%s; style=\"rounded,dashed\"; color=%q;", indent, dotText(d.lines(at, lang)), d.Boxes[at].look().line)
	}, func(indent string) { p.line("%s}", indent) })
	d.edges(func(from, to int, label string) {
		p.line("  n%d -> n%d [label=%s];", from+1, to+1, dotText([]string{label}))
	}, lang)
	p.line("}")
	return p.err
}

func (b *Box) dotShape() string {
	shape := map[flows.Kind]string{
		flows.Question: `shape=box, style="filled,rounded"`, flows.Notice: "shape=note", flows.Collect: "shape=tab",
		flows.Call: "shape=component", flows.Return: "shape=cds", flows.Ending: "shape=box, peripheries=2",
	}[b.Node.Kind]
	if shape == "" {
		shape = "shape=box"
	}
	if b.dangerous() {
		shape += ", penwidth=3"
	}
	return shape
}

// dotText quotes text for Graphviz, where a backslash begins an escape.
func dotText(lines []string) string {
	text := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(lines, "\n"))
	return `"` + strings.ReplaceAll(text, "\n", `\n`) + `"`
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
