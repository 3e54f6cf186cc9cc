package tui

import (
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// hiddenFrom returns what reads a line of a terminal without showing it; nil where the input is no terminal.
func hiddenFrom(input io.Reader) func() ([]byte, error) {
	keyboard, ok := input.(*os.File)
	if !ok || !term.IsTerminal(keyboard.Fd()) {
		return nil
	}
	return func() ([]byte, error) {
		before, err := term.GetState(keyboard.Fd())
		if err != nil {
			return nil, err
		}
		defer restoreOnSignal(func() { _ = term.Restore(keyboard.Fd(), before) })()
		return term.ReadPassword(keyboard.Fd())
	}
}

// restoreOnSignal sees to it that a signal that ends posmedic finds the terminal as it was, until what it returns is
// called: else nothing that is typed into the shell afterwards would be seen.
func restoreOnSignal(restore func()) (stop func()) {
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case <-done:
		case ending := <-signals:
			restore()
			signal.Reset(ending)
			self, err := os.FindProcess(os.Getpid())
			if err != nil || self.Signal(ending) != nil { // Windows sends none
				os.Exit(1)
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}
