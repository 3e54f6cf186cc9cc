package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// speak lists what was found with a number for each, or the open cases by their codes.
func (h *homeScreen) speak(room room) page {
	s := sheet{room: room}
	if !h.problem.IsZero() {
		s.say(room.theme.problem, h.problem)
	}
	if h.query.value() == "" {
		if !h.notice.IsZero() {
			s.say(room.theme.caution, h.notice)
		}
		if entry, offered := h.exampleEntry(); offered {
			h.welcome(&s, entry)
			s.gap()
		}
		h.speakCases(&s)
		s.say(room.theme.question, words.HomeAsk)
		keys := []binding{h.keys.settings, h.keys.history}
		if h.train != nil {
			keys = append(keys, h.keys.train)
		}
		return page{lines: s.lines, prompt: room.in(words.PlainHome), keys: append(keys, h.keys.leaveHome)}
	}
	switch {
	case len(h.found) == 0:
		s.say(room.theme.caution, words.HomeNothing)
	case h.nearest:
		s.say(room.theme.caution, words.HomeNearest)
	}
	for i := range h.found {
		s.marked(room.theme.plain, strconv.Itoa(i+1)+". ", h.foundLine(i, 0, room))
	}
	s.say(room.theme.question, words.PlainPick)
	return page{
		crumbs: []string{h.query.value()}, lines: s.lines, keys: []binding{h.keys.leaveHome},
		prompt: room.prompt([]string{room.in(words.PlainCode), room.numbers(len(h.found))}, h.keys.leaveHome),
	}
}

func (h *homeScreen) speakCases(s *sheet) {
	h.sayClock(s)
	for i, summary := range h.open {
		switch {
		case summary.Closed:
			s.say(s.room.theme.dim, words.PlainFinished)
		case i == 0:
			s.say(s.room.theme.title, words.PlainOpenCases)
		}
		s.marked(s.room.theme.plain, s.room.theme.glyphs.item, strings.Join(h.caseFacts(summary, s.room), between))
	}
}

// hear takes the number of an entry that was found, the code of a case, or a new search. A number with a zero before
// it is a code.
func (h *homeScreen) hear(line string) (turn, bool) {
	switch {
	case h.keys.leaveHome.means(line):
		return turn{kind: leave}, true
	case h.keys.settings.means(line):
		return turn{kind: push, to: newSettings(h.desk)}, true
	case h.keys.history.means(line) && h.journal != nil:
		return turn{kind: push, to: newHistory(h.desk)}, true
	case h.train != nil && h.keys.train.means(line):
		h.notice = words.PlainTrain
		return turn{}, true
	}
	if entry, offered := h.exampleEntry(); offered && line == "" {
		return h.showExample(entry), true
	}
	typed := width.Narrow.String(line)
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(h.found) && !strings.HasPrefix(typed, "0") {
		return turn{kind: push, to: h.entry(h.found[n-1])}, true
	}
	if id, err := cases.ParseID(line); err == nil && slices.ContainsFunc(h.open, func(s cases.Summary) bool { return s.ID == id }) {
		return h.takeUp(id), true
	}
	to := h.lookUp(line)
	h.asked = line != ""
	if to.kind == stay {
		to = h.answer()
	}
	return to, true
}

// mostSpoken is how many cases of the history are said: more are found by a filter.
const mostSpoken = 20

// speak lists the latest cases that fit, with a number for each.
func (h *historyScreen) speak(room room) page {
	s := sheet{room: room}
	if !h.problem.IsZero() {
		s.say(room.theme.problem, h.problem)
	}
	switch {
	case len(h.all) == 0:
		s.say(room.theme.dim, words.HistoryNone)
	case len(h.found) == 0:
		s.say(room.theme.caution, words.HistoryNothing)
	}
	for i, at := range h.found[:min(len(h.found), mostSpoken)] {
		summary := h.all[at]
		said := slices.DeleteFunc([]string{
			h.code(summary, room), clock(summary.Updated.In(h.now().Location()), h.now(), room), summary.TID,
			room.in(summary.State.Label()), ending(summary, room), summary.ID,
		}, isEmpty)
		s.marked(room.theme.plain, strconv.Itoa(i+1)+". ", strings.Join(said, "  "))
	}
	s.say(room.theme.dim, words.HistoryHint)
	typed := []string{room.in(words.PlainText)}
	if rows := min(len(h.found), mostSpoken); rows > 0 {
		typed = append(typed, room.numbers(rows))
	}
	return page{
		prompt: room.prompt(typed, h.keys.home),
		crumbs: []string{room.in(words.HistoryTitle)}, status: fmt.Sprintf(room.in(words.HistoryCount), len(h.found), len(h.all)),
		lines: s.lines, keys: []binding{h.keys.home},
	}
}

// hear takes the number of a case, or what to look for.
func (h *historyScreen) hear(line string) (turn, bool) {
	if h.keys.home.means(line) {
		return turn{kind: goHome}, true
	}
	if n, err := strconv.Atoi(width.Narrow.String(line)); err == nil && n >= 1 && n <= min(len(h.found), mostSpoken) {
		h.selected = n - 1
		return h.choose(), true
	}
	h.filter.set(line)
	h.look(h.textsIn)
	return turn{}, true
}

// speak says the step without the path so far, which was said as it was gone.
func (s *stepScreen) speak(room room) page {
	sheet := sheet{room: room}
	s.ask(&sheet)
	sheet.foot(s.cite)
	s.note(&sheet)
	page := s.around(sheet)
	page.prompt = s.keys.promptOf(slices.Concat(page.inBody, page.keys), room)
	return page
}

// hear takes "cannot" with its reason in one line, and the Enter that begins a form.
func (s *stepScreen) hear(line string) (turn, bool) {
	first, reason, _ := strings.Cut(line, " ")
	if reason = strings.TrimSpace(reason); reason != "" && s.keys.cannot.means(first) && slices.Contains(s.values, flows.Cannot) {
		return s.answer(flows.Cannot, "", search(reason)), true
	}
	if s.state.Current.Node.Kind != flows.Collect || !s.keys.choose.means(line) {
		return s.hearRecord(line)
	}
	form, needed := formInLines(s.casework, s.state.Current.Fields)
	if !needed {
		return s.answer(flows.Done, "", ""), true
	}
	return turn{kind: push, to: form}, true
}

func (o *outcomeScreen) speak(room room) page {
	page := o.page(room)
	page.prompt = o.keys.promptOf(slices.Concat(page.inBody, page.keys), room)
	return page
}

func (o *outcomeScreen) hear(line string) (turn, bool) { return o.hearRecord(line) }

// hearRecord takes the key of the fault record.
func (w *casework) hearRecord(line string) (turn, bool) {
	if !w.keys.record.means(line) {
		return turn{}, false
	}
	form, _ := formInLines(w, nil)
	return turn{kind: push, to: form}, true
}

// formInLines opens a form at the first field that is needed, and tells whether there is one; else it stands at the
// first empty one.
func formInLines(work *casework, wanted []string) (*formScreen, bool) {
	form := newForm(work, wanted)
	at := form.selected
	form.selected = -1
	if !form.seek() {
		form.open(at)
		return form, false
	}
	form.open(form.selected)
	return form, true
}

// hear takes the number of a usual reason, or a reason in the agent's own words.
func (r *reasonScreen) hear(line string) (turn, bool) {
	if line == "" || r.keys.cancel.means(line) {
		return turn{}, false
	}
	if n, err := strconv.Atoi(width.Narrow.String(line)); err == nil && n >= 1 && n <= len(r.usual) {
		r.selected = n - 1
		return r.choose(), true
	}
	r.own.set(line)
	r.selected = len(r.usual)
	return r.choose(), true
}

func (r *reasonScreen) speak(room room) page {
	page := r.page(room)
	page.prompt = room.prompt([]string{room.numbers(len(r.usual)), room.in(words.PlainText)}, r.keys.cancel)
	return page
}

// speak asks for one field, and says first what is kept of the one before, and what there is to say about it.
func (f *formScreen) speak(room room) page {
	s, field, before := sheet{room: room}, f.fields()[f.selected], f.book.Field(string(f.about))
	if kept := masked(f.current.Record, f.about); f.about != f.name() && kept != "" {
		s.text(room.theme.plain, room.in(before.Label)+room.in(words.Colon)+kept)
	}
	if f.finding != nil {
		s.text(room.theme.caution, room.in(before.Label)+room.in(words.Colon)+room.in(f.finding.Text))
	}
	if !f.problem.IsZero() {
		s.say(room.theme.problem, f.problem)
	}
	if f.showsAsked() {
		f.sayEither(&s, slices.DeleteFunc(slices.Clone(f.demands()), func(demand string) bool { return !concerns(demand, field.Name) }))
	}
	s.say(room.theme.question, field.Label)
	s.say(room.theme.dim, f.help(field))
	f.showOffers(&s, "")
	if held := masked(f.current.Record, f.name()); held != "" {
		s.text(room.theme.plain, fmt.Sprintf(room.in(words.PlainHeld), held))
	}
	keys := append([]binding{f.keys.next, f.keys.previous, f.keys.done}, f.offerKeys()...)
	if len(f.pages) > 1 {
		keys = append(keys, f.keys.others)
	}
	return page{crumbs: f.crumbs(room, room.in(words.FormTitle)), status: f.count(room), lines: s.lines, keys: keys}
}

// hides tells whether the field in hand must not be seen while it is typed.
func (f *formScreen) hides() bool { return f.name() == fault.Card || f.name().IsSecret() }

// hear takes what is typed for the field in hand and goes to the next one that is needed. What is refused is thrown
// away at once.
func (f *formScreen) hear(line string) (turn, bool) {
	switch {
	case f.keys.others.means(line) && len(f.pages) > 1:
		f.turnPage()
		return turn{}, true
	case f.keys.previous.means(line) && f.selected == 0:
		return turn{kind: back}, true
	case f.keys.previous.means(line):
		f.move(f.selected - 1)
		return turn{}, true
	case f.keys.done.means(line):
		return f.done(), true
	case f.keys.same.means(line) && f.nextOffer() != "":
		f.text.set(f.nextOffer())
	case line == "-":
		f.put("")
	case line != "":
		f.put(line)
	}
	to := f.goOn()
	if f.finding != nil && f.finding.Hard {
		f.open(f.selected)
	}
	return to, true
}

// put writes a line into the field in hand.
func (f *formScreen) put(text string) {
	if f.name() == fault.Card {
		f.card = cardInput{entry: fault.CardEntry{}.Paste(text), wiped: true}
		return
	}
	f.text.set(text)
}

// goOn stores the field in hand and goes to the next that is needed; of the optional ones, to the next empty one.
func (f *formScreen) goOn() turn {
	if !f.showsAsked() {
		return f.next()
	}
	if !f.store() {
		return turn{}
	}
	if f.seek() {
		f.open(f.selected)
		return turn{}
	}
	return f.done()
}

// seek selects the next field after the one in hand that is needed, and tells whether there is one.
func (f *formScreen) seek() bool {
	for i := f.selected + 1; f.showsAsked() && i < len(f.fields()); i++ {
		if f.needed(f.fields()[i]) {
			f.selected = i
			return true
		}
	}
	return false
}

// needed tells whether a field is empty and belongs to a demand that is not met yet.
func (f *formScreen) needed(field flows.Field) bool {
	has := func(field string) bool { return f.current.Record.Has(fault.Name(field)) }
	return !f.has(field) && slices.ContainsFunc(f.demands(), func(demand string) bool {
		return concerns(demand, field.Name) && !flows.Met(demand, has)
	})
}

// concerns tells whether a demand is about a field.
func concerns(demand, field string) bool {
	return slices.Contains(flows.FieldsOf([]string{demand}), field)
}
