package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// This file is the mouse. A click does what its line says, a turn of the wheel scrolls, and all else of the mouse is
// the terminal's: with Shift held it selects text.

// wheelLines is how far one step of the wheel scrolls.
const wheelLines = 3

// mouseMode asks the terminal for clicks and the wheel, unless POSMEDIC_MOUSE is off.
func mouseMode(env []string) tea.MouseMode {
	for _, setting := range env {
		name, value, _ := strings.Cut(setting, "=")
		if name == "POSMEDIC_MOUSE" && strings.EqualFold(value, "off") {
			return tea.MouseModeNone
		}
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
			return r.click(mouse.X, mouse.Y)
		}
	case tea.MouseWheelMsg:
		r.turnWheel(mouse.Button)
	}
	return nil
}

// click does what the line says that stands in this row of the window. What stands in the right pane is only read.
func (r *root) click(column, row int) tea.Cmd {
	page := r.top().page(r.room())
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
