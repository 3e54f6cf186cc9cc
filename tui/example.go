package tui

import (
	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

// The example is a case that is kept nowhere. Whoever opens posmedic for the first time can try everything with it: the
// home screen offers it while there is no case yet, and every screen of it says what it is.

// exampleEntry is the entry that the example is about; nothing is offered where Options name none.
func (h *homeScreen) exampleEntry() (catalog.Entry, bool) {
	if h.exampleOf == "" || h.journal == nil || len(h.all) > 0 || h.query.value() != "" {
		return catalog.Entry{}, false
	}
	return h.catalog.OfFlow(h.exampleOf)
}

// welcome says what posmedic is, and offers the example.
func (h *homeScreen) welcome(s *sheet, entry catalog.Entry) {
	theme := s.room.theme
	s.say(theme.title, words.FirstTitle)
	for _, line := range []catalog.Text{words.FirstWhat, words.FirstSafe} {
		s.say(theme.plain, line)
	}
	s.gap()
	s.marked(theme.chosen, theme.glyphs.pointer, s.room.in(words.FirstExample)+heading(entry, s.room))
	s.here()
}

// showExample opens the example's entry on a desk of its own, whose journal keeps nothing.
func (h *homeScreen) showExample(entry catalog.Entry) turn {
	desk := *h.desk
	desk.journal, desk.isExample = cases.Rehearsal(h.book), true
	return turn{kind: push, to: &entryScreen{desk: &desk, entry: entry, known: func() []cases.Summary { return nil }}}
}

// exampleScreen is a screen that may be one of the example.
type exampleScreen interface{ showsExample() bool }

func (d *desk) showsExample() bool { return d.isExample }

// guided is a screen that can say what to try on it.
type guided interface{ tip() catalog.Text }

func (e *entryScreen) tip() catalog.Text { return words.ExampleEntry }

func (s *stepScreen) tip() catalog.Text {
	switch node := s.state.Current.Node; {
	case node.Kind == flows.Action, node.Kind == flows.Wait:
		return words.ExampleAction
	case len(s.state.Path) > 0:
		return words.ExampleBack
	}
	return words.ExampleAnswer
}

func (o *outcomeScreen) tip() catalog.Text { return words.ExampleOutcome }

// sayExample says on every screen of the example that it is one, and what to try.
func (s stack) sayExample(to *sheet, mark catalog.Text) {
	for _, screen := range s {
		if shown, ok := screen.(exampleScreen); ok && shown.showsExample() {
			to.say(to.room.theme.caution, mark)
			if top, ok := s.top().(guided); ok {
				to.say(to.room.theme.plain, top.tip())
			}
			return
		}
	}
}
