package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/flows/fault"
)

// cardInput is the line that a card number is typed into. It holds no more of the number than
// fault.CardEntry does. While nothing is typed it shows what was kept before.
type cardInput struct {
	kept  fault.CardNumber
	entry fault.CardEntry
	wiped bool // whether what was kept before is to be emptied
}

func (c cardInput) update(msg tea.Msg) cardInput {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		c.entry, c.wiped = c.entry.Paste(msg.Content), true
	case tea.KeyPressMsg:
		switch {
		case msg.String() == "backspace", msg.String() == "delete", msg.String() == "ctrl+u":
			c.wiped = true
			c.entry = c.entry.Backspace()
		case msg.Text != "":
			c.entry, c.wiped = c.entry.Paste(msg.Text), true
		}
	}
	return c
}

// read returns what the line stands for.
func (c cardInput) read() (fault.Value, *fault.Finding) {
	if !c.wiped {
		return c.kept.Value(), nil
	}
	number, finding := c.entry.Number()
	return number.Value(), finding
}

func (c cardInput) show(lines []string, room room) ([]string, *place) {
	const prompt = "  > "
	text := c.entry.Display()
	if !c.wiped && !c.kept.IsZero() {
		text = c.kept.String()
	}
	return append(lines, room.theme.chosen.Render(prompt)+text), &place{line: len(lines), column: len(prompt) + ansi.StringWidth(text)}
}
