package check_test

import (
	"fmt"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/check"
)

// mostSteps is more than any walk of sound knowledge takes.
const mostSteps = 200

// replay goes down every path of a flow of a code, one answer after the other, and looks at each step at what was
// answered before. It shares nothing with the checker: no situations, no facts, no short cut.
type replay struct {
	find         func(id string) *flows.Flow
	begun        *flows.Flow
	networkFirst bool
	harm         string

	path    []answered
	frames  []called
	entered int // how many network checks were begun on the path
	passed  int // how many of them came back
	lines   map[string]bool
}

type answered struct {
	node   *flows.Node
	answer flows.Value
	fields []string
}

type called struct {
	flow *flows.Flow
	call *flows.Node
}

// harmOf replays every path of the flow of an entry and says what could go wrong at a shop; "" where nothing can.
func harmOf(knowledge *check.Knowledge, entry *catalog.Entry, networkFirst bool) string {
	index := map[string]*flows.Flow{}
	for i := range knowledge.Flows.Knowledge.Flows {
		index[knowledge.Flows.Knowledge.Flows[i].ID] = &knowledge.Flows.Knowledge.Flows[i]
	}
	flow := index[entry.Flow]
	if flow == nil || flow.Table != entry.Table {
		return "the entry has no flow"
	}
	r := replay{find: func(id string) *flows.Flow { return index[id] }, begun: flow, networkFirst: networkFirst, lines: map[string]bool{}}
	r.walk(flow, &flow.Nodes[0], 0)
	for i := range entry.Remedy {
		line := fmt.Sprintf("%s %s.%d", entry.Sources[0].ID, entry.Sources[0].Row, i+1)
		if entry.StruckLine(i+1).IsZero() && !r.lines[line] && r.harm == "" {
			r.harm = "nobody is told " + line
		}
	}
	return r.harm
}

// walk walks on from a node of a flow, until every path from there has been walked or harm is found.
func (r *replay) walk(flow *flows.Flow, node *flows.Node, depth int) {
	if r.harm != "" {
		return
	}
	if node == nil || depth > mostSteps {
		r.fail("the walk does not end")
		return
	}
	for _, source := range node.Sources {
		r.lines[source] = true
	}
	switch node.Kind {
	case flows.Call:
		r.call(flow, node, depth)
	case flows.Return:
		r.comeBack(flow, depth)
	case flows.Ending:
		r.look(flow, node)
	default:
		r.ask(flow, node, depth)
	}
}

func (r *replay) call(flow *flows.Flow, node *flows.Node, depth int) {
	into := r.find(node.Ref)
	if into == nil {
		r.fail("it calls a flow that is not there")
		return
	}
	r.frames = append(r.frames, called{flow, node})
	if into.NetworkCheck {
		r.entered++
		defer func() { r.entered-- }()
	}
	r.walk(into, &into.Nodes[0], depth+1)
	r.frames = r.frames[:len(r.frames)-1]
}

func (r *replay) comeBack(flow *flows.Flow, depth int) {
	if len(r.frames) == 0 {
		r.fail("it returns to nobody")
		return
	}
	last := r.frames[len(r.frames)-1]
	r.frames = r.frames[:len(r.frames)-1]
	if flow.NetworkCheck {
		r.passed++
	}
	r.walk(last.flow, named(last.flow, last.call.Then), depth+1)
	if flow.NetworkCheck {
		r.passed--
	}
	r.frames = append(r.frames, last)
}

func (r *replay) ask(flow *flows.Flow, node *flows.Node, depth int) {
	if before := r.before(node); node.Once && before != nil {
		r.walk(flow, named(flow, target(node, before.answer)), depth+1)
		return
	}
	r.look(flow, node)
	fields := node.Fields
	if len(fields) == 1 && fields[0] == flows.Demanded {
		fields = r.begun.Fields
	}
	for _, value := range node.Allowed() {
		r.path = append(r.path, answered{node, value, flows.FieldsOf(fields)})
		r.walk(flow, named(flow, target(node, value)), depth+1)
		r.path = r.path[:len(r.path)-1]
	}
}

// before is the last answer on the path to the same question, action or notice.
func (r *replay) before(node *flows.Node) *answered {
	for i := len(r.path) - 1; i >= 0; i-- {
		if r.path[i].node.Kind == node.Kind && r.path[i].node.Ref == node.Ref {
			return &r.path[i]
		}
	}
	return nil
}

// look holds the rules against the step that the path has come to.
func (r *replay) look(flow *flows.Flow, node *flows.Node) {
	if node.Text.Zh == "" || node.Text.En == "" || len(node.Sources) == 0 {
		r.fail(node.ID + " has no words or no source")
	}
	if r.networkFirst && r.begun.SkipsNetwork.IsZero() && r.passed == 0 && !flow.NetworkCheck {
		r.fail(node.ID + " comes before the network check")
	}
	if !r.begun.SkipsNetwork.IsZero() && r.entered > 0 {
		r.fail("it checks the network and says that it does not")
	}
	if node.RepeatsPayment && !r.allowed(func(n *flows.Node) flows.Value { return n.AllowsPayment }) {
		r.fail(node.ID + " may charge a customer twice")
	}
	if !node.Destroys.IsZero() && !r.allowed(func(n *flows.Node) flows.Value { return n.AllowsErasing }) {
		r.fail(node.ID + " may erase what is not settled")
	}
	if node.Kind == flows.Ending && !node.Outcome.Receiver.IsZero() {
		r.reported(node)
	}
}

// allowed looks back for the last answer that decides, and finds that it allows. A payment that was tried in between
// makes every earlier answer stale.
func (r *replay) allowed(by func(*flows.Node) flows.Value) bool {
	for i := len(r.path) - 1; i >= 0; i-- {
		step := r.path[i]
		if step.node.RepeatsPayment && step.answer != flows.Cannot {
			return false
		}
		if value := by(step.node); value != "" {
			return step.answer == value
		}
	}
	return false
}

func (r *replay) reported(node *flows.Node) {
	asked := map[string]bool{}
	for _, step := range r.path {
		for _, field := range step.fields {
			asked[field] = true
		}
	}
	if len(asked) == 0 {
		r.fail(node.ID + " is reported with nothing")
	}
	for _, field := range flows.FieldsOf(r.begun.Fields) {
		if !asked[field] {
			r.fail(node.ID + " is reported without " + field)
		}
	}
}

func (r *replay) fail(harm string) {
	if r.harm != "" {
		return
	}
	var walk []string
	for _, step := range r.path {
		walk = append(walk, step.node.ID+"="+string(step.answer))
	}
	r.harm = r.begun.ID + ": " + harm + ": " + strings.Join(walk, " ")
}

func named(flow *flows.Flow, id string) *flows.Node {
	for i := range flow.Nodes {
		if flow.Nodes[i].ID == id {
			return &flow.Nodes[i]
		}
	}
	return nil
}

func target(node *flows.Node, answer flows.Value) string {
	switch answer {
	case flows.Yes:
		return node.Yes
	case flows.No:
		return node.No
	case flows.Cannot:
		return node.Cannot
	}
	return node.Then
}
