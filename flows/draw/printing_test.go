//go:build printing

package draw_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"posmedic/flows"
	"posmedic/flows/draw"
)

// TestGraphvizReadsEveryDrawing needs the program dot.
func TestGraphvizReadsEveryDrawing(t *testing.T) {
	var all strings.Builder
	for _, lang := range langs {
		all.WriteString(written(t, hostile(t).Dot, lang))
		eachDrawing(t, func(t *testing.T, _ *flows.Flow, drawing *draw.Drawing) {
			all.WriteString(written(t, drawing.Dot, lang))
		})
	}
	read := exec.Command("dot", "-Tcanon") // reads one graph after the other
	read.Stdin = strings.NewReader(all.String())
	var complaints bytes.Buffer
	read.Stderr = &complaints
	out, err := read.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("dot: %v: %.2000s", err, complaints.String())
	}
	if got, want := strings.Count(string(out), "digraph flow {"), strings.Count(all.String(), "digraph flow {"); got != want {
		t.Errorf("dot read %d drawings of %d", got, want)
	}
}
