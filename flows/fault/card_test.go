package fault

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"posmedic/catalog"
)

func TestParseCardNumber(t *testing.T) {
	sixteen := CardNumber{"622202", "1234", 16}
	nineteen := CardNumber{"622202", "1234", 19}
	unknown := CardNumber{"622202", "1234", 0}
	for _, test := range []struct {
		typed   string
		want    CardNumber
		problem catalog.Text
	}{
		{"", CardNumber{}, catalog.Text{}},
		{"卡号：", CardNumber{}, catalog.Text{}},
		{"6222020000001234", sixteen, catalog.Text{}},
		{"6222 0200 0000 1234", sixteen, catalog.Text{}},
		{"卡号：6222-0200-0000-1234。", sixteen, catalog.Text{}},
		{"６２２２０２０００００００００１２３４", nineteen, catalog.Text{}},
		{"6222020000000001234", nineteen, catalog.Text{}},
		{"6222020001234", sixteen.withLength(13), catalog.Text{}},
		{"卡号：622202******1234 /S 有效期 12/30", sixteen, catalog.Text{}},
		{"6222 0200 0000 1234 (C) EXP 12/30", sixteen, catalog.Text{}},
		{"622202******1234", sixteen, catalog.Text{}},
		{"622202XXXXXX1234", sixteen, catalog.Text{}},
		{"622202••••••1234", sixteen, catalog.Text{}},
		{"622202ＸＸＸｘｘｘ1234", sixteen, catalog.Text{}},
		{"62220200****1234", sixteen, catalog.Text{}},
		{"622202***1234", sixteen.withLength(13), catalog.Text{}},
		{"622202*********1234", nineteen, catalog.Text{}},
		{"622202 1234", unknown, catalog.Text{}},
		{"622202*1234", unknown, catalog.Text{}},
		{"622202…1234", unknown, catalog.Text{}},
		{"622202123", CardNumber{}, words.CardShort},
		{"62220212345", CardNumber{}, words.CardLength},
		{"622202123456", CardNumber{}, words.CardLength},
		{"62220200000000001234", CardNumber{}, words.CardLong},
		{strings.Repeat("6", 1<<20), CardNumber{}, words.CardLong},
		{strings.Repeat("*", 1<<20), CardNumber{}, words.CardLong},
		{"6222********1234", CardNumber{}, words.CardHidden},
		{"622202********34", CardNumber{}, words.CardHidden},
		{"************1234", CardNumber{}, words.CardHidden},
		{"\xff\xfe", CardNumber{}, catalog.Text{}},
	} {
		got, finding := ParseCardNumber(test.typed)
		if len(test.typed) > 100 {
			test.typed = test.typed[:100]
		}
		if got != test.want {
			t.Errorf("ParseCardNumber(%q) = %#v, want %#v", test.typed, got, test.want)
		}
		checkFinding(t, test.typed, finding, hardOrNil(test.problem))
	}
}

func (c CardNumber) withLength(n int) CardNumber {
	c.Length = n
	return c
}

func hardOrNil(text catalog.Text) *Finding {
	if text.IsZero() {
		return nil
	}
	return hard(text)
}

func checkFinding(t *testing.T, what string, got, want *Finding) {
	t.Helper()
	switch {
	case got == nil && want == nil:
	case got == nil || want == nil || *got != *want:
		t.Errorf("%q: finding %+v, want %+v", what, got, want)
	}
}

func TestCardEntryWhileTyping(t *testing.T) {
	var entry CardEntry
	for i, want := range []string{
		"6", "62", "622", "6222", "62220", "622202", "6222021", "62220212", "622202123", "6222021234", "622202*2345",
		"622202**3456", "622202***4567", "622202****5678", "622202*****6789", "622202******7890",
	} {
		entry = entry.Type(rune("6222021234567890"[i]))
		if entry.Display() != want {
			t.Errorf("after %d digits: %q, want %q", i+1, entry.Display(), want)
		}
	}
}

func TestCardEntryBackspace(t *testing.T) {
	for _, test := range []struct{ typed, want string }{
		{"", ""},
		{"6", ""},
		{"6222021234", "622202123"},
		{"62220212345", ""},
		{"6222021234567890", ""},
		{"622202**", "622202*"},
		{"622202******1234", "622202******123"},
		{"6222021*****1234", ""},
		{strings.Repeat("*", 25), ""},
	} {
		if got := (CardEntry{}).Paste(test.typed).Backspace().Display(); got != test.want {
			t.Errorf("backspace after %q: %q, want %q", test.typed, got, test.want)
		}
	}
}

func TestCardEntryHoldsTenDigits(t *testing.T) {
	entry := CardEntry{}.Paste("6222021234567890123")
	if held := digits(fmt.Sprintf("%#v", entry)); held != "6222020123" {
		t.Errorf("the entry holds the digits %s", held)
	}
	if shown := entry.Paste("4567").Display(); shown != "622202**********4567" {
		t.Errorf("of too many digits the entry shows %s", shown)
	}
}

// model is what a person has typed, kept whole, which CardEntry must never do.
func modelDisplay(typed []rune) string {
	if len(typed) <= kept {
		return string(typed)
	}
	middle := min(len(typed), maxShown) - kept
	return string(typed[:keptHead]) + strings.Repeat("*", middle) + string(typed[len(typed)-keptTail:])
}

func TestCardEntryAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entry CardEntry
		var typed []rune
		for _, r := range rapid.SliceOfN(rapid.RuneFrom([]rune("0123456789*x -<")), 0, 40).Draw(t, "keys") {
			switch {
			case r == '<' && entry.Backspace().IsZero():
				entry, typed = entry.Backspace(), nil
			case r == '<':
				entry, typed = entry.Backspace(), typed[:len(typed)-1]
			case r == ' ' || r == '-':
				entry = entry.Type(r)
			case r == 'x':
				entry, typed = entry.Type(r), append(typed, '*')
			default:
				entry, typed = entry.Type(r), append(typed, r)
			}
			if entry.Display() != modelDisplay(typed) {
				t.Fatalf("typed %q: %q, want %q", string(typed), entry.Display(), modelDisplay(typed))
			}
		}
	})
}

func FuzzCardEntry(f *testing.F) {
	f.Add("6222 0212 3456 7890 123", uint8(3))
	f.Add("622202******1234", uint8(1))
	f.Add("6222021234567890123456789", uint8(0))
	f.Add("６２２２xx\xff•", uint8(0))
	f.Fuzz(func(t *testing.T, typed string, backspaces uint8) {
		entry := CardEntry{}.Paste(typed)
		for range backspaces {
			entry = entry.Backspace()
		}
		if held := fmt.Sprintf("%#v", entry); len(digits(held)) > kept {
			t.Fatalf("%q is held as %s", typed, held)
		}
		if shown := entry.Display(); len(shown) > maxShown || len(digits(shown)) > kept {
			t.Fatalf("%q is shown as %q", typed, shown)
		}
		card, finding := entry.Number()
		switch {
		case finding != nil && (!card.IsZero() || !finding.Hard):
			t.Fatalf("%q: %v and %v", typed, card, finding)
		case finding == nil && !card.valid():
			t.Fatalf("%q: %#v", typed, card)
		case finding == nil && card.IsZero() != entry.IsZero():
			t.Fatalf("%q: %#v", typed, card)
		}
		if again, _ := ParseCardNumber(card.String()); card.Length > 0 && again != card {
			t.Fatalf("%q: %v is read back as %v", typed, card, again)
		}
	})
}

func TestCardNumberJSON(t *testing.T) {
	for _, test := range []struct {
		card CardNumber
		want string
		text string
	}{
		{CardNumber{"622202", "1234", 19}, `{"first6":"622202","last4":"1234","length":19}`, "622202*********1234"},
		{CardNumber{"622202", "1234", 0}, `{"first6":"622202","last4":"1234"}`, "622202******1234"},
		{CardNumber{}, `{"first6":"","last4":""}`, ""},
	} {
		got, err := json.Marshal(test.card)
		if err != nil || string(got) != test.want {
			t.Errorf("%#v is %s, %v, want %s", test.card, got, err, test.want)
		}
		var back CardNumber
		if err := json.Unmarshal(got, &back); err != nil || back != test.card {
			t.Errorf("%s is read back as %#v, %v", got, back, err)
		}
		if test.card.String() != test.text {
			t.Errorf("%#v is shown as %q, want %q", test.card, test.card, test.text)
		}
	}
}

func TestCardNumberRefusesWhatIsNoCutNumber(t *testing.T) {
	for _, content := range []string{
		`{"first6":"6222021234567890","last4":"7890","length":16}`,
		`{"first6":"62220","last4":"1234"}`,
		`{"first6":"622202","last4":"６７８９"}`,
		`{"first6":"62220a","last4":"1234"}`,
		`{"first6":"622202","last4":"1234","length":12}`,
		`{"first6":"622202","last4":"1234","length":20}`,
		`{"first6":"622202","last4":"1234","length":-16}`,
		`{"first6":"622202","last4":"1234","length":6222021234567890123456}`,
		`{"first6":6222021234567890}`,
		`{"first6":"","last4":"1234"}`,
		`{"length":16}`,
		`"6222021234567890"`,
		`6222021234567890`,
		`["6222021234567890"]`,
	} {
		card := CardNumber{"411111", "1111", 16}
		err := json.Unmarshal([]byte(content), &card)
		if err == nil {
			t.Errorf("%s was read as %#v", content, card)
			continue
		}
		if strings.Contains(err.Error(), "62220") {
			t.Errorf("the error holds the digits: %v", err)
		}
		if card.First6 != "411111" {
			t.Errorf("%s changed the card number to %#v", content, card)
		}
	}
	whole := CardNumber{First6: "6222021234567890", Last4: "7890"}
	if _, err := json.Marshal(whole); err == nil || whole.String() != "" || !whole.Value().IsZero() {
		t.Errorf("a whole card number in First6 got out: %q, %v", whole.String(), err)
	}
}
