package cases

import (
	"context"
	"fmt"
)

// Delete deletes cases with all that belongs to them, in one transaction, and returns when they are gone from the
// disk. It returns ErrChanged, having deleted nothing, where one of them is no longer as its summary says: nobody
// was asked about what came since.
func (s *Store) Delete(doomed []Summary) error {
	err := s.change(func(w *writer) error { return w.deleteCases(doomed) })
	if err == nil {
		err = s.forget()
	}
	if err != nil {
		return fmt.Errorf("delete cases in %s: %w", s.path, classify(err))
	}
	return nil
}

func (w *writer) deleteCases(doomed []Summary) error {
	for _, one := range doomed {
		if err := mustChange(w.conn.ExecContext(context.Background(), `DELETE FROM cases WHERE id = ? AND seq = ?`, one.ID, one.Seq)); err != nil {
			return err
		}
		for _, statement := range []string{
			`DELETE FROM events WHERE case_id = ?`, `DELETE FROM terminals WHERE case_id = ?`,
		} {
			if _, err := w.conn.ExecContext(context.Background(), statement, one.ID); err != nil {
				return err
			}
		}
	}
	_, err := w.conn.ExecContext(context.Background(), `UPDATE totals SET cases = cases - ?`, len(doomed))
	return err
}

// forget empties the journal, which still holds what was deleted. While another window reads, SQLite leaves that to
// the next one who closes the store.
func (s *Store) forget() error {
	s.using.Lock()
	defer s.using.Unlock()
	_, err := s.conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}
