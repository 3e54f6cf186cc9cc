package report_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	stream = regexp.MustCompile(`(?s)/FlateDecode.*?stream\n(.*?)\nendstream`)
	shown  = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\) ?Tj`)
	signs  = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

// pdfText reads the text of a PDF as its pages show it, a line each, without the breaks of lines.
func pdfText(t testing.TB, pdf string) string {
	t.Helper()
	var lines []string
	for _, packed := range stream.FindAllStringSubmatch(pdf, -1) {
		unpacked, err := zlib.NewReader(strings.NewReader(packed[1]))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(content, []byte(" Tf")) { // a font, not a page
			continue
		}
		for _, text := range shown.FindAllSubmatch(content, -1) {
			lines = append(lines, fromUTF16(signs.Replace(string(text[1]))))
		}
	}
	return strings.Join(lines, "\n")
}

func fromUTF16(text string) string {
	var units []uint16
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return string(utf16.Decode(units))
}
