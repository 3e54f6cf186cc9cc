package cases

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"posmedic/flows"
)

// Summary is what lists of cases show; it is written with each event so that a list need not replay.
type Summary struct {
	ID, Table, Code, TID string
	SN                   string // "" too in a summary from before it was kept
	State                State
	Opened, Updated      time.Time
	Closed               bool
	Outcome              string    // kind of the outcome when the walk has ended, else ""
	Steps                int       // answered steps on the path
	Seq                  int       // number of the last event
	WaitsFor             flows.Who // whom or what the case waits for, as Wait.For; "" where it does not wait
	Due                  time.Time // when to look again; zero where that is not known
}

// Store keeps cases in one SQLite file. Several goroutines may use it, and several programs may have the
// same folder open. Nothing of it is kept in memory: what is read is what is on disk.
type Store struct {
	path       string
	found      int   // version of the schema that the file had when it was opened
	unwritable error // why the store can only be read, if that is so

	using  sync.Mutex // over the fields below: there is one connection, which can be in one transaction
	db     *sql.DB
	conn   *sql.Conn
	writer *writer // made by the first Append, so that those who only read do not wait for it
}

// Open opens the store in a folder. It makes the folder (0700) and the file cases.db (0600) if need be.
//
// A store that cannot be written but can be read is opened: only Append fails then. Open returns ErrReadOnly
// or ErrFull where nothing can be read or made, ErrNewer, ErrDamaged, or ErrBusy after five seconds.
func Open(folder string) (*Store, error) {
	store := &Store{path: filepath.Join(folder, fileName)}
	if err := store.open(folder); err != nil {
		return nil, fmt.Errorf("open %s: %w", store.path, classify(err))
	}
	return store, nil
}

// Close gives the file back. Everything that Append has acknowledged is on disk already.
func (s *Store) Close() error {
	s.using.Lock()
	defer s.using.Unlock()
	if err := s.disconnect(); err != nil {
		return fmt.Errorf("close %s: %w", s.path, classify(err))
	}
	return nil
}

func (s *Store) open(folder string) error {
	absent, err := isAbsent(s.path)
	if err != nil {
		return err
	}
	if absent {
		if err := create(folder, s.path); err != nil {
			return err
		}
	}
	closeToOthers(s.path)
	err = s.connect(fmt.Sprintf("mode=rw&_pragma=busy_timeout(%d)&_pragma=synchronous(FULL)", patience.Milliseconds()))
	if (errors.Is(err, ErrReadOnly) || errors.Is(err, ErrFull)) && !hasJournal(s.path) {
		// SQLite wants to make a journal even to read. Without one, the file can be read as it is.
		s.unwritable = err
		err = s.connect("mode=ro&immutable=1")
	}
	if err != nil || s.found == version || s.unwritable != nil {
		return err
	}
	return s.update()
}

// update brings an older file up to date. Where that cannot be done, its cases can be read all the same.
func (s *Store) update() error {
	err := classify(s.migrate())
	switch {
	case err == nil:
		s.found = version
	case errors.Is(err, ErrBusy):
		return errors.Join(err, s.disconnect())
	default:
		s.unwritable = err
	}
	return nil
}

// connect opens the connection and makes sure that the file is ours.
func (s *Store) connect(parameters string) (err error) {
	if s.db, err = sql.Open("sqlite", address(s.path, parameters)); err != nil {
		return err
	}
	if s.conn, err = s.db.Conn(context.Background()); err == nil {
		s.found, err = identify(s.conn)
	}
	if err != nil {
		return errors.Join(classify(err), s.disconnect())
	}
	return nil
}

func (s *Store) disconnect() error {
	var err error
	if s.writer != nil {
		err = s.writer.close()
	}
	if s.conn != nil {
		_ = s.conn.Close() // which only hands it back to db
	}
	return errors.Join(err, s.db.Close())
}

// identify returns the version of a file, and an error unless it is a store that this posmedic can read.
func identify(conn *sql.Conn) (found int, err error) {
	var owner int
	if err := conn.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&found); err != nil {
		return 0, err
	}
	if err := conn.QueryRowContext(context.Background(), "PRAGMA application_id").Scan(&owner); err != nil {
		return 0, err
	}
	switch {
	case owner != applicationID:
		return found, fmt.Errorf("%w: it is another program's file", ErrDamaged)
	case found > version:
		return found, fmt.Errorf("%w: its version is %d, and %d is the latest that is known here", ErrNewer, found, version)
	case found < 1:
		return found, fmt.Errorf("%w: there is no version %d", ErrDamaged, found)
	}
	return found, nil
}

// address is a file as the driver wants it named, with its parameters.
func address(path, parameters string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i]) // ? # and % mean something in a URI
	}
	uri := strings.Join(parts, "/")
	switch {
	case strings.HasPrefix(uri, "/"):
		uri = "file://" + uri
	case filepath.VolumeName(path) != "":
		uri = "file:///" + uri
	default:
		uri = "file:" + uri
	}
	return uri + "?" + parameters
}

// closeToOthers takes the file from everybody but its owner, should a copy or a restored backup have left
// it open. Whoever may not do that is not the owner. SQLite gives its journal the rights of the file.
func closeToOthers(path string) {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Chmod(path+suffix, 0o600)
	}
}
