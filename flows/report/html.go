package report

import (
	"bytes"
	_ "embed"
	"html/template"

	"posmedic/catalog"
)

//go:embed page.html
var page string

// article is a report in one language, as the template of the page takes it.
type article struct {
	Lang     string
	Sections []section
}

// writeHTML makes one page, with nothing that lies elsewhere, to read in both themes and to print on A4.
func writeHTML(reports []Report, langs []catalog.Lang) ([]byte, error) {
	layout, err := template.New("page").Parse(page)
	if err != nil {
		return nil, err
	}
	var articles []article
	for _, r := range reports {
		for _, lang := range langs {
			articles = append(articles, article{Lang: string(lang), Sections: sections(r, lang)})
		}
	}
	var content bytes.Buffer
	err = layout.Execute(&content, articles)
	return content.Bytes(), err
}
