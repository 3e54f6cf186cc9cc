package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/report"
)

// inEveryPaper demands that a report says something in each format that people read, in both languages.
func inEveryPaper(t *testing.T, r report.Report, zh, en string) {
	t.Helper()
	for _, format := range []report.Format{report.Text, report.HTML, report.PDF, report.CSV} {
		for lang, want := range map[catalog.Lang]string{catalog.Chinese: zh, catalog.English: en} {
			if text := readable(t, r, format, lang); !strings.Contains(text, want) {
				t.Errorf("the %s does not say %q:\n%s", format, want, text)
			}
		}
	}
}

// noPaperSays refuses some words in each format that people read, in both languages.
func noPaperSays(t *testing.T, r report.Report, refused ...string) {
	t.Helper()
	for _, format := range []report.Format{report.Text, report.Markdown, report.HTML, report.PDF, report.CSV} {
		text := readable(t, r, format, catalog.Chinese, catalog.English)
		for _, one := range refused {
			if strings.Contains(text, one) {
				t.Errorf("the %s says %q:\n%s", format, one, text)
			}
		}
	}
}

func TestTheReportNamesTheEvidence(t *testing.T) {
	c := badWifi(t)
	c.Evidence = []cases.Evidence{{File: "IMG_2041.jpg", Note: "屏幕", At: opened}, {File: "receipt.pdf", At: opened}}
	r := build(t, c)
	inEveryPaper(t, r, "IMG_2041.jpg：屏幕", "IMG_2041.jpg: 屏幕")
	inEveryPaper(t, r, "receipt.pdf", "receipt.pdf")
	if len(r.Evidence) != 2 || r.Evidence[0].File != "IMG_2041.jpg" {
		t.Errorf("got the evidence %+v", r.Evidence)
	}
}

func TestTheReportSaysWhatWasNotedAndHandedOver(t *testing.T) {
	c := badWifi(t)
	c.Notes = []cases.Note{{Text: "N1", At: opened.Add(9 * time.Minute)}}
	to := catalog.Text{Zh: "后台", En: "Back office"}
	c.Escalations = []cases.Escalation{
		{To: to, At: opened.Add(time.Hour), Reply: "R1", RepliedAt: opened.Add(2 * time.Hour)},
		{To: to, At: opened.Add(3 * time.Hour)},
	}
	r := build(t, c)
	inEveryPaper(t, r, "14:11 N1", "14:11 N1")
	inEveryPaper(t, r, "15:02 交给后台，16:02 回复：R1", "15:02 to Back office, reply 16:02: R1")
	inEveryPaper(t, r, "17:02 交给后台，还没有回复", "17:02 to Back office, no reply yet")
}

func TestTheReportSaysWhetherALiveTransactionWentThrough(t *testing.T) {
	tested := func(value flows.Value, how flows.How, reason string) cases.Case {
		return tried(t, badWifi(t), value, how, reason)
	}
	for name, test := range map[string]struct {
		c      cases.Case
		zh, en string
	}{
		"it did":     {tested(flows.Yes, flows.Seen, ""), "成功（现场看到，14:12）", "succeeded (seen by the agent, 14:12)"},
		"it did not": {tested(flows.No, flows.Said, ""), "没有成功（商户说的，14:12）", "did not succeed (said by the merchant, 14:12)"},
		"none was made": {
			tested(flows.Cannot, "", "X"), "没有做（原因：X，14:12）", "not made (reason: X, 14:12)",
		},
		"nobody said": {badWifi(t), "没有记录", "not recorded"},
	} {
		t.Run(name, func(t *testing.T) { inEveryPaper(t, build(t, test.c), test.zh, test.en) })
	}
	if text := written(t, build(t, unreadCard(t)), report.Text, catalog.English); strings.Contains(text, "Live test transaction") {
		t.Errorf("where the fault has not gone, no live transaction is expected:\n%s", text)
	}
}

// afterAFailedTransaction is a case whose walk ended in "resolved", and whose live transaction failed.
func afterAFailedTransaction(t *testing.T) cases.Case {
	t.Helper()
	return tried(t, badWifi(t), flows.No, flows.Seen, "")
}

func TestAfterAFailedTransactionNoReportSaysResolved(t *testing.T) {
	r := build(t, afterAFailedTransaction(t))
	inEveryPaper(t, r, "未解决", "Not resolved")
	inEveryPaper(t, r, "不能排除网络原因", "the network is not ruled out")
	inEveryPaper(t, r, "请继续排查", "go on with the diagnosis")
	inEveryPaper(t, r, "还没有解决（步骤做完时", "Not resolved yet (after the steps")
	for _, format := range []report.Format{report.Text, report.Markdown, report.HTML, report.PDF, report.CSV} {
		for lang, wrong := range map[catalog.Lang][]string{
			catalog.Chinese: {"已解决", "不用上报", "在这里找到了问题", "故障已消除", "原来的网络还有问题"},
			catalog.English: {"Resolved", "The fault was found here", "Nobody needs to be told", "The fault has gone;", "use this one until it is mended"},
		} {
			text := readable(t, r, format, lang)
			for _, one := range wrong {
				if strings.Contains(text, one) {
					t.Errorf("the %s says %q:\n%s", format, one, text)
				}
			}
		}
	}
	if short := strings.Join(report.Short(r, catalog.English), "\n"); !strings.Contains(short, "Not resolved yet") {
		t.Errorf("the short report does not say that it is not resolved:\n%s", short)
	}
	if !r.Outcome.CureFailed || build(t, badWifi(t)).Outcome.CureFailed {
		t.Error("the JSON must tell a failed transaction from none")
	}
}

func TestBeforeALiveTransactionNoReportSaysResolved(t *testing.T) {
	r := build(t, badWifi(t))
	inEveryPaper(t, r, "待测试交易", "Live transaction to try")
	inEveryPaper(t, r, "先做一笔测试交易，再算解决。", "Try one live transaction before it counts as resolved.")
	noPaperSays(t, r, "已解决", "[Resolved]", "不用上报", "Nobody needs to be told")
	for name, c := range map[string]cases.Case{
		"it went through": solved(t), "none could be made": tried(t, badWifi(t), flows.Cannot, "", "X"),
	} {
		t.Run(name, func(t *testing.T) {
			r := build(t, c)
			inEveryPaper(t, r, "已解决", "Resolved")
			inEveryPaper(t, r, "不用上报，留底备查。", "Nobody needs to be told; for the record.")
			noPaperSays(t, r, "待测试交易", "Live transaction to try")
		})
	}
}

// TestTheReportKeepsEveryTransactionThatFailed goes back after a live transaction had failed.
func TestTheReportKeepsEveryTransactionThatFailed(t *testing.T) {
	failed := afterAFailedTransaction(t)
	back := failed
	back.Cure, back.Walk = flows.Answer{}, back.Walk.At(2)
	again := tried(t, failed, flows.Yes, flows.Seen, "")
	again.Cure.At = opened.Add(20 * time.Minute)
	for name, c := range map[string]cases.Case{
		"which is the last one": failed, "before the agent went back": back, "before one went through": again,
		"before the walk ended elsewhere": answered(t, answered(t, back, "yes", made), "cannot:X", made),
	} {
		t.Run(name, func(t *testing.T) {
			r := build(t, c)
			inEveryPaper(t, r, "没有成功（现场看到，14:12）", "did not succeed (seen by the agent, 14:12)")
			if text := written(t, r, report.Text, catalog.Chinese); strings.Count(text, "测试交易：没有成功") != 1 {
				t.Errorf("the failed transaction does not stand there once:\n%s", text)
			}
		})
	}
	inEveryPaper(t, build(t, again), "成功（现场看到，14:22）", "succeeded (seen by the agent, 14:22)")
}

// TestTheReportShowsTheNetworkBeforeAndAfter goes back after the network was found bad, and answers anew.
func TestTheReportShowsTheNetworkBeforeAndAfter(t *testing.T) {
	c := badWifi(t)
	if once := build(t, c); *once.Network.First != *once.Network.Last {
		t.Errorf("one check is two: %+v, %+v", once.Network.First, once.Network.Last)
	}
	c.Walk = c.Walk.At(2)
	for i, answer := range []string{"yes", "no", "no"} {
		c = answered(t, c, answer, opened.Add(time.Duration(20+i)*time.Minute))
	}
	r := build(t, c)
	want := []report.Result{report.Found, report.Passed}
	if got := []report.Result{r.Network.First.Result, r.Network.Last.Result}; !slices.Equal(got, want) {
		t.Fatalf("first and last: got %v, want %v", got, want)
	}
	inEveryPaper(t, r, "14:06 在这里找到了问题", "14:06 The fault was found here")
	inEveryPaper(t, r, "已排除网络原因", "The network is ruled out")
	if under := build(t, newCase(t, "E102", "no", "yes")).Network; under.First != nil || under.Last != nil {
		t.Errorf("a check that is under way came out as %+v, %+v", under.First, under.Last)
	}
}

// TestTheRequestSuitsTheReceiver holds the wording against who reads it.
func TestTheRequestSuitsTheReceiver(t *testing.T) {
	r := build(t, newCase(t, "E301", "yes", "no", "no", "no", "done", "no"))
	if want := "请后台安排返修或换机，并评估下列信息。"; r.Request.Zh != want {
		t.Errorf("got the request %q, want %q", r.Request.Zh, want)
	}
	waiting := waitingAt(t, cases.Wait{For: flows.BackOffice}, "E307", "yes", "no")
	if !strings.HasPrefix(waiting.Request.En, "Waiting for the back office: please do this step and reply: ") {
		t.Errorf("got the request %q", waiting.Request.En)
	}
	if unfinished := build(t, newCase(t, "E102", "no")); unfinished.Request.En != "Nothing yet; the diagnosis is not finished." {
		t.Errorf("got the request %q", unfinished.Request.En)
	}
}
