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
	if r.Outcome == nil {
		return words.Unfinished
	}
	return r.Outcome.Kind.Label()
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

func (say wording) network(n Network) string {
	switch n.Result {
	case Skipped:
		return say.fill(words.NetworkSkipped, "{reason}", say.in(n.Skipped))
	case NotStarted:
		return say.in(words.NetworkNotStarted)
	default:
		return say.fill(words.NetworkOf, "{result}", say.in(n.Result.label()), "{steps}", say.span(n.Steps))
	}
}

// check says how the network was found, and when; "" where it was not.
func (say wording) check(check *Check, opened time.Time) string {
	if check == nil {
		return ""
	}
	return strings.TrimSpace(say.fill(words.CheckedAt, "{at}", clock(check.At, opened), "{result}", say.in(check.Result.label())))
}

// label is what a result of a network check that was begun is called.
func (result Result) label() catalog.Text {
	switch result {
	case Passed:
		return words.NetworkPassed
	case Unproven:
		return words.NetworkUnproven
	case Found:
		return words.NetworkFound
	default:
		return words.NetworkInProgress
	}
}

// span names steps that follow one another by the first and the last.
func (say wording) span(numbers []int) string {
	if len(numbers) == 0 {
		return ""
	}
	first, last := strconv.Itoa(numbers[0]), strconv.Itoa(numbers[len(numbers)-1])
	if first == last {
		return say.fill(words.OneStep, "{first}", first)
	}
	return say.fill(words.SeveralSteps, "{first}", first, "{last}", last)
}

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

// cure says what a live transaction showed; it is "" where the fault has not gone.
func (say wording) cure(r Report) string {
	if r.Outcome == nil || r.Outcome.Kind != flows.Resolved {
		return ""
	}
	if r.Cure == nil {
		return say.in(words.CureNone)
	}
	shown := map[flows.Value]catalog.Text{flows.Yes: words.CureYes, flows.No: words.CureNo, flows.Cannot: words.CureCannot}[r.Cure.Answer]
	return say.fill(shown, "{details}", say.clauses(say.known(r.Cure.How, r.Cure.Reason), clock(r.Cure.At, r.Case.Opened)))
}

func (say wording) evidence(named []Evidence) []string {
	var lines []string
	for _, one := range named {
		line := one.File
		if one.Note != "" {
			line = say.labelled(row{one.File, one.Note})
		}
		lines = append(lines, line)
	}
	return lines
}

func (say wording) notes(written []Note, opened time.Time) []string {
	var lines []string
	for _, one := range written {
		lines = append(lines, strings.TrimSpace(clock(one.At, opened)+" "+one.Text))
	}
	return lines
}

// handedOver says who was given the report when, and what came back.
func (say wording) handedOver(handed []HandedOver, opened time.Time) []string {
	var lines []string
	for _, one := range handed {
		reply := words.Reply
		switch {
		case one.RepliedAt.IsZero():
			reply = words.ReplyNone
		case one.Reply == "":
			reply = words.ReplyBare
		}
		lines = append(lines, say.clauses(
			say.fill(words.HandedTo, "{at}", clock(one.At, opened), "{to}", say.in(one.To)),
			say.fill(reply, "{at}", clock(one.RepliedAt, opened), "{text}", one.Reply)))
	}
	return lines
}

// sources lists the rows that an entry comes from.
func (say wording) sources(sources []catalog.Source) string {
	var rows []string
	for _, source := range sources {
		rows = append(rows, say.in(catalog.SourceLabel(source.ID))+" "+source.Row)
	}
	return strings.Join(rows, say.in(words.ItemOfList))
}

// citations shortens the citations of a step for a reader who has the rows of the entry before him: what
// names no other document is the handbook's.
func (say wording) citations(joined string) string {
	var cited []string
	for citation := range strings.SplitSeq(joined, separator) {
		if citation == flows.FromOurs {
			citation = say.in(words.Ours)
		}
		citation = strings.TrimPrefix(citation, string(catalog.Handbook)+" ")
		cited = append(cited, strings.Replace(citation, "preamble", say.in(words.Preamble), 1))
	}
	return strings.Join(cited, say.in(words.ItemOfList))
}

// answer says an answer as it fits what was asked.
func answer(step Step) catalog.Text {
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
