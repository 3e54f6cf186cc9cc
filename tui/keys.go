package tui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/width"

	"posmedic/catalog"
)

// binding is an action that a key can start. This file is the one place that names keys: the screens match
// against it, the foot of each screen and the help are made from it.
type binding struct {
	shown string // as the foot of the screen writes it
	label catalog.Text
	keys  []string // as Bubble Tea names them
}

// keyMap is every binding.
type keyMap struct {
	// anywhere
	help, helpTyping, palette, paletteTyping, language, scroll, pageUp, pageDown, suspend, interrupt, close, cancel, clear, home binding
	// home and entry
	choose, up, down, above, below, start, goOn, quit, leaveHome, settings binding
	// a step and an outcome
	yes, no, cannot, understood, take, known, back, forward, record, leave, report, finish, wait, flowMap, sameTerminal binding
	fold, leaveMap                                                                                                      binding // the map of the flow
	notes, earlier, wentThrough, handOver, reply                                                                        binding
	// notes and evidence
	store, kind, withdraw, leaveNotes binding
	// the history and a case in it
	history, open, view, export, remove, agree, shut, notOpen binding
	// the report
	save, copy, format, both, code, swap binding
	// training
	train, hint, anyRecall, anyGuided, anyFree, written, asGuided, exam, trainee, nextDrill, leaveDrill, toTraining, handIn binding
	// the fault record
	next, following, previous, same, lastTime, suggested, choice, others, asked, done binding
}

func newKeyMap() keyMap {
	bind := func(shown string, label catalog.Text, keys ...string) binding {
		return binding{shown: shown, label: label, keys: keys}
	}
	return keyMap{
		help:       bind("?", words.KeyHelp, "?", "？", "f1"),
		helpTyping: bind("F1", words.KeyHelp, "f1"),
		palette:    bind(":", words.KeyPalette, ":", "ctrl+p"),
		language:   bind("Ctrl+L", words.KeyLanguage, "ctrl+l"),
		scroll:     bind("PgUp/PgDn", words.KeyScroll, "pgup", "pgdown"),
		pageUp:     bind("PgUp", words.KeyPageUp, "pgup"),
		pageDown:   bind("PgDn", words.KeyPageDown, "pgdown"),
		suspend:    bind("Ctrl+Z", words.KeySuspend, "ctrl+z"),
		interrupt:  bind("Ctrl+C", words.KeyInterrupt, "ctrl+c"),
		close:      bind("Esc", words.KeyClose, "esc", "enter", "b", "q", "?", "？", "f1"),
		cancel:     bind("Esc", words.KeyCancel, "esc"),
		clear:      bind("Esc", words.KeyClear, "esc"),

		paletteTyping: bind("Ctrl+P", words.KeyPalette, "ctrl+p"),
		home:          bind("Esc", words.KeyHome, "esc"),

		choose:    bind("Enter", words.KeyChoose, "enter"),
		up:        bind("↑", words.KeyUp, "up", "k", "left"),
		down:      bind("↓", words.KeyDown, "down", "j", "right"),
		above:     bind("↑", words.KeyUp, "up"),
		below:     bind("↓", words.KeyDown, "down"),
		start:     bind("Enter", words.KeyStart, "enter"),
		quit:      bind("q", words.KeyQuit, "q", "Q"),
		settings:  bind(",", words.KeySettings, ","),
		leaveHome: bind("Esc", words.KeyLeaveHome, "esc"),
		goOn:      bind("g", words.KeyGoOn, "g", "G"), // a second o would run over a notice that the case stands at

		yes:        bind("y", words.KeyYes, "y", "Y", "是", "1"),
		no:         bind("n", words.KeyNo, "n", "N", "否", "2"),
		cannot:     bind("c", words.KeyCannot, "c", "C", "3"),
		understood: bind("o", words.KeyUnderstood, "o", "O"),

		take:    bind("Enter", words.KeyChoose, "enter", "l", "L"),
		known:   bind("w", words.KeyKnown, "w", "W"),
		back:    bind("b", words.KeyBack, "b", "B", "backspace", "h", "H"),
		forward: bind("f", words.KeyForward, "f", "F"),
		record:  bind("i", words.KeyRecord, "i", "I"),
		leave:   bind("q", words.KeyLeave, "q", "Q"),
		report:  bind("r", words.KeyReport, "r", "R", "enter"),
		wait:    bind("s", words.KeyWait, "s", "S"),
		finish:  bind("x", words.KeyFinish, "x", "X"),

		sameTerminal: bind("p", words.KeySameTerminal, "p", "P"),

		flowMap:     bind("m", words.KeyMap, "m", "M"),
		fold:        bind("Enter", words.KeyFold, "enter"),
		leaveMap:    bind("Esc", words.KeyBack, "esc", "m", "M", "b", "B", "backspace", "h", "H"),
		notes:       bind("t", words.KeyNotes, "t", "T"),
		earlier:     bind("e", words.KeyEarlier, "e", "E"),
		wentThrough: bind("v", words.KeyWentThrough, "v", "V"),
		handOver:    bind("g", words.KeyHandOver, "g", "G"),
		reply:       bind("a", words.KeyReply, "a", "A"),

		store:    bind("Enter", words.KeyStore, "enter"),
		kind:     bind("Tab", words.KeyKind, "tab"),
		withdraw: bind("Ctrl+X", words.KeyWithdraw, "ctrl+x"),

		leaveNotes: bind("Esc", words.KeyBack, "esc"),

		history: bind("Tab", words.KeyHistory, "tab"),
		open:    bind("Enter", words.KeyOpen, "enter"),
		view:    bind("r", words.KeyReport, "r", "R"),
		export:  bind("e", words.KeyExport, "e", "E"),
		remove:  bind("d", words.KeyDelete, "d", "D"),
		agree:   bind("y", words.KeyDelete, "y", "Y", "是"),
		shut:    bind("Esc", words.KeyBack, "esc", "b", "B", "backspace", "h", "H", "enter"),
		notOpen: bind("Esc", words.KeyBack, "esc", "b", "B", "backspace", "h", "H"),

		save:   bind("s", words.KeySave, "s", "S"),
		copy:   bind("c", words.KeyCopy, "c", "C", "y", "Y"),
		format: bind("t", words.KeyFormat, "t", "T", "tab"),
		both:   bind("l", words.KeyBoth, "l", "L"),
		code:   bind("m", words.KeyCode, "m", "M"),
		swap:   bind("v", words.KeySwap, "v", "V"),

		train:      bind("F2", words.KeyTrain, "f2"),
		hint:       bind("F3", words.KeyHint, "f3"),
		anyRecall:  bind("r", words.KeyAnyRecall, "r", "R"),
		anyGuided:  bind("g", words.KeyAnyGuided, "g", "G"),
		anyFree:    bind("f", words.KeyAnyFree, "f", "F"),
		written:    bind("w", words.KeyWritten, "w", "W"),
		asGuided:   bind("g", words.KeyAsGuided, "g", "G"),
		exam:       bind("e", words.KeyExam, "e", "E"),
		trainee:    bind("n", words.KeyTrainee, "n", "N"),
		nextDrill:  bind("Enter", words.KeyNextDrill, "enter"),
		handIn:     bind("Esc", words.KeyHandIn, "esc"),
		leaveDrill: bind("Esc", words.KeyLeaveDrill, "esc"),
		toTraining: bind("Esc", words.KeyToTraining, "esc"),

		next:      bind("Enter", words.KeyNext, "enter"),
		following: bind("↓", words.KeyFollowing, "tab", "down"),
		previous:  bind("↑", words.KeyPrevious, "shift+tab", "up"),
		same:      bind("→", words.KeySame, "right"),
		lastTime:  bind("→", words.KeyLastTime, "right"),
		suggested: bind("→", words.KeySuggested, "right"),
		choice:    bind("→", words.KeyChoice, "right"),
		others:    bind("Ctrl+O", words.KeyOthers, "ctrl+o"),
		asked:     bind("Ctrl+O", words.KeyAsked, "ctrl+o"),
		done:      bind("Esc", words.KeyDone, "esc"),
	}
}

// is tells whether a key starts the binding. Keys of a Chinese input method count as their plain ones.
func (b binding) is(press tea.KeyPressMsg) bool {
	name := press.String()
	return slices.Contains(b.keys, name) || slices.Contains(b.keys, width.Narrow.String(name))
}

// means tells whether a typed line stands for the key: as it is typed on the screen, or by its name in either
// language. An empty line is Enter.
func (b binding) means(word string) bool {
	if word == "" {
		word = "enter"
	}
	word = strings.ToLower(width.Narrow.String(word))
	return slices.Contains(b.keys, word) ||
		len(b.keys) > 0 && slices.Contains([]string{b.label.Zh, strings.ToLower(b.label.En)}, word)
}

// lineKeys is the key map for lines, where what is typed is a word and Enter: letters mean what they mean on the
// screen, the other keys are letters or words here, and there are no arrows.
func lineKeys() keyMap {
	keys := newKeyMap()
	also := func(b *binding, more ...string) { b.keys = append(b.keys, more...) }
	also(&keys.cannot, "无法")
	also(&keys.understood, "ok", "done", "知道了")
	also(&keys.leave, "quit", "exit")
	also(&keys.quit, "quit", "exit")
	also(&keys.choose, "ok", "done")
	keys.take.keys = []string{"enter", "ok", "done"}
	instead := func(b *binding, shown string, typed ...string) { b.shown, b.keys = shown, append(typed, shown) }
	instead(&keys.home, "home")
	instead(&keys.leaveHome, "q", "quit", "exit")
	keys.leaveHome.label = words.KeyQuit // a word is not typed by mistake: once is enough
	instead(&keys.language, "l")
	for _, goesBack := range []*binding{&keys.cancel, &keys.leaveNotes, &keys.notOpen} {
		instead(goesBack, "b", "esc")
	}
	instead(&keys.close, "b", "esc", "enter", "q", "?")
	instead(&keys.shut, "b", "esc", "enter")
	instead(&keys.leaveMap, "b", "esc", "m")
	instead(&keys.previous, "b")
	instead(&keys.back, "b")
	instead(&keys.train, "train")
	instead(&keys.same, "=")
	instead(&keys.lastTime, "=")
	instead(&keys.suggested, "=")
	instead(&keys.choice, "=")
	instead(&keys.others, "o")
	instead(&keys.asked, "o")
	instead(&keys.history, "history")
	instead(&keys.both, "both")
	instead(&keys.done, ".", "esc")
	for _, none := range []*binding{
		&keys.up, &keys.down, &keys.above, &keys.below, &keys.following, &keys.scroll, &keys.pageUp, &keys.pageDown,
		&keys.suspend, &keys.interrupt, &keys.palette, &keys.paletteTyping, &keys.copy, &keys.code, &keys.swap, &keys.withdraw,
	} {
		*none = binding{}
	}
	return keys
}

// moves are the names of the keys that only move about, or answer what the screen asks: nobody looks for them by a name,
// and an answer is given where its question can be read.
var moves = []catalog.Text{
	words.KeyUp, words.KeyDown, words.KeyPageUp, words.KeyPageDown, words.KeyChoose, words.KeyNext, words.KeyFollowing,
	words.KeyPrevious, words.KeyYes, words.KeyNo, words.KeyCannot,
}

// isMove tells whether the binding only moves about or answers.
func (b binding) isMove() bool { return slices.Contains(moves, b.label) }

// press is the key press that starts the binding, for whoever starts it without a keyboard.
func (b binding) press() tea.KeyPressMsg {
	name := b.keys[0]
	var press tea.KeyPressMsg
	for modifier, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "shift+": tea.ModShift} {
		if rest, with := strings.CutPrefix(name, modifier); with {
			name, press.Mod = rest, press.Mod|mod
		}
	}
	if code, named := keyCodes[name]; named {
		press.Code = code
		return press
	}
	press.Code, _ = utf8.DecodeRuneInString(name)
	if press.Mod == 0 {
		press.Text = name
	}
	return press
}

// keyCodes are the keys that bindings name and that are no letter.
var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3,
}

// others are the keys that start the binding besides the one that is shown, as the help writes them. A letter and its
// capital are one.
func (b binding) others() []string {
	var others []string
	for _, key := range b.keys {
		if width.Narrow.String(key) != key || key == b.label.Zh { // an input method's form of a key, or its name
			continue
		}
		name := key
		if code, named := keyCodes[key]; named {
			name = keyNames[code]
		}
		if letter, with := strings.CutPrefix(key, "ctrl+"); with {
			name = "Ctrl+" + strings.ToUpper(letter)
		}
		if !slices.ContainsFunc(append(others, b.shown), func(other string) bool { return strings.EqualFold(other, name) }) {
			others = append(others, name)
		}
	}
	return others
}

// keyNames are the keys that are no letter, as people read them.
var keyNames = map[rune]string{
	tea.KeyEnter: "Enter", tea.KeyEscape: "Esc", tea.KeyTab: "Tab", tea.KeyBackspace: "Backspace", tea.KeyF1: "F1", tea.KeyF2: "F2", tea.KeyF3: "F3",
	tea.KeyUp: "↑", tea.KeyDown: "↓", tea.KeyLeft: "←", tea.KeyRight: "→", tea.KeyPgUp: "PgUp", tea.KeyPgDown: "PgDn",
}
