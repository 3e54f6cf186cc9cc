package main

import (
	"math"
	"slices"
	"testing"
)

func TestQuantile(t *testing.T) {
	tests := []struct {
		values []int
		q      float64
		want   float64
	}{
		{[]int{7}, 0.95, 7},
		{[]int{3, 1, 2}, 0.5, 2},
		{[]int{4, 1, 3, 2}, 0.5, 2.5},
		{[]int{10, 0}, 0.1, 1},
		{[]int{1, 2, 3}, 1, 3},
	}
	for _, test := range tests {
		if got := quantile(test.values, test.q); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("quantile(%v, %v) = %v, want %v", test.values, test.q, got, test.want)
		}
	}
}

func TestOrder(t *testing.T) {
	firsts := map[int]bool{}
	for round := range 8 {
		places := order(4, round)
		firsts[places[0]] = true
		if slices.Sort(places); !slices.Equal(places, []int{0, 1, 2, 3}) {
			t.Errorf("round %d leaves a program out or starts one twice: %v", round, places)
		}
	}
	if len(firsts) < 2 {
		t.Error("the same program is always first")
	}
}

func TestSilence(t *testing.T) {
	var thirds [3]int
	for i := range 99 {
		extra := silence(i) - quiet
		if extra < 0 || extra >= spread {
			t.Fatalf("silence %d is out of bounds: %v", i, extra)
		}
		thirds[extra*3/spread]++
	}
	for _, n := range thirds {
		if n < 30 || n > 36 {
			t.Errorf("the silences are not spread evenly: %v", thirds)
		}
	}
}
