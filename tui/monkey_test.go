package tui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"posmedic/flows/cases"
)

// TestMonkey plays with the wizard: keys, pastes of all sizes and windows of all sizes. Whatever it does, the
// screen fills the window and no whole card number is on it.
func TestMonkey(t *testing.T) {
	t.Parallel()
	const (
		runs     = 10
		messages = 2000
	)
	for seed := range uint64(runs) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			m := &monkey{wizard: startWith(t, newMemory()), random: rand.New(rand.NewPCG(seed, 0)), names: names()}
			for i := range messages {
				m.play()
				if i%10 == 0 {
					m.fits()
				}
				if i%2 == 0 {
					continue // two messages can come before the next frame
				}
				if view := m.fills(); strings.Contains(view.Content, wholeCard[5:16]) {
					t.Fatalf("the screen shows a whole card number:\n%s", m.screen())
				}
			}
		})
	}
}

// TestMonkeyOnDisk plays on a real store: what the screens show of a case is what the disk has of it, and memory does
// not grow. POSMEDIC_MONKEY is how many messages it sends.
func TestMonkeyOnDisk(t *testing.T) {
	messages := 5000
	if text := os.Getenv("POSMEDIC_MONKEY"); text != "" {
		var err error
		if messages, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	seen := &witness{journal: openJournal(t, folder, book), shown: map[string]cases.Case{}}
	m := &monkey{wizard: startWith(t, seen), random: rand.New(rand.NewPCG(uint64(messages), 1)), names: names()}
	m.disk = openJournal(t, folder, book) // what another program finds
	m.now = begun.UTC()                   // as the disk has its times
	m.after = func() { seen.look(m.root) }
	var early uint64
	for i := range messages {
		m.play()
		m.fills()
		if i%200 == 199 {
			seen.compare(m.wizard)
		}
		if i == messages/5 {
			early = heap()
		}
	}
	seen.compare(m.wizard)
	late, kept := heap(), len(m.listed())
	t.Logf("%d messages, %d cases at the end, %d of them compared, heap %.1f MB after a fifth and %.1f MB at the end",
		messages, kept, seen.compared, float64(early)/1e6, float64(late)/1e6)
	if seen.compared < messages/500 {
		t.Errorf("only %d cases were compared", seen.compared)
	}
	const mostGrowth, mostOfACase = 2 << 20, 1 << 10 // in bytes; the home screen has a line of each case
	if late > early+mostGrowth+uint64(kept*mostOfACase) {
		t.Errorf("the heap grew from %d to %d bytes", early, late)
	}
}

// heap is the memory in use, in bytes.
func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// witness remembers what the screens last showed of each case.
type witness struct {
	journal
	shown    map[string]cases.Case
	compared int
}

func (s *witness) Delete(doomed []cases.Summary) error {
	err := s.journal.Delete(doomed)
	if err == nil {
		for _, one := range doomed {
			delete(s.shown, one.ID)
		}
	}
	return err
}

// Close is the one change after which no screen shows the case.
func (s *witness) Close(c cases.Case, now time.Time) (cases.Case, error) {
	closed, err := s.journal.Close(c, now)
	s.shown[closed.ID] = closed
	return closed, err
}

func (s *witness) look(r *root) {
	if work, found := r.screens.inHand(); found {
		s.shown[work.current.ID] = work.current
	}
}

// compare holds what was shown against the disk.
func (s *witness) compare(w *wizard) {
	w.t.Helper()
	for id, shown := range s.shown {
		stored, err := w.disk.Load(id)
		if err != nil {
			w.t.Fatalf("the case %s was shown: %v", id, err)
		}
		if fmt.Sprintf("%+v", stored) != fmt.Sprintf("%+v", shown) { // an empty list and none are the same

			w.t.Fatalf("the disk has of %s\n%+v\nthe screen showed\n%+v", id, stored, shown)
		}
		s.compared++
	}
	clear(s.shown)
}

type monkey struct {
	*wizard
	random *rand.Rand
	names  []string // of the named keys
}

func names() []string {
	var all []string
	for name := range namedKeys {
		if name != "ctrl+c" && name != "ctrl+z" {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

func (m *monkey) play() {
	switch chance := m.random.IntN(100); {
	case chance < 3:
		m.size(1+m.random.IntN(130), 1+m.random.IntN(50))
	case chance < 7:
		m.size(80, 24)
	case chance < 10:
		m.paste(m.anyText())
	case chance < 18:
		m.send(tea.MouseClickMsg{X: m.random.IntN(80), Y: m.random.IntN(24), Button: tea.MouseLeft})
	case chance < 22:
		wheels := []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft}
		m.send(tea.MouseWheelMsg{X: m.random.IntN(80), Y: m.random.IntN(24), Button: wheels[m.random.IntN(len(wheels))]})
	case chance < 24: // a case of its own, so that not all the time is spent at home
		entries := shipped.Entries()
		m.press("esc", "esc", "esc", entries[m.random.IntN(len(entries))].Code, "enter", "enter")
	case chance < 45:
		m.press(m.names[m.random.IntN(len(m.names))])
	case chance < 53:
		m.press("enter")
	default:
		m.press(m.one("y", "n", "c", "b", "f", "i", "w", "r", "s", "t", "x", "q", "m", "a", "e", "d", "o", "p", "h", "j", ":", ",", "1", "E", "0", "2", "?", "是", "ｙ", "打印机", "👩‍👧", "é"))
	}
}

func (m *monkey) one(of ...string) string { return of[m.random.IntN(len(of))] }

// anyText is what a person could paste by mistake.
func (m *monkey) anyText() string {
	if m.random.IntN(40) == 0 {
		piece := m.one("网络", "a", "1", "\n", "\x00\xff", "😀")
		return strings.Repeat(piece, 1<<20/len(piece))
	}
	switch m.random.IntN(6) {
	case 5:
		return receipt
	case 0:
		return strings.Repeat("网络", m.random.IntN(300))
	case 1:
		bytes := make([]byte, m.random.IntN(64))
		for i := range bytes {
			bytes[i] = byte(m.random.IntN(256))
		}
		return string(bytes)
	case 2:
		return "E102"
	case 3:
		return wholeCard
	case 4:
		return "\x1b[31mred\x1b[0m\x1b]52;c;AAAA\x07\u202eabc\u200b"
	}
	return "打印机缺纸 e\u0301 ﷽ 👩‍👩‍👧 \t\r\n"
}
