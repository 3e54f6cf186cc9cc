package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"posmedic/tui"
)

// TestCrashIsNotedWithoutNumbers ends a command by a panic that has a card number in it.
func TestCrashIsNotedWithoutNumbers(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	var complaint, out bytes.Buffer
	clock := func() time.Time { panic("index 6222021234567890123 of 822290054110021 in １２３４５６７８") }
	noted := false
	a := &app{
		out: bufio.NewWriter(&out), err: &complaint, env: []string{"LANG=en", "POSMEDIC_DATA=" + data},
		now: func() time.Time {
			if noted {
				return time.Date(2026, 11, 22, 1, 2, 3, 0, china)
			}
			noted = true
			return clock()
		},
	}
	if code := run(a, []string{"cases", "purge", "--older-than", "30d"}); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	notes, err := filepath.Glob(filepath.Join(data, "crash-20261122-010203-*.txt"))
	if err != nil || len(notes) != 1 {
		t.Fatalf("want one crash note, got %q, %v; said: %s", notes, err, &complaint)
	}
	if !strings.Contains(complaint.String(), notes[0]) {
		t.Errorf("it does not say where the note is: %s", &complaint)
	}
	info, err := os.Stat(notes[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the note is %v, %v; want 0600", info.Mode(), err)
	}
	text, err := os.ReadFile(notes[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"posmedic ", "index ", "crash_test.go:"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the note lacks %q:\n%s", want, text)
		}
	}
	for _, number := range []string{"1234567890", "22290054110021", "１２３４５６７８"} {
		if strings.Contains(string(text), number) || strings.Contains(complaint.String(), number) {
			t.Errorf("%s is in the note or the complaint", number)
		}
	}
}

func TestCrashThatCannotBeNotedIsPrinted(t *testing.T) {
	t.Parallel()
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var complaint bytes.Buffer
	a := &app{err: &complaint, env: []string{"POSMEDIC_DATA=" + filepath.Join(inTheWay, "data")}, now: time.Now, lang: "en"}
	err := a.crashed(&tui.Crash{Value: "out of range", Stack: []byte("where it was")})
	for _, want := range []string{"out of range", "where it was"} {
		if !strings.Contains(complaint.String(), want) {
			t.Errorf("%q was not printed: %s", want, &complaint)
		}
	}
	if got := explain(err).En; !strings.Contains(got, "could not be written") {
		t.Errorf("it says %q", got)
	}
}
