package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"
)

// With -delay, the programs run at the other end of a slow line, as over SSH. What counts is how often a screen waits
// for the line: a program that asks the terminal something and waits for the answer loses a round trip each time.

// Over a slow line, few starts and keys are enough: it is round trips that count.
const (
	mostSlowRounds = 5
	mostSlowKeys   = 20
)

// lineResult is what one program did at the other end of the line.
type lineResult struct {
	name                  string
	delay                 time.Duration   // of a round trip
	start, slowStart      []time.Duration // to the first whole screen, on the spot and over the line
	key, slowKey          []time.Duration
	startTrips, keyTrips  float64 // round trips that were waited for; a key's own one is among them
	usableWithoutAnAnswer bool    // whether it starts and takes keys on a terminal that answers nothing
}

// measureLine runs each program on the spot, over the line, and on a terminal that answers nothing.
func measureLine(ctx context.Context, programs []program, delay time.Duration, rounds, keys int) ([]lineResult, error) {
	var results []lineResult
	for _, p := range programs {
		result, err := overLine(ctx, p, delay, rounds, keys)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		results = append(results, result)
	}
	return results, nil
}

func overLine(ctx context.Context, p program, delay time.Duration, rounds, keys int) (lineResult, error) {
	result := lineResult{name: p.name, delay: delay}
	slow := p
	slow.delay = delay
	if _, err := startOnce(ctx, p); err != nil { // the warm-up
		return result, err
	}
	for range rounds {
		if err := startInto(ctx, p, &result.start); err != nil {
			return result, err
		}
		if err := startInto(ctx, slow, &result.slowStart); err != nil {
			return result, err
		}
	}
	near, err := typeInto(ctx, p, keys)
	if err != nil {
		return result, err
	}
	far, err := typeInto(ctx, slow, keys)
	if err != nil {
		return result, fmt.Errorf("over the line: %w", err)
	}
	result.key, result.slowKey = near.times, far.times
	// The first screen travels half a round trip in any case, a key and its screen a whole one.
	result.startTrips = trips(result.slowStart, result.start, delay, delay/2)
	result.keyTrips = trips(result.slowKey, result.key, delay, 0)
	silent := p
	silent.silent = true
	took, err := typeInto(ctx, silent, len(p.keys))
	result.usableWithoutAnAnswer = err == nil && len(took.times) > 0
	return result, nil
}

// startInto starts a program once and notes how long that took.
func startInto(ctx context.Context, p program, times *[]time.Duration) error {
	took, err := startOnce(ctx, p)
	*times = append(*times, took)
	return err
}

// trips is how many round trips the slow times are longer by.
func trips(slow, near []time.Duration, delay, once time.Duration) float64 {
	longer := (millis(slow, 0.5)-millis(near, 0.5))*float64(time.Millisecond) - float64(once)
	return max(math.Round(longer/float64(delay)), 0)
}

func printLine(w io.Writer, results []lineResult) {
	fmt.Fprintf(w, "\n%-19s %10s %10s %8s %10s %10s %8s %s\n", fmt.Sprintf("line of %v", results[0].delay),
		"start, ms", "over it", "trips", "key, ms", "over it", "trips", "starts without an answer")
	for _, r := range results {
		usable := "no"
		if r.usableWithoutAnAnswer {
			usable = "yes"
		}
		fmt.Fprintf(w, "%-19s %10.1f %10.1f %8.0f %10.1f %10.1f %8.0f %s\n", r.name, millis(r.start, 0.5), millis(r.slowStart, 0.5),
			r.startTrips, millis(r.key, 0.5), millis(r.slowKey, 0.5), r.keyTrips, usable)
	}
}

// checkLine demands that posmedic waits for nothing: its first screen comes by itself, and each later one with the round
// trip of its key.
func checkLine(results []lineResult) []limit {
	l := limit{name: "waits for the line", max: "0", found: "not measured"}
	for _, r := range results {
		if r.name != posmedicName {
			continue
		}
		l.found, l.figure = fmt.Sprintf("%.0f", r.startTrips+r.keyTrips-1), "round trips beyond a key's own"
		l.holds = r.startTrips == 0 && r.keyTrips <= 1 && r.usableWithoutAnAnswer
	}
	return []limit{l}
}

// late hands on what comes in after a delay, in its order.
func late[T any](from <-chan T, to chan<- T, delay time.Duration, at func(T) time.Time) {
	for one := range from {
		time.Sleep(time.Until(at(one).Add(delay)))
		to <- one
	}
	close(to)
}
