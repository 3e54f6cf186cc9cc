package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"posmedic/catalog"
)

// writeMarkdown lays reports out with headings, tables and lists, in the Markdown of CommonMark and GitHub.
func writeMarkdown(reports []Report, langs []catalog.Lang) ([]byte, error) {
	var documents []string
	for _, r := range reports {
		for _, lang := range langs {
			documents = append(documents, document(r, lang))
		}
	}
	return []byte(strings.Join(documents, "\n---\n\n")), nil
}

// document is a report in one language.
func document(r Report, lang catalog.Lang) string {
	say := wording{lang}
	heading := "# "
	var blocks []string
	for _, s := range sections(r, lang) {
		blocks = append(blocks, heading+escape(s.Title))
		heading = "## "
		if s.Summary != "" {
			blocks = append(blocks, escape(s.Summary))
		}
		if s.Aside != "" {
			blocks = append(blocks, "> "+escape(s.Aside))
		}
		points := s.Points
		if s.Table {
			blocks = append(blocks, table(row{say.in(words.Item), say.in(words.Content)}, s.Rows))
		} else {
			points = slices.Concat(say.facts(s.Rows), points)
		}
		if len(points) > 0 {
			blocks = append(blocks, list(points, bullet))
		}
		if len(s.Steps) > 0 {
			blocks = append(blocks, list(say.timeline(s.Steps), ordinal))
		}
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

func table(head row, rows []row) string {
	lines := []string{cells(head), "| --- | --- |"}
	for _, row := range rows {
		lines = append(lines, cells(row))
	}
	return strings.Join(lines, "\n")
}

func cells(r row) string { return "| " + escape(r.Label) + " | " + escape(r.Value) + " |" }

func list(items []string, mark func(int) string) string {
	lines := make([]string, 0, len(items))
	for i, item := range items {
		lines = append(lines, mark(i)+escape(item))
	}
	return strings.Join(lines, "\n")
}

func bullet(int) string    { return "- " }
func ordinal(i int) string { return strconv.Itoa(i+1) + ". " }

var (
	// markup is every sign that means something wherever it stands in a line.
	markup = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&$#@]")
	// address is where a bare address, which becomes a link by itself, can be broken.
	address = regexp.MustCompile(`(?i)(://|www\.)`)
	// opening is what makes a list or a heading at the beginning of a line.
	opening = regexp.MustCompile(`^([0-9]*)([-+=.)])`)
)

// escape keeps a text from being more than text: it begins no block, holds no markup and is no link.
func escape(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = markup.ReplaceAllString(text, `\$0`)
	text = address.ReplaceAllStringFunc(text, func(found string) string {
		return strings.NewReplacer(":", `\:`, ".", `\.`).Replace(found)
	})
	return opening.ReplaceAllString(text, `$1\$2`)
}
