//go:build strace

package cases

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The tests below run a child under strace, which kills it, or tells it that the disk is full, at a given system
// call. The child does all its work on one thread, so that its calls come in the same order each time.

// TestKilledAtEverySystemCall kills a recorded walk at each system call that it makes, of each kind in turn.
func TestKilledAtEverySystemCall(t *testing.T) {
	kinds := callsOfWalk(t)
	killed := 0
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for n := 1; n <= kinds[kind]; n++ {
			folder := t.TempDir()
			acknowledged, _, ended := strace(t, folder, fmt.Sprintf("inject=%s:signal=KILL:when=%d", kind, n))
			checkWalks(t, folder, acknowledged)
			if !ended {
				killed++
			}
			if t.Failed() {
				t.Fatalf("killed at call %d of %s", n, kind)
			}
		}
	}
	t.Logf("killed at %d system calls of %d kinds", killed, len(kinds))
	if killed < 100 {
		t.Errorf("the walk was killed only %d times: strace did not do its work", killed)
	}
}

// TestDiskFullFromEveryWriteOn fills the disk before each write in turn: what was acknowledged stays, what was not
// is reported as just that, and with room again the case is gone on with.
func TestDiskFullFromEveryWriteOn(t *testing.T) {
	kinds := callsOfWalk(t)
	for _, fault := range []string{"pwrite64:error=ENOSPC", "ftruncate:error=ENOSPC", "fsync:error=EIO", "fdatasync:error=EIO"} {
		kind, _, _ := strings.Cut(fault, ":")
		for n := 1; n <= kinds[kind]; n++ {
			folder := t.TempDir()
			acknowledged, said, ended := strace(t, folder, fmt.Sprintf("inject=%s:when=%d+", fault, n))
			if strings.HasSuffix(fault, "ENOSPC") && !ended && !strings.Contains(said, ErrFull.Error()) {
				t.Errorf("it is not said that the disk is full: %s", said)
			}
			checkWalks(t, folder, acknowledged)
			store := openTestStore(t, folder)
			mustAppend(t, store, "again", []Event{testEvent(1)}, Summary{Opened: storeTime, Updated: storeTime})
			mustClose(t, store)
			if t.Failed() {
				t.Fatalf("with %s from call %d on", fault, n)
			}
		}
	}
}

// callOf is a finished line of strace: the thread, and the call that it made.
var callOf = regexp.MustCompile(`^(\d+) +([a-z0-9_]+)\(`)

// callsOfWalk counts the system calls that the thread makes that records a walk, by their kinds.
func callsOfWalk(t *testing.T) map[string]int {
	t.Helper()
	folder := t.TempDir()
	log := filepath.Join(t.TempDir(), "strace.log")
	if _, _, ended := strace(t, folder, "trace=all", "-o", log); !ended {
		t.Fatal("the walk did not come to its end")
	}
	file, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	threads, writer := map[string]map[string]int{}, ""
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		call := callOf.FindStringSubmatch(lines.Text())
		if call == nil {
			continue
		}
		if threads[call[1]] == nil {
			threads[call[1]] = map[string]int{}
		}
		threads[call[1]][call[2]]++
		if call[2] == "pwrite64" {
			writer = call[1]
		}
	}
	return threads[writer]
}

// strace runs a child that records one walk, with an expression of strace, and returns what it acknowledged, all that
// it said, and whether it came to its end.
func strace(t *testing.T, folder, expression string, options ...string) (acknowledged map[string]walkAck, said string, ended bool) {
	t.Helper()
	arguments := append([]string{"-f", "-qq", "-e", "signal=none", "-e", expression}, options...)
	if len(options) == 0 {
		arguments = append(arguments, "-o", os.DevNull)
	}
	process := exec.Command("strace", append(arguments, os.Args[0], "-test.run=^TestChild$")...)
	process.Env = append(os.Environ(), roleVariable+"=one walk", folderVariable+"="+folder, writerVariable+"=0", "GOMAXPROCS=1")
	output, err := process.Output()
	acknowledged = map[string]walkAck{}
	for line := range strings.Lines(string(output)) {
		if strings.HasPrefix(line, ack) {
			id, said := readWalkAck(t, strings.TrimSpace(line))
			acknowledged[id] = said
		}
	}
	return acknowledged, string(output), err == nil
}
