package tui

import (
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	"posmedic/flows/cases"
	flowdata "posmedic/flows/data"
	"posmedic/flows/drill"
	drilldata "posmedic/flows/drill/data"
	"posmedic/flows/drill/exam"
	"posmedic/flows/drill/history"
	"posmedic/flows/fault"
)

var (
	shipped = &catalog.Catalog{Tables: catalogdata.Tables}
	finds   = catalog.NewSearcher(shipped, &catalogdata.Lexicon)
	book    = flows.NewBook(&flowdata.Knowledge)
	// begun is when every test begins, in the zone that the wizard shows.
	begun = time.Date(2026, 11, 21, 14, 2, 0, 0, time.FixedZone("CST", 8*60*60))
)

// coach makes drills of what is shipped.
var coach = sync.OnceValue(func() *drill.Trainer {
	trainer, err := drill.NewTrainer(&flowdata.Knowledge, shipped, &drilldata.Pieces)
	if err != nil {
		panic(err)
	}
	return trainer
})

// wizard drives the wizard as a terminal would: keys, pastes and sizes go in, a screen comes out.
type wizard struct {
	t         testing.TB
	root      *root
	folder    string         // the store's, "" where the journal is kept in memory
	disk      *cases.Journal // what another program finds on the disk
	now       time.Time
	clipboard string // what was sent to the clipboard last
	left      bool   // whether posmedic has ended
	after     func() // is called after each message, unless nil

	drilled    []history.Record // what was stored of drills
	drillFails error
}

// start opens the wizard on an empty folder, in a window where no sentence needs a second line.
func start(t testing.TB) *wizard {
	t.Helper()
	return startIn(t, t.TempDir(), Options{})
}

// startIn opens the wizard on a folder, as one process of several, or of one after another.
func startIn(t testing.TB, folder string, options Options) *wizard {
	t.Helper()
	w := &wizard{t: t, folder: folder, disk: openJournal(t, folder, book), now: begun}
	options.Open = func() (*cases.Journal, error) {
		walked := book
		if options.Book != nil {
			walked = options.Book
		}
		return openJournal(t, folder, walked), nil
	}
	w.open(options)
	w.run(w.root.Init())
	return w
}

// startWith opens the wizard on a journal that is not the real one.
func startWith(t testing.TB, journal journal) *wizard {
	t.Helper()
	w := &wizard{t: t, now: begun}
	w.open(Options{Reports: t.TempDir()})
	list, err := journal.List()
	if err != nil {
		t.Fatal(err)
	}
	w.send(opened{journal: journal, list: list, finder: finds})
	return w
}

func (w *wizard) open(options Options) {
	if options.Book == nil {
		options.Book = book
	}
	if options.Reports == "" {
		options.Reports = filepath.Join(w.folder, "reports")
	}
	if options.Lang == "" {
		options.Lang = catalog.English
	}
	if options.Settings == nil {
		options.Settings = newChosen()
	}
	options.Catalog = shipped
	options.Searcher = func() *catalog.Searcher { return finds }
	options.Now = func() time.Time { return w.now }
	if options.Train == nil {
		options.Train = func() (*Training, error) {
			return &Training{Trainer: coach(), Append: func(record history.Record) error {
				w.drilled = append(w.drilled, record)
				return w.drillFails
			}, Sign: func(sheet exam.Sheet, format exam.Format) ([]byte, error) {
				return exam.Write(sheet, format, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
			}}, nil
		}
	}
	options.Explain = func(err error) catalog.Text {
		return catalog.Text{Zh: "没有做成：" + err.Error(), En: "it did not work: " + err.Error()}
	}
	w.root = newRoot(options)
	w.root.after = func(time.Duration, tea.Msg) tea.Cmd { return nil } // a test sends its ticks itself
	w.size(200, 60)
}

func openJournal(t testing.TB, folder string, walked *flows.Book) *cases.Journal {
	t.Helper()
	store, err := cases.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return cases.NewJournal(store, walked)
}

// send passes a message on and does what the wizard asks for in return.
func (w *wizard) send(msg tea.Msg) {
	_, cmd := w.root.Update(msg)
	if w.after != nil {
		w.after()
	}
	w.run(cmd)
}

func (w *wizard) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, one := range msg {
			w.run(one)
		}
	case tea.QuitMsg:
		w.left = true
	case opened, failure:
		w.send(msg)
	default:
		if fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
			w.clipboard = fmt.Sprint(msg)
		}
	}
}

func (w *wizard) size(width, height int) { w.send(tea.WindowSizeMsg{Width: width, Height: height}) }

// press sends keys: those with a name by their name, everything else letter by letter.
func (w *wizard) press(keys ...string) {
	for _, name := range keys {
		if named, ok := namedKeys[name]; ok {
			w.send(named)
			continue
		}
		for _, letter := range name {
			w.send(letterKey(letter))
		}
	}
}

func letterKey(letter rune) tea.KeyPressMsg {
	return tea.KeyPressMsg{Code: letter, Text: string(letter)}
}

var namedKeys = map[string]tea.KeyPressMsg{
	"enter":     {Code: tea.KeyEnter},
	"esc":       {Code: tea.KeyEscape},
	"up":        {Code: tea.KeyUp},
	"down":      {Code: tea.KeyDown},
	"left":      {Code: tea.KeyLeft},
	"right":     {Code: tea.KeyRight},
	"home":      {Code: tea.KeyHome},
	"end":       {Code: tea.KeyEnd},
	"tab":       {Code: tea.KeyTab},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
	"backspace": {Code: tea.KeyBackspace},
	"delete":    {Code: tea.KeyDelete},
	"pgup":      {Code: tea.KeyPgUp},
	"pgdown":    {Code: tea.KeyPgDown},
	"f1":        {Code: tea.KeyF1},
	"f2":        {Code: tea.KeyF2},
	"f3":        {Code: tea.KeyF3},
	"ctrl+c":    {Code: 'c', Mod: tea.ModCtrl},
	"ctrl+l":    {Code: 'l', Mod: tea.ModCtrl},
	"ctrl+o":    {Code: 'o', Mod: tea.ModCtrl},
	"ctrl+p":    {Code: 'p', Mod: tea.ModCtrl},
	"ctrl+u":    {Code: 'u', Mod: tea.ModCtrl},
	"ctrl+x":    {Code: 'x', Mod: tea.ModCtrl},
	"ctrl+z":    {Code: 'z', Mod: tea.ModCtrl},
}

func (w *wizard) paste(text string) { w.send(tea.PasteMsg{Content: text}) }

// lines returns the screen as text, without the blanks at the ends of its lines.
func (w *wizard) lines() []string {
	lines := strings.Split(ansi.Strip(w.root.View().Content), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

func (w *wizard) screen() string { return strings.Join(w.lines(), "\n") }

// see demands that texts are on the screen, in this order.
func (w *wizard) see(texts ...string) {
	w.t.Helper()
	rest := w.screen()
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			w.t.Fatalf("want %q on the screen, in the order %q:\n%s", text, texts, w.screen())
		}
		rest = after
	}
}

// seeNot demands that none of the texts is on the screen.
func (w *wizard) seeNot(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if strings.Contains(w.screen(), text) {
			w.t.Fatalf("want no %q on the screen:\n%s", text, w.screen())
		}
	}
}

// cursorAt demands that the cursor stands right behind a text.
func (w *wizard) cursorAt(text string) {
	w.t.Helper()
	cursor := w.root.View().Cursor
	if cursor == nil {
		w.t.Fatalf("want a cursor behind %q:\n%s", text, w.screen())
	}
	line := w.lines()[cursor.Y]
	before := ansi.Truncate(line, cursor.X, "")
	if !strings.HasSuffix(before, text) || ansi.StringWidth(before) != cursor.X {
		w.t.Fatalf("want the cursor behind %q; it stands at %d,%d in %q", text, cursor.X, cursor.Y, line)
	}
}

// theCase loads the only case from the disk.
func (w *wizard) theCase() cases.Case {
	w.t.Helper()
	list := w.listed()
	if len(list) != 1 {
		w.t.Fatalf("want one case on the disk, there are %d", len(list))
	}
	loaded, err := w.disk.Load(list[0].ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return loaded
}

func (w *wizard) listed() []cases.Summary {
	w.t.Helper()
	list, err := w.disk.List()
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// walkTo begins a case about a code and gives these answers.
func (w *wizard) walkTo(code string, keys ...string) {
	w.t.Helper()
	w.press(code, "enter", "enter")
	w.press(keys...)
}

// same demands that two values are equal.
func same[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

// memory is a journal that keeps its cases nowhere else, and fails when it is told to.
type memory struct {
	cases map[string]cases.Case
	fails error
}

func newMemory() *memory { return &memory{cases: map[string]cases.Case{}} }

var errBroken = errors.New("the disk is gone")

func (m *memory) keep(c cases.Case, now time.Time) (cases.Case, error) {
	if m.fails != nil {
		return m.cases[c.ID], m.fails
	}
	c.Seq, c.Updated = c.Seq+1, now
	m.cases[c.ID] = c
	return c, nil
}

func (m *memory) List() ([]cases.Summary, error) {
	var list []cases.Summary
	for _, c := range m.cases {
		list = append(list, cases.Summary{ID: c.ID, Table: c.Table, Code: c.Code, Updated: c.Updated, Closed: c.Closed})
	}
	slices.SortFunc(list, func(a, b cases.Summary) int { return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.ID, b.ID)) })
	return list, m.fails
}

func (m *memory) Load(id string) (cases.Case, error) { return m.cases[id], m.fails }

func (m *memory) Begin(entry catalog.Entry, now time.Time) (cases.Case, error) {
	code, _ := fault.Parse(fault.Code, entry.Code, now)
	return m.keep(cases.Case{
		ID: fmt.Sprintf("CASE-%04d", len(m.cases)), Table: entry.Table, Code: entry.Code, Message: entry.Message, Opened: now,
		Walk:   flows.Walk{Flow: entry.Flow, Cursor: flows.AtFrontier},
		Record: fault.Record{}.With(fault.Code, code),
	}, now)
}

func (m *memory) Answer(c cases.Case, answer flows.Answer, now time.Time) (cases.Case, error) {
	answer.At = now
	c.Walk = c.Walk.With(answer)
	return m.keep(c, now)
}

func (m *memory) Move(c cases.Case, cursor int, now time.Time) (cases.Case, error) {
	c.Walk = c.Walk.At(cursor)
	return m.keep(c, now)
}

func (m *memory) SetField(c cases.Case, name fault.Name, value fault.Value, now time.Time) (cases.Case, error) {
	c.Record = c.Record.With(name, value)
	return m.keep(c, now)
}

func (m *memory) StartWaiting(c cases.Case, wait cases.Wait, now time.Time) (cases.Case, error) {
	c.Wait, c.Wait.Since = wait, now
	return m.keep(c, now)
}

func (m *memory) Close(c cases.Case, now time.Time) (cases.Case, error) {
	c.Closed = true
	return m.keep(c, now)
}

func (m *memory) Reopen(c cases.Case, now time.Time) (cases.Case, error) {
	c.Closed = false
	return m.keep(c, now)
}

func (m *memory) Note(c cases.Case, text string, now time.Time) (cases.Case, error) {
	c.Notes = append(slices.Clip(c.Notes), cases.Note{Text: text, At: now})
	return m.keep(c, now)
}

func (m *memory) NameEvidence(c cases.Case, file, note string, now time.Time) (cases.Case, error) {
	c.Evidence = append(slices.Clip(c.Evidence), cases.Evidence{File: file, Note: note, At: now})
	return m.keep(c, now)
}

func (m *memory) WithdrawEvidence(c cases.Case, file string, now time.Time) (cases.Case, error) {
	c.Evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(e cases.Evidence) bool { return e.File == file })
	return m.keep(c, now)
}

func (m *memory) TestCure(c cases.Case, answer flows.Answer, now time.Time) (cases.Case, error) {
	c.Cure, c.Cure.At = answer, now
	return m.keep(c, now)
}

func (m *memory) Escalate(c cases.Case, to catalog.Text, until, now time.Time) (cases.Case, error) {
	c.Escalations = append(slices.Clip(c.Escalations), cases.Escalation{To: to, Until: until, At: now})
	return m.keep(c, now)
}

func (m *memory) Reply(c cases.Case, text string, now time.Time) (cases.Case, error) {
	c.Escalations = slices.Clone(c.Escalations)
	last := &c.Escalations[len(c.Escalations)-1]
	last.Reply, last.RepliedAt = text, now
	return m.keep(c, now)
}

func (m *memory) Earlier(cases.Case, time.Time) ([]cases.Case, error) { return nil, m.fails }

func (m *memory) Export(io.Writer, []string, time.Time) (cases.Exported, error) {
	return cases.Exported{}, m.fails
}

func (m *memory) Delete(doomed []cases.Summary) error {
	for _, one := range doomed {
		delete(m.cases, one.ID)
	}
	return m.fails
}
