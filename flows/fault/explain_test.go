package fault

import "testing"

func TestExplain(t *testing.T) {
	for _, test := range []struct {
		name         Name
		typed        string
		wantZh, want string
	}{
		{MID, "822290058120001", "机构 822，地区 2900，行业 5812，序号 0001", "institution 822, region 2900, merchant category 5812, number 0001"},
		{MID, "821584055110PQX", "机构 821，地区 5840，行业 5511，序号 0PQX", "institution 821, region 5840, merchant category 5511, number 0PQX"},
		{MID, "82229005A120001", "", ""},
		{MID, "", "", ""},
		{Severity, "2", "S2：这一台终端不能用", "S2: one terminal is down"},
		{Bearer, "有线", "LAN：有线", "LAN: wired"},
		{Bearer, "卫星", "", ""},
		{TransactionType, "消费", "消费", "消费: sale"},
		{Bearer, "", "", ""},
		{TID, "82229005", "", ""},
	} {
		value, _ := Parse(test.name, test.typed, noon)
		if got := Explain(test.name, value); got.Zh != test.wantZh || got.En != test.want {
			t.Errorf("%s %q: %+v", test.name, test.typed, got)
		}
	}
}

func TestEveryChoiceIsReadAsItself(t *testing.T) {
	for _, name := range Names() {
		for _, choice := range name.Choices() {
			if value, finding := Parse(name, choice.Value, noon); value.String() != choice.Value || finding != nil {
				t.Errorf("%s %s is read as %s, %v", name, choice.Value, value, finding)
			}
			if choice.Text.IsZero() {
				t.Errorf("%s %s means nothing", name, choice.Value)
			}
		}
	}
}
