package main

import (
	"context"
	"fmt"
	"math"
	"time"
)

// The silence before a key: at least quiet, and up to spread more. The spread is a whole number of ticks
// at 60 and at 120 a second, so that the keys meet all moments between two ticks equally often.
const (
	quiet  = 40 * time.Millisecond
	spread = 50 * time.Millisecond
)

// keyResult is what one program did with the keys.
type keyResult struct {
	name  string
	times []time.Duration
	bytes []int
}

// measureKeys types into every program, one program after the other.
func measureKeys(ctx context.Context, programs []program, keys int) ([]keyResult, error) {
	var results []keyResult
	for _, p := range programs {
		result, err := typeInto(ctx, p, keys)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		results = append(results, result)
	}
	return results, nil
}

func typeInto(ctx context.Context, p program, keys int) (keyResult, error) {
	result := keyResult{name: p.name}
	s, err := open(ctx, p)
	if err != nil {
		return result, err
	}
	defer s.close(p.quit)
	if _, err := s.await(p.marks); err != nil {
		return result, err
	}
	for _, step := range p.prelude {
		if err := s.send(step[0]); err != nil {
			return result, err
		}
		if _, err := s.await([]string{step[1]}); err != nil {
			return result, fmt.Errorf("before the keys: %w", err)
		}
	}
	if _, err := s.settle(quiet + p.delay); err != nil {
		return result, err
	}
	for i := range keys {
		key := p.keys[i%len(p.keys)]
		took, first, err := s.press(key)
		if err != nil {
			return result, fmt.Errorf("key %d, %q: %w", i+1, key, err)
		}
		rest, err := s.settle(silence(i) + p.delay)
		if err != nil {
			return result, fmt.Errorf("after key %d, %q: %w", i+1, key, err)
		}
		result.times = append(result.times, took)
		result.bytes = append(result.bytes, first+rest)
	}
	return result, nil
}

// silence is the pause after key i. The multiples of the golden ratio fill the spread evenly, whatever
// the number of keys, and the same way in every run.
func silence(i int) time.Duration {
	_, part := math.Modf(float64(i) * math.Phi)
	return quiet + time.Duration(part*float64(spread))
}
