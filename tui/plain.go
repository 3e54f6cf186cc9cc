package tui

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"
)

// plainWizard is the wizard in lines, for screen readers, scripts and terminals that cannot move their cursor. It is
// the wizard's own screens: each says its page as lines, and each line that is typed is a key or a text of it.
type plainWizard struct {
	screens stack
	keys    keyMap
	room    room
	heading string   // what stood over the page that was said last
	said    []string // and its lines
	input   *bufio.Reader
	hidden  func() ([]byte, error) // reads a line that must not be seen; nil where nothing that is typed is
	output  *bufio.Writer
}

// spoken is a screen that says less in lines than it shows, or takes a line for more than a key.
type spoken interface {
	// speak is its page in lines.
	speak(room room) page
	// hear takes a line, and tells whether it was for the screen; all others are keys.
	hear(line string) (turn, bool)
}

// hiding is a screen that may ask for what must not be seen while it is typed.
type hiding interface{ hides() bool }

// unbroken is a width, in cells, that no line comes to.
const unbroken = 1 << 20

// Unfinished is what RunPlain returns when the input ended before the case did. Every answer is on disk.
type Unfinished struct{ Case string }

func (u *Unfinished) Error() string { return "the input ended before case " + u.Case + " did" }

// ErrNotSaid is what RunPlain returns when its lines could not be written.
var ErrNotSaid = errors.New("write the wizard's lines")

// RunPlain is the wizard in lines: it says the screens on Output, each change of the case being on disk before, and
// reads what is typed from Input, until the agent leaves it or the input ends.
func RunPlain(options Options) error {
	wizard, err := newPlain(options)
	for left := err != nil; !left && err == nil; {
		left, err = wizard.exchange()
	}
	return err
}

func newPlain(options Options) (*plainWizard, error) {
	home, first := open(options, lineKeys())
	home.exampleOf = options.Example
	return startPlain(home, first, options)
}

// startPlain opens the journal and goes where the command line says.
func startPlain(home *homeScreen, first turn, options Options) (*plainWizard, error) {
	wizard := &plainWizard{
		screens: stack{home}.take(first), keys: home.keys,
		room:   room{lang: options.Lang, width: cmp.Or(options.Width, unbroken), theme: plainTheme()},
		input:  bufio.NewReader(options.Input),
		hidden: hiddenFrom(options.Input),
		output: bufio.NewWriter(options.Output),
	}
	loaded := home.load()()
	if failed, ok := loaded.(failure); ok {
		return nil, failed.err
	}
	to, _ := home.update(loaded, wizard.room)
	wizard.screens = wizard.screens.take(to)
	return wizard, nil
}

// exchange says where we are, takes one line and goes where it leads. It tells whether that is out.
func (p *plainWizard) exchange() (bool, error) {
	if err := p.say(); err != nil {
		return true, err
	}
	line, err := p.read()
	switch {
	case errors.Is(err, io.EOF):
		return true, p.end()
	case err != nil:
		return true, fmt.Errorf("read what is typed: %w", err)
	}
	to := p.take(line)
	p.room.lang = cmp.Or(to.speak, p.room.lang)
	if to.kind == leave {
		return true, p.leave()
	}
	p.screens = p.screens.take(to)
	return false, nil
}

// end is the end of the input, after which a case that is not done is named.
func (p *plainWizard) end() error {
	fmt.Fprintln(p.output)
	if id := p.unfinished(); id != "" {
		return errors.Join(p.flush(), &Unfinished{id})
	}
	return p.flush()
}

// flush has what was said come out.
func (p *plainWizard) flush() error {
	if err := p.output.Flush(); err != nil {
		return fmt.Errorf("%w: %w", ErrNotSaid, err)
	}
	return nil
}

// leave is the agent's own leaving. Nothing is called stored that is not.
func (p *plainWizard) leave() error {
	said := p.room.in(words.PlainLeft)
	work, found := p.screens.inHand()
	switch {
	case !found || work.current.Closed:
	case work.isExample:
		said = p.room.in(words.ExampleUnsaved)
	case !work.problem.IsZero():
		said = p.room.in(work.problem)
	default:
		said = fmt.Sprintf(p.room.in(words.PlainSaved), work.current.ID, work.current.ID)
	}
	fmt.Fprintln(p.output, said)
	return p.flush()
}

// unfinished is the case in hand while its walk has not ended, else "".
func (p *plainWizard) unfinished() string {
	work, found := p.screens.inHand()
	if !found || work.isExample || work.state.Outcome != nil {
		return ""
	}
	return work.current.ID
}

func (p *plainWizard) page() page {
	if one, ok := p.screens.top().(spoken); ok {
		return one.speak(p.room)
	}
	return p.screens.top().page(p.room)
}

// say says the page and asks for a line. Of a page that was said already, it says only the lines that are new.
func (p *plainWizard) say() error {
	page := p.page()
	lines := page.lines
	if page.cursor != nil { // the line that is typed into is the one that is asked for
		lines = slices.Concat(lines[:page.cursor.line], lines[page.cursor.line+1:])
	}
	example := sheet{room: p.room}
	p.screens.sayExample(&example, words.PlainExample)
	lines = slices.Concat(lines, example.lines)
	heading := cmp.Or(strings.Join(slices.DeleteFunc(append(slices.Clone(page.crumbs), page.status), isEmpty), p.room.theme.glyphs.crumb), "posmedic")
	again := heading == p.heading && p.said != nil
	if !again {
		fmt.Fprintf(p.output, "\n== %s\n", heading)
	}
	for _, line := range lines {
		if !again || line != "" && !slices.Contains(p.said, line) {
			fmt.Fprintln(p.output, strings.TrimRight(line, " "))
		}
	}
	if p.hides() {
		fmt.Fprintln(p.output, p.room.in(words.PlainHidden))
	}
	p.heading, p.said = heading, lines
	fmt.Fprint(p.output, cmp.Or(page.prompt, p.prompt(page)))
	return p.flush()
}

// hides tells whether the next line is read without showing it.
func (p *plainWizard) hides() bool {
	screen, ok := p.screens.top().(hiding)
	return ok && screen.hides() && p.hidden != nil && p.input.Buffered() == 0
}

// read reads a line, and of one that is too long for an answer its beginning. A whole card number may be in it: it is
// handed on to the one screen that asked, and not kept.
func (p *plainWizard) read() (string, error) {
	if p.hides() {
		typed, err := p.hidden()
		defer clear(typed)
		fmt.Fprintln(p.output)
		return string(typed), err
	}
	piece, more, err := p.input.ReadLine()
	line := string(piece)
	clear(piece)
	for more && err == nil {
		piece, more, err = p.input.ReadLine()
		clear(piece)
	}
	return line, err
}

// take takes a line: what means the same everywhere first, then what the screen on top makes of it.
func (p *plainWizard) take(line string) turn {
	word := strings.TrimSpace(oneLine(line))
	top := p.screens.top()
	switch {
	case p.keys.language.means(word):
		p.room.lang = other(p.room.lang)
		return turn{}
	case p.keys.help.means(word):
		if _, open := top.(*helpScreen); open {
			return turn{kind: back}
		}
		page := p.page()
		return turn{kind: push, to: &helpScreen{keys: p.keys, shown: slices.Concat(page.inBody, page.keys, page.more, p.wayHome(page))}}
	case p.keys.home.means(word) && len(p.wayHome(p.page())) > 0: // nothing is lost: each line is stored
		return turn{kind: goHome}
	}
	if screen, ok := top.(spoken); ok {
		if to, heard := screen.hear(word); heard {
			p.said = nil
			return to
		}
	}
	page := p.page()
	for _, key := range slices.Concat(page.inBody, page.keys, page.more) {
		if key.means(word) {
			to, _ := top.update(tea.KeyPressMsg{Text: key.keys[0]}, p.room)
			return to
		}
	}
	row, err := strconv.Atoi(width.Narrow.String(word))
	switch {
	case page.typing:
		return p.typeInto(top, word)
	case err == nil && row >= 1 && row <= rowsOf(page):
		to, _ := top.update(pick(row-1), p.room)
		return to
	}
	fmt.Fprintln(p.output, p.room.in(words.PlainUnknown))
	return turn{}
}

// wayHome is the key for home on a page that does not name it itself.
func (p *plainWizard) wayHome(page page) []binding {
	isHome := func(key binding) bool { return key.label == p.keys.home.label }
	if len(p.screens) == 1 || slices.ContainsFunc(page.keys, isHome) {
		return nil
	}
	return []binding{p.keys.home}
}

// typeInto types a line on a screen in place of what stands there, and Enter.
func (p *plainWizard) typeInto(top screen, line string) turn {
	top.update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}, p.room)
	top.update(tea.PasteMsg{Content: line}, p.room)
	to, _ := top.update(tea.KeyPressMsg{Code: tea.KeyEnter}, p.room)
	return to
}

func isEmpty(text string) bool { return text == "" }
