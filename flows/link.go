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
	b.loops()
	for i := range b.flows {
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
		b.target(flow, "yes", &node.Yes, next, place)
		b.target(flow, "no", &node.No, next, place)
		b.target(flow, "cannot", &node.Cannot, next, place)
		b.target(flow, "then", &node.Then, next, place)
		// The slice may have grown under node: what was written stays where it was.
		flow.Nodes[i] = *node
	}
}

func (b *builder) target(flow *Flow, key string, target *string, next, place string) {
	if *target == toNext {
		*target = next
	}
	switch {
	case *target == "" || flow.node(*target) != nil:
	case *target == toNext:
		b.fault(place, "no step of flow %s stands after this one: write `%s:` with where it leads", flow.ID, key)
	case *target == toReturn && flow.Table != "":
		b.fault(place, "`%s: return`, but flow %s belongs to a code and no flow waits for it: name a step or an outcome", key, flow.ID)
	case *target == toReturn:
		flow.Nodes = append(flow.Nodes, Node{ID: toReturn, Kind: Return, Sources: []string{FromOurs}})
	default:
		node := Node{}
		if !b.words.ending(&node, *target) {
			b.fault(place, "`%s: %s`, but that is neither a step of flow %s nor an outcome (outcomes.yaml)", key, *target, flow.ID)
			return
		}
		b.sources(place, flow, &node)
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
				b.fault(place, "flow %s returns here, but no step stands after this one: write `then:` with where it leads", node.Ref)
			}
		case !called.Returns() && node.Then != "":
			b.fault(place, "flow %s never returns, so `then: %s` is never reached: leave it out", node.Ref, node.Then)
		}
	}
}

// loops refuses steps that a walk can come to again, directly or through the flows that it calls. It names a
// step of each loop once, however many flows lead into it.
func (b *builder) loops() {
	const open, named, closed = 1, 2, 3
	seen := map[*Node]int{}
	var visit func(flow *Flow, node *Node)
	visit = func(flow *Flow, node *Node) {
		if seen[node] == open {
			b.fault(b.at[flow.ID+"/"+node.ID], "step %s of flow %s can lead back to itself, so the walk need not end: break the loop", node.ID, flow.ID)
			seen[node] = named
		}
		if seen[node] != 0 {
			return
		}
		seen[node] = open
		if node.Kind == Call {
			called := find(b.flows, node.Ref)
			visit(called, &called.Nodes[0])
		}
		for _, target := range node.targets() {
			visit(flow, flow.node(target))
		}
		seen[node] = closed
	}
	for i := range b.flows {
		visit(&b.flows[i], &b.flows[i].Nodes[0])
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
		// The outcomes that only an unreached step names stand nowhere in the file.
		if place := b.at[flow.ID+"/"+node.ID]; !reached[node.ID] && place != "" {
			b.fault(place, "no answer leads to step %s of flow %s: lead there or take it away", node.ID, flow.ID)
		}
	}
}
