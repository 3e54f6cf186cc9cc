package draw

import (
	"fmt"
	"io"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// Mermaid writes the drawing as a Mermaid flow chart.
func (d *Drawing) Mermaid(w io.Writer, lang catalog.Lang) error {
	p := &printer{w: w}
	p.line("---")
	p.line("title: %s", mermaidTitle(d.Title.In(lang)))
	p.line("---")
	p.line("flowchart TD")
	d.nested(func(at int, indent string) {
		before, behind := d.Boxes[at].mermaidShape()
		p.line("%sn%d%s%s%s", indent, at+1, before, mermaidText(d.lines(at, lang)), behind)
	}, func(at int, indent string) {
		title := fmt.Sprintf("%d  %s", at+1, d.Boxes[at].Label(lang)) // there is room for one line
		p.line("%ssubgraph s%d [%s]", indent, at+1, mermaidText([]string{title}))
	}, func(indent string) { p.line("%send", indent) })
	d.edges(func(from, to int, label string) {
		if label == "" {
			p.line("  n%d --> n%d", from+1, to+1)
		} else {
			p.line("  n%d -->|%s| n%d", from+1, mermaidText([]string{label}), to+1)
		}
	}, lang)
	for at := range d.Boxes {
		box, name, width := &d.Boxes[at], "n", "1px"
		if box.Inside > 0 {
			name = "s"
		}
		if box.dangerous() {
			width = "3px"
		}
		colours := box.look()
		p.line("  style %s%d fill:%s,stroke:%s,stroke-width:%s,color:%s", name, at+1, colours.fill, colours.line, width, ink)
	}
	return p.err
}

func (b *Box) mermaidShape() (before, behind string) {
	switch b.Node.Kind {
	case flows.Question:
		return "{{", "}}"
	case flows.Notice:
		return ">", "]"
	case flows.Collect:
		return "[/", "/]"
	case flows.Call:
		return "[[", "]]"
	case flows.Return:
		return "(", ")"
	case flows.Ending:
		return "([", "])"
	case flows.Action, flows.Wait:
	}
	return "[", "]"
}

// mermaidText quotes text for Mermaid, which takes every sign inside quotes but these as it is: they would end the
// quotes, begin a code, or be taken for HTML or Markdown.
func mermaidText(lines []string) string {
	signs := strings.NewReplacer(
		"#", "#35;", `"`, "#quot;", "&", "#amp;", "<", "#lt;", ">", "#gt;", "`", "#96;", "*", "#42;", "_", "#95;", `\`, "#92;",
	)
	for i, line := range lines {
		lines[i] = signs.Replace(line)
	}
	return `"` + strings.Join(lines, "<br/>") + `"`
}

// mermaidTitle quotes a title for the head of the file, which is YAML.
func mermaidTitle(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(text) + `"`
}
