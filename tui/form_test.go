package tui

import (
	"strings"
	"testing"

	"posmedic/flows/fault"
)

// formOf opens the fault record of a card fault with a field in hand.
func formOf(t *testing.T, field fault.Name) *wizard {
	t.Helper()
	w := start(t)
	w.walkTo("E301", "i")
	w.goTo(field)
	return w
}

// goTo moves to a field of the form on the screen, on whichever page it is.
func (w *wizard) goTo(field fault.Name) {
	w.t.Helper()
	form := w.root.top().(*formScreen)
	for range form.pages {
		for range form.fields() {
			if form.name() == field {
				return
			}
			w.press("down")
		}
		w.press("ctrl+o")
	}
	w.t.Fatalf("the form has no field %s", field)
}

func TestFormFindings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		field fault.Name
		typed string
		say   string // what is wrong with it, "" if nothing is
		kept  string // what is on the disk after ↓
	}{
		{"a terminal ID", fault.TID, "10293847", "", "10293847"},
		{"a full-width terminal ID", fault.TID, "１０２９３８４７", "", "10293847"},
		{"a short terminal ID", fault.TID, "123", "A terminal ID has 8 digits or letters.", ""},
		{"a card number for a terminal ID", fault.TID, "6222021234567890123", "This looks like a card number.", ""},
		{"a merchant ID", fault.MID, "822290054110021", "", "822290054110021"},
		{"a merchant ID of elsewhere", fault.MID, "123290054110021", "A merchant ID usually begins with 822.", "123290054110021"},
		{"a short merchant ID", fault.MID, "8222900", "A merchant ID has 15 digits or letters.", ""},
		{"a serial number", fault.SN, "v8-0012345", "", "V8-0012345"},
		{"an odd serial number", fault.SN, "V8/1", "A serial number usually has 6 to 32", "V8/1"},
		{"no serial number", fault.SN, "25:99", "this is none", ""},
		{"a long serial number", fault.SN, strings.Repeat("A1", 33), "A serial number has at most 64", ""},
		{"a code", fault.Code, "e304", "", "E304"},
		{"an odd code", fault.Code, "E3", "A code is usually E and 3 digits", "E3"},
		{"a long code", fault.Code, "E301 E302 E303 E304 E305", "A code has at most 20", ""},
		{"a prompt", fault.Prompt, "读卡失败", "", "读卡失败"},
		{"a card number in a prompt", fault.Prompt, "卡 6222021234567890123", "", "卡 622202*********0123"},
		{"a long prompt", fault.Prompt, strings.Repeat("读", 201), "The message has at most 200", ""},
		{"a card number", fault.Card, "6222021234567890123", "", "622202*********0123"},
		{"first 6 and last 4", fault.Card, "6222020123", "", "622202******0123"},
		{"a short card number", fault.Card, "622202", "Some digits are missing.", ""},
		{"a card number of the wrong length", fault.Card, "622202123456", "A card number has 13 to 19 digits.", ""},
		{"a long card number", fault.Card, "622202123456789012345", "A card number has at most 19", ""},
		{"a bank", fault.IssuingBank, "中国工商银行", "", "中国工商银行"},
		{"a long bank", fault.IssuingBank, strings.Repeat("行", 61), "The issuing bank has at most 60", ""},
		{"a time of today", fault.TransactionTime, "13:55", "", "2026-11-21 13:55"},
		{"a time to come", fault.TransactionTime, "15:55", "This time is still to come.", ""},
		{"an old time", fault.TransactionTime, "2026-01-02 13:55", "more than 180 days old", "2026-01-02 13:55"},
		{"no time", fault.TransactionTime, "soon", "This time cannot be read.", ""},
		{"a type", fault.TransactionType, "消费", "", "消费"},
		{"a usual type in English", fault.TransactionType, "refund", "", "退货"},
		{"an odd type", fault.TransactionType, "25:99", "A transaction type is usually a word", "25:99"},
		{"a long type", fault.TransactionType, strings.Repeat("消", 61), "The transaction type has at most 60", ""},
		{"blanks", fault.Prompt, "   ", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := formOf(t, test.field)
			w.press("ctrl+u", test.typed, "down")
			if test.say != "" {
				w.see(test.say)
			}
			kept := test.kept
			if test.field == fault.Code && kept == "" {
				kept = "E301" // what the case began with
			}
			same(t, "on the disk", w.theCase().Record.Get(test.field), kept)
			left := w.root.top().(*formScreen).name() != test.field
			same(t, "the field could be left", left, test.kept != "" || test.say == "")
		})
	}
}

func TestFormStoresAFieldBeforeMovingOn(t *testing.T) {
	for _, key := range []string{"enter", "down", "up", "tab", "shift+tab", "esc"} {
		t.Run(key, func(t *testing.T) {
			w := formOf(t, fault.TID)
			w.press("10293847")
			w.root.Update(namedKeys[key]) // nothing is drawn yet
			same(t, "terminal ID on the disk", w.theCase().Record.Get(fault.TID), "10293847")
		})
	}
}

func TestFormEmptiesAField(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("10293847", "down", "up", "ctrl+u", "down")
	same(t, "terminal ID on the disk", w.theCase().Record.Has(fault.TID), false)
	w.goTo(fault.Card)
	w.press("6222020123", "down", "up", "backspace", "down")
	same(t, "card number on the disk", w.theCase().Record.Has(fault.Card), false)
}

func TestFormDemandedFieldsComeFirst(t *testing.T) {
	w := start(t)
	w.walkTo("E102", "y", "n", "y", "n")
	w.see("Fill in the fault record", "· Merchant ID (MID): empty", "· Terminal ID (TID): empty", "✓ Error code: E102", "· Prompt as shown: empty")
	w.press("enter")
	w.see("filled 1/4", "▸ Merchant ID", "Terminal ID", "✓ Error code: E102", "Prompt as shown", "Ctrl+O other fields: 19, 0 of them filled")
	w.seeNot("Serial number", "Card number")
	w.press("822290054110021", "enter")
	w.see("filled 2/4", "▸ Terminal ID")
	w.press("10293847", "enter")
	w.see("filled 3/4", "▸ Prompt as shown")
	w.press("网络异常", "enter")
	w.see("Outcome", "Everything that they need is there")
}

func TestFormRefusesOnceWhatCannotBeStored(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("123", "esc")
	w.see("> 123", "A terminal ID has 8 digits", "Not stored. Correct it, or press Esc again to throw it away.")
	w.press("4", "esc")
	w.see("> 1234", "Not stored.")
	w.press("esc")
	w.see("step 1")
	same(t, "terminal ID on the disk", w.theCase().Record.Has(fault.TID), false)
}

func TestFormEnterNeverThrowsAway(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("123", "enter", "enter", "down", "up")
	w.see("> 123", "A terminal ID has 8 digits")
}

func TestFormShowsADoubtBeforeItIsLeft(t *testing.T) {
	w := formOf(t, fault.MID)
	w.press("123290054110021", "esc")
	w.see("A merchant ID usually begins with 822.")
	w.seeNot("Not stored")
	same(t, "merchant ID on the disk", w.theCase().Record.Get(fault.MID), "123290054110021")
	w.press("esc")
	w.see("step 1")
}

func TestFormTakesTheHandbooksWords(t *testing.T) {
	w := formOf(t, fault.Prompt)
	words := shipped.Find("E301")[0].Message.Zh
	w.see("If they are just “" + words + "”, → fills them in")
	w.press("right")
	w.cursorAt("> " + words)
	w.press("left", "right", "x")
	w.cursorAt("> " + words + "x")
	w.press("down")
	same(t, "prompt on the disk", w.theCase().Record.Get(fault.Prompt), words+"x")
}

func TestFormSaysWhyAFieldCannotBeStored(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E301", "i", "822290054110021")
	journal.fails = errBroken
	w.size(40, 12)
	w.press("down")
	w.see("> 822290054110021", errBroken.Error())
	journal.fails = nil
	w.press("down")
	w.see("✓ Merchant ID (MID): 822290054110021")
	w.seeNot(errBroken.Error())
}

// TestChineseCursor types Chinese into every line that there is: the cursor stands where the text ends.
func TestChineseCursor(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("打印机", 30)
	begin := map[string][]string{
		"home":   {},
		"reason": {"E102", "enter", "enter", "c"},
	}
	for _, name := range fault.Names() {
		if name != fault.Card {
			begin[string(name)] = []string{"E301", "enter", "enter", "i"}
		}
	}
	for screen, keys := range begin {
		t.Run(screen, func(t *testing.T) {
			w := startWith(t, newMemory())
			w.size(40, 20)
			w.press(keys...)
			if _, ok := w.root.top().(*formScreen); ok {
				w.goTo(fault.Name(screen))
				w.press("ctrl+u")
			}
			from := w.root.View().Cursor.X
			w.press("打印机")
			w.cursorAt("> 打印机")
			same(t, "cells that the cursor moved", w.root.View().Cursor.X-from, 6)
			w.press("left")
			w.cursorAt("> 打印")
			w.press("end", long)
			w.cursorAt("打印机")
			if at := w.root.View().Cursor.X; at < 36 || at > 39 {
				t.Errorf("a text longer than the line must keep the cursor at its right end, not in cell %d", at)
			}
			w.press("home")
			w.cursorAt("> ")
		})
	}
}

func TestFormTakesEitherOfTheAlternatives(t *testing.T) {
	w := start(t)
	w.walkTo("0017")
	w.see("Fill in the fault record", "Merchant ID (MID): empty", "Terminal ID (TID): empty", "Serial number (SN): empty",
		"Merchant ID (MID) + Terminal ID (TID) or Serial number (SN): one of them is enough")
	w.press("enter")
	w.see("filled 0/1", "▸ Merchant ID", "one of them is enough", "Ctrl+O other fields")
	w.goTo(fault.SN)
	w.press("N910-0012345", "enter")
	w.see("Outcome", "Everything that they need is there")
}

func TestFormNamesTheAlternativesThatAreMissing(t *testing.T) {
	w := start(t)
	w.walkTo("0017", "enter")
	w.press("822290054110021", "esc")
	w.see("1 still missing: Merchant ID (MID) + Terminal ID (TID) or Serial number (SN)")
}

func TestFormMarksWhatIsDoubtful(t *testing.T) {
	w := formOf(t, fault.SN)
	w.press("V8/1", "down", "up", "up")
	w.see("? Serial number (SN): V8/1")
	w.press("down", "ctrl+u", "V8-0012345", "down")
	w.see("✓ Serial number (SN): V8-0012345")
}

func TestAStepMarksWhatIsDoubtful(t *testing.T) {
	w := start(t)
	w.walkTo("0017", "enter")
	w.press("123290054110021", "esc", "esc")
	w.press("b")
	w.see("? Merchant ID (MID): 123290054110021", "· Terminal ID (TID): empty")
}

func TestFormGoesThroughTheUsualTransactionTypes(t *testing.T) {
	w := formOf(t, fault.TransactionType)
	w.see("消费: sale, 消费撤销: void", "→ goes through them")
	w.press("right", "right")
	w.cursorAt("> 消费撤销")
	w.press("ctrl+u", "right", "down")
	same(t, "on the disk", w.theCase().Record.Get(fault.TransactionType), "消费")
	w.press("up", "ctrl+l")
	w.see("消费、消费撤销、退货")
}
