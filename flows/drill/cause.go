package drill

import (
	"math/rand/v2"

	"posmedic/flows"
)

// mostTries is how often a way to one outcome is looked for before any other outcome will do.
const mostTries = 8

// hide chooses a hidden cause: an outcome of the flow, and answers that lead there. A question has the same answer
// wherever it is asked, and what has been mended stays mended, as in a shop.
func (t *Trainer) hide(situations []flows.Situation, random *rand.Rand) ([]flows.Answer, map[Thing]flows.Value) {
	for range mostTries {
		if answers, found, ok := follow(situations, leadingTo(situations, anOutcome(situations, random)), random); ok {
			return answers, found
		}
	}
	answers, found, _ := follow(situations, nil, random)
	return answers, found
}

// anOutcome is the number of one of the situations that end the walk.
func anOutcome(situations []flows.Situation, random *rand.Rand) int {
	var endings []int
	for i := range situations {
		if len(situations[i].Moves) == 0 {
			endings = append(endings, i)
		}
	}
	return endings[random.IntN(len(endings))]
}

// leadingTo tells of each situation whether a walk can come from it to the wanted one.
func leadingTo(situations []flows.Situation, wanted int) []bool {
	leads := make([]bool, len(situations))
	leads[wanted] = true
	for i := wanted - 1; i >= 0; i-- { // what a situation leads to stands after it
		for _, move := range situations[i].Moves {
			leads[i] = leads[i] || leads[move.To]
		}
	}
	return leads
}

// follow walks through the situations by chance, only to those that lead on where such are named. It fails where the
// shop has already answered in a way that does not lead there.
func follow(situations []flows.Situation, leads []bool, random *rand.Rand) ([]flows.Answer, map[Thing]flows.Value, bool) {
	var answers []flows.Answer
	found := map[Thing]flows.Value{}
	at, mended := 0, false
	for len(situations[at].Moves) > 0 {
		step := situations[at].Step
		thing := ThingOf(step.Node)
		forced := found[thing]
		if mended && thing.isAction() {
			forced = flows.Yes
		}
		move, ok := choose(situations[at].Moves, forced, leads, random)
		if !ok {
			return nil, nil, false
		}
		if _, known := found[thing]; !known && move.Answer != flows.Done {
			found[thing] = move.Answer
		}
		mended = mended || thing.isAction() && move.Answer == flows.Yes
		answers = append(answers, flows.Answer{Key: step.Key, Value: move.Answer})
		at = move.To
	}
	return answers, found, true
}

// choose takes one of the moves by chance. What cannot be checked or done is rarer than what can.
func choose(moves []flows.Move, forced flows.Value, leads []bool, random *rand.Rand) (flows.Move, bool) {
	var open []flows.Move
	for _, move := range moves {
		if forced != "" && move.Answer != forced || leads != nil && !leads[move.To] {
			continue
		}
		open = append(open, move)
		if move.Answer != flows.Cannot {
			open = append(open, move, move, move)
		}
	}
	if len(open) == 0 {
		return flows.Move{}, false
	}
	return open[random.IntN(len(open))], true
}
