// Package exam is a set of free drills without hints, fixed by a seed, and the sheet of its results.
//
// A sheet is signed with a key that stays on the machine where the exam was taken. The signature says that the sheet
// is as that machine made it. It does not say who sat there, and whoever may read the key can sign anything. The
// package must never read a clock or keep anything about a trainee but a name.
package exam

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"posmedic/catalog"
	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
)

// schema names the form of a sheet's data for other programs.
const schema = "posmedic.exam/1"

// Sheet is what an exam came to. It is also what other programs read: add fields, never rename them.
type Sheet struct {
	Schema  string       `json:"schema"`
	Exam    string       `json:"exam"` // names the set: the same seed, entries and flows give the same
	Lang    catalog.Lang `json:"lang"` // of the printed sheet
	Trainee string       `json:"trainee"`
	Seed    uint64       `json:"seed"`
	Began   time.Time    `json:"began"`
	Ended   time.Time    `json:"ended"`
	Set     int          `json:"set"` // how many drills the exam has
	Drills  []Result     `json:"drills"`
	Score   int          `json:"score"` // the mean, of 100
	Passed  bool         `json:"passed"`
}

// Result is one drill of an exam.
type Result struct {
	Flow    string         `json:"flow"`
	Message catalog.Text   `json:"message"`
	Seed    uint64         `json:"seed"`
	Score   int            `json:"score"`
	Seconds int            `json:"seconds"`
	Gates   []catalog.Text `json:"gates,omitempty"`
	Parts   []Part         `json:"parts"`
}

// Part is a part of a mark.
type Part struct {
	Part   drill.Part `json:"part"`
	Points int        `json:"points"`
	Of     int        `json:"of"`
}

// Item is one drill of a set.
type Item struct {
	Flow string
	Seed uint64
}

// Set chooses the drills of an exam: the same seed and entries always give the same set. Where no flows are named it
// takes count of the handbook's whose flows ask something.
func Set(trainer *drill.Trainer, seed uint64, count int, named []string) []Item {
	random := rand.New(rand.NewPCG(seed, 0))
	if len(named) == 0 {
		named = asking(trainer)
		random.Shuffle(len(named), func(i, j int) { named[i], named[j] = named[j], named[i] })
		named = named[:min(count, len(named))]
	}
	var set []Item
	for _, flow := range named {
		set = append(set, Item{Flow: flow, Seed: random.Uint64() >> 12}) // exact in other programs' numbers, too
	}
	return set
}

// asking lists the handbook's flows in which something is asked or done.
func asking(trainer *drill.Trainer) []string {
	var names []string
	for _, entry := range trainer.Entries() {
		if entry.Sources[0].Standing == catalog.Handbook && trainer.Asks(entry.Flow) {
			names = append(names, entry.Flow)
		}
	}
	return names
}

// Name names a set, so that the sheets of several trainees can be told to be of the same one.
func Name(trainer *drill.Trainer, set []Item) string {
	sum := fnv.New64a()
	for _, item := range set {
		fmt.Fprintln(sum, item.Flow, item.Seed, trainer.Hash(item.Flow))
	}
	return fmt.Sprintf("%08x", uint32(sum.Sum64()))
}

// ResultOf notes how a drill of the set went.
func ResultOf(scenario *drill.Scenario, mark drill.Mark, took time.Duration) Result {
	result := Result{
		Flow: scenario.Entry.Flow, Message: scenario.Entry.Message, Seed: scenario.Seed, Score: mark.Score,
		Seconds: int(took.Round(time.Second).Seconds()),
	}
	for _, gate := range mark.Gates {
		result.Gates = append(result.Gates, gate.Text)
	}
	for _, line := range mark.Lines {
		if line.Total {
			result.Parts = append(result.Parts, Part{line.Part, line.Points, line.Of})
		}
	}
	return result
}

// Begin is the sheet of a trainee who has drilled nothing of a set yet.
func Begin(trainer *drill.Trainer, set []Item, trainee string, seed uint64, lang catalog.Lang, at time.Time) Sheet {
	return Sheet{Exam: Name(trainer, set), Lang: lang, Trainee: trainee, Seed: seed, Began: at}
}

// Finish works out the score. What of the set was not drilled counts nothing.
func (s Sheet) Finish(set []Item) Sheet {
	s.Schema, s.Set = schema, len(set)
	total := 0
	for _, result := range s.Drills {
		total += result.Score
	}
	if len(set) > 0 {
		s.Score = total / len(set)
	}
	s.Passed = len(s.Drills) == len(set) && s.Score >= schedule.PassScore
	return s
}
