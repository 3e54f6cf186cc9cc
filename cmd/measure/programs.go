package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The names of the programs in the tables.
const (
	posmedicName = "posmedic"
	paintedName  = "posmedic, light"   // in a terminal that is black
	answersName  = "posmedic, answers" // on the screens of a walk, where each key is a change on the disk
	emptyName    = "empty"
	gumName      = "gum filter"
	fzfName      = "fzf"
)

const (
	backspace = "\x7f"
	interrupt = "\x03"
)

// gumVersion is the release that posmedic is compared with.
const gumVersion = "v0.17.0"

// prepare finds or builds the programs. posmedic and empty are needed; gum and fzf are left out with a
// line that says so where they cannot be had.
func prepare(ctx context.Context, o options, dir string) ([]program, error) {
	env := environment(dir)
	posmedic, err := filepath.Abs(o.posmedic)
	if err != nil {
		return nil, fmt.Errorf("posmedic: %w", err)
	}
	o.posmedic = posmedic
	if o.empty == "" {
		if o.empty, err = buildEmpty(ctx, dir); err != nil {
			return nil, err
		}
	}
	programs := []program{
		{
			name: posmedicName, path: posmedic, args: strings.Fields(o.posmedicArgs), env: env,
			marks: []string{o.posmedicMark}, keys: []string{o.posmedicKey, backspace}, quit: interrupt,
		},
		{
			name: emptyName, path: o.empty, env: env,
			marks: []string{"退出"}, keys: []string{"x"}, quit: "q",
		},
	}

	lines, err := readLines(ctx, o, env)
	if err != nil {
		return nil, err
	}
	list, err := writeLines(dir, lines)
	if err != nil {
		return nil, err
	}
	first := strings.Fields(lines[0])[0]
	if gum, err := findGum(ctx, o.gum); err != nil {
		log.Printf("gum is left out: %v", err)
	} else {
		programs = append(programs, program{
			name: gumName, path: gum, args: []string{"filter"}, env: env, stdin: list,
			marks: []string{first, "submit"}, // the first line, and the help at the foot
			keys:  []string{"e", backspace}, quit: interrupt,
		})
	}
	if fzf, err := findFzf(o.fzf); err != nil {
		log.Printf("fzf is left out: %v", err)
	} else {
		programs = append(programs, program{
			name: fzfName, path: fzf, env: env, stdin: list,
			marks: []string{first, fmt.Sprintf("%d/%[1]d", len(lines))}, // fzf draws before it has read all
			keys:  []string{"e", backspace}, quit: interrupt,
		})
	}
	return programs, nil
}

// environment is all that the programs are told: nothing of the person's own settings reaches them.
func environment(dir string) []string {
	return []string{
		"TERM=xterm-256color",
		"COLORTERM=truecolor",
		"LANG=C.UTF-8",
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + dir,
		"POSMEDIC_DATA=" + filepath.Join(dir, "data"),
	}
}

// buildEmpty builds package ./empty of this module, which is the current folder or cmd/measure below it.
// It is linked statically, as gum is: a dynamic linker takes a millisecond of each start.
func buildEmpty(ctx context.Context, dir string) (string, error) {
	module := "."
	if _, err := os.Stat(filepath.Join(module, "empty", "main.go")); err != nil {
		module = filepath.Join("cmd", "measure")
	}
	path := filepath.Join(dir, "empty")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "./empty")
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the empty program (run in cmd/measure, or give -empty): %w\n%s", err, out)
	}
	return path, nil
}

// findGum returns the path of gum, built and kept in the user's cache if none is given.
func findGum(ctx context.Context, path string) (string, error) {
	if path != "" {
		return exec.LookPath(path)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("cache folder: %w", err)
	}
	bin := filepath.Join(cache, "posmedic-measure", "gum-"+gumVersion)
	path = filepath.Join(bin, "gum")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	log.Printf("building gum %s, once", gumVersion)
	cmd := exec.CommandContext(ctx, "go", "install", "-trimpath", "-ldflags", "-s -w",
		"github.com/charmbracelet/gum@"+gumVersion)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOBIN="+bin)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go install: %w\n%s", err, out)
	}
	return path, nil
}

// findFzf returns the path of fzf, as given or from PATH.
func findFzf(path string) (string, error) {
	if path == "" {
		path = "fzf"
	}
	return exec.LookPath(path)
}

// painted is posmedic in a theme that does not suit the terminal, which answers that it is black: it draws a background of
// its own under every line.
func painted(posmedic program) program {
	posmedic.name = paintedName
	posmedic.env = append(slices.Clone(posmedic.env), "POSMEDIC_THEME=light")
	return posmedic
}

// answering is posmedic at the first question of a case, where it is answered and the answer taken back.
func answering(posmedic program) program {
	posmedic.name = answersName
	posmedic.prelude = [][2]string{{"E102", "E102"}, {"\r", "E/3"}, {"\r", "[y]"}}
	posmedic.keys = []string{"n", "b", "y", "b"}
	return posmedic
}
