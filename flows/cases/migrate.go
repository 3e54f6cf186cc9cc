package cases

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"posmedic/flows/fault"
)

// migrate brings an older file up to date, all or nothing. Several instances may come to it at once: all but the
// first find it done.
func (s *Store) migrate() error {
	unlock, err := lock(filepath.Join(filepath.Dir(s.path), lockName), patience)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := s.conn.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	found, err := identify(s.conn)
	if err == nil && found < version {
		err = addTerminals(s.conn)
	}
	end := "COMMIT"
	if err != nil {
		end = "ROLLBACK"
	}
	_, ending := s.conn.ExecContext(context.Background(), end)
	return errors.Join(err, ending)
}

// addTerminals leads from version 1 to version 2: cases are found by their terminal.
func addTerminals(conn *sql.Conn) error {
	if _, err := conn.ExecContext(context.Background(), terminalsSchema); err != nil {
		return err
	}
	named, err := readTerminals(conn)
	if err != nil {
		return err
	}
	for _, one := range named {
		if _, err := conn.ExecContext(context.Background(),
			`INSERT INTO terminals (terminal, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, one.terminal, one.id); err != nil {
			return err
		}
	}
	_, err = conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA user_version = %d", 2))
	return err
}

type namedTerminal struct{ terminal, id string }

// readTerminals finds every terminal that a case has named. What cannot be read is passed over: it is no worse
// found than before.
func readTerminals(conn *sql.Conn) ([]namedTerminal, error) {
	rows, err := conn.QueryContext(context.Background(), `SELECT case_id, data FROM events WHERE kind = ?`, string(FieldSet))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var named []namedTerminal
	for rows.Next() {
		var id, content string
		var field fieldData
		if rows.Scan(&id, &content) != nil || json.Unmarshal([]byte(content), &field) != nil {
			continue
		}
		var tid, sn string
		switch field.Name {
		case fault.TID:
			tid = field.Value.String()
		case fault.SN:
			sn = field.Value.String()
		}
		for _, terminal := range terminalsOf(tid, sn) {
			named = append(named, namedTerminal{terminal, id})
		}
	}
	return named, rows.Err()
}
