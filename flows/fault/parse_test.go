package fault

import (
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"posmedic/catalog"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, zone)

func TestParse(t *testing.T) {
	none := catalog.Text{}
	for _, test := range []struct {
		name    Name
		typed   string
		want    string
		hard    bool
		problem catalog.Text
	}{
		{TID, "12345678", "12345678", false, none},
		{TID, " Ａb３45678\n", "Ab345678", false, none},
		{TID, "", "", false, none},
		{TID, " \t\n　\u200b", "", false, none},
		{TID, "1234567", "", true, words.TidForm},
		{TID, "1234-678", "", true, words.TidForm},
		{TID, "6222021234567890", "", true, words.LooksLikeCard},
		{TID, "622202******7890", "", true, words.LooksLikeCard},

		{MID, "822290058120001", "822290058120001", false, none},
		{MID, "８２２290058120001", "822290058120001", false, none},
		{MID, "102581083986056", "102581083986056", false, words.MidPrefix},
		{MID, "82158405511PQX1", "82158405511PQX1", false, words.MidPrefix},
		{MID, "82229005812000", "", true, words.MidForm},
		{MID, "8222900581", "", true, words.MidForm},
		{MID, "6222021234567890123", "", true, words.MidForm},

		{SN, "n910-0012345", "N910-0012345", false, none},
		{SN, "ｎ９１００１２３４５", "N910012345", false, none},
		{SN, "123456789012", "123456789012", false, none},
		{SN, "N9", "N9", false, words.SnForm},
		{SN, "N910_0012345", "N910_0012345", false, words.SnForm},
		{SN, "N910 / 0012345", "N910 / 0012345", false, words.SnForm},
		{SN, "25:99", "", true, words.SnSigns},
		{SN, "打印机 12345", "", true, words.SnSigns},
		{SN, "UNKNOWN", "", true, words.SnSigns},
		{SN, "N6222021234567", "", true, words.LooksLikeCard},
		{SN, "N622202***4567", "", true, words.LooksLikeCard},
		{SN, strings.Repeat("N1", maxSN/2), strings.Repeat("N1", maxSN/2), false, words.SnForm},
		{SN, strings.Repeat("N", maxSN+1), "", true, words.SnLong},

		{Code, "E102", "E102", false, none},
		{Code, "ｅ１０２", "E102", false, none},
		{Code, "5", "5", false, none},
		{Code, "05", "05", false, none},
		{Code, "0005", "0005", false, none},
		{Code, "co", "CO", false, none},
		{Code, "a0", "A0", false, none},
		{Code, "R001", "R001", false, none},
		{Code, "E1", "E1", false, words.CodeForm},
		{Code, "E1022", "E1022", false, words.CodeForm},
		{Code, "Error", "Error", false, words.CodeForm},
		{Code, "E102 网络通讯异常，请检查网络后重试一次再看看", "", true, words.CodeLong},
		{Code, "6222021234567890", "", true, words.LooksLikeCard},

		{Prompt, "网络通讯异常\r\n请重试\x00 ", "网络通讯异常 请重试", false, none},
		{Prompt, "卡 ６２２２ 0212 3456 7890", "卡 622202******7890", false, words.CardCut},
		{Prompt, "6222     0212     3456     7890", "622202******7890", false, words.CardCut},
		{Prompt, "卡 622202******7890", "卡 622202******7890", false, none},
		{Prompt, "a\u202eb\u200bc", "abc", false, none},
		{Prompt, strings.Repeat("错", maxPrompt), strings.Repeat("错", maxPrompt), false, none},
		{Prompt, strings.Repeat("错", maxPrompt+1), "", true, words.PromptLong},
		{Prompt, "网络\xff异常", "", true, words.NotText},
		{Prompt, strings.Repeat("6", 1<<20), "", true, words.TooMuch},
		{IssuingBank, "中国工商银行", "中国工商银行", false, none},
		{IssuingBank, strings.Repeat("行", maxBank+1), "", true, words.BankLong},
		{TransactionType, "消费", "消费", false, none},
		{TransactionType, "Balance Inquiry", "余额查询", false, none},
		{TransactionType, "消费(SALE)", "消费(SALE)", false, none},
		{TransactionType, "25:99", "25:99", false, words.TypeForm},
		{TransactionType, strings.Repeat("费", maxType+1), "", true, words.TypeLong},

		{Amount, "12.5", "12.50", false, none},
		{Amount, "0", "0.00", false, none},
		{Amount, "0012", "12.00", false, none},
		{Amount, "RMB 1,234.56", "1234.56", false, none},
		{Amount, "￥１００．０１元", "100.01", false, none},
		{Amount, "人民币 8 元", "8.00", false, none},
		{Amount, "1234567890.12", "1234567890.12", false, none},
		{Amount, "12345678901", "", true, words.AmountForm},
		{Amount, "12.345", "", true, words.AmountForm},
		{Amount, "1,23", "", true, words.AmountForm},
		{Amount, "-12", "", true, words.AmountForm},
		{Amount, "元", "", true, words.AmountForm},
		{Amount, "6222 0212 3456 7890", "", true, words.LooksLikeCard},

		{STAN, "42", "000042", false, none},
		{STAN, "０００４２１", "000421", false, none},
		{STAN, "1234567", "", true, words.StanForm},
		{STAN, "12a", "", true, words.StanForm},
		{STAN, "622202***4567", "", true, words.LooksLikeCard},
		{Batch, "1", "000001", false, none},
		{Batch, "1234567", "", true, words.BatchForm},
		{RRN, "112105123456", "112105123456", false, none},
		{RRN, "11210512345A", "11210512345A", false, none},
		{RRN, "11210512345", "", true, words.RrnForm},
		{RRN, "6222021234567", "", true, words.LooksLikeCard},

		{Bearer, "wifi", "Wi-Fi", false, none},
		{Bearer, "ＷＩ－ＦＩ", "Wi-Fi", false, none},
		{Bearer, "有线", "LAN", false, none},
		{Bearer, "Wired", "LAN", false, none},
		{Bearer, "4g", "4G", false, none},
		{Bearer, "卫星", "卫星", false, none},
		{Bearer, strings.Repeat("网", maxName+1), "", true, words.NameLong},
		{AppVersion, "V3.2.1 (20261101)", "V3.2.1 (20261101)", false, none},
		{SystemVersion, "Android 10", "Android 10", false, none},
		{Severity, "s1", "S1", false, none},
		{Severity, "4", "S4", false, none},
		{Severity, "这一台终端不能用", "S2", false, none},
		{Severity, "S5", "", true, words.SeverityForm},
		{Severity, "严重", "", true, words.SeverityForm},
		{Severity, "6222021234567890", "", true, words.LooksLikeCard},
		{MerchantsAffected, "1", "1", false, none},
		{MerchantsAffected, "０12 家", "12", false, none},
		{MerchantsAffected, "0", "", true, words.MerchantsForm},
		{MerchantsAffected, "几家", "", true, words.MerchantsForm},
		{MerchantsAffected, "6222021234567890", "", true, words.LooksLikeCard},
		{Contact, "王先生 138 0013 8000", "王先生 138 0013 8000", false, none},
		{Contact, "王先生 6222021234567890", "王先生 622202******7890", false, words.CardCut},

		{Card, "6222 0212 3456 7890", "622202******7890", false, none},
		{Card, "6222 0212 345", "", true, words.CardLength},
		{Card, "", "", false, none},

		{TransactionTime, "2026-11-21 11:05", "2026-11-21 11:05", false, none},
		{TransactionTime, "2026/11/21 11:05:33", "2026-11-21 11:05:33", false, none},
		{TransactionTime, "2026.1.2  3:04", "2026-01-02 03:04", false, words.TimeOld},
		{TransactionTime, "11-21 11:05", "2026-11-21 11:05", false, none},
		{TransactionTime, "11-21 12:01", "2025-11-21 12:01", false, words.TimeOld},
		{TransactionTime, "11:05", "2026-11-21 11:05", false, none},
		{TransactionTime, "１１：０５：０９", "2026-11-21 11:05:09", false, none},
		{TransactionTime, "昨天 14:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "昨天14：05", "2026-11-20 14:05", false, none},
		{TransactionTime, "前天 14:05", "2026-11-19 14:05", false, none},
		{TransactionTime, "今天 9:05", "2026-11-21 09:05", false, none},
		{TransactionTime, "Yesterday 14:05:06", "2026-11-20 14:05:06", false, none},
		{TransactionTime, "today 12:00", "2026-11-21 12:00", false, none},
		{TransactionTime, "2026年11月20日14点05分", "2026-11-20 14:05", false, none},
		{TransactionTime, "11月20号 14时05分33秒", "2026-11-20 14:05:33", false, none},
		{TransactionTime, "2026-11-21T03:05:00Z", "2026-11-21 11:05", false, none},
		{TransactionTime, "2026-11-21T11:05:00.5+08:00", "2026-11-21 11:05", false, none},
		{TransactionTime, "2026-11-21T11:05", "2026-11-21 11:05", false, none},
		{TransactionTime, "12:01", "", true, words.TimeFuture},
		{TransactionTime, "2026-11-22 00:00", "", true, words.TimeFuture},
		{TransactionTime, "2026-02-30 14:05", "", true, words.TimeImpossible},
		{TransactionTime, "02-29 14:05", "", true, words.TimeImpossible},
		{TransactionTime, "2026-13-01 14:05", "", true, words.TimeImpossible},
		{TransactionTime, "24:00", "", true, words.TimeImpossible},
		{TransactionTime, "11:60", "", true, words.TimeImpossible},
		{TransactionTime, "11:05:60", "", true, words.TimeImpossible},
		{TransactionTime, "0001-01-01T00:00:00Z", "", true, words.TimeImpossible},
		{TransactionTime, "1105", "2026-11-21 11:05", false, none},
		{TransactionTime, "905", "2026-11-21 09:05", false, none},
		{TransactionTime, "110533", "2026-11-21 11:05:33", false, none},
		{TransactionTime, "昨天1405", "2026-11-20 14:05", false, none},
		{TransactionTime, "20261120 14:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "20261120 140533", "2026-11-20 14:05:33", false, none},
		{TransactionTime, "11/20 1405", "2026-11-20 14:05", false, none},
		{TransactionTime, "11月20日 14:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "11-20下午2:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "11-20T14:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "上午9:05", "2026-11-21 09:05", false, none},
		{TransactionTime, "昨天下午2:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "昨天下午 14:05", "2026-11-20 14:05", false, none},
		{TransactionTime, "昨天中午12点半", "2026-11-20 12:30", false, none},
		{TransactionTime, "昨天中午1点", "2026-11-20 13:00", false, none},
		{TransactionTime, "昨晚8点05分", "2026-11-20 20:05", false, none},
		{TransactionTime, "今早7点整", "2026-11-21 07:00", false, none},
		{TransactionTime, "凌晨12:30", "2026-11-21 00:30", false, none},
		{TransactionTime, "大前天 14:05", "2026-11-18 14:05", false, none},
		{TransactionTime, "昨日14时05分", "2026-11-20 14:05", false, none},
		{TransactionTime, "yesterday 2:05 pm", "2026-11-20 14:05", false, none},
		{TransactionTime, "9:05AM", "2026-11-21 09:05", false, none},
		{TransactionTime, "12:05 am", "2026-11-21 00:05", false, none},
		{TransactionTime, "today 12:00 PM", "2026-11-21 12:00", false, none},
		{TransactionTime, "1405", "", true, words.TimeFuture},
		{TransactionTime, "下午2:05", "", true, words.TimeFuture},
		{TransactionTime, "上午 14:05", "", true, words.TimeImpossible},
		{TransactionTime, "昨晚12:05", "", true, words.TimeImpossible},
		{TransactionTime, "昨天下午 9:05", "", true, words.TimeImpossible},
		{TransactionTime, "2565", "", true, words.TimeImpossible},
		{TransactionTime, "14053", "", true, words.TimeForm},
		{TransactionTime, "14:", "", true, words.TimeForm},
		{TransactionTime, "下午", "", true, words.TimeForm},
		{TransactionTime, "下午下午2:05", "", true, words.TimeForm},
		{TransactionTime, "昨天 今天 2:05", "", true, words.TimeForm},
		{TransactionTime, "20261121110533", "", true, words.LooksLikeCard},
		{TransactionTime, "14:5", "", true, words.TimeForm},
		{TransactionTime, "2026-11-21", "", true, words.TimeForm},
		{TransactionTime, "昨天", "", true, words.TimeForm},
		{TransactionTime, "昨天 11-20 14:05", "", true, words.TimeForm},
		{TransactionTime, "刚才", "", true, words.TimeForm},
		{TransactionTime, "6222021234567890", "", true, words.LooksLikeCard},

		{"cvn", "123", "", true, words.NoField},
	} {
		value, finding := Parse(test.name, test.typed, noon)
		if len(test.typed) > 300 {
			test.typed = test.typed[:300]
		}
		if value.String() != test.want {
			t.Errorf("%s %q: %q, want %q", test.name, test.typed, value, test.want)
		}
		var want *Finding
		if !test.problem.IsZero() {
			want = &Finding{test.hard, test.problem}
		}
		checkFinding(t, string(test.name)+" "+test.typed, finding, want)
	}
}

func TestTimeIsOldAfter180Days(t *testing.T) {
	at := noon.AddDate(0, 0, -180)
	if _, finding := Parse(TransactionTime, showTime(at), noon); finding != nil {
		t.Errorf("180 days: %+v", finding)
	}
	if _, finding := Parse(TransactionTime, showTime(at.Add(-time.Second)), noon); finding == nil || finding.Hard {
		t.Errorf("180 days and a second: %+v", finding)
	}
}

// The clock of the caller may be in any zone; what is typed is in China's.
func TestTimeIsChinas(t *testing.T) {
	now := time.Date(2026, 11, 20, 20, 0, 0, 0, time.UTC) // 04:00 on the 21st in China
	for typed, want := range map[string]string{
		"03:00": "2026-11-21T03:00:00+08:00", "昨天 14:05": "2026-11-20T14:05:00+08:00", "11-21 03:00": "2026-11-21T03:00:00+08:00",
	} {
		value, finding := Parse(TransactionTime, typed, now)
		if got := value.at.Format(time.RFC3339); got != want || finding != nil {
			t.Errorf("%s: %s, %+v, want %s", typed, got, finding, want)
		}
	}
}

func TestLeapDayOfLastYear(t *testing.T) {
	value, finding := Parse(TransactionTime, "02-29 14:05", time.Date(2025, 3, 1, 0, 0, 0, 0, zone))
	if value.String() != "2024-02-29 14:05" {
		t.Errorf("%q, %+v", value, finding)
	}
}

func TestHold(t *testing.T) {
	for _, test := range []struct {
		name        Name
		typed, want string
	}{
		{MID, "822290058120001", "822290058120001"},
		{MID, "８22290058120001", "８22290058120001"},
		{MID, "82229005812000", "82229005812000"},
		{MID, "8222900581200012", "822290******0012"},
		{SN, "N6222021234567", "N622202***4567"},
		{Prompt, "网络 ", "网络 "},
		{Prompt, "622202***45678", "622202****5678"},
		{TransactionTime, "2026-11-21 14:05:33", "2026-11-21 14:05:33"},
	} {
		if got := Hold(test.name, test.typed); got != test.want {
			t.Errorf("Hold(%s, %q) = %q, want %q", test.name, test.typed, got, test.want)
		}
	}
}

// The sentences name limits that the code holds too.
func TestWordsNameTheLimits(t *testing.T) {
	for _, test := range []struct {
		text  catalog.Text
		limit int
	}{
		{words.SnLong, maxSN},
		{words.CodeLong, maxCode},
		{words.PromptLong, maxPrompt},
		{words.BankLong, maxBank},
		{words.TypeLong, maxType},
		{words.TimeOld, int(oldAge.Hours() / 24)},
		{words.CardLong, maxCard},
		{words.CardLength, minCard},
		{words.NameLong, maxName},
	} {
		number := strconv.Itoa(test.limit)
		if !strings.Contains(test.text.Zh, number) || !strings.Contains(test.text.En, number) {
			t.Errorf("%+v does not say %s", test.text, number)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, typed := range []string{"822290058120001", "昨天 14:05", "6222 0212 3456 7890", "2026年1月2日3时04分", "E102", "N910-001", "\xff", "2026-11-20T11:05:00.5Z"} {
		for at := range fields {
			f.Add(uint8(at), typed)
		}
	}
	f.Fuzz(func(t *testing.T, at uint8, typed string) {
		name := fields[int(at)%len(fields)].name
		value, finding := Parse(name, typed, noon)
		shown := value.String()
		if finding != nil && finding.Hard && !value.IsZero() {
			t.Fatalf("%s %q: not accepted, yet %q", name, typed, shown)
		}
		if name != MID && HoldsCardNumber(shown) {
			t.Fatalf("%s %q: %q holds a card number", name, typed, shown)
		}
		if !utf8.ValidString(shown) || strings.ContainsFunc(shown, unicode.IsControl) {
			t.Fatalf("%s %q: %q", name, typed, shown)
		}
		if name == Card && value.card.Length == 0 {
			return // six stars are read back as six digits
		}
		if again, _ := Parse(name, shown, noon); again != value {
			t.Fatalf("%s %q: %q is read back as %q", name, typed, shown, again)
		}
		if content, err := value.MarshalJSON(); err != nil {
			t.Fatalf("%s %q: %v", name, typed, err)
		} else if back, err := UnmarshalValue(name, content); back != value {
			t.Fatalf("%s %q: %s is read back as %#v, %v", name, typed, content, back, err)
		}
	})
}

func TestDoubt(t *testing.T) {
	for _, test := range []struct {
		name  Name
		typed string
		want  bool
	}{
		{SN, "N910-0012345", false},
		{SN, "V8/1", true},
		{TransactionType, "25:99", true},
		{MID, "123290054110021", true},
		{Prompt, "卡 6222021234567890123", false},
		{Card, "6222021234567890123", false},
		{TransactionTime, "11:05", false},
		{TID, "", false},
	} {
		value, _ := Parse(test.name, test.typed, noon)
		if got := Doubt(test.name, value, noon) != nil; got != test.want {
			t.Errorf("%s %q: doubtful is %v, want %v", test.name, test.typed, got, test.want)
		}
	}
}

func TestAnOlderRecordKeepsItsSerialNumber(t *testing.T) {
	value, err := UnmarshalValue(SN, []byte(`"25:99"`))
	if err != nil || value.String() != "25:99" || Doubt(SN, value, noon) == nil {
		t.Errorf("it is read as %q, %v; want it as it was, and doubtful", value, err)
	}
	if value, err := UnmarshalValue(SN, []byte(`"N6222021234567"`)); err == nil {
		t.Errorf("a card number is read as %q", value)
	}
}
