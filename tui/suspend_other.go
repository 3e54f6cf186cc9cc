//go:build !unix

package tui

import tea "charm.land/bubbletea/v2"

// suspend does nothing on a system that cannot stop a process.
func suspend() tea.Msg { return tea.SuspendMsg{} }
