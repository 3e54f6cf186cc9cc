package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"posmedic/catalog"
)

// ChatLimit is how many characters of one report in one language a chat is given. Telegram takes 4096 in a message,
// Slack 4000, others more. A report of any entry with every field filled stays below it.
const ChatLimit = 3000

// between stands between two reports, and between the languages of one.
const between = "\n----------\n\n"

// writeText lays reports out as plain lines: short enough for one message each, and readable on a phone.
func writeText(reports []Report, langs []catalog.Lang) ([]byte, error) {
	var messages []string
	for _, r := range reports {
		for _, lang := range langs {
			messages = append(messages, message(r, lang))
		}
	}
	return []byte(strings.Join(messages, between)), nil
}

// message is a report in one language, complete where that is short enough for a chat. What is too long gives
// up first where each step comes from, then how it is known, then the first steps, and says so.
func message(r Report, lang catalog.Lang) string {
	say, parts := wording{lang}, sections(r, lang)
	text := lay(parts, say)
	for _, shorten := range []func([]section) []section{withoutSources, withoutKnowing} {
		if utf8.RuneCountInString(text) <= ChatLimit {
			return text
		}
		parts = shorten(parts)
		text = lay(parts, say)
	}
	for left := len(r.Steps) - 1; left > 0 && utf8.RuneCountInString(text) > ChatLimit; left-- {
		text = lay(withLastSteps(parts, left), say)
	}
	return cut(text, say.in(words.CutShort))
}

// lay writes sections under one another, with an empty line between them.
func lay(parts []section, say wording) string {
	var blocks []string
	for i, s := range parts {
		var lines []string
		switch {
		case i == 0:
			lines = append(lines, s.Title)
		case s.Summary != "":
			lines = append(lines, say.labelled(row{s.Title, s.Summary}))
		case len(s.Points)+len(s.Steps) > 0:
			lines = append(lines, say.fill(words.LabelOnly, "{label}", s.Title))
		}
		lines = append(lines, say.facts(s.Rows)...)
		for _, point := range s.Points {
			lines = append(lines, "- "+point)
		}
		if s.SkippedSteps > 0 {
			lines = append(lines, say.fill(words.StepsLeftOut, "{count}", strconv.Itoa(s.SkippedSteps)))
		}
		for i, step := range say.timeline(s.Steps) {
			lines = append(lines, strconv.Itoa(s.SkippedSteps+i+1)+". "+step)
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

// withoutSources leaves out the citations of the steps and how to read them.
func withoutSources(parts []section) []section {
	return eachMoment(parts[:len(parts)-1], func(m moment) moment { m.Source = ""; return m })
}

// withoutKnowing leaves out how the steps are known, and why one could not be done.
func withoutKnowing(parts []section) []section {
	return eachMoment(parts, func(m moment) moment { m.Known = ""; return m })
}

func eachMoment(parts []section, change func(moment) moment) []section {
	changed := make([]section, 0, len(parts))
	for _, s := range parts {
		var steps []moment
		for _, m := range s.Steps {
			steps = append(steps, change(m))
		}
		s.Steps = steps
		changed = append(changed, s)
	}
	return changed
}

// withLastSteps leaves out all steps but the last ones, which say how it came to the outcome.
func withLastSteps(parts []section, left int) []section {
	changed := make([]section, 0, len(parts))
	for _, s := range parts {
		if skipped := len(s.Steps) - left; skipped > 0 {
			s.SkippedSteps, s.Steps = skipped, s.Steps[skipped:]
		}
		changed = append(changed, s)
	}
	return changed
}

// cut cuts a text that is still too long, and says so at its end.
func cut(text, notice string) string {
	runes := []rune(text)
	if len(runes) <= ChatLimit {
		return text
	}
	return string(runes[:ChatLimit-utf8.RuneCountInString(notice)-1]) + notice + "\n"
}
