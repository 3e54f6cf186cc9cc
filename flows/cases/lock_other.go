//go:build !windows

package cases

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock on an open file, or returns errHeld.
func tryLock(file *os.File) error {
	err := flock(file, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// blockingLock takes the lock on an open file once nobody else holds it.
func blockingLock(file *os.File) error { return flock(file, syscall.LOCK_EX) }

func flock(file *os.File, how int) error {
	for {
		err := syscall.Flock(int(file.Fd()), how)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
