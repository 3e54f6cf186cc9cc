package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/creack/pty"
)

// maxResident is posmedic's resident memory after the monkey, in MB.
const maxResident = 40.0

// monkeyResult is what the monkey did and what it cost.
type monkeyResult struct {
	messages, processes int
	longest             time.Duration  // that one process lived
	early, late, most   float64        // resident memory, in millions of bytes: after a tenth of the time, at the end, at most
	seen                map[string]int // how many drawings had each of the marks
}

// monkeyMarks are words by which screens are known, in both languages.
var monkeyMarks = [][2]string{
	{"终端上显示什么？", "What does the terminal show?"},
	{"手册的处理办法", "What the handbook says to do"},
	{"第 1 步", "step 1,"},
	{"第 3 步", "step 3,"},
	{"为什么做不到？", "Why not?"},
	{"还要等", "to go (until"},
	{"等回复", "wait for the reply"},
	{"结论", "Outcome"},
	{"上报单", "Report"},
	{"二维码", "QR code"},
	{"故障信息", "Fault record"},
	{"备注", "Notes"},
	{"流程图", "Flow map"},
	{"历史工单", "History"},
	{"演练", "DRILL"},
	{"设置", "settings"},
	{"查找操作", "Find an action"},
	{"帮助", "help"},
	{"窗口太小", "window is too small"},
}

// escapeKey is the key Esc as a terminal writes it that tells keys apart: a bare ESC would make Alt of the next key.
const escapeKey = "\x1b[27u"

// monkeyKeys are what the monkey types.
var monkeyKeys = []string{
	"y", "n", "c", "b", "f", "w", "m", "t", "i", "r", "s", "x", "p", "a", "e", "h", "j", "k", "1", "2", "3", "?",
	"\r", "\r", "\r", "\t", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[5~", "\x1b[6~", "\x0c", "\x10help\r", "\x10home\x7f\x7f\x7f\x7f" + escapeKey, "\x0f", "\x7f", "1" + escapeKey,
	"E102\r\r", "E201\r\r", "E301\r\r", "网络", "\x1b[200~终端号：10293847 6222021234567890123\x1b[201~",
	"\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[<0;5;8M\x1b[<0;5;8m", "\x1b[<65;5;8M", "\x1b[<64;5;8M", "\x1bOQ", ",", "g", "2222",
}

// measureMonkey plays for a time. Where posmedic ends, which an action of the palette can do, it is started again on the
// same cases.
func measureMonkey(ctx context.Context, p program, length time.Duration) (monkeyResult, error) {
	result := monkeyResult{seen: map[string]int{}}
	settle := exec.CommandContext(ctx, p.path, "config", "set", "retention", "90") // whoever has set nothing is offered the example, and plays in that
	settle.Env = p.env
	if output, err := settle.CombinedOutput(); err != nil {
		return result, fmt.Errorf("settings: %w: %s", err, output)
	}
	random := rand.New(rand.NewPCG(1, 2))
	end := time.Now().Add(length)
	for time.Now().Before(end) && ctx.Err() == nil {
		s, err := open(ctx, p)
		if err != nil {
			return result, err
		}
		result.processes++
		if _, err := s.await(p.marks); err != nil {
			return result, err
		}
		err = s.play(random, end, length, &result)
		result.longest = max(result.longest, time.Since(s.started))
		s.close(p.quit)
		if err != nil && !errors.Is(err, errEnded) {
			return result, err
		}
	}
	return result, ctx.Err()
}

func (s *session) play(random *rand.Rand, end time.Time, length time.Duration, result *monkeyResult) error {
	for turn := 1; time.Now().Before(end); turn++ {
		const batch, homesick = 10, 40
		var keys strings.Builder
		for range batch {
			keys.WriteString(monkeyKeys[random.IntN(len(monkeyKeys))])
		}
		if err := s.pour(keys.String()); err != nil {
			return err
		}
		result.messages += batch
		if random.IntN(20) == 0 {
			size := pty.Winsize{Rows: uint16(5 + random.IntN(45)), Cols: uint16(20 + random.IntN(110))}
			if err := pty.Setsize(s.master, &size); err != nil {
				return fmt.Errorf("resize: %w", err)
			}
			result.messages++
		}
		if err := s.watch(result, end, length); err != nil {
			return err
		}
		if turn%homesick == 0 {
			if err := s.home(); err != nil {
				return err
			}
		}
	}
	return nil
}

// watch waits until the drawing is done, and notes what it shows and what posmedic has in memory.
func (s *session) watch(result *monkeyResult, end time.Time, length time.Duration) error {
	if _, err := s.settle(5 * time.Millisecond); err != nil {
		return err
	}
	text := s.screen.text.String()
	for _, mark := range monkeyMarks {
		if strings.Contains(text, mark[0]) || strings.Contains(text, mark[1]) {
			result.seen[mark[0]]++
		}
	}
	s.screen.text.Reset()
	resident, err := residentMemory(s.cmd.Process.Pid)
	if err != nil {
		return errEnded
	}
	result.late, result.most = resident, max(result.most, resident)
	if result.early == 0 && time.Until(end) < length*9/10 {
		result.early = resident
	}
	return nil
}

// home presses Esc until the home screen is there, where two more would leave. Another language draws every line anew,
// so that the title of the screen is seen.
func (s *session) home() error {
	const most, language, title, deeper = 10, "\x0c", "posmedic", " ›"
	size := pty.Winsize{Rows: rows, Cols: columns}
	if err := pty.Setsize(s.master, &size); err != nil {
		return fmt.Errorf("resize: %w", err)
	}
	for range most {
		if err := s.pour(language); err != nil {
			return err
		}
		if _, err := s.settle(30 * time.Millisecond); err != nil {
			return err
		}
		text := s.screen.text.String()
		s.screen.text.Reset()
		if !strings.HasPrefix(text[max(strings.LastIndex(text, title), 0):], title+deeper) {
			return nil
		}
		if err := s.pour(escapeKey); err != nil {
			return err
		}
	}
	return nil
}

// pour types while it goes on reading: a program whose output nobody reads stops reading, too.
func (s *session) pour(keys string) error {
	sent := make(chan error, 1)
	go func() { sent <- s.send(keys) }()
	for {
		select {
		case err := <-sent:
			if err != nil {
				return errEnded
			}
			return nil
		case c, open := <-s.chunks:
			if !open {
				return errEnded
			}
			if err := s.take(c); err != nil {
				return err
			}
		}
	}
}

// residentMemory reads a process's resident memory, in millions of bytes.
func residentMemory(pid int) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("memory: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kibibytes, err := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kibibytes) * 1024 / 1e6, err
		}
	}
	return 0, errors.New("memory: the system does not tell it")
}

func printMonkey(w io.Writer, r monkeyResult) {
	fmt.Fprintf(w, "monkey: %d keys, pastes, clicks and sizes to %d processes, of which one lived for %v\nresident: %.1f MB after a tenth, %.1f MB at the end, %.1f MB at most\n",
		r.messages, r.processes, r.longest.Round(time.Second), r.early, r.late, r.most)
	fmt.Fprint(w, "drawings with:")
	for _, mark := range monkeyMarks {
		fmt.Fprintf(w, " %s %d", mark[0], r.seen[mark[0]])
	}
	fmt.Fprintln(w)
}

func checkMonkey(r monkeyResult) []limit {
	return []limit{{
		name: "resident memory", max: fmt.Sprintf("%.0f MB", maxResident), found: fmt.Sprintf("%.1f MB", r.late),
		figure: fmt.Sprintf("%d messages", r.messages), holds: r.late > 0 && r.late <= maxResident,
	}}
}
