package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// completions is the file of each shell's completion, as the shell expects it to be called.
var completions = [...]struct{ shell, file string }{
	{"bash", "posmedic.bash"},
	{"zsh", "_posmedic"},
	{"fish", "posmedic.fish"},
	{"powershell", "posmedic.ps1"},
}

// commonFiles gathers what goes into every archive: the papers, the completions and the manual.
func commonFiles(work, version string, at time.Time) ([]file, error) {
	var files []file
	for _, name := range []string{"LICENSE", "README.md", "CHANGELOG.md"} {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, content, 0o644})
	}
	notices, err := notices()
	if err != nil {
		return nil, err
	}
	files = append(files, file{"NOTICES.txt", notices, 0o644})
	for _, one := range completions {
		script, err := output(nil, "go", "run", "./cmd/posmedic", "completion", one.shell)
		if err != nil {
			return nil, err
		}
		files = append(files, file{path.Join("completions", one.file), []byte(script + "\n"), 0o644})
	}
	pages, err := manual(filepath.Join(work, "man"), version, at)
	return append(files, pages...), err
}

// manual has the pages made, and reads them.
func manual(folder, version string, at time.Time) ([]file, error) {
	dated := []string{fmt.Sprintf("SOURCE_DATE_EPOCH=%d", at.Unix())}
	if _, err := output(dated, "go", "run", "-tags", "man", "-ldflags", "-X main.version="+version, "./cmd/posmedic", "man", folder); err != nil {
		return nil, err
	}
	var pages []file
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		within, _ := filepath.Rel(folder, name)
		pages = append(pages, file{path.Join("man", filepath.ToSlash(within)), content, 0o644})
		return err
	})
	return pages, err
}

// notices gathers the licences of what is compiled into posmedic, on any platform, as they ask for.
func notices() ([]byte, error) {
	found := map[string]string{} // the folder of each module, by its name and version
	for _, target := range targets {
		listed, err := output(target.env(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/posmedic")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(listed) {
			if module, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				found[module] = folder
			}
		}
	}
	text := strings.Builder{}
	text.WriteString("posmedic is built on these modules.\n")
	var modules []string
	for module := range found {
		modules = append(modules, module)
	}
	slices.Sort(modules)
	for _, module := range modules {
		licences, err := licencesIn(found[module])
		if err != nil || len(licences) == 0 {
			return nil, fmt.Errorf("find the licence of %s: %v", module, err)
		}
		fmt.Fprintf(&text, "\n== %s\n\n%s\n", module, strings.Join(licences, "\n"))
	}
	return []byte(text.String()), nil
}

// licencesIn reads the licences and notices at the top of a module.
func licencesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	var texts []string
	for _, entry := range entries {
		name := strings.ToUpper(entry.Name())
		if entry.IsDir() || !(strings.HasPrefix(name, "LICEN") || strings.HasPrefix(name, "NOTICE") || strings.HasPrefix(name, "COPYING")) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(content))
	}
	return texts, err
}
