package change

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// mostCodes is how many codes are named where a change touches many.
const mostCodes = 8

// Write tells changes in one language. It returns the error of the writer.
func Write(to io.Writer, changes *Changes, lang catalog.Lang) error {
	w := writer{lang: lang}
	if changes.None() {
		w.line(0, "%s", words.Nothing.In(lang))
	}
	w.entries(words.Added, changes.Added)
	w.entries(words.Removed, changes.Removed)
	w.rewordings(words.Entries, changes.Entries)
	w.rewordings(words.Words, changes.Words)
	w.forks(changes.Forks)
	_, err := to.Write(w.text.Bytes())
	return err
}

// writer gathers lines in one language.
type writer struct {
	text bytes.Buffer
	lang catalog.Lang
}

func (w *writer) line(indent int, format string, args ...any) {
	fmt.Fprintf(&w.text, "%s%s\n", strings.Repeat("  ", indent), fmt.Sprintf(format, args...))
}

func (w *writer) entries(title catalog.Text, entries []Entry) {
	if len(entries) == 0 {
		return
	}
	w.line(0, title.In(w.lang), len(entries))
	for _, entry := range entries {
		message := entry.Message
		if message.IsZero() {
			message = words.NoMessage
		}
		w.line(1, "%s  %s", entry.Flow, message.In(w.lang))
	}
}

func (w *writer) rewordings(title catalog.Text, all []Reworded) {
	if len(all) == 0 {
		return
	}
	w.line(0, title.In(w.lang), len(all))
	for _, one := range all {
		heading := one.Kind.Label().In(w.lang) + " " + one.Name
		if one.Kind != OfEntry && len(one.Codes) > 0 {
			heading += "  (" + fmt.Sprintf(words.Touches.In(w.lang), w.codes(one.Codes)) + ")"
		}
		w.line(1, "%s", heading)
		for _, part := range one.Parts {
			w.wording(part)
		}
	}
}

func (w *writer) wording(part Wording) {
	label := part.Part.Label().In(w.lang)
	if part.Line > 0 {
		label += fmt.Sprintf(words.Line.In(w.lang), part.Line)
	}
	w.line(2, "%s", label)
	w.line(3, "%s%s", words.Was.In(w.lang), w.orAbsent(part.Before))
	w.line(3, "%s%s", words.Is.In(w.lang), w.orAbsent(part.After))
}

func (w *writer) orAbsent(text catalog.Text) string {
	if text.IsZero() {
		return words.Absent.In(w.lang)
	}
	return text.In(w.lang)
}

// codes names the first codes and how many there are.
func (w *writer) codes(codes []string) string {
	comma := words.Comma.In(w.lang)
	if len(codes) <= mostCodes {
		return strings.Join(codes, comma)
	}
	return strings.Join(codes[:mostCodes], comma) + fmt.Sprintf(words.AndMore.In(w.lang), len(codes))
}

func (w *writer) forks(forks []Fork) {
	if len(forks) == 0 {
		return
	}
	w.line(0, words.Forks.In(w.lang), len(forks))
	for i, fork := range forks {
		w.line(1, "%d. %s", i+1, w.codes(fork.Codes))
		if len(fork.Answers) == 0 {
			w.line(2, "%s", words.AtOnce.In(w.lang))
		} else {
			w.line(2, "%s", words.AfterAnswers.In(w.lang))
		}
		w.answers(fork.Answers)
		w.line(2, words.UsedTo.In(w.lang), fork.Before.In(w.lang))
		w.line(2, words.AndNow.In(w.lang), fork.After.In(w.lang))
		if len(fork.Also) > 0 {
			w.line(2, "%s", words.Also.In(w.lang))
		}
		w.answers(fork.Also)
	}
}

func (w *writer) answers(answers []Given) {
	for _, answer := range answers {
		w.line(3, "%s", answer.In(w.lang))
	}
}

// In writes an answer with its question.
func (g *Given) In(lang catalog.Lang) string {
	text := g.Text.In(lang) + words.Equals.In(lang) + g.Label.In(lang)
	switch g.Asked {
	case BeforeOnly:
		text += words.OnlyBefore.In(lang)
	case AfterOnly:
		text += words.OnlyAfter.In(lang)
	case Instead:
		text += words.Instead.In(lang)
	}
	return text
}

// In writes what a walk comes to, behind "it used to" and "now it will".
func (t *Told) In(lang catalog.Lang) string {
	text := fmt.Sprintf(t.verb().In(lang), t.what(lang))
	if t.Leaves {
		text += words.Leaves.In(lang)
	}
	return text
}

func (t *Told) verb() catalog.Text {
	switch t.Kind {
	case flows.Action, flows.Wait:
		return words.Does
	case flows.Notice:
		return words.Tells
	case flows.Collect:
		return words.Collects
	case flows.Ending:
		return words.Ends
	case flows.Question, flows.Call, flows.Return:
	}
	return words.Asks
}

func (t *Told) what(lang catalog.Lang) string {
	switch t.Kind {
	case flows.Collect:
		return strings.Join(t.Fields, words.Comma.In(lang))
	case flows.Ending:
		return t.Outcome.Label().In(lang) + words.Colon.In(lang) + t.Text.In(lang)
	case flows.Question, flows.Action, flows.Wait, flows.Notice, flows.Call, flows.Return:
	}
	return t.Text.In(lang)
}

// In says what a change does to a walk, after the name of its case.
func (t *Touched) In(lang catalog.Lang) string {
	switch t.Effect {
	case Misfits:
		recorded := t.Recorded.Shown.In(lang) + words.Equals.In(lang) + flows.Question.AnswerLabel(t.Recorded.Value).In(lang)
		return fmt.Sprintf(words.CaseMisfit.In(lang), recorded, t.After.In(lang))
	case GoesOther:
		return fmt.Sprintf(words.CaseNow.In(lang), t.Before.In(lang), t.After.In(lang))
	case LaterOn:
		return fmt.Sprintf(words.CaseLater.In(lang), len(t.Answers), t.Before.In(lang), t.After.In(lang))
	case FlowGone:
	}
	return words.CaseGone.In(lang)
}
