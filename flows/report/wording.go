package report

import (
	"strconv"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// wording says the parts of a report in one language, each on one line and without markup.
type wording struct{ lang catalog.Lang }

func (say wording) in(text catalog.Text) string { return text.In(say.lang) }

// fill puts values in the places of a sentence that stand in braces. Braces within a value stay as they are.
func (say wording) fill(text catalog.Text, placesAndValues ...string) string {
	return strings.NewReplacer(placesAndValues...).Replace(say.in(text))
}

func (say wording) labelled(r row) string {
	return say.fill(words.Labelled, "{label}", r.Label, "{value}", r.Value)
}

// facts writes rows as lines of their own.
func (say wording) facts(rows []row) []string {
	var facts []string
	for _, row := range rows {
		facts = append(facts, say.labelled(row))
	}
	return facts
}

func (say wording) title(r Report) string {
	title := say.fill(words.Title, "{status}", say.in(status(r)), "{code}", r.Case.Code, "{message}", say.in(r.Case.Message))
	return strings.Join(strings.Fields(title), " ") // an entry without a code leaves two spaces
}

// status is how the case stands, in a word.
func status(r Report) catalog.Text {
	switch {
	case r.Outcome == nil:
		return words.Unfinished
	case r.Outcome.CureFailed:
		return words.Unresolved
	case untried(r):
		return words.Untried
	}
	return r.Outcome.Kind.Label()
}

// untried tells whether a live transaction has yet to show that the fault has gone.
func untried(r Report) bool {
	return r.Outcome != nil && r.Outcome.Kind == flows.Resolved && r.Cure == nil
}

// receiver is who gets the report, "" where nobody does.
func (say wording) receiver(r Report) string {
	if r.Outcome == nil {
		return ""
	}
	return say.in(r.Outcome.Receiver)
}

func (say wording) outcome(r Report) string {
	switch {
	case r.Outcome != nil && r.Outcome.CureFailed:
		return say.in(words.OutcomeUnresolved)
	case r.Outcome != nil:
		return say.fill(words.Cited, "{text}", say.in(r.Outcome.Text), "{source}", say.citations(r.Outcome.Source))
	case r.Current == nil:
		return ""
	}
	stands := say.fill(words.StandsAt, "{step}", say.in(r.Current.Text))
	if r.Current.FlowChanged {
		stands += say.in(words.Clause) + say.in(words.FlowChanged)
	}
	return stands
}

// waiting says whom the case waits for since when, or until when it waits.
func (say wording) waiting(w Waiting, opened time.Time) string {
	if w.Until.IsZero() {
		return say.fill(words.WaitingReply, "{who}", say.in(w.For.Label()), "{since}", clock(w.Since, opened))
	}
	return say.fill(words.WaitingUntil, "{until}", clock(w.Until, opened))
}

// labels lists fields as people call them.
func (say wording) labels(names []fault.Name) string {
	var labels []string
	for _, name := range names {
		labels = append(labels, DemandLabel(name, say.lang))
	}
	return strings.Join(labels, say.in(words.ItemOfList))
}

// field says what a field holds; a value that was chosen from a few, with what it means.
func (say wording) field(record fault.Record, name fault.Name) string {
	if explained := fault.Explain(name, record.Value(name)); name.Choices() != nil && !explained.IsZero() {
		return say.in(explained)
	}
	return record.Get(name)
}

// card says how long a card number was, which its stars do not when the length is not known.
func (say wording) card(card fault.CardNumber) string {
	if card.Length == 0 {
		return say.fill(words.CardLengthUnknown, "{card}", card.String())
	}
	return say.fill(words.CardLength, "{card}", card.String(), "{length}", strconv.Itoa(card.Length))
}

// sources lists the rows that an entry comes from.
func (say wording) sources(sources []catalog.Source) string {
	var rows []string
	for _, source := range sources {
		rows = append(rows, say.in(catalog.SourceLabel(source.ID))+" "+source.Row)
	}
	return strings.Join(rows, say.in(words.ItemOfList))
}

// minute shows a time by date, hour and minute.
func minute(at time.Time) string { return at.In(zone).Format("2006-01-02 15:04") }

// clock shows a time without its date where that is the day of opened; no time is "".
func clock(at, opened time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case at.In(zone).Format(time.DateOnly) == opened.In(zone).Format(time.DateOnly):
		return at.In(zone).Format("15:04")
	}
	return minute(at)
}

// joined joins what is not empty.
func joined(separator string, texts ...string) string {
	var filled []string
	for _, text := range texts {
		if text != "" {
			filled = append(filled, text)
		}
	}
	return strings.Join(filled, separator)
}
