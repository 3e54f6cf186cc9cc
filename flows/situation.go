package flows

import (
	"fmt"
	"slices"
)

// MostSituations is how many situations of one flow are looked at. A flow with more of them is a mistake of its
// author: the largest that is shipped has 52.
const MostSituations = 10_000

// Situation is a step or an outcome that walks of a flow come to, with all that decides how they go on: two walks
// that stand in the same situation can be given the same answers from there, and end alike. There are many
// walks but few situations, so what holds in every situation of a flow is proved for every walk.
type Situation struct {
	Step  Step   // what is to be answered, or where the walk ends
	Moves []Move // where each answer leads, in the order yes, no, cannot; none at an outcome
	// NetworkChecked tells whether the network check was entered, NetworkPassed whether it came back.
	NetworkChecked, NetworkPassed bool
}

// Move is an answer in a situation and the situation that it leads to, by its number.
type Move struct {
	Answer Value
	To     int
}

// Situations lists every situation that a walk of a flow can come to. The first is where it begins; each stands
// before all those that it leads to. It fails where no walk can begin in the flow and where there are more than
// MostSituations.
func (b *Book) Situations(flow string) ([]Situation, error) {
	e, err := b.explore(flow)
	if err != nil {
		return nil, err
	}
	return e.inOrder(), nil
}

// Passed lists every step that some walk of a flow passes, also those at which nobody is asked anything: calls, and
// steps with an answer that is used again. It fails as Situations does.
func (b *Book) Passed(flow string) ([]Step, error) {
	e, err := b.explore(flow)
	if err != nil {
		return nil, err
	}
	return e.passed, nil
}

func (b *Book) explore(flow string) (*explorer, error) {
	begun, err := b.begin(flow)
	if err != nil {
		return nil, err
	}
	e := explorer{
		book: b, begun: begun, remembered: b.remembered(begun),
		number: map[standing]int{}, reads: map[*Node][]bool{}, met: map[pass]bool{},
	}
	if _, ok := e.explore(e.settle(standing{frame: &callFrame{flow: begun}, node: &begun.Nodes[0], memory: e.blank()})); !ok {
		return nil, fmt.Errorf("flow %q has more than %d situations: have it ask less, or call fewer flows that remember answers", flow, MostSituations)
	}
	return &e, nil
}

// callFrame is a flow that is being walked, and who waits for it. Frames are made once for each call in each
// frame, so they compare by identity.
type callFrame struct {
	flow    *Flow
	caller  *callFrame
	call    *Node
	path    string
	sources []string
	inner   map[*Node]*callFrame
}

// standing is where a walk stands: what makes one situation different from another.
type standing struct {
	frame           *callFrame
	node            *Node
	memory          string // a byte for each remembered thing: 0, or the first letter of its last answer
	entered, passed bool
}

// explorer finds the situations of one flow.
type explorer struct {
	book       *Book
	begun      *Flow
	remembered []known // what some step of the flow, or of one that it calls, uses again
	reads      map[*Node][]bool
	number     map[standing]int
	found      []Situation // in the order in which they were finished: what a situation leads to stands before it
	met        map[pass]bool
	passed     []Step
}

// pass is a step within the calls that lead to it.
type pass struct {
	frame *callFrame
	node  *Node
}

// remembered lists what the steps with `once` of a flow, and of all that it calls, look back at.
func (b *Book) remembered(flow *Flow) []known {
	var list []known
	for _, called := range b.CalledFrom(flow.ID) {
		for i := range called.Nodes {
			node := &called.Nodes[i]
			if thing := (known{node.Kind, node.Ref}); node.Once && !slices.Contains(list, thing) {
				list = append(list, thing)
			}
		}
	}
	return list
}

func (e *explorer) blank() string { return string(make([]byte, len(e.remembered))) }

// explore numbers a situation and all that it leads to. It tells whether there are few enough of them.
func (e *explorer) explore(at standing) (int, bool) {
	if number, ok := e.number[at]; ok {
		return number, true
	}
	situation := Situation{Step: e.step(at), NetworkChecked: at.entered, NetworkPassed: at.passed}
	for _, value := range at.node.Allowed() {
		after := at
		after.node = at.frame.flow.node(at.node.after(value))
		after.memory = e.remember(at.memory, at.node, value)
		to, ok := e.explore(e.settle(after))
		if !ok {
			return 0, false
		}
		situation.Moves = append(situation.Moves, Move{Answer: value, To: to})
	}
	e.number[at] = len(e.found)
	e.found = append(e.found, situation)
	return e.number[at], len(e.found) <= MostSituations
}

// inOrder turns the situations round, so that the first is where the walk begins.
func (e *explorer) inOrder() []Situation {
	slices.Reverse(e.found)
	for i := range e.found {
		for j := range e.found[i].Moves {
			move := &e.found[i].Moves[j]
			move.To = len(e.found) - 1 - move.To
		}
	}
	return e.found
}

// settle goes on through what nobody is asked: calls, returns and answers that are used again.
func (e *explorer) settle(at standing) standing {
	for {
		e.note(at)
		switch at.node.Kind {
		case Call:
			at.frame = e.enter(at.frame, at.node)
			at.entered = at.entered || at.frame.flow.NetworkCheck
			at.node = &at.frame.flow.Nodes[0]
			continue
		case Return:
			at.passed = at.passed || at.frame.flow.NetworkCheck
			at.frame, at.node = at.frame.caller, at.frame.caller.flow.node(at.frame.call.Then)
			continue
		case Question, Action, Wait, Notice, Collect, Ending:
		}
		if value, ok := e.recall(at.memory, at.node); ok {
			at.node = at.frame.flow.node(at.node.after(value))
			continue
		}
		at.memory = e.forget(at)
		return at
	}
}

// note lists a step that a walk passes, once.
func (e *explorer) note(at standing) {
	if here := (pass{at.frame, at.node}); !e.met[here] {
		e.met[here] = true
		e.passed = append(e.passed, e.step(at))
	}
}

func (e *explorer) enter(from *callFrame, call *Node) *callFrame {
	if frame, ok := from.inner[call]; ok {
		return frame
	}
	frame := &callFrame{flow: e.book.flows[call.Ref], caller: from, call: call, path: call.ID, sources: from.cited(call)}
	if from.path != "" {
		frame.path = from.path + "/" + call.ID
	}
	if from.inner == nil {
		from.inner = map[*Node]*callFrame{}
	}
	from.inner[call] = frame
	return frame
}

func (f *callFrame) cited(node *Node) []string {
	if f.caller != nil && len(node.Sources) == 1 && node.Sources[0] == FromCaller {
		return f.sources
	}
	return node.Sources
}

func (e *explorer) step(at standing) Step {
	fields := at.node.Fields
	if len(fields) == 1 && fields[0] == Demanded {
		fields = e.begun.Fields
	}
	return Step{
		Key: Key{Path: at.frame.path, Node: at.node.ID, Visit: 1}, Flow: at.frame.flow, Node: at.node,
		Sources: at.frame.cited(at.node), Fields: fields,
	}
}

// remember notes an answer that a later step may use again.
func (e *explorer) remember(memory string, node *Node, value Value) string {
	i := slices.Index(e.remembered, known{node.Kind, node.Ref})
	if i < 0 {
		return memory
	}
	return memory[:i] + string(value[0]) + memory[i+1:]
}

// recall finds the answer that a step with `once` uses again.
func (e *explorer) recall(memory string, node *Node) (Value, bool) {
	if !node.Once {
		return "", false
	}
	letter := memory[slices.Index(e.remembered, known{node.Kind, node.Ref})]
	for _, value := range node.Allowed() {
		if value[0] == letter {
			return value, true
		}
	}
	return "", false
}

// forget takes out of memory what no step from here on looks back at, so that walks that differ in nothing else
// stand in the same situation.
func (e *explorer) forget(at standing) string {
	live := slices.Clone(e.readFrom(at.frame.flow, at.node))
	for frame := at.frame; frame.caller != nil; frame = frame.caller {
		if frame.call.Then == "" {
			continue
		}
		for i, read := range e.readFrom(frame.caller.flow, frame.caller.flow.node(frame.call.Then)) {
			live[i] = live[i] || read
		}
	}
	kept := []byte(at.memory)
	for i := range kept {
		if !live[i] {
			kept[i] = 0
		}
	}
	return string(kept)
}

// readFrom tells what the steps from a node on, within its flow and those that it calls, look back at.
func (e *explorer) readFrom(flow *Flow, node *Node) []bool {
	if reads, ok := e.reads[node]; ok {
		return reads
	}
	reads := make([]bool, len(e.remembered))
	join := func(more []bool) {
		for i := range more {
			reads[i] = reads[i] || more[i]
		}
	}
	if node.Once {
		reads[slices.Index(e.remembered, known{node.Kind, node.Ref})] = true
	}
	if node.Kind == Call {
		called := e.book.flows[node.Ref]
		join(e.readFrom(called, &called.Nodes[0]))
	}
	for _, target := range node.targets() {
		join(e.readFrom(flow, flow.node(target)))
	}
	e.reads[node] = reads
	return reads
}
