package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Keys as a terminal sends them.
const (
	enterKey  = "\r"
	escKey    = "\x1b[27u"
	downKey   = "\x1b[B"
	tabKey    = "\t"
	helpKey   = "\x1bOP"
	trainKey  = "\x1bOQ"
	otherLang = "\x0c"
	breakKey  = "\x03"
)

// asPaste is a text as a terminal sends what is pasted.
func asPaste(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

// stage is what is typed as soon as something stands in what came to the terminal since the last stage.
type stage struct {
	until, keys string
	forget      bool // whether all that came before is no matter: the number was being typed
}

// drawn is in what comes once the wizard draws and takes keys as keys.
const drawn = "\x1b[?2004h"

// helped stands on the help alone. It is Chinese, because a line with wide characters is always drawn whole, and what is
// the same in another one need not come again.
const helped = "这里可以用的键"

// TestNoCardNumberComesToTheTerminal pastes card numbers into the wizard on a terminal, and types them, and searches all
// that came to the terminal and to the disk; of numbers that are typed, all that came after the line was left.
func TestNoCardNumberComesToTheTerminal(t *testing.T) {
	t.Parallel()
	const form, free = "E301\r\ri822290054110021\r10293847\r", "E301\r\r"
	places := map[string]struct{ before, after string }{
		"search":   {"", enterKey},
		"reason":   {free + "c", enterKey},
		"card":     {form + downKey, enterKey},
		"prompt":   {form, enterKey},
		"note":     {free + "t", enterKey},
		"evidence": {free + "t" + tabKey, enterKey},
		"history":  {free + escKey + tabKey, enterKey},
		"name":     {"," + downKey + downKey + downKey + enterKey, enterKey},
		"trainee":  {trainKey, enterKey},
	}
	all := numbers(1)
	i := 0
	for name, place := range places {
		given := all[(7*i+i/2)%len(all)]
		i++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newLeakWorld(t)
			half := len([]rune(given.spelled)) / 2
			first, second := string([]rune(given.spelled)[:half]), string([]rune(given.spelled)[half:])
			end, leave := stage{until: helped, keys: escKey + otherLang}, stage{until: "中文", keys: breakKey}
			w.onTerminal(stage{until: drawn, keys: place.before + asPaste(given.spelled) + place.after + helpKey}, end, leave)
			end.forget = true
			w.onTerminal(stage{until: drawn, keys: place.before + asPaste(first) + asPaste(second) + place.after + helpKey}, end, leave)
			w.onTerminal(stage{until: drawn, keys: place.before + given.spelled + place.after + helpKey}, end, leave)
			w.handOver()
			w.hand()
			if found := w.search(given); found.cut == 0 {
				t.Error("the number is nowhere to be seen cut: it never came in")
			}
		})
	}
}

// handOver copies the reports of all cases and shows their QR codes.
func (w *leakWorld) handOver() {
	w.Helper()
	for _, id := range w.cases() {
		shown := w.onTerminal(
			stage{until: drawn, keys: helpKey}, stage{until: helped, keys: escKey + tabKey + id + enterKey + "rc"},
			stage{until: "\x1b]52;", keys: "tc" + "tcm" + helpKey}, stage{until: helped, keys: breakKey},
		)
		if !clipboard.Match(shown) {
			w.Errorf("nothing of %s is sent to the clipboard", id)
		}
	}
}

// onTerminal runs the wizard on a terminal, goes through the stages, and keeps what came to the terminal to be searched.
func (w *leakWorld) onTerminal(stages ...stage) []byte {
	w.Helper()
	keyboard, terminal, err := openTerminal()
	if err != nil {
		w.Fatal(err)
	}
	defer keyboard.Close()
	late := time.AfterFunc(time.Minute, func() { _, _ = keyboard.WriteString(breakKey) })
	defer late.Stop()
	w.printed++
	complaints := w.create("complaints")
	ended := make(chan int, 1)
	go func() {
		ended <- run(w.app(terminal, terminal, complaints), []string{"--lang", "zh"})
		_ = terminal.Close() // so that reading ends
	}()
	var shown bytes.Buffer
	piece := make([]byte, 4096)
	for since := 0; ; {
		n, err := keyboard.Read(piece)
		shown.Write(piece[:n])
		if len(stages) > 0 && bytes.Contains(shown.Bytes()[since:], []byte(stages[0].until)) {
			if stages[0].forget {
				shown.Reset()
			}
			since = shown.Len()
			if _, err := keyboard.WriteString(stages[0].keys); err != nil {
				w.Fatal(err)
			}
			stages = stages[1:]
		}
		if err != nil {
			break
		}
	}
	if code := <-ended; code != exitDone || len(stages) > 0 {
		w.Errorf("it ended with %d before %+v, and showed at last %q", code, stages, shown.Bytes()[max(shown.Len()-2000, 0):])
	}
	if _, err := w.create("terminal").Write(shown.Bytes()); err != nil {
		w.Fatal(err)
	}
	return shown.Bytes()
}

// TestACardNumberThatIsTypedInLinesIsNotShown types one on a terminal that shows what is typed, once posmedic has told
// it not to.
func TestACardNumberThatIsTypedInLinesIsNotShown(t *testing.T) {
	t.Parallel()
	w := newLeakWorld(t)
	keyboard, terminal, err := openTerminal()
	if err != nil {
		t.Fatal(err)
	}
	defer keyboard.Close()
	ended := make(chan int, 1)
	go func() {
		ended <- run(w.app(terminal, terminal, w.create("complaints")), []string{"--plain", "E301"})
		_ = terminal.Close()
	}()
	const card = "6222021234567890123"
	answers := []string{"", "y", "n", "n", "n", "", "822290054110021", "10293847", "="}
	var shown bytes.Buffer
	piece := make([]byte, 4096)
	for typed := false; ; {
		n, err := keyboard.Read(piece)
		shown.Write(piece[:n])
		if err != nil {
			break
		}
		switch asked := strings.Count(shown.String(), "] > "); {
		case !typed && bytes.Contains(shown.Bytes(), []byte(hiddenHint)):
			for isShown(t, terminal) { // it says so a moment before
				time.Sleep(time.Millisecond)
			}
			_, _ = fmt.Fprintf(keyboard, "%s\nq\nq\n\x04", card)
			typed = true
		case len(answers) > 0 && asked > 9-len(answers):
			_, _ = fmt.Fprintln(keyboard, answers[0])
			answers = answers[1:]
		}
	}
	<-ended
	if _, err := w.create("terminal").Write(shown.Bytes()); err != nil {
		t.Fatal(err)
	}
	found := newHunt(t, card)
	found.folder(w.made)
	if found.cut == 0 {
		t.Errorf("the number never came in:\n%s", shown.String())
	}
}

// TestACrashTellsNoCardNumber has the wizard end as a crash of the Go runtime does, with what all its goroutines were
// at, while a card number is in hand.
func TestACrashTellsNoCardNumber(t *testing.T) {
	t.Parallel()
	w := newLeakWorld(t)
	keyboard, terminal, err := openTerminal()
	if err != nil {
		t.Fatal(err)
	}
	defer keyboard.Close()
	usual, trace := w.app(terminal, terminal, nil), w.create("trace")
	program := exec.Command("posmedic", "--lang", "zh")
	program.Env = append(os.Environ(), append(usual.env, "GOTRACEBACK=all")...)
	program.Stdin, program.Stdout, program.Stderr = terminal, terminal, trace
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	_ = terminal.Close()
	const card = "6222021234567890123"
	var shown bytes.Buffer
	piece := make([]byte, 4096)
	for typed, ended := false, false; ; {
		n, err := keyboard.Read(piece)
		shown.Write(piece[:n])
		switch {
		case !typed && bytes.Contains(shown.Bytes(), []byte(drawn)):
			_, _ = keyboard.WriteString("E301\r\rt" + asPaste(card) + enterKey + card + helpKey)
			typed = true
		case !ended && bytes.Contains(shown.Bytes(), []byte(helped)):
			_ = program.Process.Signal(unix.SIGQUIT)
			ended = true
		}
		if err != nil {
			break
		}
	}
	if err := program.Wait(); err == nil {
		t.Error("it did not crash")
	}
	if told, err := os.ReadFile(trace.Name()); err != nil || !bytes.Contains(told, []byte("goroutine ")) {
		t.Errorf("it tells nothing of itself: %v", err)
	}
	found := newHunt(t, card)
	found.folder(w.made)
	if found.cut == 0 {
		t.Error("the number never came in")
	}
}

// hiddenHint is in the line that says so before a line that is not shown.
const hiddenHint = "not shown"

// isShown tells whether a terminal shows what is typed.
func isShown(t *testing.T, terminal *os.File) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(terminal.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}
