package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// reportScreen shows the report as it will be handed over, saves it and sends it to the clipboard. The
// report is made once, so that what is saved is what was shown.
type reportScreen struct {
	*casework
	made   report.Report
	unmade error // why there is no report
	format report.Format
	both   bool // whether it is wanted in both languages, not only in that of the screen
	saved  catalog.Text
	failed catalog.Text // why it could not be saved
	shown  drawing
}

// drawing is a report as it was drawn last: it is long, and changes only with these four.
type drawing struct {
	format report.Format
	lang   catalog.Lang
	both   bool
	width  int
	lines  []string
}

func newReport(work *casework) *reportScreen {
	made, err := report.Build(work.book, work.entry, work.current, work.now())
	return &reportScreen{casework: work, made: made.By(work.settings.Author()), unmade: err, format: report.Text}
}

func (r *reportScreen) update(msg tea.Msg, room room) (turn, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return turn{}, nil
	}
	switch {
	case r.keys.save.is(key):
		r.save(room.lang)
	case r.keys.copy.is(key):
		return turn{}, r.copy(room.lang)
	case r.keys.format.is(key):
		formats := report.Formats()
		r.format = formats[(slices.Index(formats, r.format)+1)%len(formats)]
	case r.keys.both.is(key):
		r.both = !r.both
	case r.keys.code.is(key) && r.unmade == nil:
		return turn{kind: push, to: &codeScreen{casework: r.casework, made: r.made}}, nil
	case r.keys.back.is(key), key.String() == "esc":
		return turn{kind: back}, nil
	case r.keys.finish.is(key):
		return r.finish(), nil
	case r.keys.leave.is(key):
		return turn{kind: leave}, nil
	}
	return turn{}, nil
}

// langs are the languages of the report.
func (r *reportScreen) langs(ofScreen catalog.Lang) []catalog.Lang {
	if r.both {
		return []catalog.Lang{catalog.Chinese, catalog.English}
	}
	return []catalog.Lang{ofScreen}
}

// file is the report in a format.
func (r *reportScreen) file(format report.Format, lang catalog.Lang) (string, error) {
	if r.unmade != nil {
		return "", r.unmade
	}
	var content strings.Builder
	err := report.Write(&content, format, r.langs(lang), r.made)
	return content.String(), err
}

// draw returns the report's lines, or why there are none.
func (r *reportScreen) draw(room room) []string {
	if r.shown.lines != nil && r.shown.format == r.format && r.shown.lang == room.lang && r.shown.both == r.both && r.shown.width == room.width {
		return r.shown.lines
	}
	s := sheet{room: room}
	text, err := r.file(r.format.OnScreen(), room.lang)
	if err != nil {
		s.say(room.theme.problem, r.explain(err))
	}
	if r.format != r.format.OnScreen() {
		s.text(room.theme.dim, fmt.Sprintf(room.in(words.ReportPreview), strings.ToUpper(string(r.format))))
		s.gap()
	}
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		line = strings.ReplaceAll(line, "\t", "  ")
		mark := itemMark(line)
		s.marked(room.theme.plain, mark, line[len(mark):])
	}
	r.shown = drawing{format: r.format, lang: room.lang, both: r.both, width: room.width, lines: s.lines}
	return s.lines
}

// itemMark is what stands before the text of an item of a list; its further lines are indented by as much.
func itemMark(line string) string {
	item := strings.TrimLeft(line, " ")
	afterNumber := strings.TrimLeft(item, "0123456789")
	switch {
	case strings.HasPrefix(item, "- "):
		item = item[len("- "):]
	case len(afterNumber) < len(item) && strings.HasPrefix(afterNumber, ". "):
		item = afterNumber[len(". "):]
	}
	return line[:len(line)-len(item)]
}

// save writes the report to a file and says where. A report that lies there already is not written again.
func (r *reportScreen) save(lang catalog.Lang) bool {
	if r.isExample {
		r.failed = words.ExampleUnsaved
		return false
	}
	content, err := r.file(r.format, lang)
	var path string
	if err == nil {
		path, err = writeNew(r.reports, report.FileName(r.made, r.format), content)
	}
	if err != nil {
		r.saved, r.failed = catalog.Text{}, r.explain(err)
		return false
	}
	r.failed = catalog.Text{}
	r.saved = catalog.Text{Zh: fmt.Sprintf(words.ReportSaved.Zh, path), En: fmt.Sprintf(words.ReportSaved.En, path)}
	return true
}

// copy sends what is on the screen to the clipboard. A terminal may drop it without a word, so a file is saved too.
func (r *reportScreen) copy(lang catalog.Lang) tea.Cmd {
	text, err := r.file(r.format.OnScreen(), lang)
	if err != nil || !r.save(lang) {
		return nil
	}
	r.saved = catalog.Text{Zh: words.ReportSent.Zh + r.saved.Zh, En: words.ReportSent.En + " " + r.saved.En}
	return tea.SetClipboard(text)
}

func (r *reportScreen) page(room room) page {
	s := sheet{room: room}
	if !r.problem.IsZero() {
		s.say(room.theme.problem, r.problem)
	}
	r.tell(&s)
	s.gap()
	return page{
		crumbs: r.crumbs(room, room.in(words.ReportTitle)), status: string(r.format), lines: append(s.lines, r.draw(room)...),
		keys: r.keysShown(),
	}
}

func (r *reportScreen) keysShown() []binding {
	shown := []binding{r.keys.save, r.keys.copy, r.keys.format, r.keys.code}
	if r.format != report.JSON { // which is in both languages always
		shown = append(shown, r.keys.both)
	}
	shown = append(shown, r.keys.back)
	if !r.unproven() {
		shown = append(shown, r.keys.finish)
	}
	return append(shown, r.keys.leave)
}

// tell says where the report was saved, or why it was not.
func (r *reportScreen) tell(s *sheet) {
	switch {
	case !r.failed.IsZero():
		s.say(s.room.theme.problem, r.failed)
	case !r.saved.IsZero():
		s.say(s.room.theme.good, r.saved)
	}
}
