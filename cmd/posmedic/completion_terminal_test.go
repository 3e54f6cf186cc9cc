//go:build terminal

// Completions as a person meets them: in each shell, by the Tab key.
package main_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// shell is how a shell is opened that completes posmedic's command lines.
type shell struct {
	name    string
	file    string // the name of the file that it reads at its start
	setting string // what stands in that file
	command string
	list    []string // the keys that list what there is
}

// shells are as they are without settings of the user's own. bash lists at the second Tab.
var shells = []shell{
	{
		"bash", "bashrc", "unset HISTFILE\nPS1='shell> '\nsource /usr/share/bash-completion/bash_completion\nsource <(posmedic completion bash)\n",
		"bash --noprofile --rcfile bashrc -i",
		[]string{"Tab", "Tab"},
	},
	{
		"bash without bash-completion", "bashrc", "unset HISTFILE\nPS1='shell> '\nsource <(posmedic completion bash)\n",
		"bash --noprofile --rcfile bashrc -i",
		[]string{"Tab", "Tab"},
	},
	{
		"zsh", ".zshrc", "PS1='shell> '\nautoload -U compinit\ncompinit -u\nsource <(posmedic completion zsh)\n",
		"zsh -d -i",
		[]string{"Tab"},
	},
	{
		"fish", "config.fish", "function fish_prompt; echo 'shell> '; end\nposmedic completion fish | source\n",
		"fish --no-config -i -C 'source config.fish'",
		[]string{"Tab"},
	},
}

// openShell opens a shell that speaks a language, over the cases of a folder.
func openShell(t *testing.T, with shell, language, data string) *terminal {
	t.Helper()
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, with.file), []byte(with.setting), 0o600); err != nil {
		t.Fatal(err)
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	// The shells measure characters by LC_CTYPE; the machine need not have Chinese installed.
	env := []string{
		"env", "-u", "LC_ALL", "PATH=" + filepath.Dir(path) + ":" + os.Getenv("PATH"), "HOME=" + home, "ZDOTDIR=" + home, "LC_CTYPE=C.UTF-8", "LANG=" + language,
		"POSMEDIC_DATA=" + data, "XDG_CONFIG_HOME=" + home,
	}
	s := window(t, data, "80x24", "cd "+home+" && "+strings.Join(env, " ")+" "+with.command)
	s.until("shell>")
	return s
}

// plainCase goes through an entry in lines and returns the case's code.
func plainCase(t *testing.T, data, code, answers string) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "POSMEDIC_DATA="+data, "XDG_CONFIG_HOME="+data)
	walk := exec.Command(path, "--plain", code)
	walk.Env, walk.Stdin = env, strings.NewReader(answers)
	output, err := walk.CombinedOutput()
	if err != nil && walk.ProcessState.ExitCode() != 5 { // 5: the answers ended before the case did
		t.Fatalf("%v\n%s", err, output)
	}
	list := exec.Command(path, "cases", "list", "--json")
	list.Env = env
	var cases []struct{ ID string }
	if output, err = list.Output(); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(output, &cases); err != nil || len(cases) == 0 {
		t.Fatalf("%v in %s", err, output)
	}
	return cases[0].ID
}

// onOneLine waits for a line that has a name and what it means.
func (s *terminal) onOneLine(name, meaning string) {
	s.t.Helper()
	line := regexp.MustCompile(`(?m)(^|\s)` + name + `\s.*` + meaning)
	s.wait(name+" with "+meaning, line.MatchString)
}

// TestCompletion presses Tab in each shell: codes come with what they mean, cases with what they are about, folders
// by their names.
func TestCompletion(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	closed := plainCase(t, data, "E102", "\nn\ny\nn\ny\nv\nx\nq\n")
	open := plainCase(t, data, "E103", "\nn\n")
	other := plainCase(t, data, "E301", "\n")
	for _, with := range shells {
		for language, meaning := range map[string]string{"en_US.UTF-8": "Network communication error", "zh_CN.UTF-8": "网络通讯异常"} {
			t.Run(with.name+" "+language, func(t *testing.T) {
				t.Parallel()
				lists := func(line string) []string { return slices.Concat([]string{line}, with.list) }

				s := openShell(t, with, language, data)
				s.press(lists("posmedic lookup e10")...)
				s.onOneLine("e101", "")
				s.onOneLine("e102", meaning)
				s.press("2", "Enter")
				s.until("E102  " + meaning)

				s = openShell(t, with, language, data)
				s.press(lists("posmedic --lang zh E10")...)
				s.onOneLine("E102", "网络通讯异常")
			})
		}
		t.Run(with.name+" cases and folders", func(t *testing.T) {
			t.Parallel()
			s := openShell(t, with, "en_US.UTF-8", data)
			s.press(append([]string{"posmedic cases resume "}, with.list...)...)
			s.onOneLine(open, "E103")
			s.onOneLine(other, "E301")
			if screen := s.settled(); strings.Contains(screen, closed) {
				t.Errorf("%s is closed and cannot be resumed:\n%s", closed, screen)
			}

			s = openShell(t, with, "en_US.UTF-8", data)
			typed := strings.ToLower(closed[:4])
			s.press("posmedic cases show "+typed, "Tab")
			s.until("cases show " + typed + closed[4:])

			s = openShell(t, with, "en_US.UTF-8", data)
			s.line("mkdir knowledge && clear")
			s.onlyPrompt()
			s.press("posmedic check kn", "Tab")
			s.until("shell> posmedic check knowledge/")
		})
	}
}
