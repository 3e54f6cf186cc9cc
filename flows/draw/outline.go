package draw

import (
	"slices"

	"posmedic/flows"
)

// deepest is how many branches may lie in each other; those further in go on at the same depth.
const deepest = 5

// outlineLine is a node in the outline of its flow.
type outlineLine struct {
	node  *flows.Node
	depth int
	under *flows.Node // the node that every way to this one comes through last
}

// way leads from a node to another one of the same flow.
type way struct {
	answers []flows.Value
	to      string
}

// waysFrom lists where a node leads, answers to the same node together.
func waysFrom(node *flows.Node) []way {
	if node.Kind == flows.Call {
		if node.Then == "" {
			return nil
		}
		return []way{{to: node.Then}}
	}
	target := map[flows.Value]string{flows.Yes: node.Yes, flows.No: node.No, flows.Cannot: node.Cannot, flows.Done: node.Then}
	var ways []way
	for _, value := range node.Allowed() {
		at := slices.IndexFunc(ways, func(w way) bool { return w.to == target[value] })
		if at < 0 {
			at, ways = len(ways), append(ways, way{to: target[value]})
		}
		ways[at].answers = append(ways[at].answers, value)
	}
	return ways
}

func nodeOf(flow *flows.Flow, id string) *flows.Node {
	return &flow.Nodes[slices.IndexFunc(flow.Nodes, func(node flows.Node) bool { return node.ID == id })]
}

// graph is a flow's nodes by their place in an order in which each stands before all those that it leads to.
type graph struct {
	nodes   []*flows.Node
	to      [][]int
	from    [][]int
	under   []int   // the dominator tree: the last node that every way to a node comes through
	hanging [][]int // the nodes that are under a node
	weight  []int   // how many nodes are under a node, itself included
}

// outlineOf writes a flow as an outline. A branch is indented under the step that leads to it. What its branches
// come together at again goes on below them, at the depth of the step; where they do not come together, the
// branch with the most boxes goes on.
func outlineOf(flow *flows.Flow) []outlineLine {
	g := newGraph(flow)
	var lines []outlineLine
	var write func(at, depth int)
	write = func(at, depth int) {
		line := outlineLine{node: g.nodes[at], depth: depth}
		if at > 0 {
			line.under = g.nodes[g.under[at]]
		}
		lines = append(lines, line)
		branches, onward := g.split(at, depth)
		for _, branch := range branches {
			write(branch, depth+1)
		}
		for _, next := range onward {
			write(next, depth)
		}
	}
	write(0, 0)
	return lines
}

func newGraph(flow *flows.Flow) *graph {
	g := &graph{nodes: ordered(flow)}
	number := map[string]int{}
	for i, node := range g.nodes {
		number[node.ID] = i
	}
	g.to, g.from = make([][]int, len(g.nodes)), make([][]int, len(g.nodes))
	for i, node := range g.nodes {
		for _, way := range waysFrom(node) {
			g.to[i] = append(g.to[i], number[way.to])
			g.from[number[way.to]] = append(g.from[number[way.to]], i)
		}
	}
	g.dominate()
	return g
}

// ordered lists a flow's nodes, each before all those that it leads to.
func ordered(flow *flows.Flow) []*flows.Node {
	var finished []*flows.Node
	seen := map[*flows.Node]bool{}
	var visit func(node *flows.Node)
	visit = func(node *flows.Node) {
		if seen[node] {
			return
		}
		seen[node] = true
		for _, way := range slices.Backward(waysFrom(node)) {
			visit(nodeOf(flow, way.to))
		}
		finished = append(finished, node)
	}
	visit(&flow.Nodes[0])
	slices.Reverse(finished)
	return finished
}

// dominate finds for each node the last one that every way to it comes through.
func (g *graph) dominate() {
	g.under, g.hanging, g.weight = make([]int, len(g.nodes)), make([][]int, len(g.nodes)), make([]int, len(g.nodes))
	for at := 1; at < len(g.nodes); at++ {
		common := g.from[at][0]
		for _, other := range g.from[at][1:] {
			for common != other {
				if common > other {
					common = g.under[common]
				} else {
					other = g.under[other]
				}
			}
		}
		g.under[at] = common
		g.hanging[common] = append(g.hanging[common], at)
	}
	for at := len(g.nodes) - 1; at >= 0; at-- {
		g.weight[at]++
		if at > 0 {
			g.weight[g.under[at]] += g.weight[at]
		}
	}
}

// split parts what is under a node into the branches that are indented and what goes on at the node's depth.
func (g *graph) split(at, depth int) (branches, onward []int) {
	for _, under := range g.hanging[at] {
		if len(g.from[under]) > 1 || depth >= deepest {
			onward = append(onward, under)
		} else {
			branches = append(branches, under)
		}
	}
	if slices.ContainsFunc(onward, func(join int) bool { return len(g.to[join]) > 0 }) || len(branches) == 0 {
		return branches, onward
	}
	main := slices.MaxFunc(branches, func(a, b int) int { return g.weight[a] - g.weight[b] })
	if g.weight[main] > 1 || len(g.to[at]) == 1 {
		branches = slices.DeleteFunc(branches, func(branch int) bool { return branch == main })
		onward = append([]int{main}, onward...)
		slices.Sort(onward)
	}
	return branches, onward
}
