//go:build strace

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoNetworkIsTouched runs commands and the wizard under strace: none opens a socket but
// those that lead to the system itself, as when the C library asks who the user is.
func TestNoNetworkIsTouched(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(t.TempDir(), "posmedic")
	if output, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	data := filepath.Join(folder, "data")
	id, err := storeCase(data, "E102", "n", "y", "n", "y", "tid=12345678")
	if err != nil {
		t.Fatal(err)
	}
	walked, err := storeCase(data, "E102", "n", "y")
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(folder, "cases.zip")
	for _, arguments := range [][]string{
		{"lookup", "E102"},
		{"search", "网络"},
		{"walk", "E102", "--answers", "y"},
		{"cases", "list"},
		{"report", id},
		{"cases", "export", "-o", archive},
		{"cases", "import", archive},
		{"cases", "purge", "--yes"},
	} {
		t.Run(strings.Join(arguments[:1], " "), func(t *testing.T) { noSockets(t, data, nil, program, arguments...) })
	}
	t.Run("the wizard", func(t *testing.T) {
		noSockets(t, data, []string{"onterminal", "step 3", "nq"}, program, "cases", "resume", walked, "--lang", "en")
	})
}

// noSockets runs a program, through another one where that is named, and looks for system calls of the network.
func noSockets(t *testing.T, data string, through []string, program string, arguments ...string) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "strace.log")
	traced := append([]string{"strace", "-f", "-qq", "-e", "signal=none", "-e", "trace=%network,execve", "-o", log, program}, arguments...)
	command := exec.Command(traced[0], traced[1:]...)
	if through != nil {
		command = exec.Command(through[0], append(through[1:], traced...)...)
	}
	command.Env = append(os.Environ(), "POSMEDIC_DATA="+data, "TERM=xterm-256color")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	calls, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(calls), "execve(") {
		t.Fatalf("strace saw nothing: %s", calls)
	}
	for line := range strings.Lines(string(calls)) {
		if strings.Contains(line, "socket(") && !strings.Contains(line, "AF_UNIX") {
			t.Errorf("%s", line)
		}
	}
}
