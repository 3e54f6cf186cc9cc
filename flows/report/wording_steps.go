package report

import (
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
)

// moment says what was answered at a step, when, and how it is known; opened is when the case was.
func (say wording) moment(step Step, opened time.Time) moment {
	return moment{
		At:    clock(step.At, opened),
		Asked: say.fill(words.Answered, "{text}", say.in(step.Text), "{answer}", say.in(answer(step))),
		Known: say.known(step.How, step.Reason), Source: say.citations(step.Source),
	}
}

// step says a moment on one line.
func (say wording) step(m moment) string {
	details := say.clauses(m.Known, m.At, m.Source)
	if details == "" {
		return m.Asked
	}
	return say.fill(words.Cited, "{text}", m.Asked, "{source}", details)
}

// timeline says moments, a line each.
func (say wording) timeline(moments []moment) []string {
	var lines []string
	for _, m := range moments {
		lines = append(lines, say.step(m))
	}
	return lines
}

// clauses joins what is not empty.
func (say wording) clauses(clauses ...string) string { return joined(say.in(words.Clause), clauses...) }

// known says how an answer is known: an answer that could not be had, by its reason.
func (say wording) known(how flows.How, reason string) string {
	if reason != "" {
		return say.fill(words.Reason, "{reason}", reason)
	}
	if how == "" {
		return ""
	}
	return say.in(how.Label())
}

// citations shortens the citations of a step for a reader who has the rows of the entry before him: what
// names no other document is the handbook's.
func (say wording) citations(joined string) string {
	var cited []string
	for citation := range strings.SplitSeq(joined, separator) {
		if citation == flows.FromOurs {
			citation = say.in(words.Ours)
		}
		cited = append(cited, say.in(catalog.RowLabel(strings.TrimPrefix(citation, string(catalog.Handbook)+" "))))
	}
	return strings.Join(cited, say.in(words.ItemOfList))
}

// answer says an answer as it fits what was asked.
func answer(step Step) catalog.Text {
	if !step.Label.IsZero() {
		return step.Label
	}
	repair := step.Kind == flows.Action || step.Kind == flows.Wait
	switch step.Answer {
	case flows.Yes:
		if repair {
			return words.AnswerGone
		}
		return words.AnswerYes
	case flows.No:
		if repair {
			return words.AnswerStillThere
		}
		return words.AnswerNo
	case flows.Cannot:
		if repair {
			return words.AnswerNotDone
		}
		return words.AnswerNotChecked
	case flows.Done:
	}
	if step.Kind == flows.Notice {
		return words.AnswerRead
	}
	return words.AnswerFilled
}
