package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// startResult is the start-up times of one program.
type startResult struct {
	name  string
	times []time.Duration
}

// measureStarts starts every program in every round, each round in another order.
func measureStarts(ctx context.Context, programs []program, rounds int) ([]startResult, error) {
	results := make([]startResult, len(programs))
	for i, p := range programs {
		results[i].name = p.name
		if _, err := startOnce(ctx, p); err != nil { // the warm-up
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	for round := range rounds {
		for _, i := range order(len(programs), round) {
			took, err := startOnce(ctx, programs[i])
			if err != nil {
				return nil, fmt.Errorf("%s, round %d: %w", programs[i].name, round+1, err)
			}
			results[i].times = append(results[i].times, took)
		}
	}
	return results, nil
}

// startOnce starts a program, waits for its first whole screen and ends it.
func startOnce(ctx context.Context, p program) (time.Duration, error) {
	s, err := open(ctx, p)
	if err != nil {
		return 0, err
	}
	defer s.close(p.quit)
	return s.await(p.marks)
}

// order is the order of n programs in a round: turned by one each round, and backwards in every other, so
// that none always runs after the same one.
func order(n, round int) []int {
	places := make([]int, n)
	for i := range places {
		places[i] = (i + round) % n
	}
	if round%2 == 1 {
		slices.Reverse(places)
	}
	return places
}
