// Command empty is the smallest program that Bubble Tea can make with posmedic's options: what posmedic
// takes longer than this is posmedic's own, the newer versions of what lies below Bubble Tea included: here
// they are those that Bubble Tea itself asks for. It must never grow.
package main

import (
	"log"
	"strings"

	tea "charm.land/bubbletea/v2"
)

func main() {
	if _, err := tea.NewProgram(model{}, tea.WithFPS(120)).Run(); err != nil {
		log.Fatal(err)
	}
}

// model is one screen with one word on it that a key changes.
type model struct{ on bool }

func (m model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "q", "ctrl+c":
			return m, tea.Quit
		case "x", "e", "backspace": // the latter two so that it can stand in for posmedic
			m.on = !m.on
		}
	}
	return m, nil
}

func (m model) View() tea.View {
	word := "off"
	if m.on {
		word = "on"
	}
	// 24 lines: the screen that measure gives it, to the last one.
	view := tea.NewView("empty\n\n" + word + strings.Repeat("\n", 21) + "x 切换  q 退出")
	view.AltScreen = true
	return view
}
