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

// Walked notes which actions the scenario needed, and which of them were done.
func (r Record) Walked(scenario *drill.Scenario, run drill.Run) Record {
	r.Scenario = scenario.Name
	for _, step := range scenario.Reference {
		if kind := step.Node.Kind; kind != flows.Action && kind != flows.Wait || slices.Contains(r.Needed, step.Node.Ref) {
			continue
		}
		r.Needed = append(r.Needed, step.Node.Ref)
		if slices.ContainsFunc(run.Acts, func(act drill.Act) bool { return act.Thing.Ref == step.Node.Ref }) {
			r.Done = append(r.Done, step.Node.Ref)
		}
	}
	return r
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
