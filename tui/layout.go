package tui

// From twoPanes columns on, a case has two panes: the step, and beside it what it rests on.
const (
	twoPanes    = 100
	widestAside = 48
	divider     = 3 // cells between the panes
)

// tall is the height of a body from which there is room to spare: for space around a question, and for a source that
// stays at the foot.
const tall = 18

func (r room) isTall() bool { return r.height >= tall }

// split divides the room into the two panes. The second has no width where there is one column.
func (r room) split() (room, room) {
	step, aside := r, r
	aside.width = 0
	if r.width >= twoPanes && r.height > 0 { // lines have no height
		aside.width = min(r.width*2/5, widestAside)
		step.width -= aside.width + divider
	}
	return step, aside
}

// join puts the right pane beside the lines of a body.
func (r room) join(body, aside []string) {
	step, _ := r.split()
	for i, line := range body {
		body[i] = pad(line, step.width) + " " + r.theme.dim.Render(r.theme.glyphs.guide)
		if i < len(aside) {
			body[i] += aside[i]
		}
	}
}
