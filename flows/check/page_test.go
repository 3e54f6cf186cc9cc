package check_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"posmedic/catalog"
	"posmedic/flows/check"
	"posmedic/flows/drill"
	drilldata "posmedic/flows/drill/data"
)

func TestTheProjectUnderTheExamplesIsSound(t *testing.T) {
	if found := faultsOf(t, ""); len(found) > 0 {
		t.Error(said(found))
	}
}

// An example is a test: with the fault the checker says just that, at the line with the arrow; mended, nothing.
func TestEachExampleHasItsFaultAndNoOther(t *testing.T) {
	for _, page := range pages(t) {
		t.Run(page.Code+" "+page.Name, func(t *testing.T) {
			found := faultsOf(t, page.Failing)
			if len(found) != 1 || found[0].Kind.Code != page.Code {
				t.Fatalf("the failing example should have %s alone, and has:\n%s", page.Code, said(found))
			}
			if at := place(&found[0]); at != marked(t, &page) {
				t.Errorf("%s is found at %s, and the arrow is at %s", page.Code, at, marked(t, &page))
			}
			if sentences := said(found); regexp.MustCompile(`%[!\[sd]`).MatchString(sentences) {
				t.Errorf("a name is not filled in: %s", sentences)
			}
			if strings.Contains(page.Mended, "←") {
				t.Error("the mended example still has the arrow")
			}
			if found := faultsOf(t, page.Mended); len(found) > 0 {
				t.Errorf("the mended example has a fault:\n%s", said(found))
			}
		})
	}
}

func TestEveryKindOfDiagnosticIsWhole(t *testing.T) {
	all := pages(t)
	for _, page := range all {
		for _, text := range []catalog.Text{page.Message, page.Fix, page.Why} {
			if text.Zh == "" || text.En == "" {
				t.Errorf("%s lacks a sentence: %+v", page.Code, text)
			}
		}
		if !regexp.MustCompile(`^PM\d{3}$`).MatchString(page.Code) || !slices.Contains([]catalog.Severity{catalog.Error, catalog.Warning}, page.Severity) {
			t.Errorf("%q is no code or %q no severity", page.Code, page.Severity)
		}
	}
	if !slices.IsSortedFunc(all, func(a, b catalog.DiagnosticPage) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the codes are not in order")
	}
}

func TestTheKindsAndTheirPagesAreGenerated(t *testing.T) {
	all := pages(t)
	for i, kind := range catalog.DiagnosticKinds {
		if *kind != all[i].DiagnosticKind {
			t.Errorf("%s is not as diagnostics.yaml says: run go run ./cmd/generate", kind.Code)
		}
	}
	documents := check.Documents(all)
	files, err := os.ReadDir("../../docs/diagnostics")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(path.Join("../../docs/diagnostics", file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if string(content) != documents[file.Name()] {
			t.Errorf("%s is not as it is generated: run go run ./cmd/generate", file.Name())
		}
		delete(documents, file.Name())
	}
	for name := range documents {
		t.Errorf("docs/diagnostics has no %s: run go run ./cmd/generate", name)
	}
}

func pages(t *testing.T) []catalog.DiagnosticPage {
	t.Helper()
	all, err := check.Pages()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// faultsOf checks the project under the examples with the files of one in the place of its own.
func faultsOf(t *testing.T, example string) []catalog.Diagnostic {
	t.Helper()
	files := fstest.MapFS{}
	base := os.DirFS("testdata/base")
	names, err := fs.Glob(base, "*/data/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("the project under the examples has no files: %v", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(base, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	for _, file := range txtar.Parse([]byte(example)).Files {
		files[file.Name] = &fstest.MapFile{Data: file.Data}
		if string(file.Data) == check.Missing {
			delete(files, file.Name)
		}
	}
	knowledge := check.Read(layer(t, files, "catalog/data"), layer(t, files, "flows/data"))
	found := check.Run(knowledge)
	if len(found) == 0 {
		found = scenarioFaults(t, knowledge, files)
	}
	return found
}

// scenarioFaults is what is wrong with the drills that a trainer wrote on knowledge that is sound.
func scenarioFaults(t *testing.T, knowledge *check.Knowledge, files fs.FS) []catalog.Diagnostic {
	t.Helper()
	if _, err := fs.Stat(files, "drills"); err != nil {
		return nil
	}
	trainer, err := drill.NewTrainer(knowledge.Flows.Pinned(), knowledge.Catalog, &drilldata.Pieces)
	if err != nil {
		t.Fatal(err)
	}
	_, found := trainer.ReadScenarios(layer(t, files, "drills"))
	return found
}

func layer(t *testing.T, files fs.FS, folder string) catalog.Layer {
	t.Helper()
	sub, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	return catalog.Layer{Folder: sub, Name: folder}
}

// marked is the file and the line that the arrow of an example marks. Where a file is missing, it is the file itself
// or, when all of its folder are, the folder.
func marked(t *testing.T, page *catalog.DiagnosticPage) string {
	t.Helper()
	var missing []string
	for _, file := range txtar.Parse([]byte(page.Failing)).Files {
		for line := range strings.Lines(string(file.Data)) {
			if strings.HasSuffix(line, "# ← "+page.Code+"\n") {
				return file.Name + ": " + strings.TrimSuffix(line, "\n")
			}
		}
		if string(file.Data) == check.Missing {
			missing = append(missing, file.Name)
		}
	}
	switch len(missing) {
	case 0:
		t.Fatal("the failing example has no arrow")
	case 1:
		return missing[0] + ": "
	}
	return path.Dir(missing[0]) + ": "
}

func place(found *catalog.Diagnostic) string { return found.Place.File + ": " + found.Place.Text }

func said(found []catalog.Diagnostic) string {
	var lines []string
	for i := range found {
		lines = append(lines, found[i].Error()+" | "+found[i].Message().Zh+" | "+found[i].Fix().Zh)
	}
	return strings.Join(lines, "\n")
}
