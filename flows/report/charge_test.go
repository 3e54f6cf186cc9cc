package report_test

import (
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// charged is a case that ended in "resolved" and was proved, while the customer had been charged.
func charged(t testing.TB) cases.Case {
	t.Helper()
	return tried(t, newCase(t, "E104", "yes", "yes", "yes"), flows.Yes, flows.Seen, "")
}

var (
	chargedAsks = catalog.Text{
		Zh: "顾客已被扣款：请查这一笔是否入账，不要再收。",
		En: "The customer was charged: find out whether the payment arrived, and do not take it again.",
	}
	unknownAsks = catalog.Text{
		Zh: "顾客是否被扣款还没查清：请查账，查清前不要再收。",
		En: "Whether the customer was charged is not known: find out, and do not take the payment again before.",
	}
)

func TestAnOpenChargeComesFirst(t *testing.T) {
	for name, test := range map[string]struct {
		c      cases.Case
		charge report.Charge
		asks   catalog.Text
		then   string // what else is to be done
	}{
		"the fault has gone":            {charged(t), report.Charged, chargedAsks, ""},
		"and nobody knows":              {tried(t, newCase(t, "E104", "yes", "cannot:X", "yes"), flows.Yes, flows.Seen, ""), report.ChargeUnknown, unknownAsks, ""},
		"before the live transaction":   {newCase(t, "E104", "yes", "yes", "yes"), report.Charged, chargedAsks, "先做一笔测试交易，再算解决。"},
		"the live transaction failed":   {tried(t, newCase(t, "E104", "yes", "yes", "yes"), flows.No, flows.Seen, ""), report.Charged, chargedAsks, "测试交易没有成功，故障还在：请继续排查。"},
		"the fault was not solved":      {unreadCard(t), report.ChargeUnknown, unknownAsks, "请后台安排返修或换机，并评估下列信息。"},
		"the diagnosis is not finished": {newCase(t, "E104", "yes", "yes"), report.Charged, chargedAsks, "诊断还没有走完。"},
	} {
		t.Run(name, func(t *testing.T) {
			r := build(t, test.c)
			if want := test.asks.Zh + test.then; r.Charge != test.charge || r.Request.Zh != want || !strings.HasPrefix(r.Request.En, test.asks.En) {
				t.Errorf("got the charge %q and the request %q, want %q and %q", r.Charge, r.Request, test.charge, want)
			}
			inEveryPaper(t, r, test.asks.Zh, test.asks.En)
			noPaperSays(t, r, "不用上报", "Nobody needs to be told", "先不用处理", "Nothing yet")
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				if short := report.Short(r, lang); short[1] != test.asks.In(lang) || strings.Count(strings.Join(short, "\n"), test.asks.In(lang)) != 1 {
					t.Errorf("the short report does not say it first, and once: %q", short)
				} else if test.then != "" && lang == catalog.Chinese && !slices.Contains(short, test.then) {
					t.Errorf("the short report does not ask for %q: %q", test.then, short)
				}
			}
		})
	}
}

func TestACertainlyUnchargedCustomerIsNotMentioned(t *testing.T) {
	r := build(t, tried(t, newCase(t, "E104", "yes", "no", "yes"), flows.Yes, flows.Seen, ""))
	if r.Charge != "" || !r.Outcome.Receiver.IsZero() || r.Request.En != "Nobody needs to be told; for the record." {
		t.Errorf("got the charge %q, the receiver %q and the request %q", r.Charge, r.Outcome.Receiver, r.Request)
	}
}

func TestTheBackOfficeGetsAnOpenChargeThatNobodyElseGets(t *testing.T) {
	c := filled(t, charged(t), map[fault.Name]string{fault.Contact: "王师傅 13800138000", fault.Code: "E104"})
	r := build(t, c)
	inEveryPaper(t, r, "后台", "Back office")
	if shown := r.Fault.Get(fault.Contact); shown != "王师傅 13800138000" {
		t.Errorf("the back office cannot call back: %q", shown)
	}
	state, err := newBook().Resolve(c.Walk)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(slices.Clone(state.Flow.Fields), func(demand string) bool { return demand == "code" })
	var missing []string
	for _, name := range report.Missing(state, c.Record) {
		missing = append(missing, string(name))
	}
	if !slices.Equal(missing, want) || len(r.Missing) != len(want) {
		t.Errorf("missing are %v, in the report %v, want %v", missing, r.Missing, want)
	}
	if receiver := report.Receiver(state); receiver != r.Outcome.Receiver {
		t.Errorf("the receiver is %q, in the report %q", receiver, r.Outcome.Receiver)
	}
}

// TestNoOpenChargeIsLeftToNobody walks the shipped flows, whose question for the charge is `customer-charged`.
func TestNoOpenChargeIsLeftToNobody(t *testing.T) {
	open := 0
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		left := 40 // paths of each flow
		err := newBook().Paths(flow.ID, func(path flows.Path) bool {
			c, last := newCase(t, flow.ID), flows.No
			for _, taken := range path.Answers {
				c.Walk = c.Walk.With(flows.Answer{Key: taken.Step.Key, Value: taken.Answer, At: opened, Reason: "-"})
				if taken.Step.Node.Ref == "customer-charged" {
					last = taken.Answer
				}
			}
			r := build(t, c)
			switch last {
			case flows.Yes, flows.Cannot:
				open++
				asks := map[flows.Value]catalog.Text{flows.Yes: chargedAsks, flows.Cannot: unknownAsks}[last]
				if !strings.HasPrefix(r.Request.Zh, asks.Zh) || r.Outcome.Receiver.IsZero() {
					t.Errorf("%s: the receiver is %q, the request %q", flow.ID, r.Outcome.Receiver, r.Request)
				}
			case flows.No, flows.Done:
				if r.Charge != "" {
					t.Errorf("%s: the charge is %q", flow.ID, r.Charge)
				}
			}
			left--
			return left > 0 && !t.Failed()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if open == 0 {
		t.Error("no walk left a charge open")
	}
}
