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
	// The answers that allow what may cost a customer money or a terminal its data.
	AllowsPayment Part = "allows_payment"
	AllowsErasing Part = "allows_erasing"
	NetworkCheck  Part = "network_check"
	Source        Part = "source" // of one step, which is named before it
	KnownBy       Part = "known_by"
	Outcome       Part = "kind"
	Receiver      Part = "receiver"
	Title         Part = "title"
	FlowNote      Part = "note"
	Label         Part = "label"
	Help          Part = "help"
	// What a question calls its answers.
	LabelYes    Part = "labels.yes"
	LabelNo     Part = "labels.no"
	LabelCannot Part = "labels.cannot"
)

// one compares a part that is a single text.
func one(part Part, before, after catalog.Text) []Wording {
	if before == after {
		return nil
	}
	return []Wording{{Part: part, Before: before, After: after}}
}

// lines compares a part that is a list. Lines that both have, in their order, are no change, so that a line that is put
// in or taken away is just that; between them, lines that stand in each other's place are one line reworded.
func lines(part Part, before, after []catalog.Text) []Wording {
	var changed []Wording
	i, j := 0, 0
	for _, common := range append(longest(before, after), [2]int{len(before), len(after)}) {
		was, is := before[i:common[0]], after[j:common[1]]
		for k := range max(len(was), len(is)) {
			changed = append(changed, Wording{Part: part, Line: j + k + 1, Before: at(was, k), After: at(is, k)})
		}
		i, j = common[0]+1, common[1]+1
	}
	return changed
}

// longest is the longest sequence of lines that both lists have, as pairs of indexes.
func longest(before, after []catalog.Text) [][2]int {
	length := make([][]int, len(before)+1) // of what is common from each pair of lines on
	for i := range length {
		length[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if before[i] == after[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	var common [][2]int
	for i, j := 0, 0; i < len(before) && j < len(after); {
		switch {
		case before[i] == after[j]:
			common = append(common, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return common
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
