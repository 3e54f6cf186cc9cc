// Package draw makes pictures of flows: one drawing of boxes and labelled exits, and a writer for each format.
//
// It must never decide where an answer leads: it draws what the flow says.
package draw

import (
	"fmt"
	"slices"

	"posmedic/catalog"
	"posmedic/flows"
)

// MostBoxes is how many boxes a drawing may have: nobody reads a larger one, and flows that call each other again and
// again would never be drawn to their end.
const MostBoxes = 2_000

// Drawing is a flow as boxes in the order in which they are read: each stands before all those that it leads to.
type Drawing struct {
	Title catalog.Text
	Note  catalog.Text // what a reader must know, as that the flow is reconstructed
	Boxes []Box        // the first is where a walk begins
}

// Box is a step, an outcome, or a flow that is called.
type Box struct {
	Key     flows.Key // the calls that lead to it and its node, as an answer's key
	Node    *flows.Node
	Sources []string // the node's citations, those of its caller filled in
	Depth   int      // how many branches and unfolded flows it lies in
	Under   int      // the box that every way to this one comes through last; -1 for the first
	Exits   []Exit   // none at an outcome

	Called *flows.Flow   // the flow that is called here; nil for every other box
	Inside int           // how many of the boxes that follow are inside the called flow; 0 where it is folded
	folded []*flows.Node // the nodes that a folded box stands for
}

// Path is the calls that lead into the flow that is called here, joined by "/".
func (b *Box) Path() string {
	if b.Key.Path == "" {
		return b.Key.Node
	}
	return b.Key.Path + "/" + b.Key.Node
}

// Exit leads from a box to another one.
type Exit struct {
	Answers []flows.Value // the answers that lead there; none where it is the return of a called flow
	To      int           // the number of a box, from 0
}

// Folded folds every flow that is called into one box.
func Folded(string) bool { return false }

// Unfolded draws every flow that is called in full.
func Unfolded(string) bool { return true }

// Of draws a flow. Unfold tells, by the calls that lead into a called flow, joined by "/", whether it is drawn in
// full. It fails where there is no such flow, and where there are more than MostBoxes.
func Of(book *flows.Book, id string, unfold func(path string) bool) (*Drawing, error) {
	flow, err := book.Flow(id)
	if err != nil {
		return nil, err
	}
	d := drawer{book: book, unfold: unfold, number: map[flows.Key]int{}}
	if err := d.flow(&frame{flow: flow}, 0); err != nil {
		return nil, err
	}
	drawing := &Drawing{Title: flow.Title, Note: flow.Note}
	for _, draft := range d.drafts {
		for _, exit := range draft.exits {
			draft.Exits = append(draft.Exits, Exit{Answers: exit.answers, To: d.number[exit.to]})
		}
		drawing.Boxes = append(drawing.Boxes, draft.Box)
	}
	return drawing, nil
}

// frame is a flow that is drawn, and the step of the flow around it that calls it.
type frame struct {
	flow    *flows.Flow
	caller  *frame
	call    *flows.Node
	path    string
	sources []string
}

// cited replaces "caller" by the citations of the step that called.
func (f *frame) cited(node *flows.Node) []string {
	if f.caller != nil && len(node.Sources) == 1 && node.Sources[0] == flows.FromCaller {
		return f.sources
	}
	return node.Sources
}

// drawer lays the boxes of a drawing one after the other. Exits name their targets, which may have no number yet.
type drawer struct {
	book   *flows.Book
	unfold func(path string) bool
	drafts []draft
	number map[flows.Key]int
}

type draft struct {
	Box
	exits []draftExit
}

type draftExit struct {
	answers []flows.Value
	to      flows.Key
}

// flow draws the steps of one flow and of those that it calls.
func (d *drawer) flow(frame *frame, depth int) error {
	if len(d.drafts)+len(frame.flow.Nodes) > MostBoxes {
		return fmt.Errorf("a drawing of more than %d boxes cannot be read: draw it without --unfold", MostBoxes)
	}
	around := len(d.drafts) - 1 // the box of the call, none in the outermost flow
	for _, line := range outlineOf(frame.flow) {
		if line.node.Kind == flows.Return && frame.caller != nil {
			continue // its exits lead to where the caller goes on
		}
		key := keyOf(frame, line.node)
		under := around
		if line.under != nil {
			under = d.number[keyOf(frame, line.under)]
		}
		d.number[key] = len(d.drafts)
		d.drafts = append(d.drafts, draft{
			Box:   Box{Key: key, Node: line.node, Sources: frame.cited(line.node), Depth: depth + line.depth, Under: under},
			exits: exits(frame, line.node),
		})
		if line.node.Kind == flows.Call {
			if err := d.call(frame, line.node, depth+line.depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// call draws the flow that the box drawn last stands for.
func (d *drawer) call(from *frame, node *flows.Node, depth int) error {
	called, err := d.book.Flow(node.Ref)
	if err != nil {
		return err
	}
	at := len(d.drafts) - 1
	d.drafts[at].Called = called
	path := d.drafts[at].Path()
	if !d.unfold(path) {
		d.drafts[at].folded = d.nodesOf(called)
		return nil
	}
	err = d.flow(&frame{flow: called, caller: from, call: node, path: path, sources: from.cited(node)}, depth+1)
	d.drafts[at].Inside = len(d.drafts) - at - 1
	return err
}

// nodesOf lists the nodes of a flow and of those that it calls.
func (d *drawer) nodesOf(called *flows.Flow) []*flows.Node {
	var nodes []*flows.Node
	inside := []*flows.Flow{called}
	for i := 0; i < len(inside); i++ {
		for j := range inside[i].Nodes {
			node := &inside[i].Nodes[j]
			nodes = append(nodes, node)
			if flow, err := d.book.Flow(node.Ref); node.Kind == flows.Call && err == nil && !slices.Contains(inside, flow) {
				inside = append(inside, flow)
			}
		}
	}
	return nodes
}

func keyOf(frame *frame, node *flows.Node) flows.Key {
	return flows.Key{Path: frame.path, Node: node.ID, Visit: 1}
}

// exits lists where a node leads, answers to the same place together. A return leads to where the caller goes on.
func exits(from *frame, node *flows.Node) []draftExit {
	var all []draftExit
	for _, way := range waysFrom(node) {
		at, target := from, way.to
		for at.caller != nil && nodeOf(at.flow, target).Kind == flows.Return {
			at, target = at.caller, at.call.Then
		}
		all = append(all, draftExit{answers: way.answers, to: keyOf(at, nodeOf(at.flow, target))})
	}
	return all
}
