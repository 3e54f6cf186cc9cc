//go:build unix

package tui

import (
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// suspend leaves for the shell. Where no shell waits that could bring posmedic back, as in a window of its own, the
// system stops nothing, and Bubble Tea would wait for ever to be continued: so it is, again and again for a while, since on
// a busy machine it may not wait yet at the first time. A process that was stopped comes to that only after it was
// continued, when it does no harm.
func suspend() tea.Msg {
	const moment, times = 300 * time.Millisecond, 30
	go func() {
		for range times {
			time.Sleep(moment)
			_ = syscall.Kill(syscall.Getpid(), syscall.SIGCONT)
		}
	}()
	return tea.SuspendMsg{}
}
