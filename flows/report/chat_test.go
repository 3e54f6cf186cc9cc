package report_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// everyField is a fault record with nothing left out.
var everyField = map[fault.Name]string{
	fault.TID: "10293847", fault.MID: "822290054110021", fault.SN: "V8-0012345", fault.Code: "E301",
	fault.Prompt: "读卡失败，请重新插卡或换一种方式再试一次", fault.Card: "6222029879879871234", fault.IssuingBank: "中国工商银行",
	fault.TransactionTime: "13:55", fault.TransactionType: "消费", fault.Amount: "123.45", fault.STAN: "000123",
	fault.Batch: "000001", fault.RRN: "123456789012", fault.Maker: "新大陆", fault.Model: "N910", fault.Bearer: "Wi-Fi",
	fault.AppVersion: "1.2.3", fault.SystemVersion: "2.3.4", fault.ServiceOrganisation: "某某支付服务有限公司",
	fault.ActivationCode: "8F3K2QZ7", fault.Severity: "S2", fault.MerchantsAffected: "3", fault.Contact: "王师傅 13800138000",
}

// longestPath is the path of a flow with the most answers, of so many that are looked at.
func longestPath(t testing.TB, flow string) flows.Path {
	t.Helper()
	var longest flows.Path
	left := 60
	err := newBook().Paths(flow, func(path flows.Path) bool {
		if len(path.Answers) > len(longest.Answers) {
			longest = path
		}
		left--
		return left > 0
	})
	if err != nil {
		t.Fatal(err)
	}
	return longest
}

// longest is a report on an entry's longest path with every field filled, each answer with a reason or how it is
// known.
func longest(t testing.TB, flow string) report.Report {
	t.Helper()
	c := filled(t, newCase(t, flow), everyField)
	c.Walk = flows.Walk{Flow: flow, Cursor: flows.AtFrontier}
	for _, taken := range longestPath(t, flow).Answers {
		answer := flows.Answer{Key: taken.Step.Key, Value: taken.Answer, At: opened, How: flows.Measured}
		if answer.Value == flows.Cannot {
			answer.How, answer.Reason = "", "商户不同意或没有权限"
		}
		c.Walk = c.Walk.With(answer)
	}
	return build(t, c)
}

// TestAChatGetsTheWholeReportOfEveryEntry holds that nothing is left out where nobody wrote at length.
func TestAChatGetsTheWholeReportOfEveryEntry(t *testing.T) {
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		r := longest(t, flow.ID)
		for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			text := written(t, r, report.Text, lang)
			if length := utf8.RuneCountInString(text); length > report.ChatLimit {
				t.Errorf("%s in %s has %d characters", flow.ID, lang, length)
			}
			for _, step := range r.Steps {
				if !strings.Contains(text, step.Text.In(lang)+map[catalog.Lang]string{catalog.Chinese: "——", catalog.English: " - "}[lang]) ||
					step.Reason != "" && strings.Count(text, step.Reason) == 0 {
					t.Errorf("%s in %s lacks step %d:\n%s", flow.ID, lang, step.Number, text)
				}
			}
		}
	}
}

// TestAChatIsToldWhatItDoesNotGet writes reasons and notes at length.
func TestAChatIsToldWhatItDoesNotGet(t *testing.T) {
	c := newCase(t, "E102", "no", "cannot:"+strings.Repeat("甲", 1500), "cannot:"+strings.Repeat("乙", 1500))
	text := written(t, build(t, c), report.Text, catalog.Chinese)
	if strings.Contains(text, "甲甲") || !strings.Contains(text, "3. ") || utf8.RuneCountInString(text) > report.ChatLimit {
		t.Errorf("long reasons must give way before steps do:\n%s", text)
	}

	steps := build(t, newCase(t, "E102", "no", "yes", "no", "yes"))
	for i := range steps.Steps {
		steps.Steps[i].Text = catalog.Text{Zh: strings.Repeat("丙", 900), En: "x"}
	}
	text = written(t, steps, report.Text, catalog.Chinese)
	if !strings.Contains(text, "（前 2 步太长，见完整的上报单）\n3. 丙") || utf8.RuneCountInString(text) > report.ChatLimit {
		t.Errorf("what was left out must be said, and the numbers must stay:\n%s", text)
	}

	notes := build(t, badWifi(t))
	notes.Notes = []report.Note{{Text: strings.Repeat("丁", 5000)}}
	text = written(t, notes, report.Text, catalog.Chinese)
	if !strings.HasSuffix(text, "丁……（太长，后面见完整的上报单）\n") || utf8.RuneCountInString(text) != report.ChatLimit {
		t.Errorf("got %d characters that end in %q", utf8.RuneCountInString(text), text[len(text)-60:])
	}
}

func TestSeveralCasesAreSeveralMessages(t *testing.T) {
	var text strings.Builder
	langs := []catalog.Lang{catalog.Chinese, catalog.English}
	if err := report.Write(&text, report.Text, langs, build(t, solved(t)), build(t, unreadCard(t))); err != nil {
		t.Fatal(err)
	}
	messages := strings.Split(text.String(), "\n----------\n\n")
	for i, want := range []string{"【已解决】E102", "[Resolved] E102", "【返修或换机并上报】E301", "[Repair or replace and report] E301"} {
		if len(messages) != 4 || !strings.HasPrefix(messages[i], want) {
			t.Fatalf("message %d of %d does not begin with %q:\n%s", i+1, len(messages), want, text.String())
		}
	}
}
