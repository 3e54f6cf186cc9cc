package tui

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Crash is a mistake of posmedic's own that ended it. What was acknowledged before is on disk.
type Crash struct {
	Value any    // of the panic; it may hold what was typed
	Stack []byte // of the goroutine that it came in
}

func (c *Crash) Error() string { return fmt.Sprintf("posmedic crashed: %v", c.Value) }

// Caught makes a crash of what recover returned. It is called where the panic is recovered, whose stack it takes.
func Caught(value any) *Crash { return &Crash{Value: value, Stack: debug.Stack()} }

// guard stands between Bubble Tea and the screens. A panic in one of them ends posmedic in the usual way, which gives
// the terminal back as it was, instead of pouring a stack over the screen.
type guard struct {
	model tea.Model
	crash *Crash
	quit  func() // ends the program from where no command can be returned
	ended bool
}

// notice takes note of the end, whoever asked for it.
func (g *guard) notice(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, quit := msg.(tea.QuitMsg); quit {
		g.ended = true
	}
	return msg
}

func (g *guard) Init() tea.Cmd { return watched(g.model.Init()) }

func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	if crash, ok := msg.(*Crash); ok {
		g.crash = crash
	}
	if g.crash != nil {
		return g, tea.Quit
	}
	defer func() {
		if value := recover(); value != nil {
			g.crash, next, cmd = Caught(value), g, tea.Quit
		}
	}()
	_, cmd = g.model.Update(msg)
	return g, watched(cmd)
}

func (g *guard) View() (view tea.View) {
	if g.crash != nil {
		return tea.NewView("")
	}
	defer func() {
		if value := recover(); value != nil {
			g.crash, view = Caught(value), tea.NewView("")
			go g.quit() // it waits until this message is done with
		}
	}()
	view = g.model.View()
	if g.ended { // GNU screen and the Linux console have no second screen to leave: the case would stay around the prompt
		view.SetContent("")
		view.Cursor = nil
	}
	return view
}

// watched is a command whose panic becomes a message.
func watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				msg = Caught(value)
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, one := range batch {
				batch[i] = watched(one)
			}
		}
		return msg
	}
}
