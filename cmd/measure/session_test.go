package main

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// shell is a program made of a script that shows "ready" last.
func shell(t *testing.T, script string) program {
	t.Helper()
	path, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here")
	}
	return program{
		name: "sh", path: path, args: []string{"-c", script}, env: environment(t.TempDir()),
		marks: []string{"ready"}, keys: []string{"e"}, quit: interrupt,
	}
}

func TestTypeInto(t *testing.T) {
	// The shell leaves the terminal as it is, which echoes every key: one byte each.
	got, err := typeInto(t.Context(), shell(t, `stty -icanon; echo ready; exec cat >/dev/null`), 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.times) != 3 || got.bytes[0] != 1 {
		t.Errorf("got %v, %v", got.times, got.bytes)
	}
}

func TestStartOfAProgramThatEnds(t *testing.T) {
	_, err := startOnce(t.Context(), shell(t, `echo no screen`))
	if !errors.Is(err, errEnded) || !strings.Contains(err.Error(), "no screen") {
		t.Errorf("got %v, want its end and what was received", err)
	}
}

func TestCloseEndsWhatDoesNotGo(t *testing.T) {
	p := shell(t, `trap '' INT HUP TERM; sleep 60 & echo ready; wait; sleep 60`)
	begin := time.Now()
	if _, err := startOnce(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("it took %v to end it", took)
	}
}
