package cases

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
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
	if err := errors.Join(checkTime(summary.Opened), checkTime(summary.Updated), checkDue(summary.Due)); err != nil {
		return err
	}
	return s.change(func(w *writer) error { return w.writeCase(events, summary) })
}

// change lets a piece of work write all or nothing.
func (s *Store) change(work func(*writer) error) error {
	if s.unwritable != nil {
		return s.unwritable
	}
	s.using.Lock()
	defer s.using.Unlock()
	// SQLite sleeps longer and longer between its tries for the lock, so that one of many who write at once
	// could try in vain for seconds. This lock has a queue.
	unlock, err := lock(filepath.Join(filepath.Dir(s.path), lockName), patience)
	if err != nil {
		return err
	}
	defer unlock()
	if s.writer == nil {
		writer, err := newWriter(s.conn)
		if err != nil {
			return err
		}
		s.writer = writer
	}
	return s.writer.write(work)
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

// checkDue lets a missing time pass.
func checkDue(at time.Time) error {
	if at.IsZero() {
		return nil
	}
	return checkTime(at)
}

// writer holds the statements of Append, ready to run. It begins and ends transactions itself because
// those of database/sql start a goroutine each, which costs a third of a commit.
type writer struct {
	conn                          *sql.Conn
	begin, commit, rollback       *sql.Stmt
	create, count, advance, event *sql.Stmt
	terminal                      *sql.Stmt
	all                           []*sql.Stmt
}

func newWriter(conn *sql.Conn) (*writer, error) {
	// What is replaced or deleted is overwritten, so that nothing can bring it back.
	if _, err := conn.ExecContext(context.Background(), "PRAGMA secure_delete = ON"); err != nil {
		return nil, err
	}
	made := &writer{conn: conn}
	for _, statement := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&made.begin, `BEGIN IMMEDIATE`},
		{&made.commit, `COMMIT`},
		{&made.rollback, `ROLLBACK`},
		{&made.create, `INSERT INTO cases (seq, summary, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`},
		{&made.count, `UPDATE totals SET cases = cases + 1`},
		{&made.advance, `UPDATE cases SET seq = ?, summary = ? WHERE id = ? AND seq = ?`},
		{&made.event, `INSERT INTO events (case_id, seq, at, kind, data, crc) VALUES (?, ?, ?, ?, ?, ?)`},
		{&made.terminal, `INSERT INTO terminals (terminal, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING`},
	} {
		prepared, err := conn.PrepareContext(context.Background(), statement.sql)
		if err != nil {
			return nil, errors.Join(err, made.close())
		}
		*statement.to = prepared
		made.all = append(made.all, prepared)
	}
	return made, nil
}

// close must come before the connection is closed: SQLite keeps a file open that has statements.
func (w *writer) close() error {
	var err error
	for _, statement := range w.all {
		err = errors.Join(err, statement.Close())
	}
	return err
}

// write begins and ends a transaction around a piece of work.
func (w *writer) write(work func(*writer) error) error {
	if _, err := w.begin.Exec(); err != nil {
		return err
	}
	err := work(w)
	if err == nil {
		_, err = w.commit.Exec()
	}
	if err != nil {
		_, _ = w.rollback.Exec() // which fails where SQLite has rolled back by itself
	}
	return err
}

// writeCase writes events and the summary that they lead to.
func (w *writer) writeCase(events []Event, summary Summary) error {
	if err := w.writeSummary(summary, events[0].Seq-1); err != nil {
		return err
	}
	named := false
	for _, event := range events {
		if _, err := w.event.Exec(summary.ID, event.Seq, event.At.UnixNano(), string(event.Kind),
			string(event.Data), eventCRC(summary.ID, event)); err != nil {
			return err
		}
		named = named || event.Kind == FieldSet
	}
	if !named { // only a field can name another terminal
		return nil
	}
	return w.writeTerminals(summary)
}

// writeTerminals lets the case be found by its terminal. What is written once stays, even when the field is
// corrected: who looks a terminal up compares.
func (w *writer) writeTerminals(summary Summary) error {
	for _, terminal := range terminalsOf(summary.TID, summary.SN) {
		if _, err := w.terminal.Exec(terminal, summary.ID); err != nil {
			return err
		}
	}
	return nil
}

// writeSummary writes the summary of a case whose last event is numbered last, or of a new case if that
// is 0.
func (w *writer) writeSummary(summary Summary, last int) error {
	packed := packSummary(summary)
	if last != 0 {
		return mustChange(w.advance.Exec(summary.Seq, packed, summary.ID, last))
	}
	if err := mustChange(w.create.Exec(summary.Seq, packed, summary.ID)); err != nil {
		return err
	}
	_, err := w.count.Exec()
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
