package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can go wrong with the store. Errors that it returns wrap one of these where one fits, and name the
// file.
var (
	ErrNoCase   = errors.New("there is no such case")
	ErrChanged  = errors.New("this case was changed in another window")
	ErrNewer    = errors.New("the case store was written by a newer posmedic")
	ErrDamaged  = errors.New("the case store is damaged")
	ErrReadOnly = errors.New("the case store cannot be written")
	ErrFull     = errors.New("the disk is full")
	ErrBusy     = errors.New("the case store is in use by another program")
)

// classify joins the sentinel that fits to an error of SQLite or of the file system.
func classify(err error) error {
	kind := kindOf(err)
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// kindOf finds the sentinel for an error, or nil where none fits.
func kindOf(err error) error {
	var fromSQLite *sqlite.Error
	if errors.As(err, &fromSQLite) {
		return kindOfCode(fromSQLite.Code())
	}
	return kindOfFile(err)
}

func kindOfCode(code int) error {
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN: // the index of the journal finds no room
		return ErrFull
	case sqlite3.SQLITE_IOERR_CORRUPTFS, sqlite3.SQLITE_IOERR_SHORT_READ:
		return ErrDamaged
	}
	const primary = 0xff // the rest of the code only refines it
	switch code & primary {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrBusy
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_TOOBIG:
		return ErrDamaged
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT:
		return ErrDamaged // our statements fit our schema, so the schema or the rows are no longer ours
	}
	return nil
}

func kindOfFile(err error) error {
	const windowsDiskFull = syscall.Errno(112)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT),
		runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return ErrReadOnly
	}
	return nil
}
