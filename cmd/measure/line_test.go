package main

import (
	"slices"
	"testing"
	"time"
)

func TestTrips(t *testing.T) {
	const delay = 200 * time.Millisecond
	near := []time.Duration{20 * time.Millisecond}
	for _, test := range []struct {
		name string
		slow time.Duration
		once time.Duration
		want float64
	}{
		{"a start that waits for nothing", 122 * time.Millisecond, delay / 2, 0},
		{"a start that waits for one answer", 325 * time.Millisecond, delay / 2, 1},
		{"a start that is quicker by chance", 110 * time.Millisecond, delay / 2, 0},
		{"a key", 221 * time.Millisecond, 0, 1},
		{"a key whose screen waits for one answer", 430 * time.Millisecond, 0, 2},
	} {
		if got := trips([]time.Duration{test.slow}, near, delay, test.once); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestLateKeepsTheOrder(t *testing.T) {
	from, to := make(chan chunk, 3), make(chan chunk, 3)
	begin := time.Now()
	for _, text := range []string{"a", "b", "c"} {
		from <- chunk{[]byte(text), begin}
	}
	close(from)
	late(from, to, 20*time.Millisecond, sentAt)
	var got []string
	for one := range to {
		got = append(got, string(one.data))
	}
	if !slices.Equal(got, []string{"a", "b", "c"}) || time.Since(begin) < 20*time.Millisecond {
		t.Errorf("got %q after %v", got, time.Since(begin))
	}
}

func TestKeysOverALineTakeItsDelay(t *testing.T) {
	p := shell(t, `stty -icanon; echo ready; exec cat >/dev/null`)
	p.delay = 100 * time.Millisecond
	got, err := typeInto(t.Context(), p, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, took := range got.times {
		if took < p.delay {
			t.Errorf("a key took %v over a line of %v", took, p.delay)
		}
	}
}

func TestSilentTerminalAnswersNothing(t *testing.T) {
	p := shell(t, `stty raw -echo min 0 time 3; printf '\033[c'; answer=$(head -c 1); [ -n "$answer" ] && echo heard; stty cooked; echo ready; exec cat`)
	p.silent = true
	s, err := open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close(p.quit)
	if _, err := s.await(p.marks); err != nil {
		t.Fatal(err)
	}
	if s.screen.shows([]string{"heard"}) {
		t.Error("it was answered")
	}
}
