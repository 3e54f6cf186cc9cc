package change

import (
	"strconv"

	"posmedic/catalog"
)

// Kind is what sort of thing reads otherwise.
type Kind string

// The kinds of things that have words.
const (
	OfEntry    Kind = "entry"
	OfQuestion Kind = "question"
	OfAction   Kind = "action"
	OfNotice   Kind = "notice"
	OfOutcome  Kind = "outcome"
	OfFlow     Kind = "flow"
	OfField    Kind = "field"
	OfCollect  Kind = "collect" // the one form for all fields
)

// Part is which part of a thing reads otherwise, as it is called in the YAML.
type Part string

// The parts of things.
const (
	Message    Part = "message"
	Cause      Part = "cause"
	RemedyLine Part = "remedy"
	StruckLine Part = "struck"
	NoteLine   Part = "notes"
	FlowName   Part = "flow"
	Words      Part = "text"
	HowTo      Part = "how_to"
	Who        Part = "who"
	Minutes    Part = "minutes"
	Waits      Part = "wait_minutes"
	Destroys   Part = "destroys"
	Repeats    Part = "repeats_payment"
	KnownBy    Part = "known_by"
	Outcome    Part = "kind"
	Receiver   Part = "receiver"
	Title      Part = "title"
	FlowNote   Part = "note"
	Label      Part = "label"
	Help       Part = "help"
)

// one compares a part that is a single text.
func one(part Part, before, after catalog.Text) []Wording {
	if before == after {
		return nil
	}
	return []Wording{{Part: part, Before: before, After: after}}
}

// lines compares a part that is a list. What stands alike at its beginning and its end is no change, so that a line
// that is put in or taken away is just that.
func lines(part Part, before, after []catalog.Text) []Wording {
	head := 0
	for head < min(len(before), len(after)) && before[head] == after[head] {
		head++
	}
	tail := 0
	for tail < min(len(before), len(after))-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	before, after = before[head:len(before)-tail], after[head:len(after)-tail]
	var changed []Wording
	for i := range max(len(before), len(after)) {
		changed = append(changed, Wording{Part: part, Line: head + i + 1, Before: at(before, i), After: at(after, i)})
	}
	return changed
}

func at(list []catalog.Text, i int) catalog.Text {
	if i < len(list) {
		return list[i]
	}
	return catalog.Text{}
}

// plain is a text that is the same in both languages.
func plain(text string) catalog.Text { return catalog.Text{Zh: text, En: text} }

// number is a text for a number of minutes; 0 is none.
func number(n int) catalog.Text {
	if n == 0 {
		return catalog.Text{}
	}
	return plain(strconv.Itoa(n))
}

func joined(pieces ...catalog.Text) catalog.Text {
	var whole catalog.Text
	for _, piece := range pieces {
		whole.Zh += piece.Zh
		whole.En += piece.En
	}
	return whole
}
