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
)

// Summary is what lists of cases show; it is written with each event so that a list need not replay.
type Summary struct {
	ID, Table, Code, TID string
	Opened, Updated      time.Time
	Closed               bool
	Outcome              string // kind of the outcome when the walk has ended, else ""
	Steps                int    // answered steps on the path
	Seq                  int    // number of the last event
}

// Store keeps cases in one SQLite file. Several goroutines may use it, and several programs may have the
// same folder open. Nothing of it is kept in memory: what is read is what is on disk.
type Store struct {
	path string
	db   *sql.DB

	writing sync.Mutex // over the field below
	writer  *writer    // made by the first Append, so that those who only read do not wait for it
}

// Open opens the store in a folder. It makes the folder (0700) and the file cases.db (0600) if need be.
//
// A store that cannot be written but can be read is opened: only Append fails then. Open returns ErrReadOnly
// where nothing can be made or read, ErrNewer, ErrDamaged, ErrFull, or ErrBusy after five seconds.
func Open(folder string) (*Store, error) {
	path := filepath.Join(folder, fileName)
	db, err := openFile(folder, path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, classify(err))
	}
	return &Store{path: path, db: db}, nil
}

// Close gives the file back. Everything that Append has acknowledged is on disk already.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", s.path, classify(err))
	}
	return nil
}

func openFile(folder, path string) (*sql.DB, error) {
	absent, err := isAbsent(path)
	if err != nil {
		return nil, err
	}
	if absent {
		if err := create(folder, path); err != nil {
			return nil, err
		}
	}
	closeToOthers(path)
	db, err := connect(path, "mode=rw&_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=synchronous(FULL)")
	if errors.Is(err, ErrReadOnly) && !hasJournal(path) {
		// SQLite wants to make a journal even to read. Without one, the file can be read as it is.
		return connect(path, "mode=ro&immutable=1")
	}
	return db, err
}

// connect opens one connection, which all goroutines share, and makes sure that the file is ours.
func connect(path, parameters string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(path, parameters))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := identify(db); err != nil {
		return nil, errors.Join(classify(err), db.Close())
	}
	return db, nil
}

// identify returns an error unless the file is a store that this posmedic can read. A later version of the
// schema brings an older file up to date here.
func identify(db *sql.DB) error {
	var found, owner int
	if err := db.QueryRow("PRAGMA user_version").Scan(&found); err != nil {
		return err
	}
	if err := db.QueryRow("PRAGMA application_id").Scan(&owner); err != nil {
		return err
	}
	switch {
	case owner != applicationID:
		return fmt.Errorf("%w: it is another program's file", ErrDamaged)
	case found > version:
		return fmt.Errorf("%w: its version is %d, and %d is the latest that is known here", ErrNewer, found, version)
	case found < version:
		return fmt.Errorf("%w: there is no version %d", ErrDamaged, found)
	}
	return nil
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

// snapshot lets read see the store as it is at one moment, whatever is written meanwhile.
func (s *Store) snapshot(read func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return classify(err)
	}
	defer tx.Rollback() // ends the reading: there is nothing to undo
	return classify(read(tx))
}
