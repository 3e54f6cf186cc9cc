package cases

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock takes the lock on an open file, or returns errHeld.
func tryLock(file *os.File) error {
	err := lockFileEx(file, windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// blockingLock takes the lock on an open file once nobody else holds it.
func blockingLock(file *os.File) error {
	return lockFileEx(file, windows.LOCKFILE_EXCLUSIVE_LOCK)
}

func lockFileEx(file *os.File, flags uint32) error {
	return windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, &windows.Overlapped{})
}
