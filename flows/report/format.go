package report

import (
	"fmt"
	"io"
	"strings"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// Format is a form that a report can be written in. It is also the ending of its files' names.
type Format string

// The formats.
const (
	Text     Format = "txt" // to paste into a chat
	Markdown Format = "md"
	HTML     Format = "html" // one file, to print
	PDF      Format = "pdf"
	CSV      Format = "csv"  // a row each, for a spreadsheet
	JSON     Format = "json" // for other programs; the same in every language
)

// formats says how each format is written: to add one, add its name and a row here.
var formats = [...]struct {
	format Format
	write  func(reports []Report, langs []catalog.Lang) ([]byte, error)
}{
	{Text, writeText},
	{Markdown, writeMarkdown},
	{HTML, writeHTML},
	{PDF, writePDF},
	{CSV, writeCSV},
	{JSON, writeJSON},
}

// Formats lists the formats, the one for a chat first.
func Formats() []Format {
	var names []Format
	for _, f := range formats {
		names = append(names, f.format)
	}
	return names
}

// IsBinary tells whether the format is no text, and so nothing for a terminal.
func (f Format) IsBinary() bool { return f == PDF }

// OnScreen is the format that shows on a screen what a file of this format says.
func (f Format) OnScreen() Format {
	switch f {
	case HTML, PDF, CSV:
		return Text
	case Text, Markdown, JSON:
	}
	return f
}

// Write writes reports one after the other, each in all of the languages.
func Write(w io.Writer, format Format, langs []catalog.Lang, reports ...Report) error {
	for _, f := range formats {
		if f.format != format {
			continue
		}
		content, err := f.write(reports, langs)
		if err != nil {
			return fmt.Errorf("write the report as %s: %w", format, err)
		}
		if _, err := w.Write(content); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		return nil
	}
	return fmt.Errorf("no report format is called %q: choose one of %v", format, Formats())
}

// FileName proposes a name for a report's file, such as posmedic-E102-7KQ2-M4XT.txt. It is safe on every
// platform and holds no card number.
func FileName(r Report, format Format) string {
	parts := []string{"posmedic"}
	for _, part := range []string{r.Case.Code, r.Case.ID} {
		if part = fileSafe(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "-") + "." + string(format)
}

// fileSafe keeps what every file system takes: letters, digits and dashes.
func fileSafe(part string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z', 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			return r
		}
		return -1
	}, fault.Scrub(part))
}
