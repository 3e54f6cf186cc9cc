package cases

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

const (
	fileName = "cases.db"
	lockName = "cases.lock"

	applicationID = 0x706f736d // "posm": tells our file from any other SQLite file
	version       = 2          // of the schema; whoever changes it writes a migration, in migrate.go
)

// schema makes what a new store holds. Times are nanoseconds since 1970 in UTC: they sort as they are, which
// RFC 3339 text with its varying fractions does not. SQLite does not notice when a byte of the file flips:
// so each row carries a checksum (in cases, at the end of the summary), and totals counts the rows of cases.
func schema() string {
	return fmt.Sprintf(`
BEGIN;
CREATE TABLE cases (
	id       TEXT PRIMARY KEY,
	seq      INTEGER NOT NULL,
	summary  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
	case_id  TEXT NOT NULL,
	seq      INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	data     TEXT NOT NULL,
	crc      INTEGER NOT NULL,
	PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE totals (cases INTEGER NOT NULL) STRICT;
INSERT INTO totals VALUES (0);
%s
PRAGMA application_id = %d;
PRAGMA user_version = %d;
COMMIT;
PRAGMA journal_mode = WAL;
`, terminalsSchema, applicationID, version)
}

// terminalsSchema came with version 2. It finds the cases of a terminal, by what terminalsOf calls it.
const terminalsSchema = `
CREATE TABLE terminals (
	terminal TEXT NOT NULL,
	case_id  TEXT NOT NULL,
	PRIMARY KEY (terminal, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX terminals_by_case ON terminals (case_id);
`

// create makes the folder and an empty store in it, unless another instance is faster. A store takes its
// name only when it is whole and on disk, so whoever finds cases.db may open it without the lock.
func create(folder, path string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	unlock, err := lock(filepath.Join(folder, lockName), patience)
	if err != nil {
		return fmt.Errorf("lock the folder: %w", err)
	}
	defer unlock()
	if absent, err := isAbsent(path); err != nil || !absent {
		return err
	}
	if hasJournal(path) {
		return fmt.Errorf("%w: the file is gone but its journal is not", ErrDamaged)
	}
	draft := path + ".new"
	if err := build(draft); err != nil {
		return fmt.Errorf("make an empty store: %w", err)
	}
	if err := os.Rename(draft, path); err != nil {
		return fmt.Errorf("name the new store: %w", err)
	}
	return syncPath(folder)
}

// isAbsent tells whether a store is still to be made. An empty file counts: nothing can be lost with it.
func isAbsent(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return true, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%w: it is not a file", ErrDamaged)
	}
	return info.Size() == 0, nil
}

// hasJournal tells whether a store has changes that are not in its main file yet.
func hasJournal(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// build writes an empty store, in place of what an instance that was killed may have left there.
func build(draft string) error {
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(draft + suffix); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	file, err := os.OpenFile(draft, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := fill(draft); err != nil {
		return err
	}
	return syncPath(draft)
}

// fill writes the schema without waiting for the disk: nobody reads the draft before build has done that.
func fill(draft string) (err error) {
	db, err := sql.Open("sqlite", address(draft, "mode=rw&_pragma=synchronous(OFF)&_pragma=journal_mode(MEMORY)"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() {
		if closing := db.Close(); err == nil {
			err = closing
		}
	}()
	_, err = db.Exec(schema())
	return err
}

// syncPath waits until a file, or the names in a folder, are on disk.
func syncPath(path string) error {
	file, err := os.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Sync(); err != nil && runtime.GOOS != "windows" { // which cannot do this to a folder
		return fmt.Errorf("wait for %s to be on disk: %w", path, err)
	}
	return nil
}
