package cases

import (
	"errors"
	"os"
	"time"
)

// patience is how long the store waits for other programs; SQLite is told the same.
const patience = 5 * time.Second

// errHeld says that another holds a lock.
var errHeld = errors.New("another holds the lock")

// lock waits until no other holds the lock on a file, making the file if need be, and returns what gives
// it back. Who is killed gives it back too. It returns ErrBusy when nobody does for as long as patience.
//
// The file stays: if it were removed, one could hold the old file and another the new one.
func lock(path string, patience time.Duration) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	giveBack := func() { _ = file.Close() }
	err = tryLock(file)
	if errors.Is(err, errHeld) {
		err = waitForLock(file, patience)
	}
	switch {
	case errors.Is(err, ErrBusy): // the file is still in use by who waits
		return nil, err
	case err != nil:
		giveBack()
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return giveBack, nil
}

// waitForLock waits for the lock on an open file. After ErrBusy it closes the file itself, in time.
func waitForLock(file *os.File, patience time.Duration) error {
	locked := make(chan error, 1)
	go func() { locked <- blockingLock(file) }()
	select {
	case err := <-locked:
		return err
	case <-time.After(patience):
		go func() {
			<-locked // it may still come, and nobody wants it any more
			_ = file.Close()
		}()
		return ErrBusy
	}
}
