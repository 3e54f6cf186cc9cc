package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	sounds := newSounds([]Reading{
		{Word: "重", Pinyin: "chong"},
		{Word: "发卡行", Pinyin: "fa ka hang"},
		{Word: "校验", Pinyin: "jiao yan"},
		{Word: "验", Pinyin: "no such syllable"},
	})
	for _, test := range []struct{ text, pinyin, initials string }{
		{"网络信号差", "wangluoxinhaocha", "wlxhc"},
		{"重新签到", "chongxinqiandao", "cxqd"},
		{"联系发卡行", "lianxifakahang", "lxfkh"},
		{"运行", "yunxing", "yx"},
		{"校验", "jiaoyan", "jy"},
		{"绿屏", "lvping", "lp"},
		{"重启pos，3g卡", "", "cqpos.3gk"},
		{"", "", ""},
	} {
		if got := sounds.pinyin([]rune(test.text)); got != test.pinyin {
			t.Errorf("%s is read %q, want %q", test.text, got, test.pinyin)
		}
		if got := sounds.initials([]rune(test.text)); got != test.initials {
			t.Errorf("%s has the initials %q, want %q", test.text, got, test.initials)
		}
	}
}

func TestSpell(t *testing.T) {
	sounds := newSounds(nil)
	for _, test := range []struct {
		typed string
		want  []string // a dash between syllables, a star behind one that is only begun
	}{
		{"wangluo", []string{"wang-luo*", "wang-lu-o*"}},
		{"xian", []string{"xian*", "xia-n*", "xi-an*", "xi-a-n*"}},
		{"xinhaoc", []string{"xin-hao-c*", "xin-ha-o-c*"}},
		{"signal", nil},
		{"qq", nil},
	} {
		var got []string
		for _, heard := range sounds.spell(test.typed) {
			var syllables []string
			rest := test.typed
			for _, one := range heard[:len(heard)-1] {
				syllables = append(syllables, sounds.all[one.low])
				rest = rest[len(sounds.all[one.low]):]
			}
			got = append(got, strings.Join(append(syllables, rest+"*"), "-"))
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q is cut into %q, want %q", test.typed, got, test.want)
		}
	}
	if n := len(sounds.spell(strings.Repeat("an", 30))); n != mostSpellings {
		t.Errorf("%d ways, want the first %d", n, mostSpellings)
	}
	if got := sounds.spell(strings.Repeat("an", 30) + "qq"); got != nil {
		t.Errorf("what cannot be read is cut into %v", got)
	}
}

func TestTheTableOfSoundsIsSorted(t *testing.T) {
	sounds := newSounds(nil)
	if !slices.IsSorted(sounds.all) || len(sounds.all) < 380 {
		t.Errorf("%d syllables: %v", len(sounds.all), sounds.all)
	}
}
