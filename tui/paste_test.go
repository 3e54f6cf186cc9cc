package tui

import (
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

const receipt = "银联POS签购单\n--------\n商户名称：便利店 12\n商户编号：822290054110021\n终端编号：10293847 操作员号：01\n卡号：" + wholeCard + " /S\n" +
	"有效期：12/30\n交易类型：消费\n批次号：000001 凭证号：000042\n参考号：990011220033\n日期/时间：2026/11/21 11:05:33\n金额：RMB 12.50\n谢谢惠顾\n"

func TestAPastedReceiptFillsTheFieldsThatItNames(t *testing.T) {
	for name, text := range map[string]string{"with the ends of lines as written": receipt, "as a terminal pastes it": strings.ReplaceAll(receipt, "\n", "\r")} {
		t.Run(name, func(t *testing.T) {
			w := formOf(t, fault.TID)
			w.paste(text)
			w.see("▸ Terminal ID", "> 10293847", "The pasted text filled 9: Merchant ID (MID), Terminal ID (TID), Card number",
				"Lines not understood, 2: 银联POS签购单 | 谢谢惠顾", "✓ Card number: "+keptCard, "16, 5 of them filled")
			w.lookFor(middle)
			record := w.theCase().Record
			for field, want := range map[fault.Name]string{
				fault.MID: "822290054110021", fault.TID: "10293847", fault.Card: keptCard, fault.TransactionType: "消费", fault.Batch: "000001",
				fault.STAN: "000042", fault.RRN: "990011220033", fault.TransactionTime: "2026-11-21 11:05:33", fault.Amount: "12.50", fault.Prompt: "",
			} {
				same(t, string(field)+" on the disk", record.Get(field), want)
			}
			w.press("down")
			w.seeNot("The pasted text")
		})
	}
}

func TestAPasteOverwritesNothingAndSaysSo(t *testing.T) {
	w := formOf(t, fault.TID)
	w.press("11111111", "down", "down", "up", "up", "up", "822")
	w.paste("商户编号：822290054110021\n终端号：10293847\n错误代码：E999\n凭证号：42\n金额：-1\n日期：昨天")
	w.see("▸ Merchant ID", "> 822", "A merchant ID has 15", "The pasted text filled 1: Trace number (STAN)",
		"Filled before with something else, left as it is: Merchant ID (MID), Terminal ID (TID), Error code",
		"Transaction time: This time cannot be read.", "Amount: Write the amount as in 12.50")
	record := w.theCase().Record
	same(t, "terminal ID on the disk", record.Get(fault.TID), "11111111")
	same(t, "merchant ID on the disk", record.Get(fault.MID), "")
	same(t, "code on the disk", record.Get(fault.Code), "E301")
}

func TestAPasteOfWhatIsThereAlreadySaysSo(t *testing.T) {
	w := formOf(t, fault.TID)
	w.paste("终端号：10293847\n凭证号：42")
	w.paste("终端号：10293847\n凭证号：42")
	w.see("The pasted text filled in nothing new.")
}

func TestTextThatIsNoReceiptIsTyped(t *testing.T) {
	for _, text := range []string{"终端号：10293847", "读卡失败\n请重试", "日期 不对", ""} {
		w := formOf(t, fault.Prompt)
		w.paste(text)
		w.seeNot("The pasted text")
		same(t, "the line", w.root.top().(*formScreen).text.value(), strings.ReplaceAll(text, "\n", " "))
	}
	w := formOf(t, fault.Card)
	w.paste("6222 0212\n3456 7890 123")
	w.see("> " + keptCard)
}

func TestOneLineThatNamesTheFieldInHandFillsIt(t *testing.T) {
	w := formOf(t, fault.MID)
	w.paste("商户编号：822290054110021")
	w.see("> 822290054110021", "The pasted text filled 1: Merchant ID (MID)")
	same(t, "merchant ID on the disk", w.theCase().Record.Get(fault.MID), "822290054110021")
}

func TestAPasteStopsWhereTheDiskDoes(t *testing.T) {
	journal := newMemory()
	w := startWith(t, journal)
	w.walkTo("E301", "i")
	journal.fails = errBroken
	w.paste(receipt)
	w.see(errBroken.Error(), "The pasted text filled in nothing new.")
	journal.fails = nil
	w.paste(receipt)
	w.see("The pasted text filled 9")
}

func TestWhatAPasteDidFitsEverySize(t *testing.T) {
	w := formOf(t, fault.TID)
	w.paste(receipt + "错误代码：E999\n金额：-1\n")
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
		w.root.lang = lang
		for _, size := range sizes {
			w.size(size[0], size[1])
			w.fits()
			w.typeset()
		}
	}
}

// TestNoPasteOnTheFormHoldsACardNumber pastes card numbers behind labels, over lines and in two parts.
func TestNoPasteOnTheFormHoldsACardNumber(t *testing.T) {
	for name, parts := range map[string][]string{
		"behind its label":         {"终端号：10293847\n卡号：" + wholeCard},
		"behind another label":     {"终端号：" + wholeCard + "\n凭证号：" + wholeCard},
		"in words":                 {"终端号：10293847\n提示：卡" + wholeCard + "失败"},
		"over lines":               {"终端号：10293847\n提示：卡 6222 0212\n3456 7890\n123"},
		"in lines without a label": {"终端号：10293847\n6222 0212\n3456 7890 123"},
		"in full-width digits":     {"终端号：10293847\n交易类型：６２２２０２１２３４５６７８９０１２３"},
		"in two pastes":            {"终端号：10293847\n交易类型：622202", "终端号：10293847\n交易类型：2123456789\n卡号：0123"},
	} {
		t.Run(name, func(t *testing.T) {
			w := formOf(t, fault.Prompt)
			for _, part := range parts {
				w.paste(part)
				w.lookFor(middle)
			}
			w.press("down", "ctrl+o", "esc", "esc")
			w.lookFor(middle)
		})
	}
}
