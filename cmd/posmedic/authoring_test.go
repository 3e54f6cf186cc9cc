package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// block is a fenced block of a page: "console" with commands and what they print, or "yaml FILE" with what is written
// into a file.
var block = regexp.MustCompile("(?ms)^```(console|yaml) ?(\\S*)\n(.*?)^```$")

// TestThePagesAreTrue does what the pages say, from their beginning to their end, and compares every output.
func TestThePagesAreTrue(t *testing.T) {
	t.Parallel()
	for page, locale := range map[string]string{
		"authoring.md": "zh_CN.UTF-8", "authoring.en.md": "en_US.UTF-8", "training.md": "zh_CN.UTF-8", "training.en.md": "en_US.UTF-8",
	} {
		content, err := os.ReadFile(filepath.Join("..", "..", "docs", page))
		if err != nil {
			t.Fatal(err)
		}
		script := filepath.Join(t.TempDir(), strings.TrimSuffix(page, ".md")+".txtar")
		if err := os.WriteFile(script, []byte(scriptOf(string(content))), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(page, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Files: []string{script},
				Setup: func(env *testscript.Env) error {
					env.Setenv("LANG", locale)
					env.Setenv("TERM", "xterm-256color")
					env.Setenv("POSMEDIC_DATA", filepath.Join(env.WorkDir, "data"))
					return nil
				},
				Cmds:                map[string]func(*testscript.TestScript, bool, []string){"prints": prints},
				RequireExplicitExec: true,
			})
		})
	}
}

// scriptOf makes a script of a page.
func scriptOf(page string) string {
	var commands, files strings.Builder
	for i, found := range block.FindAllStringSubmatch(page, -1) {
		name, text := found[2], found[3]
		if found[1] == "yaml" {
			fmt.Fprintf(&commands, "mkdir %s\ncp block%d %s\n", path.Dir(name), i, name)
			fmt.Fprintf(&files, "-- block%d --\n%s", i, text)
			continue
		}
		command, output, _ := strings.Cut(strings.TrimPrefix(text, "$ "), "\n")
		if strings.HasPrefix(command, "posmedic try") {
			fmt.Fprintf(&commands, "[linux] exec onterminal E900 q %s\n", command)
			continue
		}
		fmt.Fprintf(&commands, "prints block%d %s\n", i, command)
		fmt.Fprintf(&files, "-- block%d --\n%s", i, output)
	}
	return commands.String() + files.String()
}

// prints FILE PROGRAM ARG… runs a program, which may fail, and compares all that it prints.
func prints(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: prints FILE PROGRAM ARG…")
	}
	_ = ts.Exec(args[1], args[2:]...)
	got := ts.ReadFile("stdout") + ts.ReadFile("stderr")
	if want := ts.ReadFile(args[0]); got != want {
		ts.Fatalf("%s prints\n%s\nand the page says\n%s", strings.Join(args[1:], " "), got, want)
	}
}
