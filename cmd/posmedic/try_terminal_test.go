//go:build terminal

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edit replaces a text in a file, as an editor does that saves it.
func edit(t *testing.T, file, old, written string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(content), old, written, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestTryShowsWhatIsSaved writes a new code, tries it, and edits its files meanwhile: the screen shows the new words, a
// mistake with its file, and the last sound words until it is mended. No case is left.
func TestTryShowsWhatIsSaved(t *testing.T) {
	t.Parallel()
	s := open(t, opening{inside: true})
	s.press("q", "C-c") // leave the wizard that is open, for the shell under it
	s.until("left by the shell")
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(t.TempDir(), "mine")
	temporary := t.TempDir()
	s.line("cd " + filepath.Dir(mine) + "; export LANG=en_US.UTF-8 TMPDIR=" + temporary + " POSMEDIC_DATA=" + s.data)
	s.line(path + " new E900 mine && " + path + " try mine")
	s.until("Trial, no case is kept: mine")
	s.press("E900", "Enter")
	s.until("(the words on the screen)")
	edit(t, filepath.Join(mine, "catalog", "e900.yaml"), "(the words on the screen)", "The paper door is open")
	s.until("The paper door is open")

	s.press("Enter", "y")
	s.until("Restart the terminal and try again", "step 2")
	flow := filepath.Join(mine, "flows", "e900.yaml")
	edit(t, flow, "do: restart", "do: restarts")
	s.until("a mistake, so the last sound state is kept", "flows/e900.yaml:", "Restart the terminal and try again")
	edit(t, flow, "do: restarts", "do: reseat-sim")
	s.until("Take the SIM out and put it back", "step 2")
	if strings.Contains(s.screen(), "a mistake") {
		t.Errorf("the mistake was mended and is still shown:\n%s", s.screen())
	}

	s.press("q")
	s.line("echo cases: $(" + path + " cases list | grep -c E900)")
	s.until("cases: 0")
	left, err := filepath.Glob(filepath.Join(temporary, "posmedic-try-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("the trial left %v (%v)", left, err)
	}
}
