package flows

import (
	"cmp"
	"strings"

	"posmedic/catalog"
)

// refer makes the node that a step's reference stands for and tells whether there is such a thing.
func (b *builder) refer(step writtenStep) (Node, bool) {
	raw := &step.raw.Value
	verbs := 0
	for _, verb := range []string{raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End, strings.Join(raw.Collect, " ")} {
		if verb != "" {
			verbs++
		}
	}
	node := Node{ID: cmp.Or(raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End)}
	node.Ref = node.ID
	if verbs != 1 {
		b.report(step.place(""), &catalog.StepVerbs, verbs)
		return node, false
	}
	found := true
	switch {
	case raw.Ask != "":
		found = b.asks(&node, step)
	case raw.Do != "":
		found = b.does(&node, step)
	case raw.Tell != "":
		var notice yamlNotice
		notice, found = b.words.notices.use(raw.Tell)
		node.Kind, node.Text, node.HowTo = Notice, notice.Text, notice.HowTo
		missing(b, found, &b.words.notices, step.place("tell"), &catalog.NoticeUnknown, noticesFile, raw.Tell)
	case raw.End != "":
		found = b.ending(&node, raw.End)
		missing(b, found, &b.words.outcomes, step.place("end"), &catalog.OutcomeUnknown, outcomesFile, raw.End)
	case raw.Call != "":
		node.Kind = Call
	default:
		node.Kind, node.ID, node.Ref, node.Text = Collect, "collect", "collect", b.words.fields.text
	}
	return node, found
}

// missing reports a word that is not among those of its file, if the file could be read.
func missing[T any](b *builder, found bool, words *glossary[T], place catalog.Place, kind *catalog.DiagnosticKind, file, name string) {
	if !found && !b.unread[file] {
		b.report(place, kind, name).Meant = catalog.Nearby(name, words.names)
	}
}

func (b *builder) asks(node *Node, step writtenStep) bool {
	question, found := b.words.questions.use(node.Ref)
	node.Kind, node.Text, node.HowTo, node.KnownBy = Question, question.Text, question.HowTo, question.KnownBy
	node.AllowsPayment, node.AllowsErasing, node.Labels = question.AllowsPayment, question.AllowsErasing, question.Labels
	missing(b, found, &b.words.questions, step.place("ask"), &catalog.QuestionUnknown, questionsFile, node.Ref)
	return found && isPermission(question.AllowsPayment) && isPermission(question.AllowsErasing)
}

func (b *builder) does(node *Node, step writtenStep) bool {
	action, found := b.words.actions.use(node.Ref)
	node.Kind, node.Text, node.HowTo, node.KnownBy = Action, action.Text, action.HowTo, Seen
	node.Who, node.Minutes, node.WaitMinutes, node.Destroys, node.RepeatsPayment = action.Who, action.Minutes, action.WaitMinutes, action.Destroys, action.RepeatsPayment
	if action.WaitMinutes > 0 {
		node.Kind = Wait
	}
	missing(b, found, &b.words.actions, step.place("do"), &catalog.ActionUnknown, actionsFile, node.Ref)
	return found
}

// ending fills in an outcome, with the outcome's own source until a step cites a better one.
func (b *builder) ending(node *Node, id string) bool {
	outcome, found := b.words.outcomes.use(id)
	node.Kind, node.ID, node.Ref, node.Sources = Ending, id, id, outcome.Source
	node.Text, node.HowTo = outcome.Text, outcome.HowTo
	node.Outcome = Outcome{Kind: outcome.Kind, Receiver: outcome.Receiver}
	return found
}
