package flows_test

import (
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
)

// distinct fails where a label lacks a language or stands for two things.
func distinct(t *testing.T, labels []catalog.Text) {
	t.Helper()
	seen := map[string]bool{}
	for _, label := range labels {
		if label.Zh == "" || label.En == "" || seen[label.Zh] || seen[label.En] {
			t.Errorf("label %+v is empty or stands twice", label)
		}
		seen[label.Zh], seen[label.En] = true, true
	}
}

func TestEachThingHasALabelOfItsOwn(t *testing.T) {
	distinct(t, []catalog.Text{flows.Seen.Label(), flows.Said.Label(), flows.Measured.Label()})
	distinct(t, []catalog.Text{
		flows.Agent.Label(), flows.Merchant.Label(), flows.Cardholder.Label(), flows.BackOffice.Label(), flows.Factory.Label(),
	})
	distinct(t, []catalog.Text{
		flows.Resolved.Label(), flows.Normal.Label(), flows.WaitAndRetry.Label(), flows.ContactIssuer.Label(),
		flows.ToBackOffice.Label(), flows.ReOnboard.Label(), flows.Replace.Label(), flows.RepairOrReplaceAndReport.Label(),
		flows.ReturnToFactory.Label(), flows.ChannelOrServiceOrganisation.Label(), flows.BusinessOrRisk.Label(),
		flows.Carrier.Label(), flows.Escalate.Label(),
	})
}

func TestAnAnswerSaysWhatItAnswers(t *testing.T) {
	label := flows.Kind.AnswerLabel
	distinct(t, []catalog.Text{
		label(flows.Question, flows.Yes), label(flows.Question, flows.No), label(flows.Question, flows.Cannot),
		label(flows.Action, flows.Yes), label(flows.Action, flows.No), label(flows.Action, flows.Cannot),
		label(flows.Notice, flows.Done), label(flows.Collect, flows.Done),
	})
	for _, value := range []flows.Value{flows.Yes, flows.No, flows.Cannot} {
		if label(flows.Wait, value) != label(flows.Action, value) {
			t.Errorf("%s after a wait is %+v, after an action %+v", value, label(flows.Wait, value), label(flows.Action, value))
		}
	}
}

func TestAQuestionCallsItsAnswersByItsOwnWords(t *testing.T) {
	own := catalog.Text{Zh: "已经扣款", En: "Charged"}
	question := flows.Node{Kind: flows.Question, Labels: flows.Labels{Yes: own}}
	if got := question.AnswerLabel(flows.Yes); got != own {
		t.Errorf("yes is called %+v, want %+v", got, own)
	}
	for _, value := range []flows.Value{flows.No, flows.Cannot} {
		if got := question.AnswerLabel(value); got != flows.Question.AnswerLabel(value) {
			t.Errorf("%s has no words of its own and is called %+v", value, got)
		}
	}
}

func TestCite(t *testing.T) {
	handbook := catalog.SourceLabel("handbook")
	for lang, preamble := range map[catalog.Lang]string{catalog.Chinese: " E/前言.1", catalog.English: " E/preamble.1"} {
		one, two := handbook.In(lang)+" E/3.2", handbook.In(lang)+preamble
		if got := flows.Cite([]string{"handbook E/3.2"}, lang); got != one {
			t.Errorf("one citation is %q, want %q", got, one)
		}
		got := flows.Cite([]string{"handbook E/3.2", "handbook E/preamble.1"}, lang)
		if !strings.HasPrefix(got, one) || !strings.HasSuffix(got, two) || len(got) <= len(one)+len(two) {
			t.Errorf("two citations are %q, want %q and %q with something between", got, one, two)
		}
		if ours := flows.Cite([]string{flows.FromOurs}, lang); ours == "" || ours == flows.FromOurs {
			t.Errorf("what the sources do not say is cited as %q", ours)
		}
	}
}
