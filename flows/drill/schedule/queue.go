package schedule

import (
	"cmp"
	"slices"
	"time"
)

// Due orders what is to be drilled at a time and returns the numbers of the cards: first those that are due, the one
// that is the most overdue for its interval first; then new ones, as they stand. It returns at most limit, and of
// new ones at most fresh.
func Due(cards []Card, at time.Time, limit, fresh int) []int {
	var due, unseen []int
	for i, card := range cards {
		switch {
		case card.IsNew():
			unseen = append(unseen, i)
		case !card.Due.After(at):
			due = append(due, i)
		}
	}
	slices.SortStableFunc(due, func(a, b int) int { return cmp.Compare(cards[b].Overdue(at), cards[a].Overdue(at)) })
	all := append(due, unseen[:min(max(fresh, 0), len(unseen))]...)
	return all[:min(max(limit, 0), len(all))]
}

// Forecast counts the cards that fall due on each of the days from a time on. What is overdue counts today.
func Forecast(cards []Card, from time.Time, days int) []int {
	counts := make([]int, days)
	midnight := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())
	for _, card := range cards {
		if card.IsNew() {
			continue
		}
		if day := wholeDays(midnight, card.Due); day < days {
			counts[day]++
		}
	}
	return counts
}
