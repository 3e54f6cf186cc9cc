package fault

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestScrub(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no number", "打印机缺纸", "打印机缺纸"},
		{"empty", "", ""},
		{"16 digits", "卡号6222021234567890，读卡失败", "卡号622202******7890，读卡失败"},
		{"13 digits", "6222021234567", "622202***4567"},
		{"19 digits", "6222021234567890123", "622202*********0123"},
		{"more than 19 digits", "62220212345678901234", "622202**********1234"},
		{"13 digits that no card begins with", "1022021234567", "102202***4567"},
		{"12 digits are a reference number", "RRN 622202123456", "RRN 622202123456"},
		{"grouped by spaces", "6222 0212 3456 7890 123", "622202*********0123"},
		{"grouped by dashes", "6222-0212-3456-7890", "622202******7890"},
		{"grouped by wide gaps", "6222 - 0212 – 3456 — 7890", "622202******7890"},
		{"too wide a gap", "622202    1234567890", "622202    1234567890"},
		{"over lines", "6222\r\n0212\r\n3456\r\n7890", "622202******7890"},
		{"grouped by Chinese input", "6222　0212－3456．7890", "622202******7890"},
		{"full-width digits", "６２２２０２１２３４５６７８９０", "622202******7890"},
		{"Arabic and mathematical digits", "٦٢٢٢٠٢١٢٣٤٥٦𝟕𝟴𝟫𝟶", "622202******7890"},
		{"zero-width spaces", "6222\u200b0212\u200b34567890", "622202******7890"},
		{"keycaps", "6\ufe0f\u20e32220212345678\ufe0f\u20e390", "622202******7890"},
		{"invalid UTF-8 between digits", "6222\xff0212\xff3456\xff7890", "622202******7890"},
		{"invalid UTF-8", "a\xff\xfeb", "a\ufffdb"},
		{"Mastercard", "2221 0012 3456 7890", "222100******7890"},
		{"UnionPay 81", "8110 0012 3456 7890", "811000******7890"},
		{"81 within a group", "7810 0012 1012 1012", "7810 0012 1012 1012"},
		{"three digits before a colon are no clock", "6222 0212 3456 789:10", "622202*****6789:10"},
		{"three digits behind a colon are no clock", "1:622 0212 3456 7890", "1:622021*****7890"},
		{"a digit too many in front", "16222 0212 3456 7890", "162220*******7890"},
		{"bold", "**6222021234567890**", "**622202******7890**"},
		{"the letters O and l for digits", "6222O2l234567890", "622202******7890"},
		{"full-width letters for digits", "６２２２０２１２３４５Ｏ７８９ｌ１", "622202*******8911"},
		{"a letter behind a number", "622202123456Old", "622202123456Old"},
		{"a letter before a number", "O622202123456", "O622202123456"},
		{"two numbers", "6222021234567890，再刷6217001234567890123", "622202******7890，再刷621700*********0123"},
		{"a code in front", "E102 6222 0212 3456 7890", "E102 622202******7890"},
		{"a code in front, of a digit that cards begin with", "E302 6222 0212 3456 7890", "E302622*********7890"},

		{"cut before", "622202******7890", "622202******7890"},
		{"cut before, in groups", "6222 02** **** 7890", "6222 02** **** 7890"},
		{"cut before, at other places", "6222********7890", "6222********7890"},
		{"cut before, and one more digit", "622202***45678", "622202****5678"},
		{"cut before, and one more group", "622202******7890 123", "622202*********0123"},
		{"cut before, and the second paste", "622202***456 7890123", "622202*********0123"},
		{"stars only", strings.Repeat("*", 40), strings.Repeat("*", 40)},

		{"code and time", "E102 2026-11-21 14:05", "E102 2026-11-21 14:05"},
		{"time", "2026-11-21 14:05:33", "2026-11-21 14:05:33"},
		{"code of a digit that cards begin with, and time", "E302 2026-11-21 14:05", "E302 2026-11-21 14:05"},
		{"the same, not yet typed to its end", "9999 2026-11-21 14", "9999 2026-11-21 14"},
		{"terminal ID and date", "终端62345678 2026/11/21", "终端62345678 2026/11/21"},
		{"card number and time", "6222 0212 3456 7890 2026-11-21 14:05:33", "622202******7890 2026-11-21 14:05:33"},
		{"cut number and time", "622202******7890\n2026/11/21 14:05", "622202******7890\n2026/11/21 14:05"},
		{"cut number and clock", "622202******7890 14:05", "622202******7890 14:05"},
		{"time and card number", "2026-11-21 14:05 6222 0212 3456 7890", "2026-11-21 14:05 622202******7890"},
		{"what is no date", "9999 2026-13-21 14", "999920****2114"},
		{"mobile phone", "+86 138 0013 8000", "+86 138 0013 8000"},
		{"address", "192.168.100.200:8080", "192.168.100.200:8080"},
	} {
		if got := Scrub(test.text); got != test.want {
			t.Errorf("%s: Scrub(%q) = %q, want %q", test.name, test.text, got, test.want)
		}
		if got, want := HoldsCardNumber(test.text), digits(test.text) != digits(test.want); got != want {
			t.Errorf("%s: HoldsCardNumber(%q) = %v, want %v", test.name, test.text, got, want)
		}
	}
}

// BenchmarkScrub scrubs a paste of 1 MB, made of what is hardest to scrub.
func BenchmarkScrub(b *testing.B) {
	for _, piece := range []string{"6", "６", "6222 ", "1 ", "a", "*", "1,", "6\u200b", "12:", "卡号6222021234567890，", "9999 2026-11-21 14a", "\xff"} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		b.Run(fmt.Sprintf("%q", piece), func(b *testing.B) {
			for b.Loop() {
				Scrub(text)
			}
		})
	}
}

// card is a card number with its digits in groups, as it is typed.
type card struct{ digits, typed string }

var (
	zeros      = []rune{'0', '０', '٠', '०', '𝟎', '𝟬'}
	separators = []string{
		" ", "-", "\u00a0", "　", "\u2009", "\u200b", "‐", "‑", "‒", "–", "—", "−", ".", "·", "_", "/", "\t", "\n", ",", "－",
		"  ", " -", ", ", "\r\n", " - ",
	}
	beginnings = []string{"3", "4", "5", "6", "9", "62", "2221", "2720", "2200", "81"}
)

func drawCard(t *rapid.T) card {
	length := rapid.IntRange(minCard, maxCard).Draw(t, "length")
	grouped := rapid.Bool().Draw(t, "grouped")
	begin := ""
	if grouped {
		begin = rapid.SampledFrom(beginnings).Draw(t, "begin")
	}
	rest := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), length-len(begin), length-len(begin), -1).Draw(t, "rest")
	number := begin + rest
	zero := rapid.SampledFrom(zeros).Draw(t, "script")
	var typed strings.Builder
	for i, r := range number {
		if grouped && i > 0 && rapid.IntRange(0, 2).Draw(t, "gap") == 0 {
			typed.WriteString(rapid.SampledFrom(separators).Draw(t, "separator"))
		}
		typed.WriteRune(zero + r - '0')
	}
	return card{number, typed.String()}
}

// drawWords draws a text without digits.
func drawWords(t *rapid.T, name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "卡号：", "E", "card ", "**", "(", " 失败", ":", "，"})).Draw(t, name))
}

// Of a card number in a text no more is left than first 6 and last 4, however it got there.
func TestScrubLeavesTenDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := drawCard(t)
		text := drawWords(t, "before") + number.typed + drawWords(t, "after")
		want := number.digits[:keptHead] + number.digits[len(number.digits)-keptTail:]

		pasted := Scrub(text)
		if got := digits(pasted); got != want {
			t.Fatalf("pasted %q: %q", text, pasted)
		}
		if Scrub(pasted) != pasted {
			t.Fatalf("pasted %q: scrubbed twice: %q", text, Scrub(pasted))
		}
		if !HoldsCardNumber(text) || HoldsCardNumber(pasted) {
			t.Fatalf("%q holds a card number and %q does not", text, pasted)
		}
		typed := ""
		for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
			typed = Scrub(typed + string(r))
			if n := len(digits(typed)); n >= minCard {
				t.Fatalf("while typing %q: %d digits in %q", text, n, typed)
			}
		}
		if got := digits(typed); got != want {
			t.Fatalf("typed %q: %q", text, typed)
		}
		for cut := range text {
			if halves := Scrub(Scrub(text[:cut]) + text[cut:]); digits(halves) != want {
				t.Fatalf("pasted %q and %q: %q", text[:cut], text[cut:], halves)
			}
		}
	})
}

// A number may be typed in before, or pasted over, what was cut: ten digits and what is too short to tell.
func TestScrubNeverUncovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := Scrub(rapid.StringMatching(`[0-9*a ,:-]{0,60}`).Draw(t, "text"))
		at := rapid.IntRange(0, len(text)).Draw(t, "cursor")
		typed := rapid.StringMatching(`[0-9]`).Draw(t, "typed")
		if after := Scrub(text[:at] + typed + text[at:]); len(digits(after)) > len(digits(text))+1 {
			t.Fatalf("%q became %q", text, after)
		}
	})
}

func FuzzScrub(f *testing.F) {
	f.Add("E102 2026-11-21 14:05 6222 0212 3456 7890", uint64(6222021234567890))
	f.Add("622202***4567 8", uint64(2221001234567890))
	f.Add("９９９９ 2026/1/2 3", uint64(8110001234567890123))
	f.Add("a\xff6\u200b2*x、", uint64(1234567890123))
	f.Fuzz(func(t *testing.T, text string, number uint64) {
		scrubbed := Scrub(text)
		if Scrub(scrubbed) != scrubbed {
			t.Fatalf("Scrub(%q) = %q, again %q", text, scrubbed, Scrub(scrubbed))
		}
		if !utf8.ValidString(scrubbed) || HoldsCardNumber(scrubbed) {
			t.Fatalf("Scrub(%q) = %q", text, scrubbed)
		}
		if piece := onePiece.FindString(scrubbed); piece != "" {
			t.Fatalf("Scrub(%q) = %q still holds %q", text, scrubbed, piece)
		}
		if len(text) > 100 {
			return
		}
		typed := ""
		for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
			typed = Scrub(typed + string(r))
		}
		if len(digits(typed)) > len(digits(scrubbed)) {
			t.Fatalf("typed %q is %q, pasted %q", text, typed, scrubbed)
		}
		checkCardIn(t, text, number)
	})
}

var (
	onePiece = regexp.MustCompile(`\p{Nd}{13}`)
	anyDate  = regexp.MustCompile(`20\d\d[-/.]\d\d?[-/.]\d\d?`)
)

// checkCardIn writes a card number with the text's other characters between its digits.
func checkCardIn(t *testing.T, text string, number uint64) {
	plain := []rune("6" + strings.Repeat("0", 19))
	for i := range plain[1:] {
		plain[19-i] = rune('0' + number%10)
		number /= 10
	}
	plain = plain[:minCard+len(text)%(maxCard-minCard+1)]
	var typed strings.Builder
	gap := 0
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case gap < maxGap && (isSeparator(r) || isUnseen(r)):
			typed.WriteRune(r)
			gap++
		case typed.Len() < len(plain):
			typed.WriteRune(plain[len(digits(typed.String()))])
			gap = 0
		}
	}
	typed.WriteString(string(plain[len(digits(typed.String())):]))
	if anyDate.MatchString(typed.String()) {
		return // Scrub leaves dates
	}
	if left := digits(Scrub(typed.String())); len(left) != kept {
		t.Fatalf("Scrub(%q) = %q", typed.String(), Scrub(typed.String()))
	}
}

// digits returns the digits of a text as plain ones.
func digits(text string) string {
	var found strings.Builder
	for _, r := range text {
		if digit, ok := digitOf(r); ok {
			found.WriteByte(digit)
		}
	}
	return found.String()
}

func TestDigitOf(t *testing.T) {
	for _, zero := range zeros {
		for i := range rune(10) {
			if digit, ok := digitOf(zero + i); !ok || digit != byte('0'+i) {
				t.Errorf("%q is %q, %v", zero+i, digit, ok)
			}
		}
	}
	for _, r := range "a/:一①²½\uFFFD" {
		if _, ok := digitOf(r); ok {
			t.Errorf("%q is no digit", r)
		}
	}
	// Every row of decimal digits has ten and begins with its zero, which digitOf relies on.
	for _, rows := range unicode.Nd.R16 {
		if (rows.Hi-rows.Lo+1)%10 != 0 || rows.Stride != 1 {
			t.Errorf("digits from %U to %U", rows.Lo, rows.Hi)
		}
	}
	for _, rows := range unicode.Nd.R32 {
		if (rows.Hi-rows.Lo+1)%10 != 0 || rows.Stride != 1 {
			t.Errorf("digits from %U to %U", rows.Lo, rows.Hi)
		}
	}
}
