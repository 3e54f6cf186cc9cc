// Package history is what trainees have done so far: the drills on disk, what is due, and progress.
//
// It must never read a clock, touch a case, or store anything about a trainee but a name and the drills.
package history

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"posmedic/flows"
	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
	"posmedic/flows/fault"
)

// Record is one drill that was finished. It is also what other programs read: add fields, never rename them.
type Record struct {
	At       time.Time      `json:"at"` // when it ended
	Trainee  string         `json:"trainee"`
	Kind     drill.Kind     `json:"drill"`
	Table    string         `json:"table"`
	Code     string         `json:"code"`
	Flow     string         `json:"flow"`
	Hash     string         `json:"hash"` // of the flow as it was: when the flow changes, its cards begin anew
	Seed     uint64         `json:"seed"`
	Scenario string         `json:"scenario,omitempty"` // the name of one that a trainer wrote
	Exam     string         `json:"exam,omitempty"`
	Score    int            `json:"score"` // of 100
	Gated    bool           `json:"gated"`
	Hints    int            `json:"hints"`
	Seconds  float64        `json:"seconds"`
	Grade    schedule.Grade `json:"grade"` // 1 again, 2 hard, 3 good, 4 easy
	Needed   []string       `json:"needed,omitempty"`
	Done     []string       `json:"done,omitempty"` // those of the needed actions that were done
}

// Of begins the record of a drill on an entry's flow.
func Of(trainer *drill.Trainer, trainee string, kind drill.Kind, flow string, seed uint64) Record {
	record := Record{Trainee: trainee, Kind: kind, Flow: flow, Hash: trainer.Hash(flow), Seed: seed}
	if entry, ok := trainer.Catalog().OfFlow(flow); ok {
		record.Table, record.Code = entry.Table, entry.Code
	}
	return record
}

// Marked fills in what the drill was worth and how long it took, until at.
func (r Record) Marked(mark drill.Mark, hints int, began, at time.Time) Record {
	r.Score, r.Gated, r.Hints = mark.Score, mark.Gated(), hints
	r.At, r.Seconds = at, at.Sub(began).Seconds()
	return r
}

// Walked notes which actions the scenario needed, and which of them were done. Of an action that several shops of a drill
// need, it is noted as done where it was done in all of them.
func (r Record) Walked(scenario *drill.Scenario, run drill.Run) Record {
	if scenario.Name != "" {
		r.Scenario = scenario.Name
	}
	for _, step := range scenario.Reference {
		action := step.Node.Ref
		if step.Node.Kind != flows.Action && step.Node.Kind != flows.Wait {
			continue
		}
		done := slices.ContainsFunc(run.Acts, func(act drill.Act) bool { return act.Thing.Ref == action })
		switch needed := slices.Contains(r.Needed, action); {
		case !done:
			r.Done = slices.DeleteFunc(slices.Clone(r.Done), func(other string) bool { return other == action })
		case !needed:
			r.Done = append(r.Done, action)
		}
		if !slices.Contains(r.Needed, action) {
			r.Needed = append(r.Needed, action)
		}
	}
	return r
}

// Played is a drill that was finished in simulated shops: one for a free drill, some for a guided one.
type Played struct {
	Kind  drill.Kind
	Shops []*drill.Scenario
	Runs  []drill.Run // one for each shop
	Began time.Time
}

// Mark marks every shop, and makes the record of the drill, whose mark is that of the shop that went worst.
func (p *Played) Mark(trainer *drill.Trainer, trainee string, at time.Time) ([]drill.Mark, Record) {
	record := Of(trainer, trainee, p.Kind, p.Shops[0].Entry.Flow, p.Shops[0].Seed)
	marks, hints := make([]drill.Mark, len(p.Shops)), 0
	for i, scenario := range p.Shops {
		marks[i] = trainer.Mark(scenario, p.Runs[i], p.Began)
		record = record.Walked(scenario, p.Runs[i])
		hints = max(hints, p.Runs[i].Hints)
	}
	return marks, record.Marked(drill.Worst(marks), hints, p.Began, at)
}

func (r Record) took() time.Duration { return time.Duration(r.Seconds * float64(time.Second)) }

// mostName is how many characters a trainee's name may have.
const mostName = 40

// Name makes a trainee's name fit to be stored, and tells whether it is one: a line of 1 to 40 characters, without a
// card number, whole or cut.
func Name(typed string) (string, bool) {
	name := strings.Join(strings.FieldsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }), " ")
	count := utf8.RuneCountInString(name)
	return name, utf8.ValidString(typed) && count > 0 && count <= mostName && !fault.HoldsCardNumber(name) && !strings.Contains(name, "***")
}
