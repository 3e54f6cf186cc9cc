package cases

import (
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func TestLockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), lockName)
	unlock, err := lock(path, patience)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lock(path, time.Millisecond); !errors.Is(err, ErrBusy) {
		t.Errorf("a second lock gives the error %v, want ErrBusy", err)
	}
	unlock()
	unlock, err = lock(path, patience)
	if err != nil {
		t.Fatalf("once given back, it is not to be had again: %v", err)
	}
	unlock()
}
