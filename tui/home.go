package tui

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// homeScreen is where everything begins: a code or words are typed, and the open cases wait below.
type homeScreen struct {
	*desk
	query     input
	found     []catalog.Entry
	exact     int             // how many of them have just the code that was typed; they come first
	nearest   bool            // whether what was found is only near to what was typed
	open      []cases.Summary // the open cases, and last the one that was finished last, to take it up again
	all       []cases.Summary // every case, the last changed first
	unlisted  int             // open cases that are not listed
	selected  int             // in found, or in open while nothing is typed; -1 is none
	problem   catalog.Text
	notice    catalog.Text            // what was to be said at the start
	finder    finder                  // nil until the journal is there
	begin     func() (journal, error) // opens the journal; called once, beside the first frame
	prepare   func() finder           // makes the finder, likewise
	wanted    string                  // a case to open as soon as the journal is there
	exampleOf string                  // the flow of the example that is offered while there is no case
	asked     bool                    // whether what stands in the line came from the command line
	leaving   bool                    // whether Esc was pressed once with nothing typed: the next one leaves
}

// finder finds entries by their code or by words, the likest first, and knows how Chinese is spoken.
type finder interface {
	Search(query string, most int) []catalog.Entry
	Spoken(text string) string
}

// mostOpen is how many open cases are listed: the history has the others.
const mostOpen = 50

// opened brings the journal and what it holds, and what finds entries.
type opened struct {
	journal journal
	list    []cases.Summary
	finder  finder
	damage  error // why not all cases are in the list
}

func newHome(desk *desk, begin func() (journal, error), prepare func() finder) *homeScreen {
	return &homeScreen{desk: desk, query: newInput("", search), selected: -1, begin: begin, prepare: prepare}
}

// load opens the journal while the terminal is being set up, and then makes the finder. Keys wait for both, so
// that none is lost and none is kept waiting while it is handled.
func (h *homeScreen) load() tea.Cmd {
	return func() tea.Msg {
		journal, err := h.begin()
		if err != nil {
			return failure{err}
		}
		list, err := journal.List()
		if err != nil && !errors.Is(err, cases.ErrDamaged) { // the cases that are sound can be worked on
			return failure{err}
		}
		return opened{journal, list, h.prepare(), err}
	}
}

// enter brings the list of cases up to date. After a case the line is empty again; who only looked at an
// entry or at the help finds it as it was.
func (h *homeScreen) enter(by turnKind) {
	h.leaving = false
	if by == goHome {
		h.query = newInput("", search)
		h.look()
	}
	if h.journal == nil {
		return
	}
	list, err := h.journal.List()
	if err != nil {
		h.problem = h.explain(err)
		if !errors.Is(err, cases.ErrDamaged) {
			return
		}
	}
	h.take(list)
}

func (h *homeScreen) take(list []cases.Summary) {
	h.all, h.open = list, h.open[:0]
	for _, summary := range list {
		if !summary.Closed {
			h.open = append(h.open, summary)
		}
	}
	slices.SortStableFunc(h.open, func(a, b cases.Summary) int { return dueFirst(a, b, h.now()) })
	h.unlisted = max(len(h.open)-mostOpen, 0)
	h.open = h.open[:len(h.open)-h.unlisted]
	if last := slices.IndexFunc(list, func(s cases.Summary) bool { return s.Closed }); last >= 0 {
		h.open = append(h.open, list[last])
	}
	h.selected = min(h.selected, h.rows()-1)
}

func (h *homeScreen) update(msg tea.Msg, _ room) (turn, tea.Cmd) {
	switch msg := msg.(type) {
	case opened:
		h.journal, h.finder = msg.journal, msg.finder
		h.take(msg.list)
		if h.wanted != "" {
			return h.takeUp(h.wanted), nil
		}
		to := h.answer()
		if msg.damage != nil {
			h.problem = h.explain(msg.damage)
		}
		return to, nil
	case tea.KeyPressMsg:
		return h.press(msg)
	case pick:
		h.selected, h.leaving = int(msg), false
		return h.choose(), nil
	case tea.PasteMsg:
		h.leaving = false
		if h.query.update(msg) {
			h.look()
		}
	}
	return turn{}, nil
}

func (h *homeScreen) press(key tea.KeyPressMsg) (turn, tea.Cmd) {
	empty := h.query.value() == ""
	if empty && h.keys.leaveHome.is(key) {
		return h.leave(), nil
	}
	h.leaving = false
	switch {
	case h.keys.choose.is(key):
		return h.choose(), nil
	case h.keys.above.is(key):
		h.selected = max(h.selected-1, -1)
	case h.keys.below.is(key):
		h.selected = min(h.selected+1, h.rows()-1)
	case h.keys.train.is(key) && h.train != nil:
		return h.training(), nil
	case h.keys.history.is(key) && h.journal != nil:
		return turn{kind: push, to: newHistory(h.desk)}, nil
	case h.keys.settings.is(key) && empty:
		return turn{kind: push, to: newSettings(h.desk)}, nil
	case h.keys.clear.is(key):
		h.query = newInput("", search)
		h.look()
	default:
		if h.query.update(key) {
			h.look()
		}
	}
	return turn{}, nil
}

// leave leaves on the second Esc: with the first one an agent may only have wanted to be home.
func (h *homeScreen) leave() turn {
	if h.leaving {
		return turn{kind: leave}
	}
	h.leaving = true
	return turn{}
}

// training opens the drills, which have nothing to do with the cases.
func (h *homeScreen) training() turn {
	training, err := h.train()
	if err != nil {
		h.problem = h.explain(err)
		return turn{}
	}
	return turn{kind: show, to: newDrillDesk(h.desk, training).begin()}
}

func (h *homeScreen) rows() int {
	if h.query.value() == "" {
		return len(h.open)
	}
	return len(h.found)
}

func (h *homeScreen) entry(entry catalog.Entry) *entryScreen {
	return &entryScreen{desk: h.desk, entry: entry, known: func() []cases.Summary { return h.all }}
}

func (h *homeScreen) choose() turn {
	if entry, offered := h.exampleEntry(); offered {
		return h.showExample(entry)
	}
	switch {
	case h.selected < 0 || h.selected >= h.rows():
		return turn{}
	case h.query.value() == "":
		return h.takeUp(h.open[h.selected].ID)
	}
	return turn{kind: push, to: h.entry(h.found[h.selected])}
}

// takeUp opens a case where it stands, or says why it cannot be opened.
func (h *homeScreen) takeUp(id string) turn {
	to, err := h.desk.takeUp(id, lastKnown(h.all))
	if err != nil {
		h.problem = h.explain(err)
	}
	return to
}

func (h *homeScreen) page(room room) page {
	s := sheet{room: room}
	s.space()
	s.ask(room.theme.question, room.in(words.HomeAsk))
	prompt := "> "
	text, at := h.query.show(room.width - len(prompt) - 1)
	if text == "" {
		text = room.theme.dim.Render(cut(room.in(words.HomeHint), room.width-len(prompt), room.theme.glyphs.more))
	}
	s.lines = append(s.lines, room.theme.chosen.Render(prompt)+text)
	cursor := &place{line: len(s.lines) - 1, column: len(prompt) + at}
	s.gap()
	s.alert(h.problem)
	if h.query.value() == "" && !h.notice.IsZero() {
		s.say(room.theme.caution, h.notice)
		s.gap()
	}
	if entry, offered := h.exampleEntry(); offered {
		h.welcome(&s, entry)
	} else if h.query.value() == "" {
		h.openCases(&s)
	} else {
		h.results(&s)
	}
	return page{
		lines: s.lines, focus: s.focus, cursor: cursor, typing: h.query.value() != "",
		keys: h.keysShown(), clicks: s.clicks, last: h.farewell(room),
	}
}

// farewell says what another Esc does, at the foot where nothing hides it.
func (h *homeScreen) farewell(room room) []string {
	s := sheet{room: room}
	if h.leaving {
		s.say(room.theme.caution, words.HomeLeave)
	}
	return s.lines
}

// keysShown are the keys that do something now.
func (h *homeScreen) keysShown() []binding {
	var keys []binding
	_, offered := h.exampleEntry()
	if offered || h.selected >= 0 && h.selected < h.rows() {
		keys = append(keys, h.keys.choose)
	}
	if h.rows() > 0 {
		keys = append(keys, h.keys.above, h.keys.below)
	}
	keys = append(keys, h.keys.history)
	if h.query.value() == "" {
		keys = append(keys, h.keys.leaveHome, h.keys.settings)
	} else {
		keys = append(keys, h.keys.clear)
	}
	if h.train != nil {
		keys = append(keys, h.keys.train)
	}
	return keys
}

// row adds a line of a list behind a mark. The selected one is shown whole, the others as far as one line goes.
func (h *homeScreen) row(s *sheet, i int, style ink, mark, text string) {
	from := len(s.lines)
	defer func() { s.click(from, pick(i)) }()
	if i != h.selected {
		s.short(style, mark+text)
		return
	}
	s.marked(s.room.theme.chosen, s.room.theme.glyphs.pointer, text)
	s.here()
}

// clock writes a time as a person reads it: today's by the hour, others by the day.
func clock(at, now time.Time, room room) string {
	at = at.In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return room.in(words.Today) + " " + at.Format("15:04")
	}
	return at.Format("01-02 15:04")
}
