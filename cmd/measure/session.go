package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/creack/pty"
)

// The terminal that every program gets.
const (
	columns = 80
	rows    = 24
)

// Nothing waits longer than this.
const (
	startTimeout = 5 * time.Second        // for the first whole screen
	keyTimeout   = time.Second            // for the first byte after a key
	quietTimeout = 2 * time.Second        // for a silence
	quitTimeout  = 500 * time.Millisecond // for the end after the quit key, before it is forced
)

// errEnded says that a program ended while something was expected of it.
var errEnded = errors.New("the program ended")

// program is one of the programs that are measured.
type program struct {
	name  string
	path  string
	args  []string
	env   []string
	stdin string   // the file that it reads, the terminal if empty
	marks []string // the words that are on its first whole screen
	keys  []string // what is typed, in turn
	quit  string   // what ends it

	prelude [][2]string   // what is typed before the keys, and a word that is on the screen then
	delay   time.Duration // of a round trip on the line to its terminal
	silent  bool          // whether its terminal answers nothing
}

// chunk is what one read returned.
type chunk struct {
	data []byte
	at   time.Time
}

// session is a program that runs on a pseudo-terminal.
type session struct {
	cmd     *exec.Cmd
	master  *os.File
	chunks  chan chunk // closed when nothing more can come
	screen  screen
	started time.Time
	typed   chan chunk // what is on its way to the program, over a line with a delay
	silent  bool
	delay   time.Duration // of a round trip
}

// open starts a program. Whoever opens a session closes it.
func open(ctx context.Context, p program) (*session, error) {
	master, terminal, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("pseudo-terminal: %w", err)
	}
	defer terminal.Close()
	s := &session{cmd: exec.CommandContext(ctx, p.path, p.args...), master: master, chunks: make(chan chunk, 64), silent: p.silent, delay: p.delay}
	s.cmd.Env = p.env
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = terminal, terminal, terminal
	// The terminal controls the session through descriptor 1, because 0 may be a file.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if p.stdin != "" {
		file, err := os.Open(p.stdin)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("input of %s: %w", p.name, err), master.Close())
		}
		defer file.Close()
		s.cmd.Stdin = file
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: rows, Cols: columns}); err != nil {
		return nil, errors.Join(fmt.Errorf("pseudo-terminal: %w", err), master.Close())
	}
	s.started = time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start of %s: %w", p.name, err), master.Close())
	}
	drawn := s.chunks
	if p.delay > 0 {
		drawn, s.typed = make(chan chunk, 64), make(chan chunk, 64)
		go late(drawn, s.chunks, p.delay/2, sentAt)
		go s.write(p.delay / 2)
	}
	go s.read(drawn)
	return s, nil
}

// read notes the moment of every read, until the program has ended.
func (s *session) read(to chan<- chunk) {
	defer close(to)
	for {
		buf := make([]byte, 16<<10)
		n, err := s.master.Read(buf)
		at := time.Now()
		if n > 0 {
			to <- chunk{buf[:n], at}
		}
		if err != nil {
			return // on Linux, the end of the program is an I/O error here
		}
	}
}

// take feeds a chunk to the screen and answers the questions in it.
func (s *session) take(c chunk) error {
	if answers := s.screen.feed(c.data); answers != "" && !s.silent {
		return s.send(answers)
	}
	return nil
}

// send types.
func (s *session) send(keys string) error {
	if s.typed != nil {
		s.typed <- chunk{[]byte(keys), time.Now()}
		return nil
	}
	if _, err := s.master.WriteString(keys); err != nil {
		return fmt.Errorf("typing: %w", err)
	}
	return nil
}

// write hands on what is typed, after a delay.
func (s *session) write(delay time.Duration) {
	arrived := make(chan chunk)
	go late(s.typed, arrived, delay, sentAt)
	for keys := range arrived {
		_, _ = s.master.Write(keys.data) // the program may have ended
	}
}

// arrived is when a chunk came to the terminal.
func (s *session) arrived(c chunk) time.Time { return c.at.Add(s.delay / 2) }

func sentAt(c chunk) time.Time { return c.at }

// await waits for the first whole screen and returns how long after the start it came.
func (s *session) await(marks []string) (time.Duration, error) {
	timeout := time.After(startTimeout)
	for {
		select {
		case c, ok := <-s.chunks:
			if !ok {
				return 0, fmt.Errorf("%w before its first screen; received: %q", errEnded, s.screen.text.String())
			}
			if err := s.take(c); err != nil {
				return 0, err
			}
			if s.screen.shows(marks) {
				return s.arrived(c).Sub(s.started), nil
			}
		case <-timeout:
			return 0, fmt.Errorf("no first screen in %v; expected %q, received: %q",
				startTimeout, marks, s.screen.text.String())
		}
	}
}

// settle waits until nothing has been written for a while and returns how many bytes came before that.
func (s *session) settle(quiet time.Duration) (bytes int, err error) {
	timeout := time.After(quietTimeout)
	for {
		select {
		case c, ok := <-s.chunks:
			if !ok {
				return bytes, errEnded
			}
			bytes += len(c.data)
			if err := s.take(c); err != nil {
				return bytes, err
			}
		case <-time.After(quiet):
			return bytes, nil
		case <-timeout:
			return bytes, fmt.Errorf("still writing after %v", quietTimeout)
		}
	}
}

// press types a key and returns how long the first byte of output took and how many bytes came with it.
func (s *session) press(key string) (time.Duration, int, error) {
	sent := time.Now()
	if err := s.send(key); err != nil {
		return 0, 0, err
	}
	select {
	case c, ok := <-s.chunks:
		if !ok {
			return 0, 0, errEnded
		}
		return s.arrived(c).Sub(sent), len(c.data), s.take(c)
	case <-time.After(keyTimeout):
		return 0, 0, fmt.Errorf("no output in %v", keyTimeout)
	}
}

// close ends the program, by force if it does not go by itself, with everything that it started.
func (s *session) close(quit string) {
	_ = s.send(quit) // a program that cannot read any more is killed below
	timeout := time.After(quitTimeout)
	for open := true; open; {
		select {
		case _, open = <-s.chunks:
		case <-timeout:
			open = false
		}
	}
	// The process has not been waited for, so its group cannot be another's. It may be gone: no error.
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	_ = s.cmd.Wait() // killed or not, how it ended is no figure
	for range s.chunks {
	}
	if s.typed != nil {
		close(s.typed)
	}
	_ = s.master.Close()
}
