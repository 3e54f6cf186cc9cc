package fault

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// held fails the test when a text holds more digits than first 6 and last 4.
func held(t *rapid.T, what, text string) {
	if n := len(digits(text)); n > kept {
		t.Fatalf("%s: %d digits in %q", what, n, text)
	}
}

// Whichever field a card number is typed or pasted into, whole or in two parts, first 6 and last 4 are left of it. Only
// the field of the merchant ID keeps 13 to 15 digits in one piece.
func TestNoFieldHoldsACardNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(Names()).Draw(t, "field")
		number := drawCard(t)
		text := drawWords(t, "before") + number.typed + drawWords(t, "after")
		if name == MID && midBegin().MatchString(fold(oneLine(text))) {
			return
		}
		held(t, "pasted", Hold(name, text))
		typed := ""
		for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
			typed = Hold(name, typed+string(r))
		}
		held(t, "typed", typed)
		runes := []rune(text)
		cut := rapid.IntRange(0, len(runes)).Draw(t, "cut")
		held(t, "pasted in two parts", Hold(name, Hold(name, string(runes[:cut]))+string(runes[cut:])))

		value, _ := Parse(name, text, noon)
		held(t, "parsed", value.String())
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		value, err = UnmarshalValue(name, quoted)
		held(t, "read from JSON", fmt.Sprint(value, err))
	})
}

func TestTheCardEntryNeverHoldsACardNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := drawCard(t)
		cut := rapid.IntRange(0, len(number.typed)).Draw(t, "cut")
		first := CardEntry{}.Paste(number.typed[:cut])
		held(t, "the first part", fmt.Sprintf("%#v", first))
		entry := CardEntry{}.Paste(number.typed)
		for range rapid.IntRange(0, 3).Draw(t, "slips") {
			entry = entry.Type(rapid.SampledFrom([]rune("0５x- ")).Draw(t, "slip"))
			held(t, "while typing", fmt.Sprintf("%#v", entry))
			entry = entry.Backspace()
		}
		held(t, "at the end", fmt.Sprintf("%#v", entry))
		card, _ := CardEntry{}.Paste(number.typed).Number()
		if want := (CardNumber{number.digits[:6], number.digits[len(number.digits)-4:], len(number.digits)}); card != want {
			t.Fatalf("%q is read as %v, want %v", number.typed, card, want)
		}
		if content, err := json.Marshal(card); err != nil || len(digits(string(content))) > kept+len("64")+len("19") {
			t.Fatalf("%s, %v", content, err)
		}
	})
}

// Of a card number in a pasted receipt, behind whichever label or none, in one line or several, first 6 and last 4 are
// left in a value, and nothing in what was not understood.
func TestNoReceiptHoldsACardNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := drawCard(t)
		field := rapid.SampledFrom(printed).Draw(t, "field")
		label := rapid.SampledFrom(append(field.Labels, "", "卡片")).Draw(t, "label")
		sign := rapid.SampledFrom([]string{"：", ": ", " ", "\n", "(NO):\n"}).Draw(t, "sign")
		text := "商户编号：822290058120001\n" + label + sign + drawWords(t, "before") + number.typed + drawWords(t, "after") + "\n终端号：A"
		receipt := ReadReceipt(text, printed, noon)
		for _, reading := range receipt.Readings {
			if reading.Name != MID {
				held(t, string(reading.Name), reading.Value.String())
			} else if shown := reading.Value.String(); shown != "" && !strings.Contains(fold(text), shown) {
				t.Fatalf("the merchant ID %q is not in %q", shown, text)
			}
		}
		if unread := strings.Join(receipt.Unread, ""); digits(unread) != "" {
			t.Fatalf("digits in what was not understood: %q", receipt.Unread)
		}
	})
}

func TestAMerchantIDOfFifteenDigitsSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mid := rapid.StringMatching(`[0-9]{15}`).Draw(t, "mid")
		typed := ""
		for _, digit := range mid {
			typed = Hold(MID, typed+string(digit))
		}
		value, _ := Parse(MID, typed, noon)
		pasted, _ := Parse(MID, Hold(MID, " "+mid+"\t"), noon)
		content, err := value.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		stored, err := UnmarshalValue(MID, content)
		receipt := ReadReceipt("商户编号："+mid+"\n卡号：622202******1234", printed, noon)
		if value.String() != mid || pasted != value || stored != value || receipt.Readings[0].Value != value {
			t.Fatalf("%s: typed %s, pasted %s, stored %s (%v), in a receipt %v", mid, value, pasted, stored, err, receipt)
		}
	})
}

func FuzzReadReceipt(f *testing.F) {
	f.Add("商户编号：822290058120001\n卡号: 622202******1234 /S\n日期：2026/11/20\n时间：10:05")
	f.Add("提示：6222 0212\r3456\r7890 123\r终端号(TERMINAL NO)\r12345678")
	f.Add("AMOUNT RMB 1,234.50\x00\xff Trace No 42")
	f.Fuzz(func(t *testing.T, text string) {
		receipt := ReadReceipt(text, printed, noon)
		for _, reading := range receipt.Readings {
			shown := reading.Value.String()
			if reading.Value.IsZero() != (reading.Finding != nil && reading.Finding.Hard) {
				t.Fatalf("%q: %+v", text, reading)
			}
			if reading.Name != MID && HoldsCardNumber(shown) {
				t.Fatalf("%q: %s is %q", text, reading.Name, shown)
			}
		}
		if unread := strings.Join(receipt.Unread, ""); digits(unread) != "" {
			t.Fatalf("%q: digits in %q", text, unread)
		}
	})
}
