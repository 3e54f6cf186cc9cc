package report_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

func TestStepsSayHowTheyAreKnown(t *testing.T) {
	said := newCase(t, "E102", "no", "yes", "yes", "no")
	waited := newCase(t, "E104", "yes", "no", "no")
	told := newCase(t, "E101", "yes", "yes", "done", "done")
	tests := []struct {
		name   string
		c      cases.Case
		zh, en string
	}{
		{"measured", said, "1. 刚才这台终端上有任何交易成功过吗？——否（测试得知，14:03，我们的说明）", " just now? - no (measured, 14:03, our own note)"},
		{"seen", said, "——是（现场看到，14:04，E/2.2）", " - yes (seen by the agent, 14:04, E/2.2)"},
		{"said", said, "——否（商户说的，14:06，E/2.3）", " - no (said by the merchant, 14:06, E/2.3)"},
		{"a fault that has gone", badWifi(t), "再试——故障消除了（现场看到，14:06，", "try again - fault gone (seen by the agent, 14:06, "},
		{"a fault that is still there", unreadCard(t), "2. 重新签到，再试——故障还在（现场看到，14:04，E/20.1）", "2. Sign on again and try again - fault still there (seen by the agent, 14:04, E/20.1)"},
		{"a wait", waited, "——故障还在（现场看到，14:05，E/5.2）", " - fault still there (seen by the agent, 14:05, E/5.2)"},
		{
			"could not be checked", newCase(t, "E102", "cannot:终端没有电"),
			"吗？——查不了（原因：终端没有电，14:03，我们的说明）", "? - could not check (reason: 终端没有电, 14:03, our own note)",
		},
		{
			"could not be done", newCase(t, "E102", "yes", "cannot:正在交易"),
			"——做不了（原因：正在交易，14:04，E/3.3）", " - could not be done (reason: 正在交易, 14:04, E/3.3)",
		},
		{
			"could not, without a reason", newCase(t, "E102", "cannot"),
			"——查不了（14:03，我们的说明）", " - could not check (14:03, our own note)",
		},
		{"an answer with a label", told, "2. 顾客被扣款了吗？——已经扣款（现场看到，14:04，我们的说明）", "2. Was the customer charged? - Charged (seen by the agent, 14:04, our own note)"},
		{"a notice", told, "顾客已被扣款：不要再收这一笔——已看过（14:05，我们的说明）", " - read (14:05, our own note)"},
		{"a collection", told, "填写故障信息——能填的已填（14:06，E/前言.3）", " - filled in as far as known (14:06, E/preamble.3)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, test.c)
			for lang, want := range map[catalog.Lang]string{catalog.Chinese: test.zh, catalog.English: test.en} {
				if text := written(t, r, report.Text, lang); !strings.Contains(text, want) {
					t.Errorf("want %q in\n%s", want, text)
				}
			}
		})
	}
}

func TestEveryKindOfOutcomeHasItsWord(t *testing.T) {
	seen := map[string]flows.OutcomeKind{}
	r := build(t, badWifi(t))
	for _, kind := range []flows.OutcomeKind{
		flows.Resolved, flows.Normal, flows.WaitAndRetry, flows.ContactIssuer, flows.ToBackOffice, flows.ReOnboard,
		flows.Replace, flows.RepairOrReplaceAndReport, flows.ReturnToFactory, flows.ChannelOrServiceOrganisation,
		flows.BusinessOrRisk, flows.Carrier, flows.Escalate,
	} {
		r.Outcome.Kind = kind
		for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			title, _, _ := strings.Cut(written(t, r, report.Text, lang), "\n")
			if other, taken := seen[title]; taken {
				t.Errorf("%s and %s are both shown as %q", kind, other, title)
			}
			if strings.Contains(title, "_") {
				t.Errorf("%s has no word: %q", kind, title)
			}
			seen[title] = kind
		}
	}
}

func TestCardNumberSaysItsLength(t *testing.T) {
	tests := []struct{ typed, zh, en string }{
		{"6222029879879871234", "卡号：622202*********1234（共 19 位）\n", "Card number: 622202*********1234 (19 digits)\n"},
		{"6222021234", "卡号：622202******1234（位数不明）\n", "Card number: 622202******1234 (length not known)\n"},
	}
	for _, test := range tests {
		r := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.Card: test.typed}))
		for lang, want := range map[catalog.Lang]string{catalog.Chinese: test.zh, catalog.English: test.en} {
			if text := written(t, r, report.Text, lang); !strings.Contains(text, want) {
				t.Errorf("%s: want %q in\n%s", test.typed, want, text)
			}
		}
	}
}

// TestOneLanguageAtATime reports cases whose record holds no words, so that all words are ours.
func TestOneLanguageAtATime(t *testing.T) {
	record := map[fault.Name]string{
		fault.TID: "10293847", fault.MID: "822290054110021", fault.SN: "V8-0012345", fault.Code: "E301",
		fault.Prompt: "E301", fault.Card: "6222021234", fault.IssuingBank: "ICBC", fault.TransactionTime: "13:55",
	}
	all := []cases.Case{
		filled(t, badWifi(t), record),
		filled(t, newCase(t, "E301", "yes", "no", "cannot:N/A", "no", "done", "no"), record),
		newCase(t, "E301", "yes", "no", "yes", "done", "no", "done", "cannot:N/A"),
		newCase(t, "E102", "no", "cannot:N/A", "cannot:N/A"),
		newCase(t, "E108", "done"),
		newCase(t, "E102"),
	}
	// What a Chinese text writes with lower-case letters.
	names := strings.NewReplacer("Wi-Fi", "")
	lowerCase := regexp.MustCompile(`[a-z]+`)
	for _, c := range all {
		r := build(t, c)
		for _, format := range []report.Format{report.Text, report.Markdown} {
			english := written(t, r, format, catalog.English)
			for i, char := range english {
				if unicode.Is(unicode.Han, char) || strings.ContainsRune("，。：；？！（）、【】～—", char) {
					t.Errorf("the English %s of %s holds %q:\n%s", format, c.Code, char, english[i:])
					break
				}
			}
			chinese := written(t, r, format, catalog.Chinese)
			if word := lowerCase.FindString(names.Replace(chinese)); word != "" {
				t.Errorf("the Chinese %s of %s holds %q:\n%s", format, c.Code, word, chinese)
			}
		}
	}
}
