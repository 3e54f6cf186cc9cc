package report

import (
	_ "embed"
	"html"
	"strings"

	"posmedic/catalog"
)

// page is what stands around the reports: the head, and how they look on a screen and on paper.
//
//go:embed page.html
var page string

// writeHTML makes one page, with nothing that lies elsewhere, to read in both themes and to print on A4. It is
// written by hand, because html/template makes the binary 2.3 MB larger: with it the linker keeps every method.
func writeHTML(reports []Report, langs []catalog.Lang) ([]byte, error) {
	var body elements
	for _, r := range reports {
		for _, lang := range langs {
			body.article(sections(r, lang), lang)
		}
	}
	head := []string{"{{lang}}", "", "{{title}}", ""}
	if len(reports) > 0 && len(langs) > 0 {
		head = []string{"{{lang}}", string(langs[0]), "{{title}}", html.EscapeString(wording{langs[0]}.title(reports[0]))}
	}
	return []byte(strings.NewReplacer(append(head, "{{body}}", body.String())...).Replace(page)), nil
}

// elements gathers the elements of a page. Every text in it is escaped.
type elements struct{ strings.Builder }

// element adds one element that holds nothing but text; a text that is empty adds none. The name may have attributes.
func (m *elements) element(name, text string) {
	if text == "" {
		return
	}
	closing, _, _ := strings.Cut(name, " ")
	m.WriteString("<" + name + ">" + html.EscapeString(text) + "</" + closing + ">")
}

func (m *elements) article(parts []section, lang catalog.Lang) {
	m.WriteString("<article lang=\"" + string(lang) + "\">\n")
	heading := "h1"
	for _, s := range parts {
		m.element(heading, s.Title)
		heading = "h2"
		m.WriteString("\n")
		m.section(s)
	}
	m.WriteString("</article>\n")
}

func (m *elements) section(s section) {
	m.element("p", s.Summary)
	m.within("table", len(s.Rows), func(i int) {
		m.WriteString("<tr>")
		m.element(`th scope="row"`, s.Rows[i].Label)
		m.WriteString("<td>" + html.EscapeString(s.Rows[i].Value) + "</td></tr>")
	})
	m.within("ul", len(s.Points), func(i int) { m.element("li", s.Points[i]) })
	m.within("ol", len(s.Steps), func(i int) {
		m.WriteString("<li>")
		m.element("time", s.Steps[i].At)
		m.WriteString(" " + html.EscapeString(s.Steps[i].Asked) + " ")
		m.element("small", joined(" · ", s.Steps[i].Known, s.Steps[i].Source))
		m.WriteString("</li>")
	})
	m.element("aside", s.Aside)
	m.WriteString("\n")
}

// within adds a list of so many items, each on a line of its own; of none, nothing.
func (m *elements) within(name string, count int, item func(i int)) {
	if count == 0 {
		return
	}
	m.WriteString("<" + name + ">\n")
	for i := range count {
		item(i)
		m.WriteString("\n")
	}
	m.WriteString("</" + name + ">\n")
}
