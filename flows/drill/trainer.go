// Package drill is training: scenarios made from the flows, the three drills on them, and their marks. The flows say
// what is right, so that a drill never disagrees with the wizard.
//
// It must never touch a real case, print, read a clock or draw a random number that does not come from a seed.
package drill

import (
	"fmt"
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/drill/story"
)

// Thing is a question or an action, wherever flows use it.
type Thing struct {
	Kind flows.Kind // flows.Question, flows.Action or flows.Wait
	Ref  string
}

// ThingOf is what a node asks or does.
func ThingOf(node *flows.Node) Thing { return Thing{node.Kind, node.Ref} }

// isAction tells whether something is done, and not only asked.
func (t Thing) isAction() bool { return t.Kind == flows.Action || t.Kind == flows.Wait }

// Trainer is the knowledge as drills use it. It is never changed after NewTrainer, so many may use it at once.
type Trainer struct {
	book       *flows.Book
	catalog    *catalog.Catalog
	pieces     *story.Pieces
	entries    []catalog.Entry
	ofFlow     map[string]*catalog.Entry
	findings   map[string]story.Finding
	situations map[string][]flows.Situation
	things     []*flows.Node // every question and action that a trainee may choose from
	outcomes   []*flows.Node // every outcome
}

// NewTrainer makes drills from knowledge. It fails where a flow has too many situations.
func NewTrainer(knowledge *flows.Knowledge, entries *catalog.Catalog, pieces *story.Pieces) (*Trainer, error) {
	t := &Trainer{
		book: flows.NewBook(knowledge), catalog: entries, pieces: pieces, entries: entries.Entries(),
		ofFlow: map[string]*catalog.Entry{}, findings: map[string]story.Finding{}, situations: map[string][]flows.Situation{},
	}
	for _, finding := range pieces.Findings {
		t.findings[finding.Question] = finding
	}
	for i := range t.entries {
		entry := &t.entries[i]
		situations, err := t.book.Situations(entry.Flow)
		if err != nil {
			return nil, fmt.Errorf("make drills of %s: %w", entry.Flow, err)
		}
		t.situations[entry.Flow], t.ofFlow[entry.Flow] = situations, entry
	}
	t.gather(knowledge)
	return t, nil
}

// gather lists what a trainee may choose from in the free drill, each once.
func (t *Trainer) gather(knowledge *flows.Knowledge) {
	seen := map[Thing]bool{}
	for i := range knowledge.Flows {
		for j := range knowledge.Flows[i].Nodes {
			node := &knowledge.Flows[i].Nodes[j]
			if seen[ThingOf(node)] {
				continue
			}
			seen[ThingOf(node)] = true
			switch node.Kind {
			case flows.Question, flows.Action, flows.Wait:
				t.things = append(t.things, node)
			case flows.Ending:
				t.outcomes = append(t.outcomes, node)
			case flows.Notice, flows.Collect, flows.Call, flows.Return:
			}
		}
	}
}

// Book is the flows that the drills are made from.
func (t *Trainer) Book() *flows.Book { return t.book }

// Catalog is the entries that the drills are made from.
func (t *Trainer) Catalog() *catalog.Catalog { return t.catalog }

// Entries lists every entry, in the sources' order. The list is not to be changed.
func (t *Trainer) Entries() []catalog.Entry { return t.entries }

// Asks tells whether the wizard asks anything in an entry's flow. Where it does not, a guided drill teaches nothing.
func (t *Trainer) Asks(flow string) bool {
	situations := t.situations[flow]
	return len(situations) > 0 && isTaken(situations[0].Step.Node)
}

// Drills lists the drills that an entry has, from the easiest to the hardest.
func (t *Trainer) Drills(flow string) []Kind {
	if !t.Asks(flow) {
		return []Kind{KindRecall, KindFree}
	}
	return []Kind{KindRecall, KindGuided, KindFree}
}

// Things lists every question and action, in the order in which the flows first use them.
func (t *Trainer) Things() []*flows.Node { return t.things }

// Outcomes lists every outcome, in the order in which the flows first use them.
func (t *Trainer) Outcomes() []*flows.Node { return t.outcomes }

// Thing finds a question or an action by its name.
func (t *Trainer) Thing(ref string) (*flows.Node, bool) { return named(t.things, ref) }

// Outcome finds an outcome by its name.
func (t *Trainer) Outcome(ref string) (*flows.Node, bool) { return named(t.outcomes, ref) }

func named(nodes []*flows.Node, ref string) (*flows.Node, bool) {
	i := slices.IndexFunc(nodes, func(node *flows.Node) bool { return node.Ref == ref })
	if i < 0 {
		return nil, false
	}
	return nodes[i], true
}
