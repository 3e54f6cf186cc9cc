package cases

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"posmedic/flows/fault"
)

// RepeatWithin is how far back the same fault on the same terminal counts as the same fault again.
const RepeatWithin = 30 * 24 * time.Hour

// mostEarlier is how many cases of a terminal are looked at, the latest first.
const mostEarlier = 10

// terminalsOf is what a terminal is called in the index, by each of its numbers that is known.
func terminalsOf(tid, sn string) []string {
	var names []string
	if tid != "" {
		names = append(names, "tid "+tid)
	}
	if sn != "" {
		names = append(names, "sn "+sn)
	}
	return names
}

// Earlier returns the cases about the same entry on the same terminal, by its TID or its SN, that were worked on
// within 30 days of now, the last changed first. It is empty while neither number is known. Days are counted both
// ways: a clock that was set back must hide nothing. With ErrDamaged come those that are sound.
func (j *Journal) Earlier(c Case, now time.Time) ([]Case, error) {
	tid, sn := c.Record.Get(fault.TID), c.Record.Get(fault.SN)
	near, err := j.store.ofTerminal(tid, sn)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	near = slices.DeleteFunc(near, func(s Summary) bool {
		return s.ID == c.ID || s.Table != c.Table || s.Code != c.Code || now.Sub(s.Updated).Abs() > RepeatWithin
	})
	var earlier []Case
	for _, summary := range near[:min(len(near), mostEarlier)] {
		loaded, loading := j.Load(summary.ID)
		if loading != nil {
			err = loading
			continue
		}
		same := tid != "" && loaded.Record.Get(fault.TID) == tid || sn != "" && loaded.Record.Get(fault.SN) == sn
		if same && loaded.Walk.Flow == c.Walk.Flow {
			earlier = append(earlier, loaded)
		}
	}
	return earlier, err
}

// ofTerminal returns the summaries of the cases that have ever named one of a terminal's numbers, the last changed
// first.
func (s *Store) ofTerminal(tid, sn string) ([]Summary, error) {
	names := append(terminalsOf(tid, sn), "", "")
	if names[0] == "" {
		return nil, nil
	}
	if s.found < version { // of an older file that cannot be written there is no index
		return s.List()
	}
	var summaries []Summary
	err := s.snapshot(func(conn *sql.Conn) (err error) {
		rows, err := conn.QueryContext(context.Background(),
			`SELECT summary FROM cases WHERE id IN (SELECT case_id FROM terminals WHERE terminal IN (?, ?)) ORDER BY id`, names[0], names[1])
		if err != nil {
			return err
		}
		defer rows.Close()
		summaries, err = scanSummaries(rows, mostEarlier)
		return err
	})
	sortSummaries(summaries)
	if err != nil {
		return summaries, fmt.Errorf("find the cases of a terminal in %s: %w", s.path, err)
	}
	return summaries, nil
}
