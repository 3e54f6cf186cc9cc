package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"nothing", "", 10, []string{""}},
		{"fits", "打印机", 6, []string{"打印机"}},
		{"Chinese breaks anywhere", "打印机缺纸", 6, []string{"打印机", "缺纸"}},
		{"a wide character does not fit half", "打印机缺纸", 7, []string{"打印机", "缺纸"}},
		{"no stop at the start", "打印机。缺纸", 6, []string{"打印", "机。缺", "纸"}},
		{"no opening bracket at the end", "打印（机）", 6, []string{"打印", "（机）"}},
		{"no opening quote at the end", "打印“机”", 6, []string{"打", "印“机”"}},
		{"Latin words stay whole", "the terminal restarts", 12, []string{"the terminal", "restarts"}},
		{"a Latin word after Chinese punctuation stays whole", "打印，restart", 8, []string{"打印，", "restart"}},
		{"a word wider than the line is cut", "abcdefgh ij", 4, []string{"abcd", "efgh", "ij"}},
		{"a cut leaves no stop alone", "abcd。", 4, []string{"abc", "d。"}},
		{"a number stays behind its slash", "[手册 E/1]", 9, []string{"[手册", "E/1]"}},
		{"a path breaks between its folders", "/tmp/data", 5, []string{"/tmp/", "data"}},
		{"an arrow stays whole", "try again -> no", 11, []string{"try again", "-> no"}},
		{"a range breaks behind its hyphen", "reports-mine", 8, []string{"reports-", "mine"}},
		{"a Chinese term in a Latin text stays whole", "on the receipt as 商户编号", 24, []string{"on the receipt as", "商户编号"}},
		{"a Chinese term in quotes stays whole", "the option “打开网络” is on", 18, []string{"the option", "“打开网络” is on"}},
		{"a Latin word in a Chinese text keeps nothing together", "按 Esc 保存并退出", 12, []string{"按 Esc 保存", "并退出"}},
		{"a Chinese term wider than the line is cut", "prompt 打印机缺纸", 6, []string{"prompt", "打印机", "缺纸"}},
		{"line feeds are kept", "a\nb\n\nc", 9, []string{"a", "b", "", "c"}},
		{"blanks at a break are dropped", "ab   cd", 3, []string{"ab", "cd"}},
		{"a character wider than the line", "打印", 1, []string{"打", "印"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Wrap(test.text, test.width, ansi.StringWidth); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// checkWrap holds the rules for every text without control characters.
func checkWrap(t interface{ Fatalf(string, ...any) }, text string, width int) {
	lines := Wrap(text, width, ansi.StringWidth)
	for i, line := range lines {
		if got := ansi.StringWidth(line); got > width {
			t.Fatalf("width %d: line %d of %q has %d cells", width, i, lines, got)
		}
	}
	if got, want := withoutBlanks(strings.Join(lines, "")), withoutBlanks(text); got != want {
		t.Fatalf("width %d: the lines hold %q, want %q", width, got, want)
	}
}

func withoutBlanks(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(ends, r) {
			return -1
		}
		return r
	}, text)
}

// sentence draws text as the wizard shows it: Chinese and Latin words, numbers, punctuation of both.
func sentence(t *rapid.T) string {
	words := rapid.SliceOf(rapid.SampledFrom([]string{
		"终端", "网络", "重启", "，", "。", "、", "：", "（", "）", "“", "”", "《", "》", "？", "！", " ", " ", "Wi-Fi", "E102", "restart",
		"SIM", "3G", "/tmp/data", "posmedic", "-", "5", "%", "…", "\n",
	})).Draw(t, "words")
	return strings.Join(words, "")
}

func TestWrapRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, width := sentence(t), rapid.IntRange(2, 60).Draw(t, "width")
		checkWrap(t, text, width)
	})
}

// TestWrapPunctuation holds the rules of Chinese typesetting for sentences in which every bracket and quote
// holds something and no punctuation stands twice.
func TestWrapPunctuation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{
			"终端", "网络", "重启机器", "断，", "好。", "卡、", "问：", "（是）", "“签到”", "《手册》", "吗？", " Wi-Fi ", "E102", " restart ", "SIM卡",
		})).Draw(t, "words"), "")
		width := rapid.IntRange(10, 60).Draw(t, "width")
		for i, line := range Wrap(text, width, ansi.StringWidth) {
			if i > 0 && startsWith(line, closers) {
				t.Fatalf("width %d: line %q begins with punctuation", width, line)
			}
			if last, _ := lastRune(line); strings.ContainsRune(openers, last) {
				t.Fatalf("width %d: line %q ends with an opening sign", width, line)
			}
		}
	})
}

// TestWrapKeepsWords holds that a word is broken only where it is longer than a line.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-zA-Z0-9]{1,9}|终端|网络，`)).Draw(t, "words")
		width := rapid.IntRange(10, 40).Draw(t, "width")
		var broken []string
		for _, line := range Wrap(strings.Join(words, " "), width, ansi.StringWidth) {
			broken = append(broken, strings.Fields(line)...)
		}
		for _, word := range words {
			if isLatinWord(word) && !slices.Contains(broken, word) {
				t.Fatalf("width %d: the word %q of %q was broken: %q", width, word, words, broken)
			}
		}
	})
}

func isLatinWord(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r > 0x7f }) < 0
}

func lastRune(text string) (rune, bool) {
	runes := []rune(text)
	if len(runes) == 0 {
		return 0, false
	}
	return runes[len(runes)-1], true
}

func FuzzWrap(f *testing.F) {
	f.Add("终端上显示什么？E102（网络）", 7)
	f.Add("a\u0301\u200d👩\u200d👩\u200d👧 ﷽", 2)
	f.Add("\xff\xfe打印机\n\n", 3)
	f.Fuzz(func(t *testing.T, text string, width int) {
		text = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' {
				return -1
			}
			return r
		}, text)
		checkWrap(t, text, 2+max(width, -width)%80)
	})
}
