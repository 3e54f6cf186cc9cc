//go:build terminal

package main_test

import (
	"os"
	"os/exec"
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
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	mine, temporary := filepath.Join(t.TempDir(), "mine"), t.TempDir()
	if output, err := exec.Command(path, "new", "E900", mine).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	s := open(t, opening{env: []string{"TMPDIR=" + temporary}, args: []string{"try", mine}, size: "120x30"})
	s.until("Trial, no case is kept:")
	s.press("E900", "Enter")
	s.until("(the words on the screen)")
	edit(t, filepath.Join(mine, "catalog", "e900.yaml"), "(the words on the screen)", "The paper door is open")
	s.until("The paper door is open")

	s.press("Enter", "y")
	s.until("Restart the terminal and try again", "step 2")
	flow := filepath.Join(mine, "flows", "e900.yaml")
	edit(t, flow, "do: restart", "do: restarts")
	s.until("e900.yaml:", "PM310", "Restart the terminal and try again")
	edit(t, flow, "do: restarts", "do: reseat-sim")
	s.until("Take the SIM out and put it back", "step 2")
	if strings.Contains(s.screen(), "PM310") {
		t.Errorf("the mistake was mended and is still shown:\n%s", s.screen())
	}

	s.press("q")
	s.wait("the end of posmedic", func(string) bool { return s.about("pane_dead") == "1" })
	for _, left := range []string{filepath.Join(temporary, "posmedic-try-*"), filepath.Join(s.data, "cases.db")} {
		if found, err := filepath.Glob(left); err != nil || len(found) > 0 {
			t.Errorf("the trial left %v (%v)", found, err)
		}
	}
}
