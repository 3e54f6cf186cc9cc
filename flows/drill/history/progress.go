package history

import (
	"cmp"
	"slices"
	"time"

	"posmedic/flows/drill"
	"posmedic/flows/drill/schedule"
)

// How much of the past and of the time to come progress shows.
const (
	HeatDays     = 84 // twelve weeks
	ForecastDays = 14
	weakestCount = 10
)

// Progress is how far a trainee has come. It is also what other programs read: add fields, never rename them.
type Progress struct {
	Trainee       string    `json:"trainee"`
	Drills        int       `json:"drills"`
	Streak        int       `json:"streak"` // days in a row with a drill, up to today or yesterday
	LongestStreak int       `json:"longest_streak"`
	Heat          []Day     `json:"heat"` // the last HeatDays days, today last
	Tables        []Mastery `json:"tables"`
	Actions       []Mastery `json:"actions"` // the weakest first
	Weakest       []Mastery `json:"weakest"` // at most ten entries, the weakest first
	DueToday      int       `json:"due_today"`
	Forecast      []Day     `json:"forecast"` // reviews on each of the next ForecastDays days, today first
}

// Day is a day and how many drills it has.
type Day struct {
	Date   string `json:"date"` // 2026-11-21
	Drills int    `json:"drills"`
}

// Mastery is how well something is known.
type Mastery struct {
	Name   string  `json:"name"`   // of a table, an action or a flow
	Share  float64 `json:"share"`  // from 0, not at all, to 1
	Drills int     `json:"drills"` // how many drills say so
}

// Progress sums up the drills until now.
func (h History) Progress(trainer *drill.Trainer, now time.Time) Progress {
	cards := h.Cards(trainer)
	entries := entryMastery(trainer, cards, now)
	progress := Progress{
		Trainee: h.Trainee, Drills: len(h.Records), Heat: h.heat(now), Tables: tableMastery(trainer, entries),
		Actions: h.actionMastery(), Weakest: weakest(entries), DueToday: len(h.Today(trainer, now)), Forecast: forecast(cards, now),
	}
	progress.Streak, progress.LongestStreak = h.streaks(now)
	return progress
}

// streaks counts the days in a row with a drill: those that today can still lengthen, and the most there ever were.
func (h History) streaks(now time.Time) (current, longest int) {
	var last time.Time
	for _, record := range h.Records {
		day := dayOf(record.At, now.Location())
		switch {
		case day.Equal(last):
			continue
		case day.Equal(last.AddDate(0, 0, 1)):
			current++
		default:
			current = 1
		}
		last, longest = day, max(longest, current)
	}
	if last.Before(dayOf(now, now.Location()).AddDate(0, 0, -1)) {
		current = 0
	}
	return current, longest
}

func (h History) heat(now time.Time) []Day {
	counts := map[string]int{}
	for _, record := range h.Records {
		counts[record.At.In(now.Location()).Format(time.DateOnly)]++
	}
	var days []Day
	for back := HeatDays - 1; back >= 0; back-- {
		date := now.AddDate(0, 0, -back).Format(time.DateOnly)
		days = append(days, Day{Date: date, Drills: counts[date]})
	}
	return days
}

// heatSigns show a day with none, few and many drills, readable without colour: one for each five drills.
const heatSigns = ".-+*#"

// HeatRow is one weekday of the heat map, a sign for each week, the latest last.
type HeatRow struct {
	Weekday time.Weekday
	Signs   string
}

// HeatRows draws the heat map, a row for each weekday, that of the first day first.
func (p Progress) HeatRows() []HeatRow {
	rows := make([]HeatRow, 7)
	for i, day := range p.Heat {
		row := &rows[i%len(rows)]
		row.Signs += string(heatSigns[min((day.Drills+4)/5, len(heatSigns)-1)])
		if date, err := time.Parse(time.DateOnly, day.Date); err == nil {
			row.Weekday = date.Weekday()
		}
	}
	return rows
}

// entryMastery is, for each entry, the mean over its drills of the last score times the chance that it is still known.
func entryMastery(trainer *drill.Trainer, cards []Card, now time.Time) []Mastery {
	var entries []Mastery
	for _, card := range cards {
		if len(entries) == 0 || entries[len(entries)-1].Name != card.Flow {
			entries = append(entries, Mastery{Name: card.Flow})
		}
		if card.IsNew() {
			continue
		}
		entry := &entries[len(entries)-1]
		last := card.Drills[len(card.Drills)-1]
		entry.Share += float64(last.Score) / 100 * card.Retrievability(now) / float64(len(trainer.Drills(card.Flow)))
		entry.Drills += len(card.Drills)
	}
	return entries
}

// tableMastery is the mean of the entries of each table; one that was never drilled counts nothing.
func tableMastery(trainer *drill.Trainer, entries []Mastery) []Mastery {
	var tables []Mastery
	at := 0
	for _, table := range trainer.Catalog().Tables {
		mastery := Mastery{Name: table.ID}
		for range table.Entries {
			mastery.Share += entries[at].Share / float64(len(table.Entries))
			mastery.Drills += entries[at].Drills
			at++
		}
		tables = append(tables, mastery)
	}
	return tables
}

// weakest lists the entries that were drilled and are known the least.
func weakest(entries []Mastery) []Mastery {
	drilled := slices.DeleteFunc(slices.Clone(entries), func(entry Mastery) bool { return entry.Drills == 0 })
	slices.SortStableFunc(drilled, func(a, b Mastery) int { return cmp.Compare(a.Share, b.Share) })
	return drilled[:min(len(drilled), weakestCount)]
}

// actionMastery is the share of drills in which an action that was needed was done, and nothing unsafe. A recall needs
// no action.
func (h History) actionMastery() []Mastery {
	needed, done := map[string]int{}, map[string]int{}
	for _, record := range h.Records {
		for _, action := range record.Needed {
			needed[action]++
			if slices.Contains(record.Done, action) && !record.Gated {
				done[action]++
			}
		}
	}
	var actions []Mastery
	for action, count := range needed {
		actions = append(actions, Mastery{Name: action, Share: float64(done[action]) / float64(count), Drills: count})
	}
	slices.SortFunc(actions, func(a, b Mastery) int {
		return cmp.Or(cmp.Compare(a.Share, b.Share), cmp.Compare(a.Name, b.Name))
	})
	return actions
}

func forecast(cards []Card, now time.Time) []Day {
	scheduled := make([]schedule.Card, len(cards))
	for i := range cards {
		scheduled[i] = cards[i].Card
	}
	var days []Day
	for i, count := range schedule.Forecast(scheduled, now, ForecastDays) {
		days = append(days, Day{Date: now.AddDate(0, 0, i).Format(time.DateOnly), Drills: count})
	}
	return days
}
