package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// This file is the mouse. A click does what its line or its key at the foot says, a turn of the wheel scrolls, and all
// else of the mouse is the terminal's: with Shift held it selects text.

// wheelLines is how far one step of the wheel scrolls.
const wheelLines = 3

// The values of the setting of the mouse.
const (
	MouseOn  = "on"
	MouseOff = "off"
)

// mouseMode is what we ask of the terminal: clicks and the wheel, unless the setting is off.
func mouseMode(setting string) tea.MouseMode {
	if setting == MouseOff {
		return tea.MouseModeNone
	}
	return tea.MouseModeCellMotion
}

func (r *root) point(msg tea.MouseMsg) tea.Cmd {
	if r.isTooSmall() {
		return nil
	}
	mouse := msg.Mouse()
	switch msg.(type) {
	case tea.MouseClickMsg:
		if mouse.Button == tea.MouseLeft {
			return r.takeClick(mouse.X, mouse.Y)
		}
	case tea.MouseWheelMsg:
		r.turnWheel(mouse.Button)
	}
	return nil
}

// rested comes when a further click counts again.
type rested struct{}

// takeClick does what stands where the mouse was clicked. The second click of a double click does nothing: it would meet
// the next screen.
func (r *root) takeClick(column, row int) tea.Cmd {
	const rest = 400 * time.Millisecond
	if r.resting {
		return nil
	}
	cmd, again := r.click(column, row), r.after(rest, rested{})
	r.resting = again != nil
	return tea.Batch(cmd, again)
}

// click does what stands in this place of the window: a key of the foot, or a line of the body. What stands in the right
// pane is only read.
func (r *root) click(column, row int) tea.Cmd {
	page := r.top().page(r.room())
	if key, ok := r.keyAt(page, column, row); ok {
		return r.pass(key.press())
	}
	if step, _ := r.room().split(); len(page.aside) > 0 && column >= step.width {
		return nil
	}
	shown, offset := r.visible(page)
	if row -= headHeight; row < 0 || row >= len(shown) {
		return nil
	}
	same, ok := page.clicks[offset+row]
	if !ok {
		return nil
	}
	return r.pass(same)
}

func (r *root) turnWheel(button tea.MouseButton) {
	by := wheelLines
	switch button {
	case tea.MouseWheelUp:
		by = -wheelLines
	case tea.MouseWheelDown:
	default:
		return
	}
	if top, ok := r.top().(paging); ok {
		top.move(by)
		return
	}
	r.scroll(by)
}
