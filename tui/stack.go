package tui

// stack is the screens that lie on each other, the home screen lowest.
type stack []screen

func (s stack) top() screen { return s[len(s)-1] }

// take goes where a screen said, and tells the screen that comes to the top.
func (s stack) take(to turn) stack {
	switch to.kind {
	case stay, leave:
		return s
	case push:
		s = append(s, to.to)
	case back:
		s = s[:max(len(s)-1, 1)]
	case show:
		s = append(s[:1:1], to.to)
	case goHome:
		s = s[:1]
	}
	if top, ok := s.top().(entered); ok {
		top.enter(to.kind)
	}
	return s
}
