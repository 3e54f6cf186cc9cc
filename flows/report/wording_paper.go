package report

import (
	"strconv"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
)

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

// cures says what the live transactions showed: all that failed, and then the one that counts for the outcome unless it
// is the last of them. It is empty where none failed and the fault has not gone.
func (say wording) cures(r Report) []string {
	var shown []string
	for _, failed := range r.FailedCures {
		shown = append(shown, say.cure(failed, r.Case.Opened))
	}
	switch {
	case untried(r):
		shown = append(shown, say.in(words.CureNone))
	case r.Cure != nil && r.Cure.Answer != flows.No:
		shown = append(shown, say.cure(*r.Cure, r.Case.Opened))
	}
	return shown
}

func (say wording) cure(cure Cure, opened time.Time) string {
	shown := map[flows.Value]catalog.Text{flows.Yes: words.CureYes, flows.No: words.CureNo, flows.Cannot: words.CureCannot}[cure.Answer]
	return say.fill(shown, "{details}", say.clauses(say.known(cure.How, cure.Reason), clock(cure.At, opened)))
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
