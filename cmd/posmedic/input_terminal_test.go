//go:build terminal

package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// clickAt sends what a terminal sends for a click of the left button, in a row from 0 on.
func (s *terminal) clickAt(row int) {
	s.t.Helper()
	s.press(fmt.Sprintf("\x1b[<0;6;%dM\x1b[<0;6;%[1]dm", row+1))
}

// clickOn clicks on the first row that has a text, until the screen that it was on has gone: a click counts a moment after
// the one before.
func (s *terminal) clickOn(screenWith, text string) {
	s.t.Helper()
	s.wait("what a click on "+text+" leads to", func(screen string) bool {
		if !strings.Contains(screen, screenWith) {
			return true
		}
		row := slices.IndexFunc(strings.Split(screen, "\n"), func(line string) bool { return strings.Contains(line, text) })
		if row >= 0 {
			s.clickAt(row)
		}
		return false
	})
}

// TestMouse goes through a case by the mouse alone, but for the code.
func TestMouse(t *testing.T) {
	t.Parallel()
	s := open(t, opening{})
	s.until("What does the terminal show?")
	if got := s.about("mouse_any_flag") + s.about("mouse_button_flag") + s.about("mouse_sgr_flag"); got != "111" && got != "011" {
		t.Errorf("the mouse's modes are %q", got)
	}
	s.press("E10")
	s.until("▸ E101")
	s.clickOn("▸ E101", "E102")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("step 1")
	s.clickOn("step 1", "[y] Yes")
	s.until("step 2")
	s.clickOn("step 2", "[y] ")
	s.until("The fault has gone")
	s.press("b")
	s.until("step 2")
}

func TestMouseSwitchedOff(t *testing.T) {
	t.Parallel()
	s := open(t, opening{env: []string{"POSMEDIC_MOUSE=off"}})
	s.until("What does the terminal show?")
	if got := s.about("mouse_any_flag") + s.about("mouse_button_flag"); strings.Contains(got, "1") {
		t.Errorf("the mouse's modes are %q", got)
	}
}

// TestResizeStorm makes the window another size again and again while keys come in.
func TestResizeStorm(t *testing.T) {
	t.Parallel()
	s := open(t, opening{})
	s.until("What does the terminal show?")
	s.press("E102", "Enter")
	s.until("What the handbook says to do")
	s.press("Enter")
	s.until("step 1")
	for i := range 100 {
		s.resize(fmt.Sprintf("%dx%d", 30+i*37%100, 10+i*13%40))
		if i%10 == 0 {
			s.press([]string{"n", "b"}[i/10%2])
		}
	}
	s.resize("80x24")
	s.until("step 1", "[y] Yes")
	s.rowsFit("80x24")
}

// TestClosedWindow closes the window while a field is being typed; it is there when posmedic is opened again.
func TestClosedWindow(t *testing.T) {
	t.Parallel()
	closed := open(t, opening{inside: true})
	closed.until("What does the terminal show?")
	closed.press("E102", "Enter")
	closed.until("What the handbook says to do")
	closed.press("Enter")
	closed.until("step 1")
	closed.press("i")
	closed.until("▸ Merchant ID")
	closed.press("822290054110021")
	closed.until("> 822290054110021")
	closed.tmux("kill-server")

	again := open(t, opening{data: closed.data})
	again.until("Open cases", "E102")
	again.press("Down", "Enter")
	again.until("step 1")
	again.press("i")
	again.until("822290054110021")
}

// TestOtherTerminals draws in windows that say they are something else.
func TestOtherTerminals(t *testing.T) {
	t.Parallel()
	for _, term := range []string{"screen", "screen-256color", "xterm", "linux", "vt100"} {
		t.Run(term, func(t *testing.T) {
			t.Parallel()
			s := open(t, opening{lang: "zh", env: []string{"TERM=" + term}})
			s.until("终端上显示什么？")
			s.press("E102", "Enter")
			s.until("手册的处理办法")
			s.press("Enter")
			s.until("[y]")
			s.press("n")
			s.until("第 2 步")
			s.press(":")
			s.until("要做什么？")
			s.rowsFit("80x24")
		})
	}
}

// TestSuspendWithoutAShell presses Ctrl+Z where there is nothing to go back to: the wizard goes on.
func TestSuspendWithoutAShell(t *testing.T) {
	t.Parallel()
	s := open(t, opening{})
	s.until("What does the terminal show?")
	s.press("C-z")
	s.press("E102")
	s.until("▸ E102")
	s.press("Enter")
	s.until("What the handbook says to do")
}
