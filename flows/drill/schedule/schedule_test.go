package schedule

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var start = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// reviewWhenDue reviews a new card with each grade as soon as it is due, and lists the whole days to the next time.
func reviewWhenDue(rules Rules, grades []Grade) (intervals []int) {
	card, at := Card{}, start
	for _, grade := range grades {
		card = rules.Review(card, grade, at)
		intervals = append(intervals, wholeDays(card.Last, card.Due))
		at = card.Due
	}
	return intervals
}

var vector = []Grade{Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good}

func TestIntervalsOfTheReference(t *testing.T) {
	rules := Default
	rules.MostDays = 36500
	if got, want := reviewWhenDue(rules, vector), []int{0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNoIntervalIsLongerThan180Days(t *testing.T) {
	if got, want := reviewWhenDue(Default, vector[:7]), []int{0, 2, 11, 46, 163, 180, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMemoryOfTheReference(t *testing.T) {
	card, at := Card{}, start
	for i, days := range []int{0, 0, 1, 3, 8, 21} {
		at = at.Add(time.Duration(days) * day)
		grade := Good
		if i == 0 {
			grade = Again
		}
		card = Default.Review(card, grade, at)
	}
	got := fmt.Sprintf("S = %.5f, D = %.7f", card.Memory.Stability, card.Memory.Difficulty)
	if want := "S = 53.62691, D = 6.3574867"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRetrievabilityIsNineTenthsAfterTheStability(t *testing.T) {
	for _, stability := range []float64{leastStability, 1, 53.62691, 36500} {
		memory := Memory{Stability: stability, Difficulty: 5}
		if got := fmt.Sprintf("%.12f", memory.Retrievability(stability)); got != "0.900000000000" {
			t.Errorf("stability %g: %s", stability, got)
		}
	}
}

func TestStepsWithinADay(t *testing.T) {
	tests := []struct {
		name   string
		grades []Grade
		want   []time.Duration
	}{
		{"learned in two steps", []Grade{Good, Good}, []time.Duration{10 * time.Minute, 2 * day}},
		{"forgotten begins anew", []Grade{Good, Again}, []time.Duration{10 * time.Minute, time.Minute}},
		{"hard waits between the first two steps", []Grade{Hard}, []time.Duration{5*time.Minute + 30*time.Second}},
		{"hard on the second step stays there", []Grade{Good, Hard}, []time.Duration{10 * time.Minute, 10 * time.Minute}},
		{"easy leaves the steps at once", []Grade{Easy}, []time.Duration{8 * day}},
		{"hard while learning again waits half as long again", []Grade{Easy, Again, Hard}, []time.Duration{8 * day, 10 * time.Minute, 15 * time.Minute}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			card, at := Card{}, start
			for i, grade := range test.grades {
				card = Default.Review(card, grade, at)
				if got := card.Due.Sub(at); got != test.want[i] {
					t.Errorf("review %d: due after %s, want %s", i+1, got, test.want[i])
				}
				at = card.Due
			}
		})
	}
}

func TestMemoryStaysWithinItsRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card, at := Card{}, start
		for _, review := range rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int {
			return [2]int{rapid.IntRange(1, 4).Draw(t, "grade"), rapid.IntRange(0, 400*24).Draw(t, "hours")}
		}), 1, 60).Draw(t, "reviews") {
			at = at.Add(time.Duration(review[1]) * time.Hour)
			card = Default.Review(card, Grade(review[0]), at)
			m := card.Memory
			if !(float32(m.Stability) >= leastStability && m.Difficulty >= 1 && m.Difficulty <= 10) {
				t.Fatalf("memory %+v", m)
			}
			if wait := card.Due.Sub(at); wait <= 0 || wait > 180*day {
				t.Fatalf("due after %s", wait)
			}
		}
	})
}

func TestABetterGradeNeverShortensTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := Card{
			Stage: Reviewing, Last: start,
			Memory: Memory{Stability: rapid.Float64Range(0.1, 400).Draw(t, "S"), Difficulty: rapid.Float64Range(1, 10).Draw(t, "D")},
		}
		at := start.Add(time.Duration(rapid.IntRange(1, 300).Draw(t, "days")) * day)
		before := time.Duration(0)
		for grade := Again; grade <= Easy; grade++ {
			wait := Default.Review(card, grade, at).Due.Sub(at)
			if wait < before {
				t.Fatalf("grade %d waits %s, a worse one %s", grade, wait, before)
			}
			before = wait
		}
	})
}

func TestTheGradeComesFromTheMark(t *testing.T) {
	earlier := []time.Duration{40 * time.Second, 80 * time.Second, 60 * time.Second}
	tests := []struct {
		name    string
		result  Result
		earlier []time.Duration
		want    Grade
	}{
		{"a gate", Result{Score: 100, Gated: true}, nil, Again},
		{"below 40", Result{Score: 39}, nil, Again},
		{"40 and below 70", Result{Score: 40}, nil, Hard},
		{"a hint", Result{Score: 100, Hinted: true, Took: time.Second}, earlier, Hard},
		{"70", Result{Score: 70}, nil, Good},
		{"90 and faster than the median", Result{Score: 90, Took: 59 * time.Second}, earlier, Easy},
		{"90 and as fast as the median", Result{Score: 90, Took: 60 * time.Second}, earlier, Good},
		{"89 and faster", Result{Score: 89, Took: time.Second}, earlier, Good},
		{"90 and nothing to be faster than", Result{Score: 90, Took: time.Second}, nil, Good},
		{"the median of two", Result{Score: 95, Took: 69 * time.Second}, earlier[1:], Easy},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.result.Grade(test.earlier); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestTheMostOverdueForItsIntervalComesFirst(t *testing.T) {
	given := func(lastDaysAgo, days int) Card {
		last := start.Add(-time.Duration(lastDaysAgo) * day)
		return Card{Stage: Reviewing, Last: last, Due: last.Add(time.Duration(days) * day)}
	}
	cards := []Card{
		{},             // 0 new
		given(110, 90), // 1 late by 20 of 90
		given(3, 1),    // 2 late by 2 of 1
		given(1, 4),    // 3 not due
		given(30, 20),  // 4 late by 10 of 20
		{},             // 5 new
		{},             // 6 new
	}
	tests := []struct {
		name         string
		limit, fresh int
		want         []int
	}{
		{"all, two of them new", 20, 2, []int{2, 4, 1, 0, 5}},
		{"the daily cap keeps the most overdue", 2, 2, []int{2, 4}},
		{"no new ones", 20, 0, []int{2, 4, 1}},
		{"the cap is used up", -1, 3, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Due(cards, start, test.limit, test.fresh); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	if got, want := Forecast(cards, start, 5), []int{3, 0, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("forecast %v, want %v", got, want)
	}
}
