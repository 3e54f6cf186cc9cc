package report

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// family is what the font is called within a PDF.
const family = "microhei"

// compressedFont is a part of WenQuanYi Micro Hei: ASCII, the signs and the common characters of GB 2312, and what
// else the knowledge and the words hold. font/subset.py makes it, font/NOTICE says whose it is.
//
//go:embed font/microhei.ttf.gz
var compressedFont []byte

// characters are those that the font has, in order.
//
//go:embed font/microhei.txt
var characters string

// typeface is the font that PDFs are set in. It is unpacked for each file, so that the start costs nothing.
type typeface struct {
	file []byte // TrueType
	has  map[rune]bool
}

func loadTypeface() (*typeface, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(compressedFont))
	if err != nil {
		return nil, fmt.Errorf("unpack the font: %w", err)
	}
	file, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, fmt.Errorf("unpack the font: %w", err)
	}
	letters := &typeface{file: file, has: make(map[rune]bool, len(characters)/2)}
	for _, r := range characters {
		letters.has[r] = true
	}
	return letters, nil
}

// printable writes characters that the font has not by their number, as [U+1F600]: nothing is lost unseen.
func (t *typeface) printable(text string) string {
	var shown strings.Builder
	for _, r := range text {
		if t.has[r] {
			shown.WriteRune(r)
		} else {
			fmt.Fprintf(&shown, "[U+%04X]", r)
		}
	}
	return shown.String()
}

// pieces cuts a text where a line may be broken.
func pieces(text string) []string {
	var all []string
	for state := -1; text != ""; {
		var piece string
		piece, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		all = append(all, piece)
	}
	return all
}
