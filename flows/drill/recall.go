package drill

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"posmedic/catalog"
)

// Options is how many answers a recall offers, where there are as many.
const Options = 4

// Recall is a short question about an entry with a few answers to choose from.
type Recall struct {
	Entry   *catalog.Entry
	Ask     catalog.Text
	Options []catalog.Text
	Right   int // the number of the right option
	Sources []string
}

// Recall makes the recall of a flow and a seed: what its code means, which code a prompt has, or what comes first.
func (t *Trainer) Recall(flow string, seed uint64) (Recall, error) {
	entry, ok := t.ofFlow[flow]
	if !ok {
		return Recall{}, fmt.Errorf("make a recall: no entry has the flow %q", flow)
	}
	random := rand.New(rand.NewPCG(seed, hash("recall "+flow)))
	kinds := []func(*catalog.Entry) (ask, answer catalog.Text){t.firstStep}
	if entry.Code != "" && !entry.Message.IsZero() {
		kinds = append(kinds, meaning, codeOf)
	}
	kind := kinds[random.IntN(len(kinds))]
	ask, answer := kind(entry)
	recall := Recall{Entry: entry, Ask: ask, Options: []catalog.Text{answer}, Sources: []string{entry.Sources[0].ID + " " + entry.Sources[0].Row}}
	for _, other := range t.others(entry, random) {
		otherAsk, option := kind(other)
		// Where two entries ask the same, as two codes with one prompt do, both answers would be right.
		if option.IsZero() || otherAsk == ask || slices.Contains(recall.Options, option) {
			continue
		}
		if recall.Options = append(recall.Options, option); len(recall.Options) == Options {
			break
		}
	}
	random.Shuffle(len(recall.Options), func(i, j int) {
		recall.Options[i], recall.Options[j] = recall.Options[j], recall.Options[i]
	})
	recall.Right = slices.Index(recall.Options, answer)
	return recall, nil
}

// others lists all other entries by chance, those of the same table first.
func (t *Trainer) others(entry *catalog.Entry, random *rand.Rand) []*catalog.Entry {
	var near, far []*catalog.Entry
	for i := range t.entries {
		switch other := &t.entries[i]; {
		case other.Flow == entry.Flow:
		case other.Table == entry.Table:
			near = append(near, other)
		default:
			far = append(far, other)
		}
	}
	for _, list := range [][]*catalog.Entry{near, far} {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return append(near, far...)
}

func meaning(entry *catalog.Entry) (ask, answer catalog.Text) {
	return about(words.RecallMeaning, same(entry.Code)), entry.Message
}

func codeOf(entry *catalog.Entry) (ask, answer catalog.Text) {
	if entry.Code == "" {
		return about(words.RecallCode, entry.Message), catalog.Text{}
	}
	return about(words.RecallCode, entry.Message), same(entry.Code)
}

func (t *Trainer) firstStep(entry *catalog.Entry) (ask, answer catalog.Text) {
	name := entry.Message
	if entry.Code != "" {
		name = catalog.Text{Zh: entry.Code + " " + entry.Message.Zh, En: entry.Code + " " + entry.Message.En}
	}
	return about(words.RecallFirst, name), t.situations[entry.Flow][0].Step.Node.Text
}

// Mark marks an answer, by its number among the options; any other number is no answer. A wrong one is shown beside
// what was asked, which is off the screen by then.
func (r Recall) Mark(choice int) Mark {
	total := Line{Part: PartRecall, Total: true, Of: 100, Sources: r.Sources}
	if choice == r.Right {
		total.Points, total.Text = total.Of, about(words.RecallRight, r.Options[r.Right])
		return Mark{Score: total.Points, Lines: []Line{total}}
	}
	total.Text = about(words.RecallWrong, r.Options[r.Right])
	lines := []Line{total, {Part: PartRecall, Text: about(words.RecallAsked, r.Ask)}}
	if choice >= 0 && choice < len(r.Options) {
		lines = append(lines, Line{Part: PartRecall, Text: about(words.RecallGiven, r.Options[choice])})
	}
	return Mark{Lines: lines}
}

// Kind is one of the three drills.
type Kind string

// The drills.
const (
	KindRecall Kind = "recall"
	KindGuided Kind = "guided"
	KindFree   Kind = "free"
)

// Label is what a drill is called.
func (k Kind) Label() catalog.Text {
	switch k {
	case KindGuided:
		return words.KindGuided
	case KindFree:
		return words.KindFree
	case KindRecall:
	}
	return words.KindRecall
}

// Hash is that of the flow of an entry as it is today: a card is reset when it changes.
func (t *Trainer) Hash(flow string) string {
	known, err := t.book.Flow(flow)
	if err != nil {
		return ""
	}
	return known.Hash
}
