package change

import (
	"slices"

	"posmedic/flows"
)

// trail is the answers that lead to a pair of situations, the last first. The beginning has none.
type trail struct {
	earlier *trail
	step    flows.Step
	answer  flows.Value
	asked   Asked
	length  int
}

// Asked tells which of the two asks a step.
type Asked string

// Both ask a step unless one of these says otherwise.
const (
	BeforeOnly Asked = "before"
	AfterOnly  Asked = "after"
	Instead    Asked = "instead" // after, in the place of another step that took the same answer
)

func (t *trail) with(step flows.Step, answer flows.Value, asked Asked) *trail {
	return &trail{earlier: t, step: step, answer: answer, asked: asked, length: t.long() + 1}
}

func (t *trail) long() int {
	if t == nil {
		return 0
	}
	return t.length
}

// pair is a situation of each side that the same answers lead to. Behind a difference, the two are matched again where
// they meet, and met tells that.
type pair struct {
	before, after int
	met           bool
}

// lockstep walks a flow on both sides at once.
type lockstep struct {
	before, after []flows.Situation
	seen          map[pair]bool
	waiting       [][]route // by the length of their trails, so that each pair is come to by its shortest
}

type route struct {
	at    pair
	trail *trail
	again bool // whether another trail has led there before
}

func newLockstep(before, after []flows.Situation) *lockstep {
	return &lockstep{before: before, after: after, seen: map[pair]bool{}}
}

// walk visits every pair that the same answers lead to and that shows different things, the shortest trails first.
// Behind it, it goes on only from where the two sides meet again.
func (l *lockstep) walk(from pair, unlike func(route)) {
	l.push(route{at: from})
	for length := 0; length < len(l.waiting); length++ {
		for i := 0; i < len(l.waiting[length]); i++ {
			here := l.waiting[length][i]
			switch same := l.alike(here.at); {
			case !same:
				unlike(here)
				if !here.again {
					l.meet(here)
				}
			case !here.again:
				l.together(here, func(pair) bool { return true }, "")
			}
		}
	}
}

func (l *lockstep) push(r route) {
	r.again = l.seen[r.at]
	l.seen[r.at] = true
	for len(l.waiting) <= r.trail.long() {
		l.waiting = append(l.waiting, nil)
	}
	l.waiting[r.trail.long()] = append(l.waiting[r.trail.long()], r)
}

// together goes on with the same answer on both sides, to the pairs that are wanted.
func (l *lockstep) together(from route, wanted func(pair) bool, asked Asked) {
	for _, move := range l.after[from.at.after].Moves {
		to, ok := after(&l.before[from.at.before], move.Answer)
		next := pair{before: to, after: move.To, met: from.at.met}
		if ok && wanted(next) {
			l.push(route{at: next, trail: from.trail.with(l.after[from.at.after].Step, move.Answer, asked)})
		}
	}
}

// alike tells whether a pair shows the same.
func (l *lockstep) alike(at pair) bool {
	return alike(l.before[at.before].Step, l.after[at.after].Step)
}

func after(situation *flows.Situation, answer flows.Value) (int, bool) {
	for _, move := range situation.Moves {
		if move.Answer == answer {
			return move.To, true
		}
	}
	return 0, false
}

// meet finds where the two sides of a difference show the same again: behind what was put in, behind what was taken
// away, or behind what stands in another's place.
func (l *lockstep) meet(from route) {
	i, j := from.at.before, from.at.after
	put := l.nearest(l.after, j, l.before[i].Step, from.trail, AfterOnly)
	for _, found := range put {
		l.push(route{at: pair{i, found.situation, true}, trail: found.trail})
	}
	if len(put) > 0 {
		return
	}
	taken := l.nearest(l.before, i, l.after[j].Step, from.trail, BeforeOnly)
	for _, found := range taken {
		l.push(route{at: pair{found.situation, j, true}, trail: found.trail})
	}
	if len(taken) > 0 {
		return
	}
	from.at.met = true
	l.together(from, l.alike, Instead)
}

type meeting struct {
	situation int
	trail     *trail
}

// nearest finds the first situations behind one that show what a step shows, in the flow where it stands: a shared flow
// may well ask the same as the flow that calls it.
func (l *lockstep) nearest(side []flows.Situation, from int, wanted flows.Step, so *trail, asked Asked) []meeting {
	var found []meeting
	seen := map[int]bool{from: true}
	for queue := []meeting{{from, so}}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		if here.situation != from && side[here.situation].Step.Key.Path == wanted.Key.Path && alike(side[here.situation].Step, wanted) {
			found = append(found, here)
			continue
		}
		for _, move := range side[here.situation].Moves {
			if !seen[move.To] {
				seen[move.To] = true
				queue = append(queue, meeting{move.To, here.trail.with(side[here.situation].Step, move.Answer, asked)})
			}
		}
	}
	return found
}

// alike tells whether two steps are the same to whoever stands before them. A thing with other words is the same
// thing, because its words are told of by themselves; so is one with another name and the same words.
func alike(before, after flows.Step) bool {
	if kindOf(before.Node) != kindOf(after.Node) {
		return false
	}
	if before.Node.Kind == flows.Collect {
		return slices.Equal(before.Fields, after.Fields)
	}
	return before.Node.Ref == after.Node.Ref || len(nodeWords(before.Node, after.Node)) == 0
}
