package tui

import (
	"fmt"
	"time"

	"posmedic/flows"
	"posmedic/flows/cases"
)

// tick comes each second while the screen on top shows a clock.
type tick struct{}

// ticking is a screen whose page changes by itself as time goes by.
type ticking interface{ ticks() bool }

// waits tells whether this step is one to wait at: for a time, or for somebody who is not here.
func (s *stepScreen) waits() bool {
	node := s.state.Current.Node
	return node.WaitMinutes > 0 || (node.Kind == flows.Action && (node.Who == flows.BackOffice || node.Who == flows.Factory))
}

// waiting tells whether the case already waits at this step.
func (s *stepScreen) waiting() bool {
	return !s.current.Wait.IsZero() && s.current.Wait.Key == s.state.Current.Key
}

// ticks tells that the head and a wait show a clock.
func (s *stepScreen) ticks() bool { return true }

// startWaiting begins the wait. A wait that has begun is not begun again: its time would be lost.
func (s *stepScreen) startWaiting() turn {
	if s.waiting() {
		return turn{}
	}
	node := s.state.Current.Node
	wait := cases.Wait{Key: s.state.Current.Key, For: node.Who}
	if node.WaitMinutes > 0 {
		wait.Until = s.now().Add(time.Duration(node.WaitMinutes) * time.Minute)
	}
	s.keep(s.journal.StartWaiting(s.current, wait, s.now()))
	return turn{kind: show, to: s.screen()}
}

// sayWaiting says how long a wait that has begun still is, or that it is over: it is part of the question, because nobody
// need answer before.
func (s *stepScreen) sayWaiting(sheet *sheet) {
	room, wait := sheet.room, s.current.Wait
	switch {
	case !s.waits() || !s.waiting():
	case wait.Due(s.now()):
		sheet.ask(room.theme.good, room.in(words.WaitDue))
	case !wait.Until.IsZero():
		sheet.ask(room.theme.chosen, fmt.Sprintf(room.in(words.WaitLeft), countdown(wait.Until.Sub(s.now())), clock(wait.Until, s.now(), room)))
	default:
		sheet.ask(room.theme.chosen, fmt.Sprintf(room.in(words.WaitReply), clock(wait.Since, s.now(), room)))
	}
}

// offerWait is the row under the answers that begins a wait.
func (s *stepScreen) offerWait(sheet *sheet) {
	if !s.waits() || s.waiting() {
		return
	}
	room, node := sheet.room, s.state.Current.Node
	label := room.in(words.WaitRequest)
	if node.WaitMinutes > 0 {
		label = fmt.Sprintf(room.in(words.WaitClock), length(node.WaitMinutes, room))
	}
	sheet.answer(room.theme.plain, room.theme.glyphs.blank, s.keys.wait, label)
}

// countdown writes what is left as minutes and seconds, from an hour on with the hours.
func countdown(left time.Duration) string {
	left = left.Round(time.Second)
	minutes, seconds := int(left.Minutes())%60, int(left.Seconds())%60
	if left < time.Hour {
		return fmt.Sprintf("%d:%02d", minutes, seconds)
	}
	return fmt.Sprintf("%d:%02d:%02d", int(left.Hours()), minutes, seconds)
}

// length writes how long a wait is, in minutes or in whole hours.
func length(minutes int, room room) string {
	if minutes >= 120 && minutes%60 == 0 {
		return fmt.Sprintf(room.in(words.WaitHours), minutes/60)
	}
	return fmt.Sprintf(room.in(words.WaitMinutes), minutes)
}
