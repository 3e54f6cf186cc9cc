package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestNothingOfOursKnowsANetwork looks at what our packages import. Libraries pull in package net for the types of
// addresses; that none of them calls is what the test with strace shows.
func TestNothingOfOursKnowsANetwork(t *testing.T) {
	t.Parallel()
	output, err := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "posmedic/cmd/posmedic").Output()
	if err != nil {
		t.Fatal(err)
	}
	ours := 0
	for line := range strings.Lines(string(output)) {
		fields := strings.Fields(line)
		if fields[0] == "net/http" || fields[0] == "net/rpc" || fields[0] == "net/smtp" {
			t.Errorf("%s is part of the program", fields[0])
		}
		if !strings.HasPrefix(fields[0], "posmedic/") {
			continue
		}
		ours++
		if slices.Contains(fields[1:], "net") || slices.Contains(fields[1:], "golang.org/x/net") {
			t.Errorf("%s imports net", fields[0])
		}
	}
	if ours < 5 {
		t.Errorf("only %d of our packages were looked at", ours)
	}
}
