package report_test

import (
	"compress/gzip"
	"io"
	"os"
	"testing"

	"golang.org/x/image/font/sfnt"
)

// TestTheListOfCharactersIsTheFonts holds what font/subset.py wrote against each other.
func TestTheListOfCharactersIsTheFonts(t *testing.T) {
	compressed, err := os.Open("font/microhei.ttf.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer compressed.Close()
	unpacked, err := gzip.NewReader(compressed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	font, err := sfnt.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	characters, err := os.ReadFile("font/microhei.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[rune]bool{}
	for _, r := range string(characters) {
		listed[r] = true
	}
	for r := range rune(0x10000) { // fpdf's PDFs hold none beyond
		glyph, err := font.GlyphIndex(nil, r)
		if err != nil {
			t.Fatal(err)
		}
		if (glyph != 0) != listed[r] {
			t.Errorf("U+%04X: in the font %t, in the list %t: run make font", r, glyph != 0, listed[r])
		}
		delete(listed, r)
	}
	if len(listed) > 0 {
		t.Errorf("the list holds characters beyond U+FFFF, which no PDF can show: %v", listed)
	}
}
