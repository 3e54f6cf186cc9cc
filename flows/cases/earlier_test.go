package cases_test

import (
	"slices"
	"testing"
	"time"

	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

func (d desk) set(c cases.Case, name fault.Name, typed string, at time.Time) cases.Case {
	d.Helper()
	value, finding := fault.Parse(name, typed, at)
	if finding != nil && finding.Hard {
		d.Fatal(finding.Text.En)
	}
	return d.done(d.SetField(c, name, value, at))
}

// earlier lists the codes of the cases that came before.
func (d desk) earlier(c cases.Case, now time.Time) []string {
	d.Helper()
	found, err := d.Earlier(c, now)
	if err != nil {
		d.Fatal(err)
	}
	var ids []string
	for _, one := range found {
		ids = append(ids, one.ID)
	}
	return ids
}

func TestTheSameFaultOnTheSameTerminalIsFound(t *testing.T) {
	const day = 24 * time.Hour
	for _, test := range []struct {
		name    string
		code    string // of the case before
		was, is map[fault.Name]string
		after   time.Duration
		want    bool
	}{
		{"the same TID and code", "E102", tid("12345678"), tid("12345678"), day, true},
		{"the same SN and code", "E102", sn("N8A0012345"), sn("n8a0012345"), day, true},
		{"the same SN with another TID", "E102", both("12345678", "N8A0012345"), both("87654321", "N8A0012345"), day, true},
		{"30 days later", "E102", tid("12345678"), tid("12345678"), 30 * day, true},
		{"31 days later", "E102", tid("12345678"), tid("12345678"), 31 * day, false},
		{"by a clock that was set back", "E102", tid("12345678"), tid("12345678"), -day, true},
		{"another TID", "E102", tid("12345678"), tid("12345679"), day, false},
		{"another code", "E103", tid("12345678"), tid("12345678"), day, false},
		{"a TID that is another's SN", "E102", sn("12345678"), tid("12345678"), day, false},
		{"no terminal yet", "E102", tid("12345678"), nil, day, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			before := d.begin(test.code)
			for name, typed := range test.was {
				before = d.set(before, name, typed, begun)
			}
			now := begun.Add(test.after)
			c := d.done(d.Begin(known.Find("E102")[0], now))
			for name, typed := range test.is {
				c = d.set(c, name, typed, now)
			}
			var want []string
			if test.want {
				want = []string{before.ID}
			}
			if got := d.earlier(c, now); !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

func tid(typed string) map[fault.Name]string { return map[fault.Name]string{fault.TID: typed} }
func sn(typed string) map[fault.Name]string  { return map[fault.Name]string{fault.SN: typed} }
func both(tid, sn string) map[fault.Name]string {
	return map[fault.Name]string{fault.TID: tid, fault.SN: sn}
}

func TestACorrectedTerminalIsNoLongerThatOfTheCase(t *testing.T) {
	d := newDesk(t)
	wrong := d.set(d.begin("E102"), fault.TID, "12345678", begun)
	d.set(wrong, fault.TID, "11111111", begun)
	c := d.set(d.begin("E102"), fault.TID, "12345678", begun)
	if got := d.earlier(c, begun); len(got) != 0 {
		t.Errorf("found %q by a TID that was corrected", got)
	}
}

func TestTheLastComesFirst(t *testing.T) {
	d := newDesk(t)
	older := d.set(d.begin("E102"), fault.TID, "12345678", begun)
	newer := d.set(d.begin("E102"), fault.TID, "12345678", begun.Add(time.Hour))
	c := d.set(d.begin("E102"), fault.TID, "12345678", begun.Add(2*time.Hour))
	if got, want := d.earlier(c, begun), []string{newer.ID, older.ID}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestStates(t *testing.T) {
	d := newDesk(t)
	want := func(when string, state cases.State) {
		t.Helper()
		if got := d.summary().State; got != state {
			t.Errorf("%s the state is %q, want %q", when, got, state)
		}
	}
	c, walked := cured(d)
	want("at its end, before a live transaction,", cases.IsOpen)
	c = d.done(d.TestCure(c, answerAt(walked, "no"), begun))
	want("after a live transaction that failed", cases.IsUnresolved)
	c = d.done(d.TestCure(c, answerAt(walked, "yes"), begun))
	want("after a live transaction that went through", cases.IsResolved)
	c = d.done(d.Close(c, begun))
	want("closed", cases.IsResolved)
	c = d.done(d.Move(d.done(d.Reopen(c, begun)), 2, begun))
	want("taken up again", cases.IsReopened)
	c = d.done(d.Escalate(c, known.Find("E102")[0].Message, begun.Add(time.Hour), begun))
	want("handed over", cases.IsEscalated)
	if got := d.summary().Due; !got.Equal(begun.Add(time.Hour)) {
		t.Errorf("it is due at %s", got)
	}
	c = d.done(d.Reply(c, "", begun))
	want("with the reply", cases.IsReopened)
	c = d.done(d.StartWaiting(c, cases.Wait{Key: d.state(c).Current.Key, For: "agent"}, begun))
	want("while it waits", cases.IsWaiting)
	d.done(d.Close(c, begun))
	want("given up", cases.IsClosed)
}
