package flows

import (
	"cmp"
	"slices"

	"posmedic/catalog"
)

// link turns every target into a node of its flow and refuses what cannot be walked to an end.
func (b *builder) link() {
	after := map[string]string{} // the step that stands after each call, where it leads if the flow can return
	for i := range b.flows {
		b.targets(&b.flows[i], after)
	}
	called := map[string]bool{}
	for i := range b.flows {
		b.calls(&b.flows[i], after, called)
	}
	for i := range b.flows {
		flow := &b.flows[i]
		if b.sound(flow.ID) {
			b.unreached(flow)
		}
	}
	b.spread()
	b.loops()
	b.unused(called)
}

// unused warns of what no step uses, if every step is understood.
func (b *builder) unused(called map[string]bool) {
	if len(b.unread) == 0 && len(b.broken) == 0 {
		for i := range b.flows {
			if flow := &b.flows[i]; flow.Table == "" && !called[flow.ID] {
				b.report(b.places[flow.ID], &catalog.FlowUncalled, flow.ID)
			}
		}
		b.words.outcomes.use(string(Resolved)) // actions lead there without naming it
		unusedWords(b, &b.words.questions)
		unusedWords(b, &b.words.actions)
		unusedWords(b, &b.words.notices)
		unusedWords(b, &b.words.outcomes)
	}
}

// sound tells whether a flow can be walked as far as is known by now.
func (b *builder) sound(flow string) bool { return !b.broken[flow] }

// targets fills in what was left out and adds the outcomes and the return that targets name.
func (b *builder) targets(flow *Flow, after map[string]string) {
	written := len(flow.Nodes)
	last := toNext
	if b.unended[flow.ID] {
		last = ""
	}
	for i := range written {
		node := flow.Nodes[i]
		next := last
		if i+1 < written {
			next = flow.Nodes[i+1].ID
		}
		switch node.Kind {
		case Question:
			b.everyAnswer(flow, &node)
		case Action, Wait:
			node.Yes = cmp.Or(node.Yes, string(Resolved))
			node.No = cmp.Or(node.No, toNext)
			node.Cannot = cmp.Or(node.Cannot, toNext)
		case Notice, Collect:
			node.Then = cmp.Or(node.Then, toNext)
		case Call:
			after[flow.ID+"/"+node.ID] = next
		case Ending, Return:
		}
		b.target(flow, &node, "yes", &node.Yes, next)
		b.target(flow, &node, "no", &node.No, next)
		b.target(flow, &node, "cannot", &node.Cannot, next)
		b.target(flow, &node, "then", &node.Then, next)
		flow.Nodes[i] = node
	}
}

func (b *builder) everyAnswer(flow *Flow, node *Node) {
	for _, one := range []struct{ key, target string }{{"yes", node.Yes}, {"no", node.No}, {"cannot", node.Cannot}} {
		if one.target == "" {
			b.report(b.steps[flow.ID+"/"+node.ID].place(""), &catalog.QuestionWithoutAnswer, node.ID, one.key)
			b.broken[flow.ID] = true
		}
	}
}

func (b *builder) target(flow *Flow, node *Node, key string, target *string, next string) {
	if *target == toNext {
		*target = next
	}
	place := b.steps[flow.ID+"/"+node.ID].place(key)
	switch {
	case *target == "" || flow.node(*target) != nil:
	case *target == toNext:
		b.report(place, &catalog.NothingFollows, node.ID, key)
		b.broken[flow.ID] = true
	case *target == toReturn && flow.Table != "":
		b.report(place, &catalog.ReturnWithoutCaller, node.ID, flow.ID)
		b.broken[flow.ID] = true
	case *target == toReturn:
		flow.Nodes = append(flow.Nodes, Node{ID: toReturn, Kind: Return, Sources: []string{FromOurs}})
	default:
		b.outcome(flow, key, *target, place)
	}
}

// outcome adds the outcome that a target names.
func (b *builder) outcome(flow *Flow, key, target string, place catalog.Place) {
	ending := Node{}
	if b.ending(&ending, target) {
		if len(ending.Sources) == 0 {
			b.report(place, &catalog.StepWithoutSource, target)
		}
		flow.Nodes = append(flow.Nodes, ending)
		return
	}
	b.broken[flow.ID] = true
	if b.holes[flow.ID+"/"+target] || b.unread[outcomesFile] {
		return
	}
	names := slices.Clone(b.words.outcomes.names)
	for i := range flow.Nodes {
		names = append(names, flow.Nodes[i].ID)
	}
	b.report(place, &catalog.TargetUnknown, target, flow.ID).Meant = catalog.Nearby(target, append(names, toNext, toReturn))
}

// calls checks that a call names a shared flow, and leads on just where that flow can return.
func (b *builder) calls(flow *Flow, after map[string]string, met map[string]bool) {
	for i := range flow.Nodes {
		node := &flow.Nodes[i]
		if node.Kind != Call {
			continue
		}
		met[node.Ref] = true
		key := flow.ID + "/" + node.ID
		called := b.find(node.Ref)
		if called == nil {
			b.broken[flow.ID] = true
			if !b.unread[anyFlows] {
				b.report(b.steps[key].place("call"), &catalog.FlowUnknown, node.Ref).Meant = catalog.Nearby(node.Ref, b.sharedFlows())
			}
			continue
		}
		if called.Table != "" {
			b.report(b.steps[key].place("call"), &catalog.CodeCalled, node.ID, node.Ref)
			b.broken[flow.ID] = true
			continue
		}
		node.Text = called.Title
		b.comesBack(flow, node, called, after[key])
	}
}

// comesBack settles where a call leads on, if it does.
func (b *builder) comesBack(flow *Flow, node *Node, called *Flow, next string) {
	place := b.steps[flow.ID+"/"+node.ID].place("then")
	switch {
	case called.Returns() && node.Then == "":
		if node.Then = next; next == toNext {
			b.report(place, &catalog.NothingFollows, node.ID, "then")
			b.broken[flow.ID] = true
		}
	case !called.Returns() && node.Then != "":
		b.broken[flow.ID] = true
		if b.sound(called.ID) {
			b.report(place, &catalog.CallNeverReturns, called.ID)
		}
	}
}

func (b *builder) sharedFlows() []string {
	var names []string
	for i := range b.flows {
		if b.flows[i].Table == "" {
			names = append(names, b.flows[i].ID)
		}
	}
	return names
}

// spread breaks every flow that calls a broken one, however far down.
func (b *builder) spread() {
	callers := map[string][]string{}
	for i := range b.flows {
		for _, node := range b.flows[i].Nodes {
			if node.Kind == Call {
				callers[node.Ref] = append(callers[node.Ref], b.flows[i].ID)
			}
		}
	}
	var queue []string
	for flow := range b.broken {
		queue = append(queue, flow)
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, caller := range callers[queue[0]] {
			if !b.broken[caller] {
				b.broken[caller] = true
				queue = append(queue, caller)
			}
		}
	}
}

// loops refuses steps that a walk can come to again, directly or through the flows that it calls. It names a
// step of each loop once, however many flows lead into it.
func (b *builder) loops() {
	const open, named, closed = 1, 2, 3
	seen := map[*Node]int{}
	var looping []string
	var visit func(flow *Flow, node *Node)
	visit = func(flow *Flow, node *Node) {
		if seen[node] == open {
			b.report(b.steps[flow.ID+"/"+node.ID].place(""), &catalog.Loop, node.ID, flow.ID)
			looping = append(looping, flow.ID)
			seen[node] = named
		}
		if seen[node] != 0 {
			return
		}
		seen[node] = open
		if node.Kind == Call {
			called := b.find(node.Ref)
			visit(called, &called.Nodes[0])
		}
		for _, target := range node.targets() {
			visit(flow, flow.node(target))
		}
		seen[node] = closed
	}
	for i := range b.flows {
		if b.sound(b.flows[i].ID) {
			visit(&b.flows[i], &b.flows[i].Nodes[0])
		}
	}
	for _, flow := range looping {
		b.broken[flow] = true
	}
	b.spread()
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
		if step, ok := b.steps[flow.ID+"/"+node.ID]; ok && !reached[node.ID] {
			b.report(step.place(""), &catalog.StepUnreached, node.ID, flow.ID)
		}
	}
}
