package report_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

func TestBuildRefusesAnotherEntry(t *testing.T) {
	_, err := report.Build(newBook(), entryOf(t, "E101"), badWifi(t), made)
	if err == nil || !strings.Contains(err.Error(), "E102") || !strings.Contains(err.Error(), "E101") {
		t.Errorf("got the error %v, want one that names both codes", err)
	}
}

func TestBuildRefusesAnUnknownFlow(t *testing.T) {
	c := badWifi(t)
	c.Walk.Flow = "E999"
	_, err := report.Build(newBook(), entryOf(t, "E102"), c, made)
	if err == nil || !strings.Contains(err.Error(), "E999") || !strings.Contains(err.Error(), c.ID) {
		t.Errorf("got the error %v, want one that names the case and the flow", err)
	}
}

func TestMissing(t *testing.T) {
	unsolved := []string{"yes", "no", "no", "no", "done", "no"}
	demanded := []fault.Name{
		fault.MID, fault.TID, fault.Code, fault.Prompt, fault.Card, fault.IssuingBank, fault.TransactionTime,
	}
	all := map[fault.Name]string{
		fault.MID: "822290054110021", fault.TID: "10293847", fault.Code: "E301", fault.Prompt: "读卡失败",
		fault.Card: "6222021234", fault.IssuingBank: "工商银行", fault.TransactionTime: "13:55",
	}
	tests := []struct {
		name string
		c    cases.Case
		want []fault.Name
	}{
		{"nothing is filled", newCase(t, "E301", unsolved...), demanded},
		{"something is filled", unreadCard(t), []fault.Name{fault.MID, fault.IssuingBank}},
		{"all is filled", filled(t, newCase(t, "E301", unsolved...), all), nil},
		{"the walk has not ended", newCase(t, "E301", unsolved[:5]...), nil},
		{"nobody is to be told", newCase(t, "E301", "yes", "yes"), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			state, err := newBook().Resolve(test.c.Walk)
			if err != nil {
				t.Fatal(err)
			}
			if got := report.Missing(state, test.c.Record); !slices.Equal(got, test.want) {
				t.Errorf("Missing: got %v, want %v", got, test.want)
			}
			r := build(t, test.c)
			if !slices.Equal(r.Missing, test.want) || r.Missing == nil {
				t.Errorf("report: got %#v, want %v and never nil", r.Missing, test.want)
			}
			for _, name := range test.want {
				if text := written(t, r, report.Text, catalog.English); !strings.Contains(text, name.Label().En) {
					t.Errorf("the text does not name %q:\n%s", name.Label().En, text)
				}
			}
		})
	}
}

// TestMissingNamesTheAlternatives holds that MID and TID or else the SN are enough, and that both are named.
func TestMissingNamesTheAlternatives(t *testing.T) {
	c := newCase(t, "FRONT-0017", "done")
	tests := []struct {
		name   string
		filled map[fault.Name]string
		want   []fault.Name
	}{
		{"nothing", nil, []fault.Name{"mid+tid|sn"}},
		{"only the MID", map[fault.Name]string{fault.MID: "822290054110021"}, []fault.Name{"mid+tid|sn"}},
		{"MID and TID", map[fault.Name]string{fault.MID: "822290054110021", fault.TID: "10293847"}, []fault.Name{}},
		{"the SN", map[fault.Name]string{fault.SN: "N910-0012345"}, []fault.Name{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, filled(t, c, test.filled))
			if !slices.Equal(r.Missing, test.want) {
				t.Errorf("got %v, want %v", r.Missing, test.want)
			}
			const named = "Merchant ID (MID) + Terminal ID (TID) or Serial number (SN)"
			if text := written(t, r, report.Text, catalog.English); strings.Contains(text, named) != (len(test.want) > 0) {
				t.Errorf("got\n%s", text)
			}
		})
	}
}

func TestASecretIsMaskedWhereNobodyDemandsIt(t *testing.T) {
	code := map[fault.Name]string{fault.ActivationCode: "8F3K2QZ7"}
	for flow, shown := range map[string]bool{"FRONT-0017": false, "SYMPTOM-C9": true} {
		r := build(t, filled(t, newCase(t, flow), code))
		for _, format := range report.Formats() {
			text := readable(t, r, format, catalog.Chinese)
			if strings.Contains(text, "8F3K2QZ7") != shown || strings.Contains(strings.ReplaceAll(text, `\`, ""), "******") == shown {
				t.Errorf("%s as %s shows the activation code: want %t\n%s", flow, format, shown, text)
			}
		}
	}
}

func TestNetwork(t *testing.T) {
	tests := []struct {
		name    string
		c       cases.Case
		want    report.Result
		checked bool
		passed  bool
		steps   []int
		zh, en  string
	}{
		{
			"not needed", newCase(t, "E108", "done"), report.Skipped, false, false, nil,
			"网络检查：不需要。这是设置问题", "Network check: Not needed. This is a setting",
		},
		{
			"no part of the entry's remedy", newCase(t, "POSP-31"), report.Skipped, false, false, nil,
			"网络检查：不需要。这一条的办法里没有网络检查", "Network check: Not needed. The remedy of this entry has no network check",
		},
		{
			"not started", newCase(t, "E102"), report.NotStarted, false, false, nil,
			"网络检查：还没有做", "Network check: Not started",
		},
		{
			"in progress", newCase(t, "E102", "no", "yes"), report.InProgress, true, false,
			[]int{1, 2},
			"网络检查：还没做完（第 1～2 步）", "Network check: Not finished (steps 1-2)",
		},
		{
			"passed by one answer", unreadCard(t), report.Passed, true, true,
			[]int{1},
			"网络检查：已排除网络原因（第 1 步）", "Network check: The network is ruled out (step 1)",
		},
		{
			"passed by several, with steps behind it", newCase(t, "E102", "no", "no", "yes", "yes", "no"),
			report.Passed, true, true,
			[]int{1, 2, 3, 4},
			"网络检查：已排除网络原因（第 1～4 步）", "Network check: The network is ruled out (steps 1-4)",
		},
		{
			"ended with what could not be done", newCase(t, "E102", "no", "cannot:没有电", "cannot:没有热点"),
			report.Unproven, true, true,
			[]int{1, 2, 3},
			"网络检查：做完了，但不能排除网络原因（第 1～3 步）", "Network check: Finished, but the network is not ruled out (steps 1-3)",
		},
		{
			"found", badWifi(t), report.Found, true, false,
			[]int{1, 2, 3, 4},
			"网络检查：在这里找到了问题（第 1～4 步）", "Network check: The fault was found here (steps 1-4)",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, test.c)
			got := r.Network
			if got.Result != test.want || got.Checked != test.checked || got.Passed != test.passed || !slices.Equal(got.Steps, test.steps) {
				t.Errorf("got %+v", got)
			}
			if text := written(t, r, report.Text, catalog.Chinese); !strings.Contains(text, test.zh) {
				t.Errorf("the text lacks %q:\n%s", test.zh, text)
			}
			if text := written(t, r, report.Text, catalog.English); !strings.Contains(text, test.en) {
				t.Errorf("the text lacks %q:\n%s", test.en, text)
			}
		})
	}
}

func TestParkedAnswersAreLeftOut(t *testing.T) {
	c := newCase(t, "E102", "no", "yes", "no", "no")
	c.Walk = c.Walk.At(1)
	c = answered(t, c, "no", made)
	r := build(t, c)
	var nodes []string
	for _, step := range r.Steps {
		nodes = append(nodes, step.Node)
	}
	if want := []string{"network-check/something-went-through", "network-check/uses-wifi"}; !slices.Equal(nodes, want) {
		t.Errorf("got the steps %v, want %v", nodes, want)
	}
	for _, format := range report.Formats() {
		if text := readable(t, r, format, catalog.Chinese); strings.Contains(text, "这个 Wi-Fi 可以上网吗") {
			t.Errorf("%s shows a parked answer:\n%s", format, text)
		}
	}
}

func TestUnfinished(t *testing.T) {
	changed := newCase(t, "E102", "no", "yes")
	changed.Walk.Answers[1].Shown = catalog.Text{Zh: "从前的问题", En: "The question as it was"}
	back := badWifi(t)
	back.Walk = back.Walk.At(1)
	tests := []struct {
		name    string
		c       cases.Case
		changed bool
		zh, en  string
	}{
		{
			"in the middle", newCase(t, "E102", "no"), false,
			"结论：还没有，停在“终端用的是 Wi-Fi 吗？（否 = 3G 等移动数据）”\n",
			"Outcome: None yet, stands at \"Is the terminal on Wi-Fi? (No = mobile data such as 3G)\"\n",
		},
		{
			"gone back", back, false,
			"结论：还没有，停在“终端用的是 Wi-Fi 吗？（否 = 3G 等移动数据）”\n",
			"Outcome: None yet, stands at \"Is the terminal on Wi-Fi? (No = mobile data such as 3G)\"\n",
		},
		{
			"the flow has changed", changed, true,
			"停在“终端用的是 Wi-Fi 吗？（否 = 3G 等移动数据）”，流程已更新",
			"(No = mobile data such as 3G)\", the flow has changed since",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, test.c)
			if r.Complete || r.Outcome != nil || r.Current == nil {
				t.Fatalf("complete %v, outcome %v, current %v: want none but the current step", r.Complete, r.Outcome, r.Current)
			}
			if r.Current.Node != "network-check/uses-wifi" || r.Current.FlowChanged != test.changed {
				t.Errorf("got the current step %+v", r.Current)
			}
			zh, en := written(t, r, report.Text, catalog.Chinese), written(t, r, report.Text, catalog.English)
			if !strings.HasPrefix(zh, "【未完成】E102 ") || !strings.Contains(zh, test.zh) {
				t.Errorf("want %q in\n%s", test.zh, zh)
			}
			if !strings.HasPrefix(en, "[Unfinished] E102 ") || !strings.Contains(en, test.en) {
				t.Errorf("want %q in\n%s", test.en, en)
			}
		})
	}
}

// TestEveryEntryCanBeReported walks the shipped flows.
func TestEveryEntryCanBeReported(t *testing.T) {
	book := newBook()
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		c := newCase(t, flow.ID)
		left := 40 // paths of each flow
		err := book.Paths(flow.ID, func(path flows.Path) bool {
			c.Walk = flows.Walk{Flow: flow.ID, Cursor: flows.AtFrontier}
			for _, taken := range path.Answers {
				c.Walk = c.Walk.With(flows.Answer{Key: taken.Step.Key, Value: taken.Answer, At: opened})
			}
			r := build(t, c)
			if !r.Complete || r.Outcome.Kind != path.Outcome || len(r.Steps) != len(path.Answers) {
				t.Errorf("%s: got the outcome %+v after %d steps, want %s after %d", flow.ID, r.Outcome, len(r.Steps), path.Outcome, len(path.Answers))
			}
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				text := written(t, r, report.Text, lang)
				for _, want := range append(r.Outcome.HowTo, r.Outcome.Text, r.Outcome.Receiver) {
					if !strings.Contains(text, want.In(lang)) {
						t.Errorf("%s: the text lacks %q:\n%s", flow.ID, want.In(lang), text)
					}
				}
				if head, _, _ := strings.Cut(text, cmp.Or(r.Case.Code, r.Case.Message.In(lang))); strings.Contains(head, string(path.Outcome)) {
					t.Errorf("%s: the kind %s has no word in %s: %s", flow.ID, path.Outcome, lang, head)
				}
			}
			left--
			return left > 0 && !t.Failed()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTimesAreChinas(t *testing.T) {
	c := newCase(t, "E102", "no")
	c = answered(t, c, "yes", time.Date(2026, 11, 21, 17, 30, 0, 0, time.UTC))
	r, err := report.Build(newBook(), entryOf(t, "E102"), c, time.Date(2026, 11, 23, 1, 0, 59, 9, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for format, wants := range map[report.Format][]string{
		report.Text: {"2026-11-21 14:02 开始，2026-11-23 09:00 生成", "（测试得知，14:03，", "（现场看到，2026-11-22 01:30，"},
		report.JSON: {`"2026-11-21T14:02:00+08:00"`, `"made": "2026-11-23T09:00:59+08:00"`, `"at": "2026-11-22T01:30:00+08:00"`},
	} {
		text := readable(t, r, format, catalog.Chinese)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", format, want, text)
			}
		}
	}
}

func TestAnAnswerWithoutATimeShowsNone(t *testing.T) {
	c := newCase(t, "E102", "no")
	c.Walk.Answers[0].At = time.Time{}
	r := build(t, c)
	if text := written(t, r, report.Text, catalog.Chinese); !strings.Contains(text, "——否（测试得知，我们的说明）") {
		t.Errorf("got\n%s", text)
	}
	if text := written(t, r, report.JSON, catalog.Chinese); strings.Contains(text, `"at"`) {
		t.Errorf("got\n%s", text)
	}
}
