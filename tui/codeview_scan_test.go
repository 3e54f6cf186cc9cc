//go:build printing

package tui

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/report"
)

// scan takes a picture of the code on the screen and reads it with zbarimg, of zbar-tools.
func (w *wizard) scan() string {
	w.t.Helper()
	const pixels = 4 // of a module
	rows := w.codeOn()
	picture := image.NewGray(image.Rect(0, 0, len(rows[0])*pixels, len(rows)*pixels))
	for y := range len(rows) * pixels {
		for x := range len(rows[0]) * pixels {
			picture.SetGray(x, y, color.Gray{Y: map[byte]uint8{'.': 255}[rows[y/pixels][x/pixels]]})
		}
	}
	path := filepath.Join(w.t.TempDir(), "code.png")
	file, err := os.Create(path)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := png.Encode(file, picture); err != nil {
		w.t.Fatal(err)
	}
	file.Close()
	output, err := exec.Command("zbarimg", "--raw", "--quiet", path).Output()
	if err != nil {
		w.t.Fatalf("zbarimg reads nothing (install zbar-tools to run this test): %v\n%s", err, strings.Join(rows, "\n"))
	}
	return strings.TrimSuffix(string(output), "\n")
}

func TestAPhoneReadsTheCode(t *testing.T) {
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
		w := startIn(t, t.TempDir(), Options{Lang: lang})
		w.walkTo("E102", replaced...)
		w.press("i", "822290054110021", "enter", "10293847", "esc", "r", "m")
		made := w.theCode().made
		whole, err := w.theCode().whole(lang)
		if err != nil {
			t.Fatal(err)
		}
		w.size(200, 100)
		same(t, "what the phone reads", w.scan(), whole)
		lines := report.Short(made, lang)
		w.size(80, 24)
		same(t, "what the phone reads at 80×24", w.scan(), strings.Join(lines[:4], "\n")+" ...")
		w.size(40, 20)
		same(t, "what the phone reads at 40×20", w.scan(), lines[0]+" ...")
	}
}
