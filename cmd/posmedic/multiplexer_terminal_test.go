//go:build terminal

package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGNUScreen goes through a case in GNU screen: both languages, several sizes, colours, and the way out.
func TestGNUScreen(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	settings := "startup_message off\nautodetach off\nsetenv ENV\nsetenv PS1 'shell> '\nsetenv POSMEDIC_DATA " + home + "\nsetenv XDG_CONFIG_HOME " + home + "\n"
	if err := os.WriteFile(filepath.Join(home, "screenrc"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	sockets, err := os.MkdirTemp("", "screen") // its path must be short, and that of t.TempDir need not be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(sockets) })
	s := window(t, home, "80x24", "env SCREENDIR="+sockets+" screen -U -c "+filepath.Join(home, "screenrc")+" -s /bin/sh")
	s.until("shell>")
	s.line(path + " config set retention 180 && " + path + " --lang en") // settings, so that it is not opened for the first time
	s.until("What does the terminal show?")
	s.press("E10")
	s.until("▸ E101")
	s.wait("colours, which come a moment later where the background is not known,", func(string) bool {
		return colour.MatchString(s.tmux("capture-pane", "-pe"))
	})
	s.press("2", "Enter")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("step 1", "[y] Yes")
	s.rowsFit("80x24")
	s.press("C-l")
	s.until("第 1 步", "[y] 是")
	s.resize("40x20")
	s.until("PgDn ↓ ─")
	s.rowsFit("40x20")
	s.resize("100x30")
	s.until("│ E102  网络通讯异常")
	s.press("C-c")
	s.onlyPrompt()
	s.line("stty -a")
	s.until(" icanon", " echo ")
}

// TestNoSecondScreen leaves on a terminal that has one screen only, as the Linux console does.
func TestNoSecondScreen(t *testing.T) {
	t.Parallel()
	s := window(t, t.TempDir(), "80x24", "PS1='shell> ' ENV= exec sh")
	s.tmux("set", "-g", "alternate-screen", "off")
	s.until("shell>")
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	s.line("TERM=linux POSMEDIC_DATA=" + s.data + " XDG_CONFIG_HOME=" + s.data + " " + path + " --lang en E102")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("step 1")
	s.press("q")
	s.onlyPrompt()
}

var leftBehind = regexp.MustCompile(`^((Stored: case|已保存：工单) .*\n)?shell>$`)

// onlyPrompt waits until nothing but the shell's prompt is on the screen, and which case was left.
func (s *terminal) onlyPrompt() {
	s.t.Helper()
	s.wait("nothing but the prompt", func(screen string) bool { return leftBehind.MatchString(strings.TrimSpace(screen)) })
}
