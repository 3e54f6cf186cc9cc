package cases_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	"posmedic/flows/cases"
	flowdata "posmedic/flows/data"
	"posmedic/flows/fault"
)

var (
	book  = flows.NewBook(&flowdata.Knowledge)
	known = catalog.Catalog{Tables: catalogdata.Tables}
	begun = time.Date(2026, 11, 21, 14, 2, 0, 0, time.UTC)
)

// desk is a journal on a folder of its own.
type desk struct {
	*testing.T
	*cases.Journal
}

func newDesk(t *testing.T) desk {
	t.Helper()
	store, err := cases.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return desk{t, cases.NewJournal(store, book)}
}

// done checks that a change was stored and that the store replays to just the case that was returned.
func (d desk) done(c cases.Case, err error) cases.Case {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
	loaded, err := d.Load(c.ID)
	if err != nil {
		d.Fatal(err)
	}
	if got, want := normal(loaded), normal(c); !reflect.DeepEqual(got, want) {
		d.Fatalf("the store has %+v\nwant %+v", got, want)
	}
	return loaded
}

// normal takes the zones out of a case's times, which the store does not keep.
func normal(c cases.Case) cases.Case {
	c.Opened, c.Updated, c.Wait.Since = c.Opened.UTC(), c.Updated.UTC(), c.Wait.Since.UTC()
	c.Notes, c.Evidence, c.Escalations = slices.Clone(c.Notes), slices.Clone(c.Evidence), slices.Clone(c.Escalations)
	for i := range c.Notes {
		c.Notes[i].At = c.Notes[i].At.UTC()
	}
	for i := range c.Evidence {
		c.Evidence[i].At = c.Evidence[i].At.UTC()
	}
	for i := range c.Escalations {
		c.Escalations[i].At, c.Escalations[i].RepliedAt = c.Escalations[i].At.UTC(), c.Escalations[i].RepliedAt.UTC()
	}
	return c
}

func (d desk) begin(code string) cases.Case {
	d.Helper()
	return d.done(d.Begin(known.Find(code)[0], begun))
}

func (d desk) answer(c cases.Case, value flows.Value) cases.Case {
	d.Helper()
	state, err := book.Resolve(c.Walk)
	if err != nil {
		d.Fatal(err)
	}
	return d.done(d.Answer(c, flows.Answer{
		Key: state.Current.Key, Value: value, How: flows.Seen, Shown: state.Current.Node.Text,
	}, begun))
}

func (d desk) summary() cases.Summary {
	d.Helper()
	list, err := d.List()
	if err != nil || len(list) != 1 {
		d.Fatalf("the list has %d cases, error %v; want one", len(list), err)
	}
	return list[0]
}

func TestEveryChangeIsStoredBeforeItIsReturned(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E102")
	if c.Record.Get(fault.Code) != "E102" || c.Message.Zh != "网络通讯异常" {
		t.Errorf("a new case has code %q, message %q", c.Record.Get(fault.Code), c.Message.Zh)
	}
	c = d.answer(c, flows.No)
	c = d.answer(c, flows.Yes)
	c = d.done(d.Move(c, 1, begun))
	if c.Walk.Cursor != 1 || d.summary().Steps != 1 {
		t.Errorf("after going back the cursor is %d and the list says %d steps; want 1 and 1", c.Walk.Cursor, d.summary().Steps)
	}
	tid, _ := fault.Parse(fault.TID, "12345678", begun)
	c = d.done(d.SetField(c, fault.TID, tid, begun))
	if d.summary().TID != "12345678" {
		t.Errorf("the list has TID %q", d.summary().TID)
	}
	c = d.done(d.Close(c, begun))
	if !d.summary().Closed {
		t.Error("the list has the closed case as open")
	}
	d.done(d.Reopen(c, begun))
	if d.summary().Closed {
		t.Error("the list has the reopened case as closed")
	}
}

func TestEveryFieldCanBeEmptiedAgain(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E301")
	for name, typed := range map[fault.Name]string{
		fault.TID: "12345678", fault.Card: "6222021234567890123", fault.TransactionTime: "2026-11-21 14:00", fault.Prompt: "读卡失败",
	} {
		value, finding := fault.Parse(name, typed, begun)
		if finding != nil {
			t.Fatalf("%s: %s", name, finding.Text.En)
		}
		c = d.done(d.SetField(c, name, value, begun))
		c = d.done(d.SetField(c, name, fault.Value{}, begun))
		if c.Record.Has(name) {
			t.Errorf("%s still holds %q", name, c.Record.Get(name))
		}
	}
}

func TestAWaitLastsUntilItsStepIsAnswered(t *testing.T) {
	d := newDesk(t)
	c := d.answer(d.answer(d.begin("E104"), flows.Yes), flows.Yes)
	state, err := book.Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	until := begun.Add(5 * time.Minute)
	c = d.done(d.StartWaiting(c, cases.Wait{Key: state.Current.Key, For: flows.Agent, Until: until}, begun))
	if got := d.summary(); got.WaitsFor != flows.Agent || !got.Due.Equal(until) {
		t.Errorf("the list waits for %q until %s", got.WaitsFor, got.Due)
	}
	if c.Wait.Due(until.Add(-time.Second)) || !c.Wait.Due(until) {
		t.Errorf("it is due at another time than %s", until)
	}
	d.answer(c, flows.No)
	if got := d.summary(); got.WaitsFor != "" || !got.Due.IsZero() {
		t.Errorf("after the answer the list still waits for %q until %s", got.WaitsFor, got.Due)
	}
}

func TestAReasonIsScrubbed(t *testing.T) {
	d := newDesk(t)
	c := d.begin("E301")
	state, err := book.Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	c = d.done(d.Answer(c, flows.Answer{Key: state.Current.Key, Value: flows.Cannot, Reason: "card 6222021234567890123"}, begun))
	if got, want := c.Walk.Answers[0].Reason, "card 622202*********0123"; got != want {
		t.Errorf("the reason is %q, want %q", got, want)
	}
}

func TestACaseThatAnotherWindowChangedIsNotOverwritten(t *testing.T) {
	d := newDesk(t)
	old := d.begin("E102")
	d.answer(old, flows.Yes)
	again, err := d.Close(old, begun)
	if !errors.Is(err, cases.ErrChanged) {
		t.Fatalf("got error %v, want ErrChanged", err)
	}
	if !reflect.DeepEqual(again, old) {
		t.Errorf("the refused change is in the case that was returned: %+v", again)
	}
}

func TestAnEventOfALaterVersionIsNotGuessedAt(t *testing.T) {
	_, err := cases.Replay("X", []cases.Event{{Seq: 1, Kind: "teleported", Data: []byte(`{}`)}})
	if err == nil {
		t.Fatal("an unknown event was taken")
	}
}

func TestACaseKnowsItsEntryEvenWhenTheCatalogueNoLongerHasIt(t *testing.T) {
	c := newDesk(t).begin("E102")
	if entry := c.EntryIn(&known); entry.Code != "E102" || len(entry.Remedy) != 4 {
		t.Errorf("the entry is %s with %d remedy lines", entry.Code, len(entry.Remedy))
	}
	entry := c.EntryIn(&catalog.Catalog{})
	if entry.Table != "E" || entry.Code != "E102" || entry.Message.Zh != "网络通讯异常" || len(entry.Remedy) != 0 {
		t.Errorf("without a catalogue the entry is %+v", entry)
	}
}

// TestAClockThatJumpsBackLosesNothing sets the clock back by a day in the middle of a case: the order of its events
// is that in which they came, and what it waits for stays.
func TestAClockThatJumpsBackLosesNothing(t *testing.T) {
	d := newDesk(t)
	back := begun.Add(-24 * time.Hour)
	c := d.answer(d.answer(d.begin("E104"), flows.Yes), flows.Yes)
	c = d.done(d.StartWaiting(c, cases.Wait{Key: d.state(c).Current.Key, For: flows.Agent, Until: begun.Add(time.Hour)}, begun))
	c = d.done(d.Note(c, "before", begun))
	c = d.done(d.Note(c, "after", back))
	if c.Notes[0].Text != "before" || c.Notes[1].Text != "after" || !c.Updated.Equal(back) || !c.Opened.Equal(begun) {
		t.Errorf("the case is %+v", c)
	}
	if summary := d.summary(); !summary.Due.Equal(begun.Add(time.Hour)) || summary.State != cases.IsWaiting {
		t.Errorf("the list has it as %s, due %s", summary.State, summary.Due)
	}
	other := d.done(d.Begin(known.Find("E301")[0], back.Add(time.Minute)))
	if list := d.listed(); len(list) != 2 || list[0].ID != other.ID {
		t.Errorf("the list is %+v", list)
	}
}
