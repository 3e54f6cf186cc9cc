package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
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
	early, late, most   float64 // resident memory, in millions of bytes: after a tenth of the time, at the end, at most
}

// monkeyKeys are what the monkey types. Esc comes behind a letter, because on an empty home screen it leaves.
var monkeyKeys = []string{
	"y", "n", "c", "b", "f", "w", "m", "t", "i", "r", "s", "x", "p", "a", "e", "h", "j", "k", "1", "2", "3", "?", ":",
	"\r", "\r", "\r", "\t", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[5~", "\x1b[6~", "\x0c", "\x10", "\x0f", "\x7f", "1\x1b", "1\x1b", "1\x1b",
	"E102\r\r", "E201\r\r", "E301\r\r", "网络", "\x1b[200~终端号：10293847 6222021234567890123\x1b[201~",
	"\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[<0;5;8M\x1b[<0;5;8m", "\x1b[<65;5;8M", "\x1b[<64;5;8M",
}

// measureMonkey plays for a time. Where posmedic ends, which an action of the palette can do, it is started again on the
// same cases.
func measureMonkey(ctx context.Context, p program, length time.Duration) (monkeyResult, error) {
	var result monkeyResult
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
		s.close(p.quit)
		if err != nil && !errors.Is(err, errEnded) {
			return result, err
		}
	}
	return result, ctx.Err()
}

func (s *session) play(random *rand.Rand, end time.Time, length time.Duration, result *monkeyResult) error {
	for time.Now().Before(end) {
		for range 10 {
			if err := s.send(monkeyKeys[random.IntN(len(monkeyKeys))]); err != nil {
				return errEnded
			}
			result.messages++
		}
		if random.IntN(20) == 0 {
			size := pty.Winsize{Rows: uint16(5 + random.IntN(45)), Cols: uint16(20 + random.IntN(110))}
			if err := pty.Setsize(s.master, &size); err != nil {
				return fmt.Errorf("resize: %w", err)
			}
			result.messages++
		}
		if _, err := s.settle(5 * time.Millisecond); err != nil {
			return err
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
	}
	return nil
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
	fmt.Fprintf(w, "monkey: %d keys, pastes, clicks and sizes to %d processes\nresident: %.1f MB after a tenth, %.1f MB at the end, %.1f MB at most\n",
		r.messages, r.processes, r.early, r.late, r.most)
}

func checkMonkey(r monkeyResult) []limit {
	return []limit{{
		name: "resident memory", max: fmt.Sprintf("%.0f MB", maxResident), found: fmt.Sprintf("%.1f MB", r.late),
		figure: fmt.Sprintf("%d messages", r.messages), holds: r.late > 0 && r.late <= maxResident,
	}}
}
