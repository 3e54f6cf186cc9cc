//go:build man

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"posmedic/catalog"
)

// TestManHasAPageForEachCommandInBothLanguages reads the pages as man would find them.
func TestManHasAPageForEachCommandInBothLanguages(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if code, _, stderr := posmedic(t, "man", folder); code != exitDone {
		t.Fatal(stderr)
	}
	if strange, err := filepath.Glob(filepath.Join(folder, "*", "*-help.1")); err != nil || len(strange) > 0 {
		t.Errorf("there are pages of no command: %v, %v", strange, err)
	}
	for part, wants := range map[string][]string{
		"man1":       {".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", "OPTIONS", "Exit codes:"},
		"zh_CN/man1": {".SH 名称", ".SH 用法", ".SH 说明", "选项", "退出码："},
	} {
		for path := range commands(catalog.English) {
			if path == "help" {
				continue
			}
			name := strings.TrimSuffix("posmedic-"+strings.ReplaceAll(path, " ", "-"), "-") + ".1"
			page, err := os.ReadFile(filepath.Join(folder, part, name))
			if err != nil {
				t.Error(err)
				continue
			}
			for _, want := range wants {
				if !strings.Contains(string(page), want) {
					t.Errorf("%s/%s has no %q:\n%s", part, name, want, page)
				}
			}
			if part != "man1" && strings.Contains(string(page), ".SH SEE") {
				t.Errorf("%s/%s has an English heading", part, name)
			}
		}
	}
}
