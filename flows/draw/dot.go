package draw

import (
	"io"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

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
