//go:build terminal

// The wizard in a real terminal. Each test has a tmux of its own, sends keys to it and reads its screen.
package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a screen may take to come.
const patience = 20 * time.Second

// binary builds posmedic once, beside the test's own binary, where go test cleans up.
var binary = sync.OnceValues(func() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	path := filepath.Join(filepath.Dir(self), "posmedic")
	if output, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build posmedic: %w\n%s", err, output)
	}
	return path, nil
})

// terminal is one window of a tmux of its own.
type terminal struct {
	t      *testing.T
	socket string
	data   string // the folder of the cases
}

// opening is how posmedic is opened.
type opening struct {
	lang   string // en where it is left out
	size   string // 80x24 where it is left out
	data   string // a new folder where it is left out
	env    []string
	args   []string // after the language
	first  bool     // whether there are no settings, as when posmedic is opened for the first time
	inside bool     // whether to type it into a shell that goes on when posmedic ends
	at     string   // when its clock stands still, as RFC 3339 has it; "" where it goes on
}

func open(t *testing.T, o opening) *terminal {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	if o.lang == "" {
		o.lang = "en"
	}
	if o.size == "" {
		o.size = "80x24"
	}
	if o.data == "" {
		o.data = t.TempDir()
	}
	if !o.first {
		settings := filepath.Join(o.data, "posmedic")
		if err := os.MkdirAll(settings, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(settings, "settings.yaml"), []byte("retention: 180\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if o.at != "" {
		path, o.env = "stopped", append(o.env, "POSMEDIC_STOPPED_AT="+o.at)
	}
	call := strings.Join(slices.Concat([]string{"env"}, o.env, []string{"POSMEDIC_DATA=.", "XDG_CONFIG_HOME=" + o.data, path, "--lang", o.lang}, o.args), " ")
	if !o.inside {
		return window(t, o.data, o.size, call)
	}
	term := window(t, o.data, o.size, "PS1='shell> ' ENV= exec sh")
	term.until("shell>")
	term.line("echo left by the shell")
	term.line(call)
	return term
}

// window opens a window in which a command line runs.
func window(t *testing.T, data, size, command string) *terminal {
	t.Helper()
	// The path of a socket must be short, and that of t.TempDir need not be.
	folder, err := os.MkdirTemp("", "tmux")
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, socket: filepath.Join(folder, "s"), data: data}
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-S", term.socket, "kill-server").Run()
		os.RemoveAll(folder)
	})
	width, height, _ := strings.Cut(size, "x")
	term.tmux("-f", "/dev/null", "new-session", "-d", "-c", data, "-x", width, "-y", height, command, ";", "set", "-g", "status", "off", ";", "set", "-g", "remain-on-exit", "on")
	term.resize(size)
	return term
}

// tmux runs a command of tmux and returns what it says.
func (s *terminal) tmux(args ...string) string {
	s.t.Helper()
	call := exec.Command("tmux", append([]string{"-u", "-S", s.socket}, args...)...)
	call.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.data, "LANG=C.UTF-8", "TERM=xterm-256color"}
	output, err := call.CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %q (install tmux to run this test): %v\n%s", args, err, output)
	}
	return string(output)
}

// about asks tmux for one of its variables, such as cursor_x.
func (s *terminal) about(name string) string {
	s.t.Helper()
	return strings.TrimSpace(s.tmux("display-message", "-p", "#{"+name+"}"))
}

func (s *terminal) screen() string {
	s.t.Helper()
	return s.tmux("capture-pane", "-p")
}

// wait looks at the screen until it is as wanted.
func (s *terminal) wait(want string, ready func(screen string) bool) {
	s.t.Helper()
	end := time.Now().Add(patience)
	screen := s.screen()
	for !ready(screen) {
		if time.Now().After(end) {
			s.t.Fatalf("want %s on the screen:\n%s", want, screen)
		}
		time.Sleep(10 * time.Millisecond)
		screen = s.screen()
	}
}

// settled returns the screen that stays, where another may still be on its way.
func (s *terminal) settled() string {
	s.t.Helper()
	last := ""
	s.wait("a screen that stays", func(screen string) bool {
		stays := screen == last
		last = screen
		return stays
	})
	return last
}

// until waits for texts.
func (s *terminal) until(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		s.wait(strconv.Quote(text), func(screen string) bool { return strings.Contains(screen, text) })
	}
}

// press sends keys by the names that tmux has for them; other texts are typed.
func (s *terminal) press(keys ...string) {
	s.t.Helper()
	named := []string{"Enter", "Escape", "Up", "Down", "Right", "Tab", "F1", "F2", "F3", "BSpace", "C-l", "C-o", "C-p", "C-z", "C-c"}
	for _, key := range keys {
		if slices.Contains(named, key) {
			s.tmux("send-keys", key)
		} else {
			s.tmux("send-keys", "-l", key)
		}
	}
}

// line types a line into a shell.
func (s *terminal) line(text string) { s.press(text, "Enter") }

func (s *terminal) resize(size string) {
	s.t.Helper()
	width, height, _ := strings.Cut(size, "x")
	s.tmux("resize-window", "-x", width, "-y", height)
}

// kill sends a signal to the program in the window, or to the one that its shell runs.
func (s *terminal) kill(signal string) {
	s.t.Helper()
	pid := s.about("pane_pid")
	if child, err := exec.Command("ps", "-o", "pid=", "--ppid", pid).Output(); err == nil && len(strings.Fields(string(child))) == 1 {
		pid = strings.TrimSpace(string(child))
	}
	if output, err := exec.Command("kill", "-"+signal, pid).CombinedOutput(); err != nil {
		s.t.Fatalf("kill -%s %s: %v\n%s", signal, pid, err, output)
	}
}

// words are the texts that the tests wait for, in both languages.
var words = map[string]map[string]string{
	"zh": {
		"home": "终端上显示什么？", "entry": "手册的处理办法", "step2": "第 2 步", "step3": "第 3 步", "step4": "第 4 步", "outcome": "故障已消除",
		"saved": "已保存到", "resolved": "故障已消除", "mid": "商户号", "tid": "终端号", "prompt": "▸ 错误提示",
	},
	"en": {
		"home": "What does the terminal show?", "entry": "What the handbook says to do", "step2": "step 2", "step3": "step 3", "step4": "step 4",
		"outcome": "The fault has gone", "saved": "Saved to", "resolved": "Resolved", "mid": "Merchant ID", "tid": "Terminal ID", "prompt": "▸ Prompt as shown",
	},
}

// TestBadWifiToReport takes a case of E102 from the code to the saved report.
func TestBadWifiToReport(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"zh", "en"} {
		for _, size := range []string{"80x24", "40x20"} {
			t.Run(lang+" "+size, func(t *testing.T) {
				t.Parallel()
				say := words[lang]
				s := open(t, opening{lang: lang, size: size})
				s.until(say["home"])
				s.press("E102")
				s.until("▸ E102")
				s.press("Enter")
				s.until(say["entry"])
				s.press("Enter")
				s.until("[y]", "[n]", "[c]")
				s.press("n")
				s.until(say["step2"])
				s.press("y")
				s.until(say["step3"])
				s.press("i")
				s.until("▸ " + say["mid"])
				s.press("822290054110021", "Enter")
				s.until("▸ " + say["tid"])
				s.press("10293847", "Enter")
				s.until(say["prompt"])
				s.press("网络异常", "Enter")
				s.until(say["step3"])
				s.press("n")
				s.until(say["step4"])
				s.press("y")
				s.until(say["outcome"])
				s.press("v") // the live transaction
				s.until(say["resolved"])
				s.press("r")
				s.until("E102", say["resolved"])
				s.press("s")
				s.until(say["saved"])
				report := onlyReport(t, s.data)
				for _, text := range []string{"E102", "822290054110021", "10293847", "网络异常", say["resolved"]} {
					if !strings.Contains(report, text) {
						t.Errorf("the report lacks %q:\n%s", text, report)
					}
				}
			})
		}
	}
}

func onlyReport(t *testing.T, data string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(data, "reports", "*.txt"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("want one report, got %q, %v", paths, err)
	}
	text, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestKilledAndOpenedAgain ends posmedic by kill -9 in the middle of a walk with a step back and a parked
// answer.
func TestKilledAndOpenedAgain(t *testing.T) {
	t.Parallel()
	killed := open(t, opening{})
	killed.until("What does the terminal show?")
	killed.press("E102", "Enter")
	killed.until("What the handbook says to do")
	killed.press("Enter")
	killed.until("step 1")
	for step, answer := range []string{"n", "y", "y"} {
		killed.press(answer)
		killed.until(fmt.Sprintf("step %d", step+2))
	}
	killed.press("b", "b")
	killed.until("step 2")
	killed.press("n")
	killed.until("step 3", "Parked answers: 1")
	killed.press("b")
	killed.until("step 2", "your earlier answer")
	last := killed.settled()
	killed.kill("KILL")
	killed.wait("posmedic killed", func(string) bool { return killed.about("pane_dead") == "1" })

	again := open(t, opening{data: killed.data})
	again.until("Open cases", "E102")
	again.press("Down", "Enter")
	again.until("step 2", "Parked answers: 1")
	if got := again.settled(); got != last {
		t.Errorf("after the kill the case opens at another screen:\n%s\nwant:\n%s", got, last)
	}
}

// TestTwoAtOnce works with two instances on one folder.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	windows := []*terminal{open(t, opening{data: data}), open(t, opening{data: data, lang: "zh"})}
	begin := []string{"What does the terminal show?", "终端上显示什么？"}
	for i, s := range windows {
		s.until(begin[i])
		s.press([]string{"E102", "E103"}[i], "Enter")
		s.until([]string{"What the handbook says to do", "手册的处理办法"}[i])
		s.press("Enter")
	}
	windows[0].until("step 1")
	windows[1].until("第 1 步")
	windows[0].press("n")
	windows[0].until("step 2")
	windows[1].press("n")
	windows[1].until("第 2 步")
	windows[0].press("Escape")
	windows[0].until("Open cases", "E102", "E103")
	// Both take up the newest case, that of the second one, which answers first.
	windows[0].press("Down")
	windows[0].until("▸ E103")
	windows[0].press("Enter")
	windows[0].until("step 2", "E103")
	windows[1].press("y")
	windows[1].until("第 3 步")
	windows[0].press("y")
	windows[0].until("this case was changed in another window")
	windows[0].press("Escape")
	windows[0].until("Open cases")
}

// TestChineseCursor types Chinese: the cursor stands where the text ends.
func TestChineseCursor(t *testing.T) {
	t.Parallel()
	s := open(t, opening{lang: "zh"})
	s.until("终端上显示什么？")
	s.press("打印机")
	s.until("> 打印机")
	s.cursorAt(len("> ") + 6)
	s.press("Escape")
	s.until("没有未结束的工单")
	s.press("E102", "Enter")
	s.until("手册的处理办法")
	s.press("Enter")
	s.until("[c]")
	s.press("c")
	s.until("为什么做不到？")
	s.press("锁在柜子里")
	s.until("  > 锁在柜子里")
	s.cursorAt(len("  > ") + 10)
	s.press("Escape")
	s.until("尚未保存")
	s.press("Escape")
	s.until("[c]")
	s.press("i")
	s.until("▸ 商户号")
	s.press("Up", "消费")
	s.until("  > 消费")
	s.cursorAt(len("  > ") + 4)
}

func (s *terminal) cursorAt(column int) {
	s.t.Helper()
	s.wait(fmt.Sprintf("the cursor in column %d, not %s,", column, s.about("cursor_x")), func(string) bool {
		return s.about("cursor_x") == strconv.Itoa(column)
	})
}

// TestResize makes the window small and large again.
func TestResize(t *testing.T) {
	t.Parallel()
	s := open(t, opening{})
	s.until("What does the terminal show?")
	s.press("E102", "Enter")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("[y] Yes")
	before := s.settled()
	for _, size := range []string{"40x20", "30x10"} {
		s.resize(size)
		s.until("[y] Yes")
		s.rowsFit(size)
	}
	for _, size := range []string{"20x5", "10x3", "5x2"} {
		s.resize(size)
		s.until("This")
		s.rowsFit(size)
	}
	s.resize("80x24")
	s.wait("the screen as it was before", func(screen string) bool { return screen == before })
}

// rowsFit demands that the screen has no more rows than its window.
func (s *terminal) rowsFit(size string) {
	s.t.Helper()
	_, height, _ := strings.Cut(size, "x")
	if rows := strings.Count(s.screen(), "\n"); strconv.Itoa(rows) != height {
		s.t.Errorf("%d rows in a window of %s", rows, size)
	}
}

var colour = regexp.MustCompile(`\x1b\[(?:[0-9]+[;:])*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]`)

// TestNoColour holds NO_COLOR against a screen that has colours without it.
func TestNoColour(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		env  []string
		want bool
	}{
		{"colours", nil, true},
		{"NO_COLOR=1", []string{"NO_COLOR=1"}, false},
		{"NO_COLOR=anything", []string{"NO_COLOR=anything"}, false},
		{"NO_COLOR empty", []string{"NO_COLOR="}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, opening{env: append(test.env, "POSMEDIC_THEME=dark")})
			s.until("What does the terminal show?")
			s.press("E10")
			s.until("▸ E101")
			if got := colour.MatchString(s.tmux("capture-pane", "-pe")); got != test.want {
				t.Errorf("colours on the screen: %v, want %v", got, test.want)
			}
		})
	}
}

// TestEastAsianWidths sets what makes other programs draw lines two cells wide. The entry is not compared: its
// quotes count for two cells then, so that its lines end earlier.
func TestEastAsianWidths(t *testing.T) {
	t.Parallel()
	ascii := strings.NewReplacer("─", "-", "▸", ">", "›", ">", "┃", "#", "✓", "+", "·", "-", "…", "~")
	var screens [2][]string
	for i, env := range [][]string{nil, {"RUNEWIDTH_EASTASIAN=1"}} {
		s := open(t, opening{lang: "zh", env: env})
		s.until("终端上显示什么？")
		for _, step := range []struct{ keys, until string }{{"E102", "> E102"}, {"Enter", "手册的处理办法"}, {"Enter", "[y]"}, {"n", "第 2 步"}, {"i", "商户号"}} {
			s.press(step.keys)
			s.until(step.until)
			if screen := s.settled(); !strings.Contains(screen, "手册的处理办法") {
				screens[i] = append(screens[i], screen)
			}
		}
	}
	for i, plain := range screens[0] {
		if want := ascii.Replace(plain); screens[1][i] != want {
			t.Errorf("got:\n%s\nwant:\n%s", screens[1][i], want)
		}
	}
}

// TestSuspend leaves for the shell and comes back.
func TestSuspend(t *testing.T) {
	t.Parallel()
	s := open(t, opening{inside: true})
	s.until("What does the terminal show?")
	s.press("E102", "Enter")
	s.until("What the handbook says to do")
	s.press("C-z")
	s.until("left by the shell", "shell>")
	s.line("echo still $((1+1))")
	s.until("still 2")
	s.line("fg")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("step 1")
}

// TestEndsRestoreTheScreen ends posmedic in every way; the shell's screen comes back, and its lines are
// echoed.
func TestEndsRestoreTheScreen(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(s *terminal){
		"Esc": func(s *terminal) {
			s.press("Escape")
			s.until("Esc again leaves.")
			s.press("Escape")
		},
		"ctrl+c":  func(s *terminal) { s.press("C-c") },
		"SIGTERM": func(s *terminal) { s.kill("TERM") },
		"SIGHUP":  func(s *terminal) { s.kill("HUP") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, opening{inside: true})
			s.until("What does the terminal show?")
			end(s)
			s.until("left by the shell")
			s.line("echo still $((1+1))")
			s.until("echo still", "still 2")
			if got := s.about("alternate_on") + s.about("cursor_flag"); got != "01" {
				t.Errorf("the alternate screen and the cursor are %q, want 01", got)
			}
		})
	}
}
