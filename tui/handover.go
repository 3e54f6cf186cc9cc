package tui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// handoverScreen is where the agent says that the report was handed over, and when to ask for the reply.
type handoverScreen struct {
	*casework
	selected int // in handoverChoices
}

// handoverChoices are the usual times after which to ask; nobody has promised one.
var handoverChoices = []struct {
	label catalog.Text
	until func(now time.Time) time.Time
}{
	{words.HandoverUnknown, func(time.Time) time.Time { return time.Time{} }},
	{words.HandoverHours, func(now time.Time) time.Time { return now.Add(2 * time.Hour) }},
	{words.HandoverTomorrow, func(now time.Time) time.Time { return morning(now, 1) }},
	{words.HandoverDays, func(now time.Time) time.Time { return morning(now, 3) }},
}

// morning is nine o'clock so many days from now.
func morning(now time.Time, days int) time.Time {
	year, month, day := now.Date()
	return time.Date(year, month, day+days, 9, 0, 0, 0, now.Location())
}

func (h *handoverScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	if row, picked := msg.(pick); picked {
		h.selected = int(row)
		return h.choose(), nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case h.keys.cancel.is(key), h.keys.back.is(key):
		return turn{kind: back}, nil
	case h.keys.take.is(key):
		return h.choose(), nil
	case h.keys.up.is(key):
		h.selected = max(h.selected-1, 0)
	case h.keys.down.is(key):
		h.selected = min(h.selected+1, len(handoverChoices)-1)
	default:
		if n, err := strconv.Atoi(width.Narrow.String(key.Text)); err == nil && n >= 1 && n <= len(handoverChoices) {
			h.selected = n - 1
		}
	}
	return turn{}, nil
}

func (h *handoverScreen) choose() turn {
	until := handoverChoices[h.selected].until(h.now())
	h.keep(h.journal.Escalate(h.current, report.Receiver(h.state), until, h.now()))
	return turn{kind: show, to: h.screen()}
}

func (h *handoverScreen) page(room room) page {
	s := sheet{room: room}
	s.space()
	s.ask(room.theme.question, fmt.Sprintf(room.in(words.HandoverAsk), room.in(report.Receiver(h.state))))
	s.gap()
	for i, choice := range handoverChoices {
		label := strconv.Itoa(i+1) + "  " + room.in(choice.label)
		if until := choice.until(h.now()); !until.IsZero() {
			label += "  " + clock(until, h.now(), room)
		}
		s.row(i, i == h.selected, label)
	}
	return page{
		crumbs: h.crumbs(room, room.in(words.HandoverTitle)), lines: s.lines, focus: s.focus,
		keys: []binding{h.keys.take, h.keys.up, h.keys.down, h.keys.cancel}, clicks: s.clicks,
	}
}

// handed tells who has the report, since when, and what they replied.
func (o *outcomeScreen) handed(s *sheet) {
	room := s.room
	if len(o.current.Escalations) > 0 {
		s.gap()
	}
	for _, one := range o.current.Escalations {
		s.marked(room.theme.plain, room.theme.glyphs.done, fmt.Sprintf(room.in(words.HandoverDone), clock(one.At, o.now(), room), room.in(one.To)))
		switch {
		case !one.RepliedAt.IsZero():
			s.marked(room.theme.plain, room.theme.glyphs.item, fmt.Sprintf(room.in(words.ReplyCame), clock(one.RepliedAt, o.now(), room), one.Reply))
		case one.Until.IsZero():
			s.say(room.theme.dim, words.ReplyWaits)
		case !o.now().Before(one.Until):
			s.say(room.theme.caution, words.ReplyDue)
		default:
			s.text(room.theme.dim, fmt.Sprintf(room.in(words.ReplyUntil), clock(one.Until, o.now(), room)))
		}
	}
}

// replyScreen is where the agent writes what came back.
type replyScreen struct {
	*casework
	text     input
	hint     catalog.Text
	unstored unstored
}

func newReply(work *casework) *replyScreen {
	return &replyScreen{casework: work, text: newInput("", search)}
}

func (r *replyScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && r.keys.cancel.is(key):
		return r.cancel(), nil
	case ok && r.keys.store.is(key):
		if strings.TrimSpace(r.text.value()) == "" {
			r.hint = words.ReplyNeeded
			return turn{}, nil
		}
		if !r.keep(r.journal.Reply(r.current, r.text.value(), r.now())) {
			return turn{}, nil // what was written stays
		}
		return turn{kind: show, to: r.screen()}, nil
	}
	r.hint = catalog.Text{}
	if r.text.update(msg) {
		r.unstored = unstored{}
	}
	return turn{}, nil
}

// cancel goes back without a reply. What is typed keeps the agent here once.
func (r *replyScreen) cancel() turn {
	if why, holds := r.unstored.holds(r.text.value()); holds {
		r.hint = why
		return turn{}
	}
	return turn{kind: back}
}

func (r *replyScreen) page(room room) page {
	s := sheet{room: room}
	if !r.problem.IsZero() {
		s.say(room.theme.problem, r.problem)
	}
	last, _ := r.current.Escalation()
	s.space()
	s.ask(room.theme.question, fmt.Sprintf(room.in(words.ReplyAsk), room.in(last.To)))
	shown := page{crumbs: r.crumbs(room, room.in(words.ReplyTitle)), typing: true, keys: []binding{r.keys.store, r.keys.cancel}}
	s.lines, shown.cursor = typeInto(s.lines, &r.text, room)
	s.here()
	if !r.hint.IsZero() {
		s.say(room.theme.caution, r.hint)
	}
	shown.lines, shown.focus = s.lines, s.focus
	return shown
}
