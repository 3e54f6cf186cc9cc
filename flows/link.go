package flows

import (
	"cmp"
	"slices"
)

// link turns every target into a node of its flow and refuses what cannot be walked to an end.
func (b *builder) link() {
	for i := range b.flows {
		b.targets(&b.flows[i])
	}
	for i := range b.flows {
		b.calls(&b.flows[i])
	}
	if len(b.faults) > 0 {
		return
	}
	for i := range b.flows {
		b.loops(&b.flows[i])
		b.unreached(&b.flows[i])
	}
}

// targets fills in what was left out and adds the outcomes and the return that targets name.
func (b *builder) targets(flow *Flow) {
	written := len(flow.Nodes)
	for i := range written {
		node := &flow.Nodes[i]
		next := toNext
		if i+1 < written {
			next = flow.Nodes[i+1].ID
		}
		place := b.at[flow.ID+"/"+node.ID]
		switch node.Kind {
		case Question:
			if node.Yes == "" || node.No == "" || node.Cannot == "" {
				b.fault(place, "question %s must say where yes, no and cannot lead", node.ID)
				continue
			}
		case Action, Wait:
			node.Yes = cmp.Or(node.Yes, string(Resolved))
			node.No = cmp.Or(node.No, toNext)
			node.Cannot = cmp.Or(node.Cannot, toNext)
		case Notice, Collect:
			node.Then = cmp.Or(node.Then, toNext)
		case Call:
			b.after[flow.ID+"/"+node.ID] = next
		case Ending, Return:
		}
		for _, target := range []*string{&node.Yes, &node.No, &node.Cannot, &node.Then} {
			b.target(flow, target, next, place)
		}
		// The slice may have grown under node: what was written stays where it was.
		flow.Nodes[i] = *node
	}
}

func (b *builder) target(flow *Flow, target *string, next, place string) {
	if *target == toNext {
		*target = next
	}
	switch {
	case *target == "" || flow.node(*target) != nil:
	case *target == toNext:
		b.fault(place, "there is no next step in flow %s: say where this one leads", flow.ID)
	case *target == toReturn:
		flow.Nodes = append(flow.Nodes, Node{ID: toReturn, Kind: Return, Sources: []string{FromOurs}})
	default:
		node := Node{}
		if !b.words.ending(&node, *target) {
			b.fault(place, "%q is no step of flow %s and no outcome", *target, flow.ID)
			return
		}
		b.sources(place, &node)
		flow.Nodes = append(flow.Nodes, node)
	}
}

// calls checks that a call names a flow, and leads on just where that flow can return.
func (b *builder) calls(flow *Flow) {
	for i := range flow.Nodes {
		node := &flow.Nodes[i]
		if node.Kind != Call {
			continue
		}
		place := b.at[flow.ID+"/"+node.ID]
		called := find(b.flows, node.Ref)
		if called == nil {
			b.fault(place, "there is no flow %q to call", node.Ref)
			continue
		}
		node.Text = called.Title
		switch {
		case called.Returns() && node.Then == "":
			if node.Then = b.after[flow.ID+"/"+node.ID]; node.Then == toNext {
				b.fault(place, "flow %s returns here, but there is no next step", node.Ref)
			}
		case !called.Returns() && node.Then != "":
			b.fault(place, "flow %s never returns, so `then: %s` is never reached: leave it out", node.Ref, node.Then)
		}
	}
}

// loops refuses a flow that can come to the same step again, directly or through the flows that it calls.
func (b *builder) loops(flow *Flow) {
	type place struct{ flow, node string }
	const open, closed = 1, 2
	seen := map[place]int{}
	var visit func(flow *Flow, node *Node) bool
	visit = func(flow *Flow, node *Node) bool {
		here := place{flow.ID, node.ID}
		if seen[here] != 0 {
			return seen[here] == open
		}
		seen[here] = open
		defer func() { seen[here] = closed }()
		if node.Kind == Call {
			called := find(b.flows, node.Ref)
			if visit(called, &called.Nodes[0]) {
				return true
			}
		}
		for _, target := range node.targets() {
			if visit(flow, flow.node(target)) {
				return true
			}
		}
		return false
	}
	if visit(flow, &flow.Nodes[0]) {
		b.fault(b.at[flow.ID], "flow %s can come to the same step again and need not end: break the loop", flow.ID)
	}
}

// targets lists where a node can lead within its flow.
func (n *Node) targets() []string {
	var targets []string
	for _, target := range []string{n.Yes, n.No, n.Cannot, n.Then} {
		if target != "" && !slices.Contains(targets, target) {
			targets = append(targets, target)
		}
	}
	return targets
}

func (b *builder) unreached(flow *Flow) {
	reached := map[string]bool{flow.Nodes[0].ID: true}
	for queue := []string{flow.Nodes[0].ID}; len(queue) > 0; queue = queue[1:] {
		for _, target := range flow.node(queue[0]).targets() {
			if !reached[target] {
				reached[target] = true
				queue = append(queue, target)
			}
		}
	}
	for _, node := range flow.Nodes {
		if !reached[node.ID] {
			b.fault(b.at[flow.ID+"/"+node.ID], "no answer leads to step %s of flow %s", node.ID, flow.ID)
		}
	}
}
