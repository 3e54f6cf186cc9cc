package catalog_test

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"posmedic/catalog"
)

// terminalTable is the table of the terminal codes as it is shipped.
func terminalTable(t *testing.T) catalog.Table {
	t.Helper()
	loaded, err := catalog.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range loaded.Tables {
		if table.ID == "E" {
			return table
		}
	}
	t.Fatal("no table E in data")
	return catalog.Table{}
}

// terminalEntry is the entry of one terminal code.
func terminalEntry(t *testing.T, code string) catalog.Entry {
	t.Helper()
	entries := terminalTable(t).Entries
	i := slices.IndexFunc(entries, func(e catalog.Entry) bool { return e.Code == code })
	if i < 0 {
		t.Fatalf("no entry %s", code)
	}
	return entries[i]
}

// chinese is the Chinese of sentences.
func chinese(texts []catalog.Text) []string {
	var lines []string
	for _, text := range texts {
		lines = append(lines, text.Zh)
	}
	return lines
}

// passage is the Chinese of the field that a variant names.
func passage(t *testing.T, entry catalog.Entry, field string) string {
	t.Helper()
	switch field {
	case "message":
		return entry.Message.Zh
	case "cause":
		return entry.Cause.Zh
	}
	number, found := strings.CutPrefix(field, "remedy.")
	n, err := strconv.Atoi(number)
	if !found || err != nil || n < 1 || n > len(entry.Remedy) {
		t.Fatalf("%s has no field %q", entry.Code, field)
	}
	return entry.Remedy[n-1].Zh
}

func TestTerminalTableIsTheHandbooks(t *testing.T) {
	table := terminalTable(t)
	if table.Title.Zh != "E开头的错误代码的处理方法" {
		t.Errorf("title %q", table.Title.Zh)
	}
	if table.Source != "handbook" || table.Standing != catalog.Handbook {
		t.Errorf("source %q, standing %q", table.Source, table.Standing)
	}
	starts := []string{"发生此类故障时，可先按下图流程", "若确认网络环境良好", "若排查后现场仍然无法解决问题", "您在现场收集信息"}
	if len(table.Preamble) != len(starts) {
		t.Fatalf("%d sentences in the preamble, want %d", len(table.Preamble), len(starts))
	}
	for i, start := range starts {
		if !strings.HasPrefix(table.Preamble[i].Zh, start) {
			t.Errorf("sentence %d is %q, want it to begin with %q", i+1, table.Preamble[i].Zh, start)
		}
	}
}

func TestTerminalEntriesStandInTheirRows(t *testing.T) {
	entries := terminalTable(t).Entries
	if len(entries) != 59 {
		t.Fatalf("%d entries, want 59", len(entries))
	}
	code := regexp.MustCompile(`^E[0-9]{3}$`)
	for i, entry := range entries {
		want := []catalog.Source{{ID: "handbook", Row: fmt.Sprintf("E/%d", i+1), Standing: catalog.Handbook}}
		if !reflect.DeepEqual(entry.Sources, want) {
			t.Errorf("%s comes from %v, want %v", entry.Code, entry.Sources, want)
		}
		if !code.MatchString(entry.Code) {
			t.Errorf("code %q", entry.Code)
		}
		if i > 0 && entries[i-1].Code >= entry.Code {
			t.Errorf("%s stands after %s", entry.Code, entries[i-1].Code)
		}
		if len(entry.Remedy) == 0 {
			t.Errorf("%s has no remedy", entry.Code)
		}
	}
}

func TestTerminalSentencesAreClean(t *testing.T) {
	numbered := regexp.MustCompile(`^[0-9]+[.．、]`)
	for _, entry := range terminalTable(t).Entries {
		for _, text := range append([]catalog.Text{entry.Message, entry.Cause}, entry.Remedy...) {
			for _, sentence := range []string{text.Zh, text.En} {
				if numbered.MatchString(sentence) || strings.Contains(sentence, "<") || strings.TrimSpace(sentence) != sentence {
					t.Errorf("%s: a number, mark-up or white space is left in %q", entry.Code, sentence)
				}
			}
		}
	}
}

func TestOneCodeHasNoMessage(t *testing.T) {
	var without []string
	for _, entry := range terminalTable(t).Entries {
		if entry.Message.IsZero() {
			without = append(without, entry.Code)
		}
	}
	if want := []string{"E325"}; !reflect.DeepEqual(without, want) {
		t.Errorf("no message: %v, want %v", without, want)
	}
}

func TestCausesStandWhereTheHandbookHasThem(t *testing.T) {
	var with []string
	for _, entry := range terminalTable(t).Entries {
		if !entry.Cause.IsZero() {
			with = append(with, entry.Code)
		}
	}
	want := strings.Fields(`E101 E102 E104 E105 E106 E107 E108 E109 E110 E201 E203 E204 E205 E206 E207 E208
		E301 E302 E304 E309 E310 E312 E403 E404 E502 E503 E504 E505 E506`)
	if len(want) != 29 || !reflect.DeepEqual(with, want) {
		t.Errorf("%d causes: %v, want 29: %v", len(with), with, want)
	}
}

func TestRemediesAreCutAtTheirNumbers(t *testing.T) {
	tests := map[string][]string{
		"E005": {"如微信扫码交易报错，可能是因为商户扫码扫的是微信名片或非微信二维码"},
		"E101": {
			"参照之前的常见E开头问题处理方法",
			"确认wifi/3G？",
			"wifi：1）wifi是否可以上网 2）wifi是否有安全策略",
			"3G：1）3G是否打开 2）3G是否可以上网",
		},
		"E102": {
			"参照之前的常见E开头问题处理方法",
			"确定网络条件是否正常，方法同E101。",
			"如不行，重启机器（如果是3G环境，重启仍不行，插拔sim卡重启）",
			"升级到最新版本解决/换机处理",
		},
		"E103": {
			"参照之前的常见E开头问题处理方法",
			"确定网络条件是否正常，方法同E101。",
			"寻找信号好的地方，稍后再试",
			"询问当地网络运营商",
		},
		"E207": {
			"连接的wifi是认证类网络（类似快捷酒店的网络），目前不支持此种网络，建议更换网络环境或者使用流量卡或者手机热点进行交易",
			"返厂维修或换机，同时信息上报供后台评估优化",
		},
		"E302": {
			"重新签到",
			"卡片是否损坏或插卡是否插好，挥卡需将卡片放在感应区停留直到机器页面提示输入密码",
			"终端是否有下发完整的IC交易参数. 建议指导商户重新下载一遍IC交易参数和公钥",
		},
		"E307": {"更新应用拉卡拉收单", "推送emv驱动", "返厂维修或换机，同时信息上报供后台评估优化"},
		"E317": {"重启后重试", "重启后仍无效，返厂维修或换机，同时信息上报供后台评估优化"},
		"E320": {"重新激活。", "重新激活仍不可用，需要返厂重新灌装密钥及TEK"},
		"E403": {"重新签到", "返厂维修或换机，同时信息上报供后台评估优化"},
	}
	for code, want := range tests {
		if got := chinese(terminalEntry(t, code).Remedy); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%s\nwant:\n%s", code, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestRepairOrReplaceEndsItsRows(t *testing.T) {
	last := regexp.MustCompile(`返厂维修或换机，同时信息上[报传]供后台评估优化$`)
	english := regexp.MustCompile(`(?i)return the terminal to the factory for repair or replace it, and report the information`)
	var count int
	for _, entry := range terminalTable(t).Entries {
		for i, line := range entry.Remedy {
			if !last.MatchString(line.Zh) {
				continue
			}
			count++
			if i != len(entry.Remedy)-1 {
				t.Errorf("%s: line %d of %d", entry.Code, i+1, len(entry.Remedy))
			}
			if !english.MatchString(line.En) {
				t.Errorf("%s: the English %q lacks a part", entry.Code, line.En)
			}
		}
	}
	if count != 35 {
		t.Errorf("%d rows, want 35", count)
	}
}

func TestVariantsAreThoseOfTheTwoCopies(t *testing.T) {
	want := map[string]string{ // the passage, and the copy whose reading is chosen
		"E102 remedy.4": "handbook/tables",
		"E103 remedy.2": "handbook/tables",
		"E207 remedy.1": "handbook/plain",
		"E207 remedy.2": "handbook/tables",
		"E302 cause":    "handbook/tables",
		"E317 remedy.1": "handbook/tables",
		"E320 remedy.2": "handbook/tables",
		"E403 remedy.2": "handbook/tables",
	}
	got := map[string]string{}
	for _, entry := range terminalTable(t).Entries {
		readings := map[string][]string{} // of a passage, by copy and text
		for _, variant := range entry.Variants {
			place := entry.Code + " " + variant.Field
			readings[place] = append(readings[place], variant.Source)
			if variant.Why == "" || variant.WhyZh == "" {
				t.Errorf("%s: no reason for %s", place, variant.Source)
			}
			used := passage(t, entry, variant.Field) == variant.Text
			if used != variant.Chosen {
				t.Errorf("%s: %q is chosen: %t, but the entry uses it: %t", place, variant.Text, variant.Chosen, used)
			}
			if variant.Chosen {
				got[place] = variant.Source
			}
		}
		for place, copies := range readings {
			slices.Sort(copies)
			if both := []string{"handbook/plain", "handbook/tables"}; !reflect.DeepEqual(copies, both) {
				t.Errorf("%s has readings of %v, want one of each of %v", place, copies, both)
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestTheLatestVersionIsChosen(t *testing.T) {
	readings := map[string]bool{}
	for _, variant := range terminalEntry(t, "E102").Variants {
		readings[variant.Text] = variant.Chosen
	}
	if want := map[string]bool{"升级到最新版本解决/换机处理": true, "升级到最终版本解决/换机处理": false}; !reflect.DeepEqual(readings, want) {
		t.Errorf("got %v, want %v", readings, want)
	}
}

// TestTheSameChineseIsTheSameEnglish keeps a phrase from having two translations.
func TestTheSameChineseIsTheSameEnglish(t *testing.T) {
	english := map[string]string{}
	for _, entry := range terminalTable(t).Entries {
		texts := append([]catalog.Text{entry.Message, entry.Cause}, entry.Remedy...)
		for _, note := range entry.Notes {
			texts = append(texts, note.Text)
		}
		for _, text := range texts {
			if first, known := english[text.Zh]; known && first != text.En {
				t.Errorf("%s: %q is %q, elsewhere %q", entry.Code, text.Zh, text.En, first)
			}
			english[text.Zh] = text.En
		}
	}
}

// TestEnglishTerms holds the translation to the card industry's words, each for its Chinese term.
func TestEnglishTerms(t *testing.T) {
	terms := map[string]string{ // Chinese, and what its English must contain
		"重新签到": "sign on again", "重新激活": "re-activat", "反激活": "de-activation",
		"发卡行": "issuer", "余额查询": "balance inquiry", "联机消费": "online sale", "自动冲正": "automatic reversal",
		"工作密钥": "working key", "主密钥": "master key", "磁道加密密钥": "track-data key", "密码键盘": "PIN pad",
		"公钥": "CAPK", "脚本": "issuer script", "电子现金": "e-cash", "认证类网络": "captive-portal", "运营商": "carrier",
		"网络信号": "network signal", "报文": "message", "提示": "prompt", "3G": "3G", "TEK": "TEK", "MAC": "MAC", "撤销": "void",
		"换机": "replace", "返厂": "factory", "银行卡商户": "bank-card merchant", "微信": "WeChat", "卡号": "card number", "商终信息": "MID and TID",
	}
	table := terminalTable(t)
	texts := slices.Clone(table.Preamble)
	for _, entry := range table.Entries {
		texts = append(append(texts, entry.Message, entry.Cause), entry.Remedy...)
	}
	for zh, en := range terms {
		var seen bool
		for _, text := range texts {
			if !strings.Contains(text.Zh, zh) {
				continue
			}
			seen = true
			if !strings.Contains(strings.ToLower(text.En), strings.ToLower(en)) {
				t.Errorf("%q: no %q in %q", text.Zh, en, text.En)
			}
		}
		if !seen {
			t.Errorf("no sentence has %s", zh)
		}
	}
}

func TestNotesStandBesideTheirRows(t *testing.T) {
	kinds := map[catalog.NoteKind][]string{}
	for _, entry := range terminalTable(t).Entries {
		for _, note := range entry.Notes {
			if codes := kinds[note.Kind]; !slices.Contains(codes, entry.Code) {
				kinds[note.Kind] = append(codes, entry.Code)
			}
		}
	}
	want := map[catalog.NoteKind][]string{
		catalog.Caution:  strings.Fields("E101 E106 E306 E308 E309 E310 E324 E325 E506"),
		catalog.Conflict: strings.Fields("E005 E302 E502 E503 E504"),
		catalog.Ours: strings.Fields(`E101 E102 E103 E104 E105 E106 E107 E108 E109 E201 E205 E206 E207 E208 E304 E307
			E319 E320 E321 E324 E325 E401 E402 E403 E406 E407 E408 E409 E501 E502 E503 E504 E505 E506`),
	}
	if !reflect.DeepEqual(kinds, want) {
		t.Errorf("got %v\nwant %v", kinds, want)
	}
}

// noted tells whether a note of the entry contains the words in Chinese and in English.
func noted(entry catalog.Entry, zh, en string) bool {
	return slices.ContainsFunc(entry.Notes, func(note catalog.Note) bool {
		return strings.Contains(note.Text.Zh, zh) && strings.Contains(note.Text.En, en)
	})
}

func TestRowsThatNeedTheLostChartSaySo(t *testing.T) {
	var count int
	for _, entry := range terminalTable(t).Entries {
		refers := slices.Contains(chinese(entry.Remedy), "参照之前的常见E开头问题处理方法")
		if refers {
			count++
		}
		if says := noted(entry, "流程图", "flow chart"); says != refers {
			t.Errorf("%s: refers to the chart: %t, says that it is missing: %t", entry.Code, refers, says)
		}
	}
	if count != 8 {
		t.Errorf("%d rows refer to the chart, want 8", count)
	}
}

func TestASharedMessageAsksForTheCode(t *testing.T) {
	shared := map[string][]string{}
	for _, entry := range terminalTable(t).Entries {
		if !entry.Message.IsZero() {
			shared[entry.Message.Zh] = append(shared[entry.Message.Zh], entry.Code)
		}
	}
	var groups []string
	for _, codes := range shared {
		if len(codes) == 1 {
			continue
		}
		groups = append(groups, strings.Join(codes, " "))
		for _, code := range codes {
			if !noted(terminalEntry(t, code), "问清代码", "ask for the code") {
				t.Errorf("%s shares its message with others of %v and does not ask for the code", code, codes)
			}
		}
	}
	slices.Sort(groups)
	if want := []string{"E205 E208", "E206 E207", "E304 E505 E506", "E319 E320 E321", "E501 E502 E503 E504"}; !reflect.DeepEqual(groups, want) {
		t.Errorf("shared messages %q, want %q", groups, want)
	}
}

func TestNothingAfterTheNetworkCheckIsSaid(t *testing.T) {
	for _, code := range []string{"E101", "E109", "E208"} {
		if !noted(terminalEntry(t, code), "没有更多步骤", "no step for this code") {
			t.Errorf("%s does not say that the handbook ends with the network check", code)
		}
	}
}

func TestASecondSaleIsWarnedOf(t *testing.T) {
	for _, entry := range terminalTable(t).Entries {
		again := strings.Contains(strings.Join(chinese(entry.Remedy), ""), "再做一笔联机消费")
		if warned := noted(entry, "重复扣款", "double charge"); warned != again {
			t.Errorf("%s: offers a second sale: %t, warns of a double charge: %t", entry.Code, again, warned)
		}
	}
}
