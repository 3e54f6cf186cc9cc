package history

import (
	"slices"
	"time"

	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
)

// How much is drilled in a day.
const (
	DailyCap = 20 // drills
	FreshCap = 8  // of them, cards that were never drilled
)

// History is the drills of one trainee, the oldest first.
type History struct {
	Trainee string
	Records []Record
}

// For picks the drills of one trainee.
func For(trainee string, records []Record) History {
	history := History{Trainee: trainee}
	for _, record := range records {
		if record.Trainee == trainee {
			history.Records = append(history.Records, record)
		}
	}
	return history
}

// Trainees lists everybody who has drilled, in the order of their names.
func Trainees(records []Record) []string {
	var names []string
	for _, record := range records {
		if !slices.Contains(names, record.Trainee) {
			names = append(names, record.Trainee)
		}
	}
	slices.Sort(names)
	return names
}

// Graded gives a drill its grade and adds it.
func (h History) Graded(record Record) (History, Record) {
	var earlier []time.Duration
	for _, other := range h.Records {
		if other.Kind == record.Kind {
			earlier = append(earlier, other.took())
		}
	}
	result := schedule.Result{Score: record.Score, Gated: record.Gated, Hinted: record.Hints > 0, Took: record.took()}
	record.Grade = result.Grade(earlier)
	h.Records = append(slices.Clip(h.Records), record)
	return h, record
}

// Card is what is scheduled: an entry's flow in one of the drills.
type Card struct {
	Flow string
	Kind drill.Kind
	schedule.Card
	Drills []Record // those that count: of the flow as it is today
}

// Cards lists a card for every entry and drill, in the sources' order. They follow from the drills alone: nothing of
// the schedule is stored. Drills of a flow as it no longer is do not count.
func (h History) Cards(trainer *drill.Trainer) []Card {
	type key struct {
		flow string
		kind drill.Kind
	}
	drilled := map[key][]Record{}
	for _, record := range h.Records {
		at := key{record.Flow, record.Kind}
		drilled[at] = append(drilled[at], record)
	}
	entries := trainer.Entries()
	var cards []Card
	for i := range entries {
		hash := trainer.Hash(entries[i].Flow)
		for _, kind := range trainer.Drills(entries[i].Flow) {
			card := Card{Flow: entries[i].Flow, Kind: kind}
			for _, record := range drilled[key{card.Flow, kind}] {
				if record.Hash == hash {
					card.Card = schedule.Default.Review(card.Card, record.Grade, record.At)
					card.Drills = append(card.Drills, record)
				}
			}
			cards = append(cards, card)
		}
	}
	return cards
}

// Today lists what is still to be drilled on the day of a time, in that order. Whoever has drilled today has that much
// less to do. An entry's next drill is new only when the one before it has been passed.
func (h History) Today(trainer *drill.Trainer, now time.Time) []Card {
	var open []Card
	passed := true
	for _, card := range h.Cards(trainer) {
		if card.Kind == drill.KindRecall {
			passed = true
		}
		if !card.IsNew() || passed {
			open = append(open, card)
		}
		passed = passed && len(card.Drills) > 0 && card.Drills[len(card.Drills)-1].Score >= schedule.PassScore
	}
	scheduled := make([]schedule.Card, len(open))
	for i := range open {
		scheduled[i] = open[i].Card
	}
	done, fresh := h.doneToday(now)
	var due []Card
	for _, i := range schedule.Due(scheduled, now, DailyCap-done, FreshCap-fresh) {
		due = append(due, open[i])
	}
	return due
}

// doneToday counts the drills of a day, and those of them that were the first of their card.
func (h History) doneToday(now time.Time) (done, fresh int) {
	for i, record := range h.Records {
		if !sameDay(record.At, now) {
			continue
		}
		done++
		if !slices.ContainsFunc(h.Records[:i], func(before Record) bool {
			return before.Flow == record.Flow && before.Kind == record.Kind && before.Hash == record.Hash
		}) {
			fresh++
		}
	}
	return done, fresh
}

// sameDay tells whether two times lie on one day, in the zone of the second.
func sameDay(a, b time.Time) bool { return dayOf(a, b.Location()).Equal(dayOf(b, b.Location())) }

// dayOf is the midnight at which a time's day begins.
func dayOf(at time.Time, zone *time.Location) time.Time {
	year, month, day := at.In(zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}
