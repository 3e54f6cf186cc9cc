package flows

import "fmt"

// Book is the knowledge, ready to be walked. It is never changed after NewBook, so many may read it at once.
type Book struct {
	flows   map[string]*Flow
	fields  []Field
	unasked []string
	reach   map[string]map[string]reach
}

// reach is the most steps that a node can still ask, itself included, before the walk ends and before its
// flow returns; none where it can do neither.
type reach struct{ end, back int }

const none = -1

// NewBook indexes knowledge that Load or the generator has found sound.
func NewBook(knowledge *Knowledge) *Book {
	book := &Book{flows: map[string]*Flow{}, fields: knowledge.Fields, unasked: knowledge.Unasked, reach: map[string]map[string]reach{}}
	for i := range knowledge.Flows {
		book.flows[knowledge.Flows[i].ID] = &knowledge.Flows[i]
	}
	for _, flow := range book.flows {
		book.measure(flow, &flow.Nodes[0])
	}
	return book
}

// Flow finds a flow by its name.
func (b *Book) Flow(id string) (*Flow, error) {
	flow, ok := b.flows[id]
	if !ok {
		return nil, fmt.Errorf("there is no flow %q", id)
	}
	return flow, nil
}

// CalledFrom lists a flow and all that it calls, each once. There is none where there is no such flow.
func (b *Book) CalledFrom(id string) []*Flow {
	if b.flows[id] == nil {
		return nil
	}
	var called []*Flow
	for _, id := range calledFrom(func(id string) *Flow { return b.flows[id] }, id) {
		called = append(called, b.flows[id])
	}
	return called
}

// begin finds a flow that a walk can begin in.
func (b *Book) begin(id string) (*Flow, error) {
	flow, err := b.Flow(id)
	if err == nil && flow.Returns() {
		err = fmt.Errorf("flow %q serves other flows: it cannot be walked by itself", id)
	}
	return flow, err
}

// Fields lists the fields of the fault record in the order of the form.
func (b *Book) Fields() []Field { return b.fields }

// Unasked lists what receipts name that no field holds, so that it is not taken for a part of what stands before it.
func (b *Book) Unasked() []string { return b.unasked }

// Field finds a field by its name; an unknown one has its name for a label.
func (b *Book) Field(name string) Field {
	for _, field := range b.fields {
		if field.Name == name {
			return field
		}
	}
	return Field{Name: name}
}

// Resolve replays a walk's answers. It is pure. It stops at the first step without a fitting answer, at the
// cursor, or at an outcome.
func (b *Book) Resolve(walk Walk) (State, error) {
	flow, err := b.begin(walk.Flow)
	if err != nil {
		return State{}, err
	}
	whole := b.replay(flow, walk, AtFrontier)
	state := whole
	if walk.Cursor >= 0 && walk.Cursor < len(whole.Path) {
		state = b.replay(flow, walk, walk.Cursor)
		state.Ahead = len(whole.Path) - len(state.Path)
	}
	state.Parked = parked(walk.Answers, whole)
	if state.Misfit == nil && state.Ahead == 0 && walk.Hash != "" && walk.Hash != flow.Hash {
		if lost := lostAnswer(walk.Answers, whole.Path); lost != nil {
			state.Misfit = &Misfit{Recorded: *lost, Now: state.Standing()}
		}
	}
	return state, nil
}

// lostAnswer is the first answer that was given after every answer on the path. When it was given, the path
// led to it; that it no longer does is the flow's doing. Answers given earlier were parked by a later one.
func lostAnswer(answers []Answer, path []Step) *Answer {
	var lost *Answer
	for i := range answers {
		switch {
		case onPath(answers[i].Key, path):
			lost = nil
		case lost == nil:
			lost = &answers[i]
		}
	}
	return lost
}

// parked lists the answers that the path does not pass, in the order in which they were given.
func parked(answers []Answer, state State) []Answer {
	var off []Answer
	for _, answer := range answers {
		if !onPath(answer.Key, state.Path) {
			off = append(off, answer)
		}
	}
	return off
}

func onPath(key Key, path []Step) bool {
	for i := range path {
		if path[i].Key == key {
			return true
		}
	}
	return false
}

// frame is a flow that has called another one and waits for it to return.
type frame struct {
	flow *Flow
	call *Node
	path string
	// sources are the citations that "caller" stands for inside the flow that this frame called.
	sources []string
}

// known names a question, an action or a notice, wherever it is asked.
type known struct {
	kind Kind
	ref  string
}

// replayer is one traversal in progress.
type replayer struct {
	book    *Book
	answers map[Key]*Answer
	frames  []frame
	flow    *Flow
	known   map[known]*Answer // the last answer to each question, action and notice, for `once`
	visits  map[Key]int
	state   State
}

func (b *Book) replay(flow *Flow, walk Walk, limit int) State {
	r := replayer{
		book: b, flow: flow, answers: make(map[Key]*Answer, len(walk.Answers)),
		known: map[known]*Answer{}, visits: map[Key]int{}, state: State{Flow: flow},
	}
	for i := range walk.Answers {
		r.answers[walk.Answers[i].Key] = &walk.Answers[i]
	}
	node := &flow.Nodes[0]
	for node != nil {
		node = r.pass(node, limit)
	}
	return r.state
}

// pass goes through one node and returns the next, or nil where the walk stops.
func (r *replayer) pass(node *Node, limit int) *Node {
	switch node.Kind {
	case Call:
		return r.enter(node)
	case Return:
		return r.leave()
	case Ending:
		step := r.step(node)
		r.state.Outcome = &step
		return nil
	case Question, Action, Wait, Notice, Collect:
	}
	if node.Once {
		if before, ok := r.known[known{node.Kind, node.Ref}]; ok {
			return r.flow.node(node.after(before.Value))
		}
	}
	return r.ask(node, limit)
}

func (r *replayer) enter(call *Node) *Node {
	r.frames = append(r.frames, frame{flow: r.flow, call: call, path: r.path(), sources: r.cited(call)})
	r.flow = r.book.flows[call.Ref]
	if r.flow.NetworkCheck {
		r.state.NetworkChecked = true
	}
	return &r.flow.Nodes[0]
}

func (r *replayer) leave() *Node {
	if r.flow.NetworkCheck {
		r.state.NetworkPassed = true
	}
	last := r.frames[len(r.frames)-1]
	r.frames = r.frames[:len(r.frames)-1]
	r.flow = last.flow
	return r.flow.node(last.call.Then)
}

func (r *replayer) ask(node *Node, limit int) *Node {
	step := r.step(node)
	answer, answered := r.answers[step.Key]
	if answered {
		step.Answer = answer
	}
	fits := answered && node.allows(answer.Value) && (answer.Shown == node.Text || answer.Shown.IsZero())
	if !fits || len(r.state.Path) == limit {
		r.state.Current = &step
		r.state.Remaining = r.remaining(node)
		if answered && !fits {
			r.state.Misfit = &Misfit{Recorded: *answer, Now: step}
		}
		return nil
	}
	r.known[known{node.Kind, node.Ref}] = answer
	r.state.Path = append(r.state.Path, step)
	return r.flow.node(node.after(answer.Value))
}

func (r *replayer) step(node *Node) Step {
	key := Key{Path: r.path(), Node: node.ID}
	r.visits[key]++
	visit := r.visits[key]
	key.Visit = visit
	fields := node.Fields
	if len(fields) == 1 && fields[0] == Demanded {
		fields = r.state.Flow.Fields
	}
	return Step{Key: key, Flow: r.flow, Node: node, Sources: r.cited(node), Fields: fields}
}

// path joins the calls that lead into the present flow.
func (r *replayer) path() string {
	if len(r.frames) == 0 {
		return ""
	}
	last := r.frames[len(r.frames)-1]
	if last.path == "" {
		return last.call.ID
	}
	return last.path + "/" + last.call.ID
}

// cited replaces "caller" by the citations of the step that called.
func (r *replayer) cited(node *Node) []string {
	if len(r.frames) == 0 || len(node.Sources) != 1 || node.Sources[0] != FromCaller {
		return node.Sources
	}
	return r.frames[len(r.frames)-1].sources
}

// remaining is the most steps that can still be asked from a node on, through all the flows that wait.
func (r *replayer) remaining(node *Node) int {
	most := r.book.reaches(r.flow, node.ID)
	for i := len(r.frames) - 1; i >= 0; i-- {
		after := reach{end: none, back: none}
		if then := r.frames[i].call.Then; then != "" {
			after = r.book.reaches(r.frames[i].flow, then)
		}
		most = most.before(after)
	}
	return most.end
}

// reaches is the reach of a node, measured when the book was made.
func (b *Book) reaches(flow *Flow, id string) reach { return b.reach[flow.ID][id] }

// measure finds the reach of a node and of all that follow it, each once.
func (b *Book) measure(flow *Flow, node *Node) reach {
	measured, ok := b.reach[flow.ID]
	if !ok {
		measured = map[string]reach{}
		b.reach[flow.ID] = measured
	}
	most, ok := measured[node.ID]
	if !ok {
		most = b.measureOnce(flow, node)
		measured[node.ID] = most
	}
	return most
}

func (b *Book) measureOnce(flow *Flow, node *Node) reach {
	switch node.Kind {
	case Ending:
		return reach{end: 0, back: none}
	case Return:
		return reach{end: none, back: 0}
	case Call:
		called := b.flows[node.Ref]
		after := reach{end: none, back: none}
		if node.Then != "" {
			after = b.measure(flow, flow.node(node.Then))
		}
		return b.measure(called, &called.Nodes[0]).before(after)
	case Question, Action, Wait, Notice, Collect:
	}
	most := reach{end: none, back: none}
	for _, value := range node.Allowed() {
		next := b.measure(flow, flow.node(node.after(value)))
		most = reach{end: max(most.end, next.end), back: max(most.back, next.back)}
	}
	return reach{end: plus(most.end, 1), back: plus(most.back, 1)}
}

// before joins the reach inside a called flow to the reach after it has returned.
func (r reach) before(after reach) reach {
	return reach{end: max(r.end, plus(r.back, after.end)), back: plus(r.back, after.back)}
}

func plus(a, b int) int {
	if a == none || b == none {
		return none
	}
	return a + b
}
