package check

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// Documents writes the pages of docs/diagnostics and their index, by the names of their files.
func Documents(pages []catalog.DiagnosticPage) map[string]string {
	documents := map[string]string{"README.md": index(pages)}
	for i := range pages {
		documents[fileOf(&pages[i])] = Markdown(&pages[i])
	}
	return documents
}

func fileOf(page *catalog.DiagnosticPage) string { return page.Code + ".md" }

func index(pages []catalog.DiagnosticPage) string {
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n\n", both(words.IndexTitle))
	paragraphs(&text, words.IndexIntro)
	fmt.Fprintf(&text, "| %s | %s | %s | %s |\n|---|---|---|---|\n",
		both(words.IndexCode), both(words.IndexSeverity), words.IndexWhat.Zh, words.IndexWhat.En)
	for i := range pages {
		page := &pages[i]
		what := sentence(page.Message)
		fmt.Fprintf(&text, "| [%s](%s) | %s | %s | %s |\n", page.Code, fileOf(page), both(severity(page)), what.Zh, what.En)
	}
	return text.String()
}

// Markdown writes the page of a diagnostic, in Chinese and English.
func Markdown(page *catalog.DiagnosticPage) string {
	var text strings.Builder
	fmt.Fprintf(&text, "# %s · %s\n\n", page.Code, both(severity(page)))
	paragraphs(&text, sentence(page.Message))
	heading(&text, words.PageWhy)
	paragraphs(&text, page.Why)
	heading(&text, words.PageFix)
	paragraphs(&text, sentence(page.Fix))
	heading(&text, words.PageFailing)
	failing := txtar.Parse([]byte(page.Failing)).Files
	example(&text, failing)
	heading(&text, words.PageMended)
	mended := changed(txtar.Parse([]byte(page.Mended)).Files, failing)
	example(&text, mended)
	if len(mended) < len(failing) {
		paragraphs(&text, words.PageUnchanged)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

func severity(page *catalog.DiagnosticPage) catalog.Text {
	if page.Severity == catalog.Warning {
		return words.PageWarning
	}
	return words.PageError
}

func both(text catalog.Text) string { return text.Zh + " " + text.En }

func heading(text *strings.Builder, title catalog.Text) {
	fmt.Fprintf(text, "## %s\n\n", both(title))
}

func paragraphs(text *strings.Builder, said catalog.Text) {
	fmt.Fprintf(text, "%s\n\n%s\n\n", said.Zh, said.En)
}

// verbs are the places of the names that a diagnostic fills in.
var verbs = strings.NewReplacer("%[1]s", "…", "%[2]s", "…", "%[3]s", "…", "%s", "…", "%d", "…")

// sentence makes a sentence of a message as it stands before its names are filled in.
func sentence(text catalog.Text) catalog.Text {
	return catalog.Text{Zh: ended(verbs.Replace(text.Zh), "。"), En: ended(capital(verbs.Replace(text.En)), ".")}
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func ended(text, stop string) string {
	if strings.HasSuffix(text, stop) || strings.HasSuffix(text, "…") {
		return text
	}
	return text + stop
}

// Missing is what an example has in the place of a file that is not there.
const Missing = "(missing)\n"

// changed leaves out the files that are as they were before.
func changed(files, before []txtar.File) []txtar.File {
	return slices.DeleteFunc(files, func(file txtar.File) bool {
		return slices.ContainsFunc(before, func(old txtar.File) bool {
			return old.Name == file.Name && bytes.Equal(old.Data, file.Data)
		})
	})
}

func example(text *strings.Builder, files []txtar.File) {
	for _, file := range files {
		fmt.Fprintf(text, "`%s`\n\n", file.Name)
		if string(file.Data) == Missing {
			paragraphs(text, words.PageMissing)
			continue
		}
		fmt.Fprintf(text, "```yaml\n%s```\n\n", file.Data)
	}
}
