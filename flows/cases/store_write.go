package cases

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Append adds events to a case and replaces its summary, all in one transaction, and returns only when they
// are on disk. The events are numbered on from the case's last one, or from 1 in a new case; the summary's
// ID and Seq are set here. Times must lie in the years 1678 to 2261.
//
// It returns ErrChanged, having written nothing, when the numbers do not follow the last event; ErrReadOnly,
// ErrFull, ErrDamaged, or ErrBusy after five seconds.
func (s *Store) Append(id string, events []Event, summary Summary) error {
	if err := s.append(id, events, summary); err != nil {
		return fmt.Errorf("append to case %s in %s: %w", id, s.path, classify(err))
	}
	return nil
}

func (s *Store) append(id string, events []Event, summary Summary) error {
	if err := checkEvents(events); err != nil {
		return err
	}
	summary.ID, summary.Seq = id, events[len(events)-1].Seq
	if err := errors.Join(checkTime(summary.Opened), checkTime(summary.Updated)); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.writer == nil {
		writer, err := newWriter(s.db)
		if err != nil {
			return err
		}
		s.writer = writer
	}
	return s.writer.write(events, summary)
}

func checkEvents(events []Event) error {
	if len(events) == 0 {
		return errors.New("there is no event to append")
	}
	for i, event := range events {
		if event.Seq != events[0].Seq+i {
			return fmt.Errorf("%w: event %d comes after %d", ErrChanged, event.Seq, events[i-1].Seq)
		}
		if len(event.Data) > 0 && !json.Valid(event.Data) {
			return fmt.Errorf("the data of event %d is not JSON", event.Seq)
		}
		if err := checkTime(event.At); err != nil {
			return err
		}
	}
	return nil
}

// checkTime returns an error for a time that nanoseconds since 1970 cannot hold.
func checkTime(at time.Time) error {
	if !time.Unix(0, at.UnixNano()).Equal(at) {
		return fmt.Errorf("the time %s cannot be stored", at)
	}
	return nil
}

// writer holds the statements of Append, ready to run.
type writer struct {
	db                           *sql.DB
	begin, count, advance, event *sql.Stmt
}

func newWriter(db *sql.DB) (*writer, error) {
	made := &writer{db: db}
	for _, statement := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&made.begin, `INSERT INTO cases (seq, summary, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`},
		{&made.count, `UPDATE totals SET cases = cases + 1`},
		{&made.advance, `UPDATE cases SET seq = ?, summary = ? WHERE id = ? AND seq = ?`},
		{&made.event, `INSERT INTO events (case_id, seq, at, kind, data, crc) VALUES (?, ?, ?, ?, ?, ?)`},
	} {
		prepared, err := db.Prepare(statement.sql)
		if err != nil {
			return nil, err
		}
		*statement.to = prepared
	}
	return made, nil
}

func (w *writer) write(events []Event, summary Summary) error {
	tx, err := w.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after the commit
	if err := w.writeSummary(tx, summary, events[0].Seq-1); err != nil {
		return err
	}
	for _, event := range events {
		if _, err := tx.Stmt(w.event).Exec(summary.ID, event.Seq, event.At.UnixNano(), string(event.Kind),
			string(event.Data), eventCRC(summary.ID, event)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// writeSummary writes the summary of a case whose last event is numbered last, or of a new case if that
// is 0.
func (w *writer) writeSummary(tx *sql.Tx, summary Summary, last int) error {
	packed := packSummary(summary)
	if last != 0 {
		return mustChange(tx.Stmt(w.advance).Exec(summary.Seq, packed, summary.ID, last))
	}
	if err := mustChange(tx.Stmt(w.begin).Exec(summary.Seq, packed, summary.ID)); err != nil {
		return err
	}
	_, err := tx.Stmt(w.count).Exec()
	return err
}

// mustChange returns ErrChanged when a statement found no row as it expected it.
func mustChange(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	if rows, err := result.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(ErrChanged, err)
	}
	return nil
}
