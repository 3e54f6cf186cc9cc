package cases_test

import (
	"slices"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
)

const pastedCard, cutCard = "6222021234567890123", "622202*********0123"

func TestNotesAreKeptInOrderAndScrubbed(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E301")
	c = d.done(d.Note(c, "  card "+pastedCard+"\nswiped twice ", begun))
	c = d.done(d.Note(c, "the shop closes at six", begun.Add(time.Minute)))
	want := []cases.Note{
		{Text: "card " + cutCard + " swiped twice", At: begun}, {Text: "the shop closes at six", At: begun.Add(time.Minute)},
	}
	if !slices.Equal(c.Notes, want) {
		t.Errorf("the notes are %+v, want %+v", c.Notes, want)
	}
	if again := d.done(d.Note(c, " \t\n", begun)); again.Seq != c.Seq {
		t.Error("an empty note was recorded")
	}
}

func TestEvidenceIsAFileNameAndNoMore(t *testing.T) {
	for _, test := range []struct{ name, typed, want string }{
		{"a plain name", "screen.jpg", "screen.jpg"},
		{"a path", "/home/wang/照片/屏幕.jpg", "屏幕.jpg"},
		{"a path of Windows", `C:\Users\wang\screen.jpg`, "screen.jpg"},
		{"a folder", "photos/", "photos"},
		{"a dropped file, quoted", `'/tmp/my photo.jpg'`, "my photo.jpg"},
		{"a card number in the name", pastedCard + ".jpg", cutCard + ".jpg"},
		{"a name over two lines", "a\nb.jpg", "a b.jpg"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			c := d.done(d.NameEvidence(d.begin("E301"), test.typed, "card "+pastedCard, begun))
			want := []cases.Evidence{{File: test.want, Note: "card " + cutCard, At: begun}}
			if !slices.Equal(c.Evidence, want) {
				t.Errorf("the evidence is %+v, want %+v", c.Evidence, want)
			}
		})
	}
}

func TestEvidenceIsToldApartByItsName(t *testing.T) {
	d := newDesk(t)
	c := d.done(d.NameEvidence(d.begin("E301"), "a.jpg", "", begun))
	c = d.done(d.NameEvidence(c, "b.jpg", "", begun))
	c = d.done(d.NameEvidence(c, "a.jpg", "the receipt", begun))
	if !slices.Equal(files(c), []string{"b.jpg", "a.jpg"}) || c.Evidence[1].Note != "the receipt" {
		t.Errorf("named again, the evidence is %+v", c.Evidence)
	}
	c = d.done(d.WithdrawEvidence(c, "b.jpg", begun))
	if got := files(c); !slices.Equal(got, []string{"a.jpg"}) {
		t.Errorf("after one was withdrawn there are %q", got)
	}
	if empty := d.done(d.NameEvidence(c, " / ", "", begun)); empty.Seq != c.Seq {
		t.Error("evidence without a name was recorded")
	}
}

func files(c cases.Case) []string {
	var names []string
	for _, one := range c.Evidence {
		names = append(names, one.File)
	}
	return names
}

// cured walks E102 to an outcome of the kind resolved.
func cured(d desk) (cases.Case, flows.State) {
	d.Helper()
	c := d.begin("E102")
	for _, value := range []flows.Value{flows.No, flows.Yes, flows.No, flows.Yes} {
		c = d.answer(c, value)
	}
	return c, d.state(c)
}

func (d desk) state(c cases.Case) flows.State {
	d.Helper()
	state, err := book.Resolve(c.Walk)
	if err != nil {
		d.Fatal(err)
	}
	return state
}

func TestTheCureCountsUntilAnotherStepIsAnswered(t *testing.T) {
	d := newDesk(t)
	c, state := cured(d)
	if _, asked := c.CureOf(state); asked || !cases.NeedsCure(state) {
		t.Fatal("a walk that ended in resolved needs a live transaction, and none was asked for yet")
	}
	c = d.done(d.TestCure(c, flows.Answer{
		Key: state.Outcome.Key, Value: flows.Cannot, Reason: "card " + pastedCard + " only",
	}, begun))
	got, asked := c.CureOf(state)
	if !asked || got.Value != flows.Cannot || got.Reason != "card "+cutCard+" only" || !got.At.Equal(begun) {
		t.Errorf("the cure is %+v, asked %t", got, asked)
	}
	c = d.done(d.Reopen(d.done(d.Close(c, begun)), begun))
	if _, asked := c.CureOf(d.state(c)); !asked {
		t.Error("opening the case again made the cure void")
	}
	c = d.done(d.Move(c, 3, begun))
	if _, asked := c.CureOf(d.state(c)); asked {
		t.Error("before its end a walk has a cure")
	}
	c = d.answer(c, flows.Yes)
	if _, asked := c.CureOf(d.state(c)); asked {
		t.Error("after another answer the old cure still counts")
	}
}

func TestEveryFailedLiveTransactionIsKept(t *testing.T) {
	d := newDesk(t)
	c, state := cured(d)
	for i, value := range []flows.Value{flows.No, flows.Yes, flows.No} {
		c = d.done(d.TestCure(c, answerAt(state, value), begun.Add(time.Duration(i)*time.Minute)))
	}
	c = d.answer(d.done(d.Move(c, 3, begun)), flows.No)
	if _, asked := c.CureOf(d.state(c)); asked {
		t.Fatal("after another answer the old cure still counts")
	}
	if len(c.FailedCures) != 2 || !c.FailedCures[0].At.Equal(begun) || !c.FailedCures[1].At.Equal(begun.Add(2*time.Minute)) {
		t.Errorf("the failed ones are %+v", c.FailedCures)
	}
}

func TestOnlyAResolvedCaseNeedsACure(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E108")
	for d.state(c).Outcome == nil {
		c = d.answer(c, d.state(c).Current.Node.Allowed()[0])
	}
	if outcome := d.state(c).Outcome.Node.Outcome.Kind; cases.NeedsCure(d.state(c)) {
		t.Errorf("a walk that ended in %s needs a live transaction", outcome)
	}
}

func TestAnEscalationWaitsForItsReply(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E301")
	until := begun.Add(2 * time.Hour)
	c = d.done(d.Escalate(c, catalog.Text{Zh: "后台", En: "the back office"}, until, begun))
	last, open := c.Escalation()
	if !open || last.To.En != "the back office" || !last.Until.Equal(until) {
		t.Fatalf("the escalation is %+v, open %t", last, open)
	}
	c = d.done(d.Reply(c, "use card "+pastedCard, begun.Add(time.Hour)))
	last, open = c.Escalation()
	if open || last.Reply != "use card "+cutCard || !last.RepliedAt.Equal(begun.Add(time.Hour)) {
		t.Errorf("after the reply it is %+v, open %t", last, open)
	}
	c = d.done(d.Escalate(c, catalog.Text{Zh: "厂家", En: "the factory"}, time.Time{}, begun))
	c = d.done(d.Close(c, begun))
	if last, open := c.Escalation(); open || last.To.En != "the factory" || len(c.Escalations) != 2 {
		t.Errorf("a closed case waits for %+v", last)
	}
}

func TestTheFirstNetworkCheckStaysWhenItIsAnsweredAnew(t *testing.T) {
	d := newDesk(t)
	c, _ := cured(d)
	first, found, err := c.NetworkFirst(book)
	if err != nil || !found || first.Outcome == nil || first.NetworkPassed {
		t.Fatalf("the first check ends with %+v, found %t, %v", first.Outcome, found, err)
	}
	c = d.answer(d.done(d.Move(c, 3, begun)), flows.No)
	for d.state(c).Outcome == nil && !d.state(c).NetworkPassed {
		c = d.answer(c, d.state(c).Current.Node.Allowed()[0])
	}
	again, found, err := c.NetworkFirst(book)
	if err != nil || !found || len(again.Path) != len(first.Path) || again.Path[3].Answer.Value != flows.Yes {
		t.Errorf("after it was answered anew, the first check is %+v, found %t, %v", again.Path, found, err)
	}
}

func TestACheckUnderWayIsNoFirstCheck(t *testing.T) {
	d := newDesk(t)
	if _, found, err := d.answer(d.begin("E102"), flows.No).NetworkFirst(book); found || err != nil {
		t.Errorf("a check of one answer is found as the first: %t, %v", found, err)
	}
}

// answerAt is the answer to the question for a live transaction.
func answerAt(walked flows.State, value flows.Value) flows.Answer {
	return flows.Answer{Key: walked.Outcome.Key, Value: value, How: flows.Seen}
}
