package tui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// The least room in which posmedic can be used.
const (
	leastWidth  = 30
	leastHeight = 10
)

// root holds the screens that lie on each other and draws the top one in its frame. It knows no screen by
// name but the first.
type root struct {
	screens       stack
	keys          keyMap
	env           []string             // of the terminal, by which a theme is chosen
	profile       colorprofile.Profile // how many colours it has; unknown at first
	theme         theme
	lang          catalog.Lang
	width, height int
	offset        int  // the first body line in view
	scrolled      bool // whether the reader chose the offset
	ready         bool // whether the journal is open; keys wait for it, so that none is lost
	early         []tea.Msg
	ticking       bool                                 // whether a tick is on its way
	after         func(time.Duration, tea.Msg) tea.Cmd // sends a message after a while
	failed        error
	left          bool   // whether the agent has left, and not the system ended it
	trial         *Trial // nil where this is none
	mouse         tea.MouseMode
	resting       bool                // whether a click would be the second one of a double click
	spoken        func(string) string // writes Chinese in pinyin
}

// failure is a message that ends posmedic with an error.
type failure struct{ err error }

func (r *root) Init() tea.Cmd {
	if first, ok := r.screens[0].(interface{ load() tea.Cmd }); ok {
		return tea.Batch(first.load(), r.trial.next(), r.askBackground())
	}
	return nil
}

func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.width, r.height = msg.Width, msg.Height
		return r, nil
	case tea.BackgroundColorMsg:
		r.theme = r.theme.answered(msg.Color)
		return r, nil
	case tea.ColorProfileMsg:
		r.profile = msg.Profile
		r.theme = r.theme.limited(r.profile)
		return r, nil
	case rested:
		r.resting = false
		return r, nil
	case unanswered:
		r.theme = r.theme.unanswered()
		return r, nil
	case failure:
		r.failed = msg.err
		return r, tea.Quit
	case opened:
		return r, r.open(msg)
	case tick:
		r.ticking = false
		return r, r.keepTime()
	case tea.KeyPressMsg:
		if r.keys.interrupt.is(msg) {
			return r, r.leave()
		}
	}
	if !r.ready {
		if paste, ok := msg.(tea.PasteMsg); ok { // it waits in memory, where no whole card number may be
			msg = tea.PasteMsg{Content: fault.Scrub(paste.Content)}
		}
		r.early = append(r.early, msg)
		return r, nil
	}
	return r, r.pass(msg)
}

// pass handles the keys that mean the same on every screen. Every other message goes to the screen on top,
// and then we go where it says. What is typed brings the line in focus back into view.
func (r *root) pass(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case Reading:
		return r.learn(msg)
	case tea.KeyPressMsg:
		if done, cmd := r.press(msg); done {
			return cmd
		}
		r.scrolled = false
	case tea.PasteMsg:
		if r.isTooSmall() {
			return nil
		}
		r.scrolled = false
	case tea.MouseMsg:
		return r.point(msg)
	}
	turn, cmd := r.top().update(msg, r.room())
	return tea.Batch(cmd, r.take(turn))
}

// open tells the home screen that the journal is there, and then what was typed meanwhile.
func (r *root) open(msg opened) tea.Cmd {
	r.ready, r.spoken = true, msg.finder.Spoken
	turn, cmd := r.screens[0].update(msg, r.room())
	cmds := []tea.Cmd{cmd, r.take(turn)}
	for _, early := range r.early {
		cmds = append(cmds, r.pass(early))
	}
	r.early = nil
	return tea.Batch(cmds...)
}

// press handles the keys that mean the same on every screen.
func (r *root) press(key tea.KeyPressMsg) (bool, tea.Cmd) {
	switch {
	case r.keys.suspend.is(key):
		return true, suspend
	case r.keys.language.is(key):
		r.lang = other(r.lang)
	case r.isTooSmall(): // nobody answers what is not to be seen
	case r.keys.help.is(key) && r.helpKey(r.top().page(r.room())).is(key):
		r.help()
	case r.paletteKey(r.top().page(r.room())).is(key):
		r.openPalette()
	case r.keys.pageUp.is(key):
		r.scroll(-r.bodyHeight() / 2)
	case r.keys.pageDown.is(key):
		r.scroll(r.bodyHeight() / 2)
	default:
		return false, nil
	}
	return true, nil
}

// helpKey is ?, or F1 where a question mark is text.
func (r *root) helpKey(page page) binding {
	if page.typing {
		return r.keys.helpTyping
	}
	return r.keys.help
}

// paletteKey is a colon too where a colon is no text.
func (r *root) paletteKey(page page) binding {
	if page.typing {
		return r.keys.paletteTyping
	}
	return r.keys.palette
}

// help explains the keys of the screen on top; on the help itself it goes back.
func (r *root) help() {
	if _, open := r.top().(*helpScreen); open {
		r.take(turn{kind: back})
		return
	}
	page := r.top().page(r.room())
	r.take(turn{kind: push, to: &helpScreen{keys: r.keys, shown: slices.Concat(page.inBody, page.keys, page.more, []binding{r.paletteKey(page)}), mouse: r.mouse != tea.MouseModeNone}})
}

// paging is a screen that turns its pages itself, because it draws only what is in view.
type paging interface {
	turnPage(by int)
	move(rows int)
}

func (r *root) scroll(by int) {
	if top, ok := r.top().(paging); ok {
		top.turnPage(by / max(r.bodyHeight()/2, 1))
		return
	}
	_, r.offset = r.visible(r.top().page(r.room()))
	r.offset, r.scrolled = r.offset+by, true
}

// unanswered comes when the terminal has had time to name its background.
type unanswered struct{}

// askBackground asks the terminal for its background where the theme depends on it. No frame waits for the answer.
func (r *root) askBackground() tea.Cmd {
	const patience = 250 * time.Millisecond
	if len(r.theme.awaiting) == 0 {
		return nil
	}
	return tea.Batch(tea.RequestBackgroundColor, r.after(patience, unanswered{}))
}

func other(lang catalog.Lang) catalog.Lang {
	if lang == catalog.Chinese {
		return catalog.English
	}
	return catalog.Chinese
}

func (r *root) top() screen { return r.screens.top() }

// take goes where a screen said.
func (r *root) take(to turn) tea.Cmd {
	r.lang = cmp.Or(to.speak, r.lang)
	if to.mouse != "" {
		r.mouse = mouseMode(to.mouse)
	}
	if to.theme != "" {
		r.theme = chooseTheme(to.theme, r.env).limited(r.profile)
		return r.askBackground()
	}
	switch to.kind {
	case stay:
		return nil
	case leave:
		return r.leave()
	case push, back, show, goHome:
	}
	r.screens = r.screens.take(to)
	r.offset, r.scrolled = 0, false
	if to.then != nil {
		_, cmd := r.Update(to.then)
		return tea.Batch(r.keepTime(), cmd)
	}
	return r.keepTime()
}

// leave ends posmedic as the agent wants it.
func (r *root) leave() tea.Cmd {
	r.left = true
	return tea.Quit
}

// keepTime sends for the next second where the screen on top shows a clock.
func (r *root) keepTime() tea.Cmd {
	if clock, ok := r.top().(ticking); !ok || !clock.ticks() || r.ticking {
		return nil
	}
	r.ticking = true
	return r.after(time.Second, tick{})
}

func (r *root) View() tea.View {
	view := tea.NewView("")
	view.AltScreen = true
	view.WindowTitle = "posmedic"
	view.MouseMode = r.mouse
	switch {
	case r.width == 0:
	case r.isTooSmall():
		view.SetContent(r.tooSmall())
	default:
		content, cursor := r.frame()
		view.SetContent(content)
		view.Cursor = cursor
	}
	return view
}

// isTooSmall tells whether the window is too small to draw in. A window whose size is not known yet is not.
func (r *root) isTooSmall() bool {
	return r.width > 0 && (r.width < leastWidth || r.height < leastHeight)
}

func (r *root) tooSmall() string {
	lines := wrap(words.TooSmall.In(r.lang), max(r.width, 1))
	return strings.Join(lines[:min(len(lines), r.height)], "\n")
}

func (r *root) bodyHeight() int { return r.room().height }

// room is what is left for a body, as if the foot had one line: what does not fit is scrolled.
func (r *root) room() room {
	return room{lang: r.lang, width: r.width, height: r.height - headHeight - 2, theme: r.theme}
}
