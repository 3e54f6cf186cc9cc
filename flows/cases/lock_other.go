//go:build !windows

package cases

import (
	"errors"
	"os"
	"syscall"
)

// lock waits until no other program holds the lock on the file, making the file if need be, and returns
// what gives it back. A killed holder gives it back too. The file stays: removing it would let two hold it.
func lock(path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		file.Close()
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return func() { file.Close() }, nil
}
