package report

import (
	"strconv"
	"strings"

	"posmedic/catalog"
)

// writeText lays a report out as plain lines: short enough for one message, and readable on a phone.
func writeText(r Report, lang catalog.Lang) ([]byte, error) {
	say := wording{lang}
	var parts []string
	for i, s := range sections(r, lang) {
		var lines []string
		switch {
		case i == 0:
			lines = append(lines, s.title)
		case s.summary != "":
			lines = append(lines, say.labelled(row{s.title, s.summary}))
		case len(s.steps) > 0:
			lines = append(lines, say.fill(words.LabelOnly, "{label}", s.title))
		}
		lines = append(lines, say.facts(s.rows)...)
		for _, point := range s.points {
			lines = append(lines, "- "+point)
		}
		for i, step := range s.steps {
			lines = append(lines, strconv.Itoa(i+1)+". "+step)
		}
		parts = append(parts, strings.Join(lines, "\n"))
	}
	return []byte(strings.Join(parts, "\n\n") + "\n"), nil
}
