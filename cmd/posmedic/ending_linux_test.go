package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"posmedic/flows/cases"
)

// inTerminal is posmedic in this process, on a terminal that answers nothing that it is asked.
type inTerminal struct {
	t        *testing.T
	keyboard *os.File
	terminal *os.File
	data     string
	drawn    screenText
	said     bytes.Buffer
	broken   atomic.Bool // makes the clock panic
	code     chan int
}

// screenText is what was written to a terminal.
type screenText struct {
	mutex sync.Mutex
	text  strings.Builder // since what was waited for last
	all   strings.Builder
	more  chan struct{}
}

func (s *screenText) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.text.Write(p)
	s.all.Write(p)
	select {
	case s.more <- struct{}{}:
	default:
	}
	return len(p), nil
}

func (s *screenText) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}

// goBehind forgets all up to a text and tells whether that was there.
func (s *screenText) goBehind(text string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, behind, found := strings.Cut(s.text.String(), text)
	if found {
		s.text.Reset()
		s.text.WriteString(behind)
	}
	return found
}

// everything is all that was ever written.
func (s *screenText) everything() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.all.String()
}

// await waits until a text was drawn since the last one that was waited for.
func (p *inTerminal) await(text string) {
	p.t.Helper()
	timeout := time.After(20 * time.Second)
	for {
		if p.drawn.goBehind(text) {
			return
		}
		select {
		case <-p.drawn.more:
		case <-timeout:
			p.t.Fatalf("want %q, drawn was %q", text, p.drawn.String())
		}
	}
}

func openIn(t *testing.T, env ...string) *inTerminal {
	t.Helper()
	keyboard, terminal, err := openTerminal()
	if err != nil {
		t.Fatal(err)
	}
	p := &inTerminal{t: t, keyboard: keyboard, terminal: terminal, data: t.TempDir(), code: make(chan int, 1)}
	p.drawn.more = make(chan struct{}, 1)
	t.Cleanup(func() { keyboard.Close(); terminal.Close() })
	go io.Copy(&p.drawn, keyboard)
	env = append([]string{"LANG=en", "TERM=xterm-256color", "POSMEDIC_DATA=" + p.data}, env...)
	now := func() time.Time {
		if p.broken.Load() {
			p.broken.Store(false)
			panic("no clock")
		}
		return time.Now()
	}
	go func() {
		p.code <- run(&app{in: terminal, screen: terminal, out: bufio.NewWriter(io.Discard), err: &p.said, env: env, now: now}, nil)
	}()
	p.await("Ctrl+L")
	return p
}

// typed types a text and waits for what it leads to.
func (p *inTerminal) typed(keys, until string) {
	p.t.Helper()
	if _, err := p.keyboard.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
	p.await(until)
}

func (p *inTerminal) ends() int {
	p.t.Helper()
	select {
	case code := <-p.code:
		return code
	case <-time.After(20 * time.Second):
		p.t.Fatal("posmedic goes on")
		return 0
	}
}

// atFirstAnswer answers the first question of E102.
func (p *inTerminal) atFirstAnswer() {
	p.typed("E102", "E102")
	p.typed("\r", "handbook")
	p.typed("\r", "[y]")
	p.typed("n", "Path so far")
}

// restored demands that the terminal is as it was: the shell's screen, its cursor, and lines that are echoed.
func (p *inTerminal) restored() {
	p.t.Helper()
	p.await("\x1b[?1049l")
	state, err := unix.IoctlGetTermios(int(p.terminal.Fd()), unix.TCGETS)
	if err != nil {
		p.t.Fatal(err)
	}
	if state.Lflag&unix.ECHO == 0 || state.Lflag&unix.ICANON == 0 {
		p.t.Error("the terminal does not echo lines")
	}
}

func (p *inTerminal) theCase() cases.Case {
	p.t.Helper()
	store, err := cases.Open(p.data)
	if err != nil {
		p.t.Fatal(err)
	}
	defer store.Close()
	journal := cases.NewJournal(store, nil)
	list, err := journal.List()
	if err != nil || len(list) != 1 {
		p.t.Fatalf("want one case on the disk: %v, %v", list, err)
	}
	loaded, err := journal.Load(list[0].ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return loaded
}

func TestCrashInTheWizardRestoresTheTerminalAndKeepsTheCase(t *testing.T) {
	p := openIn(t)
	p.atFirstAnswer()
	p.broken.Store(true)
	if _, err := p.keyboard.WriteString("y"); err != nil {
		t.Fatal(err)
	}
	if code := p.ends(); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	p.restored()
	if err := plainSentence(p.said.String()); err != nil && !strings.Contains(err.Error(), "is not for people") {
		t.Error(err)
	}
	notes, err := filepath.Glob(filepath.Join(p.data, "crash-*.txt"))
	if err != nil || len(notes) != 1 || !strings.Contains(p.said.String(), notes[0]) {
		t.Fatalf("want one crash note that is named, got %q, %v; said: %s", notes, err, &p.said)
	}
	text, err := os.ReadFile(notes[0])
	if err != nil || !strings.Contains(string(text), "no clock") || !strings.Contains(string(text), "posmedic/tui.(*stepScreen)") {
		t.Errorf("the note does not tell what happened where: %v\n%s", err, text)
	}
	if answers := p.theCase().Walk.Answers; len(answers) != 1 {
		t.Errorf("%d answers on the disk, want the one before the crash", len(answers))
	}
}

// TestSignalsRestoreTheTerminalAndKeepWhatIsTyped sends each signal to this process, which the wizard takes for its own.
func TestSignalsRestoreTheTerminalAndKeepWhatIsTyped(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			p := openIn(t)
			p.atFirstAnswer()
			p.typed("i", "Merchant ID")
			p.typed("822290054110021", "institution")
			if err := syscall.Kill(os.Getpid(), signal); err != nil {
				t.Fatal(err)
			}
			if code := p.ends(); code != exitDone {
				t.Errorf("exit code %d, want %d; said: %s", code, exitDone, &p.said)
			}
			p.restored()
			if behind := p.behind(); strings.Contains(behind, p.theCase().ID) {
				t.Errorf("nobody left, and %q is said", behind)
			}
			if got := p.theCase().Record.Get("mid"); got != "822290054110021" {
				t.Errorf("the merchant ID on the disk is %q", got)
			}
		})
	}
}

// TestTerminalsGetNoMoreThanTheyCan draws on terminals of few colours.
func TestTerminalsGetNoMoreThanTheyCan(t *testing.T) {
	for _, test := range []struct {
		name  string
		env   []string
		never []string
	}{
		{"Linux console", []string{"TERM=linux"}, []string{"[38;", "[48;", ";38;", ";48;"}},
		{"xterm", []string{"TERM=xterm"}, []string{"38;2;", "48;2;", "38;5;", "48;5;"}},
		{"screen", []string{"TERM=screen"}, []string{"38;2;", "48;2;"}},
		{"tmux", []string{"TERM=tmux-256color", "TMUX=/tmp/none,1,0"}, []string{"38;2;", "48;2;"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := openIn(t, test.env...)
			for _, step := range [][2]string{{"E102", "E102"}, {"\r", "handbook"}, {"\r", "[y]"}, {"y", "Restart"}, {"n", "Wi-Fi?"}, {"\x0c", "第"}} {
				p.typed(step[0], step[1])
			}
			p.typed("\x03", "\x1b[?1049l")
			if code := p.ends(); code != exitDone {
				t.Errorf("exit code %d", code)
			}
			for _, never := range test.never {
				if strings.Contains(p.drawn.everything(), never) {
					t.Errorf("%q was written to it", never)
				}
			}
		})
	}
}

// TestLeavingNamesTheCaseInHand leaves in every way, and looks at what stands behind the wizard's screen then.
func TestLeavingNamesTheCaseInHand(t *testing.T) {
	const breakKey, otherLang, escKey = "\x03", "\x0c", "\x1b[27u"
	for _, test := range []struct {
		name string
		keys [][2]string // what is typed, and what it leads to
		last string
		want string // with the case's code for %s; "" where nothing is said
	}{
		{"q on a step", nil, "q", "Stored: case %s. Run posmedic to go on."},
		{"Ctrl+C in the form, in the language that was spoken last", [][2]string{{"i", "Merchant ID"}, {otherLang, "商户号"}}, breakKey, "已保存：工单 %s。再运行 posmedic 接着做。"},
		{"q on an outcome", [][2]string{{"y", "internet?"}, {"n", "phone hotspot"}, {"y", "live transaction"}}, "q", "Stored: case %s. Run posmedic to go on."},
		{"Esc twice at home", [][2]string{{escKey, "Open cases"}, {escKey, "again leaves"}}, escKey, ""},
		{"Ctrl+C at home", [][2]string{{escKey, "Open cases"}}, breakKey, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := openIn(t)
			p.atFirstAnswer()
			for _, step := range test.keys {
				p.typed(step[0], step[1])
			}
			p.typed(test.last, "\x1b[?1049l")
			if code := p.ends(); code != exitDone {
				t.Fatalf("exit code %d; said: %s", code, &p.said)
			}
			behind := p.behind()
			if test.want != "" && !strings.Contains(behind, fmt.Sprintf(test.want, p.theCase().ID)) {
				t.Errorf("want %q behind the screen, there is %q", test.want, behind)
			}
			if test.want == "" && strings.Contains(behind, p.theCase().ID) {
				t.Errorf("nothing was in hand, and %q is said", behind)
			}
		})
	}
}

// behind is what was written to the terminal since what was waited for last, now that posmedic has ended.
func (p *inTerminal) behind() string {
	p.t.Helper()
	const end = "the end of all"
	p.drawn.mutex.Lock()
	before := p.drawn.all.Len() - p.drawn.text.Len()
	p.drawn.mutex.Unlock()
	if _, err := p.terminal.WriteString(end); err != nil {
		p.t.Fatal(err)
	}
	p.await(end)
	p.drawn.mutex.Lock()
	defer p.drawn.mutex.Unlock()
	return p.drawn.all.String()[before:]
}
