package tui

import (
	"testing"

	"posmedic/flows/fault"
)

func TestFormSuggestsTheIssuingBank(t *testing.T) {
	w := formOf(t, fault.Card)
	w.press("6222020123", "down")
	w.see("▸ Issuing bank", "Probably 中国工商银行 (by the first 6 digits only: compare it with the card); → fills it in")
	w.press("down")
	same(t, "bank that nobody accepted, on the disk", w.theCase().Record.Get(fault.IssuingBank), "")
	w.press("up", "right", "down")
	same(t, "bank on the disk", w.theCase().Record.Get(fault.IssuingBank), "中国工商银行")
}

func TestFormOffersEveryBankThatItMayBe(t *testing.T) {
	w := formOf(t, fault.Card)
	w.press("6223030123", "down")
	w.see("Probably 中国工商银行 or 南京银行")
	w.press("right")
	w.cursorAt("> 中国工商银行")
	w.press("right")
	w.cursorAt("> 南京银行")
	w.press("right", "left", "right")
	w.cursorAt("> 中国工商银行")
}

func TestFormKeepsATypedBank(t *testing.T) {
	w := formOf(t, fault.Card)
	w.press("6222020123", "down", "工行", "right")
	w.cursorAt("> 工行")
}

func TestFormSuggestsNoBankForAnUnknownCard(t *testing.T) {
	w := formOf(t, fault.Card)
	w.press("4000000123", "down", "right")
	w.see("▸ Issuing bank")
	w.seeNot("Probably")
	same(t, "the line", w.root.top().(*formScreen).text.value(), "")
}

func TestFormGoesThroughTheChoices(t *testing.T) {
	w := formOf(t, fault.Severity)
	w.see("S1: no payment can be taken", "S4: only a question", "→ goes through them, or type one")
	w.press("right", "right", "down")
	same(t, "severity on the disk", w.theCase().Record.Get(fault.Severity), "S2")
	w.goTo(fault.Bearer)
	w.press("wifi", "down")
	same(t, "connection on the disk", w.theCase().Record.Get(fault.Bearer), "Wi-Fi")
}

func TestFormExplainsAMerchantID(t *testing.T) {
	w := formOf(t, fault.MID)
	w.press("82229005411002")
	w.seeNot("institution")
	w.press("1")
	w.see("> 822290054110021", "institution 822, region 2900, merchant category 5411, number 0021")
	w.press("down")
	w.seeNot("institution")
}

func TestFormShowsHowATimeIsUnderstood(t *testing.T) {
	w := formOf(t, fault.TransactionTime)
	w.press("昨晚8点半")
	w.see("> 昨晚8点半", "Stored as 2026-11-20 20:30")
	w.press("down", "up")
	w.see("> 2026-11-20 20:30")
	w.seeNot("Stored as")
}

func TestFormMasksTheActivationCodeOnceItIsLeft(t *testing.T) {
	w := formOf(t, fault.ActivationCode)
	w.press("8F3K2QZ7")
	w.see("> 8F3K2QZ7")
	w.press("down")
	w.see("✓ Activation code: ******")
	w.seeNot("8F3K2QZ7")
	same(t, "activation code on the disk", w.theCase().Record.Get(fault.ActivationCode), "8F3K2QZ7")
}

func TestFormHasASecondPage(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("10293847", "ctrl+o")
	same(t, "terminal ID on the disk before the page is turned", w.theCase().Record.Get(fault.TID), "10293847")
	w.see("Other fields (optional", "▸ Serial number", "Transaction type", "Contact", "Ctrl+O first page")
	w.seeNot("Merchant ID (MID)", "Card number")
	w.press("N910-0012345", "enter")
	w.see("✓ Serial number (SN): N910-0012345", "▸ Transaction type")
	w.press("ctrl+o")
	w.see("▸ Merchant ID", "✓ Terminal ID (TID): 10293847", "Ctrl+O other fields: 16, 1 of them filled")
}

func TestFormTurnsNoPageOverWhatCannotBeStored(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("123", "ctrl+o")
	w.see("▸ Terminal ID", "> 123", "A terminal ID has 8 digits")
}

// TestFormWithoutDemandsHasOnePage opens the form of a flow that asks for nothing.
func TestFormWithoutDemandsHasOnePage(t *testing.T) {
	w := start(t)
	w.walkTo("0016", "i")
	w.see("filled 1/23", "Other fields", "Merchant ID (MID)", "Contact")
	w.seeNot("Ctrl+O")
	w.press("ctrl+o")
	w.see("▸ Merchant ID")
}
