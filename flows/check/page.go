package check

import (
	"fmt"
	"strings"

	"golang.org/x/tools/txtar"

	"posmedic/catalog"
)

// Pages reads the page of every diagnostic, in the order of their codes.
func Pages() ([]catalog.DiagnosticPage, error) {
	pages, err := catalog.LoadDiagnosticKinds("diagnostics.yaml", catalog.DiagnosticsYAML)
	if err != nil {
		return nil, fmt.Errorf("read the pages of the diagnostics: %w", err)
	}
	return pages, nil
}

// Markdown writes the page of a diagnostic, in Chinese and English.
func Markdown(page *catalog.DiagnosticPage) string {
	var text strings.Builder
	fmt.Fprintf(&text, "# %s · %s\n\n", page.Code, page.Severity)
	for _, paragraph := range []catalog.Text{template(page.Message), page.Why, template(page.Fix)} {
		fmt.Fprintf(&text, "%s\n\n%s\n\n", paragraph.Zh, paragraph.En)
	}
	example(&text, "错误的写法 / With the fault", page.Failing)
	example(&text, "改正后 / Mended", page.Mended)
	return text.String()
}

// template shows a sentence before its names are filled in.
func template(text catalog.Text) catalog.Text {
	verbs := strings.NewReplacer("%[1]s", "…", "%[2]s", "…", "%[3]s", "…", "%s", "…", "%d", "…")
	return catalog.Text{Zh: verbs.Replace(text.Zh), En: verbs.Replace(text.En)}
}

func example(text *strings.Builder, heading, archive string) {
	fmt.Fprintf(text, "## %s\n\n", heading)
	for _, file := range txtar.Parse([]byte(archive)).Files {
		fmt.Fprintf(text, "`%s`\n\n```yaml\n%s```\n\n", file.Name, file.Data)
	}
}
