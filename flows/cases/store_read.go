package cases

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"modernc.org/sqlite"
)

// Events returns the events of a case in their order, with times in UTC. It returns ErrNoCase when there is
// no such case. With ErrDamaged come the events that are sound up to the first one that is not.
func (s *Store) Events(id string) ([]Event, error) {
	var events []Event
	err := s.snapshot(func(conn *sql.Conn) (err error) {
		events, err = readEvents(conn, id)
		return err
	})
	if err != nil {
		return events, fmt.Errorf("read case %s in %s: %w", id, s.path, err)
	}
	return events, nil
}

// List returns the summaries of all cases, with times in UTC, the last changed first and those changed at
// the same time by their IDs. With ErrDamaged come those that are sound.
func (s *Store) List() ([]Summary, error) {
	var summaries []Summary
	err := s.snapshot(func(conn *sql.Conn) (err error) {
		summaries, err = readSummaries(conn)
		return err
	})
	sortSummaries(summaries)
	if err != nil {
		return summaries, fmt.Errorf("list the cases in %s: %w", s.path, err)
	}
	return summaries, nil
}

// sortSummaries puts the last changed first.
func sortSummaries(summaries []Summary) {
	slices.SortFunc(summaries, func(a, b Summary) int {
		return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.ID, b.ID))
	})
}

// snapshot lets read see the store as it is at one moment, whatever is written meanwhile.
func (s *Store) snapshot(read func(*sql.Conn) error) error {
	s.using.Lock()
	defer s.using.Unlock()
	if _, err := s.conn.ExecContext(context.Background(), "BEGIN"); err != nil {
		return classify(err)
	}
	err := read(s.conn)
	if _, ending := s.conn.ExecContext(context.Background(), "COMMIT"); err == nil {
		err = ending
	}
	return classify(err)
}

func readEvents(conn *sql.Conn, id string) (events []Event, err error) {
	last := 0
	err = conn.QueryRowContext(context.Background(), `SELECT seq FROM cases WHERE id = ?`, id).Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, scanError(err)
	}
	rows, err := conn.QueryContext(context.Background(),
		`SELECT seq, at, kind, data, crc FROM events WHERE case_id = ? ORDER BY seq`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		event, err := scanEvent(rows, id)
		if err != nil {
			return events, err
		}
		if event.Seq != len(events)+1 {
			return events, fmt.Errorf("%w: event %d is missing", ErrDamaged, len(events)+1)
		}
		events = append(events, event)
	}
	if err := rows.Err(); err != nil {
		return events, err
	}
	if len(events) != last {
		return events, fmt.Errorf("%w: there are %d events of %d", ErrDamaged, len(events), last)
	}
	if last == 0 {
		return nil, ErrNoCase
	}
	return events, nil
}

func scanEvent(rows *sql.Rows, id string) (Event, error) {
	var event Event
	var at int64
	var data string
	var crc uint32
	if err := rows.Scan(&event.Seq, &at, &event.Kind, &data, &crc); err != nil {
		return Event{}, scanError(err)
	}
	event.At = time.Unix(0, at).UTC()
	if data != "" {
		event.Data = json.RawMessage(data)
	}
	if crc != eventCRC(id, event) {
		return Event{}, fmt.Errorf("%w: event %d is not as it was written", ErrDamaged, event.Seq)
	}
	return event, nil
}

func readSummaries(conn *sql.Conn) (summaries []Summary, err error) {
	var total int
	if err := conn.QueryRowContext(context.Background(), `SELECT cases FROM totals`).Scan(&total); err != nil {
		return nil, scanError(err)
	}
	rows, err := conn.QueryContext(context.Background(), `SELECT summary FROM cases ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if summaries, err = scanSummaries(rows, total); err != nil {
		return summaries, err
	}
	if len(summaries) != total {
		return summaries, fmt.Errorf("%w: there are %d cases of %d", ErrDamaged, len(summaries), total)
	}
	return summaries, nil
}

// scanSummaries reads rows that come in the order of their IDs, about as many as expected. With an error come those
// that are sound.
func scanSummaries(rows *sql.Rows, expected int) ([]Summary, error) {
	const most = 1 << 16 // a number that was damaged must not ask for all memory
	summaries := make([]Summary, 0, min(max(expected, 0), most))
	var broken error
	for rows.Next() {
		summary, err := scanSummary(rows)
		if before := len(summaries) - 1; err == nil && before >= 0 && summary.ID <= summaries[before].ID {
			err = fmt.Errorf("%w: case %q is out of order", ErrDamaged, summary.ID)
		}
		if err != nil {
			broken = err
			continue
		}
		summaries = append(summaries, summary)
	}
	return summaries, cmp.Or(rows.Err(), broken)
}

func scanSummary(rows *sql.Rows) (Summary, error) {
	var packed sql.RawBytes
	if err := rows.Scan(&packed); err != nil {
		return Summary{}, scanError(err)
	}
	summary, err := unpackSummary(packed)
	if err != nil {
		return Summary{}, fmt.Errorf("%w: the summary of a case: %w", ErrDamaged, err)
	}
	return summary, nil
}

// scanError calls a row that is missing, or that holds something else than we wrote, what it is: damage.
func scanError(err error) error {
	var fromSQLite *sqlite.Error
	if errors.As(err, &fromSQLite) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
