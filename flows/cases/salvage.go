package cases

import (
	"context"
	"maps"
	"slices"
)

// allIDs lists the code of every case of which anything can be read. Where a page of the file is broken, reading
// stops there; from the other end it gets at what lies behind.
func (s *Store) allIDs() []string {
	s.using.Lock()
	defer s.using.Unlock()
	found := map[string]bool{}
	for _, query := range []string{
		`SELECT id FROM cases ORDER BY id`, `SELECT id FROM cases ORDER BY id DESC`,
		`SELECT DISTINCT case_id FROM events ORDER BY case_id`, `SELECT DISTINCT case_id FROM events ORDER BY case_id DESC`,
	} {
		s.collectIDs(query, found)
	}
	return slices.Sorted(maps.Keys(found))
}

// collectIDs collects what a query gives until it fails.
func (s *Store) collectIDs(query string, found map[string]bool) {
	rows, err := s.conn.QueryContext(context.Background(), query)
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var typed string
		if rows.Scan(&typed) != nil {
			continue
		}
		if id, err := ParseID(typed); err == nil && id == typed {
			found[id] = true
		}
	}
	_ = rows.Err() // whatever it is, the store is read for what is still there
}
