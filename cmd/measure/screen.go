package main

import "strings"

// screen takes what a program writes and keeps two things apart: the text on its way to the screen, and
// the questions to the terminal. It draws nothing: a start is over when the marks are in the text.
type screen struct {
	text  strings.Builder
	seq   []byte // the escape sequence that is being received, without its ESC
	state state
}

// state is where in an escape sequence the next byte stands.
type state int

const (
	plain   state = iota // text
	escape               // after ESC
	between              // after ESC and an intermediate byte, as in the choice of a character set
	control              // in a control sequence, ESC [
	str                  // in a string, ESC ] or ESC P and their kin, to BEL or ESC \
	strEnd               // after an ESC in a string
)

// feed takes the next bytes and returns the answers that the terminal gives to the questions in them.
func (s *screen) feed(b []byte) (answers string) {
	for _, c := range b {
		if s.step(c) {
			answers += answer(string(s.seq))
			s.seq = s.seq[:0]
		}
	}
	return answers
}

// step takes one byte; it says whether an escape sequence is complete with it.
func (s *screen) step(c byte) (done bool) {
	switch s.state {
	case plain:
		switch {
		case c == 0x1b:
			s.state = escape
		case c == '\n' || c >= 0x20 && c != 0x7f:
			s.text.WriteByte(c)
		}
		return false
	case escape:
		s.seq = append(s.seq, c)
		switch {
		case c == '[':
			s.state = control
		case strings.IndexByte("]PX^_", c) >= 0:
			s.state = str
		case c >= 0x20 && c < 0x30:
			s.state = between
		default:
			s.state = plain
		}
	case between:
		s.seq = append(s.seq, c)
		if c >= 0x30 {
			s.state = plain
		}
	case control:
		s.seq = append(s.seq, c)
		if c >= 0x40 && c < 0x7f {
			s.state = plain
		}
	case str:
		switch c {
		case 0x07:
			s.state = plain
		case 0x1b:
			s.state = strEnd
		default:
			s.seq = append(s.seq, c)
		}
	case strEnd:
		s.state = plain // ESC \ ends the string; any other byte breaks it off
	}
	return s.state == plain
}

// shows tells whether all the marks have been received.
func (s *screen) shows(marks []string) bool {
	text := s.text.String()
	for _, mark := range marks {
		if !strings.Contains(text, mark) {
			return false
		}
	}
	return true
}
