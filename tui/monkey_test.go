package tui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
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
	switch m.random.IntN(20) {
	case 0:
		m.size(1+m.random.IntN(130), 1+m.random.IntN(50))
	case 1:
		m.paste(m.anyText())
	case 2:
		m.size(80, 24)
	case 3, 4, 5, 6, 7, 8, 9, 10:
		m.press(m.names[m.random.IntN(len(m.names))])
	case 11, 12:
		m.press("enter")
	default:
		m.press(m.one("y", "n", "c", "b", "f", "i", "w", "r", "s", "t", "x", "q", "m", "a", "e", "d", "o", "1", "E", "0", "2", "?", "是", "ｙ", "打印机", "👩‍👧", "é"))
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
