package fault

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
)

var printed = []Printed{
	{MID, []string{"商户编号", "MERCHANT NO"}},
	{TID, []string{"终端编号", "终端号", "TERMINAL NO"}},
	{SN, []string{"序列号", "SN"}},
	{Code, []string{"错误代码"}},
	{Prompt, []string{"提示"}},
	{Card, []string{"卡号", "CARD NO"}},
	{IssuingBank, []string{"发卡行"}},
	{TransactionTime, []string{"日期/时间", "日期", "时间", "DATE/TIME", "DATE", "TIME"}},
	{TransactionType, []string{"交易类型", "TRANS TYPE"}},
	{Amount, []string{"金额", "AMOUNT"}},
	{STAN, []string{"凭证号", "Trace No"}},
	{Batch, []string{"批次号", "BATCH NO"}},
	{RRN, []string{"参考号", "REF NO"}},
	{"", []string{"操作员号", "有效期", "EXP DATE", "原凭证号", "ORIG TRACE NO", "发卡行号"}},
}

func TestReadReceipt(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       map[Name]string
		refused    map[Name]catalog.Text
		unread     []string
	}{
		{
			name: "a receipt",
			text: "银联POS签购单\n----------\n商户名称：小店 12\n商户编号：822290058120001\n终端编号: 12345678  操作员号: 01\n卡号: 622202******1234 /S\n" +
				"有效期: 12/30\n交易类型：消费(SALE)\n批次号:000001凭证号:000042\n参考号：112105123456\n日期/时间 2026/11/21 11:05:33\n金额：RMB 12.50\n",
			want: map[Name]string{
				MID: "822290058120001", TID: "12345678", Card: "622202******1234", TransactionType: "消费(SALE)", Batch: "000001", STAN: "000042",
				RRN: "112105123456", TransactionTime: "2026-11-21 11:05:33", Amount: "12.50",
			},
			unread: []string{"银联POS签购单", "商户名称：小店 **"},
		},
		{
			name: "in English, without colons, pasted by a terminal",
			text: "MERCHANT NO 822290058120001\rTERMINAL NO. 12345678\rTRACE NO 42 BATCH NO 1\rAMOUNT RMB 1,234.50\rEXP DATE 12/30\rCard No (C) 6222 0212 3456 7890 123\r",
			want: map[Name]string{
				MID: "822290058120001", TID: "12345678", STAN: "000042", Batch: "000001", Amount: "1234.50", Card: "622202*********0123",
			},
		},
		{
			name: "labels in two languages, values on the line below",
			text: "商户编号(MERCHANT NO)\n822290058120001\n终端号/TERMINAL NO:\n------\n12345678\n卡号 CARD NO\n622202******1234\n",
			want: map[Name]string{MID: "822290058120001", TID: "12345678", Card: "622202******1234"},
		},
		{
			name: "full-width letters and digits",
			text: "ｔｅｒｍｉｎａｌ　ｎｏ：１２３４５６７８\n卡号＝６２２２０２１２３４５６７８９０",
			want: map[Name]string{TID: "12345678", Card: "622202******7890"},
		},
		{
			name: "a date and a clock apart", text: "时间：10:05:06\n日期：2026/11/20",
			want: map[Name]string{TransactionTime: "2026-11-20 10:05:06"},
		},
		{
			name: "a date that cannot be read does not make a clock today's", text: "日期：二十日\n时间：10:05:06",
			refused: map[Name]catalog.Text{TransactionTime: words.TimeForm},
		},
		{
			name: "a time to come", text: "时间：14:05", refused: map[Name]catalog.Text{TransactionTime: words.TimeFuture},
		},
		{
			name: "the same twice", text: "终端号：12345678\n终端编号：12345678", want: map[Name]string{TID: "12345678"},
		},
		{
			name: "two different values", text: "终端号：12345678\n终端编号：12345679", refused: map[Name]catalog.Text{TID: words.ReceiptTwice},
		},
		{
			name: "values that do not fit", text: "终端号：1234\n金额：-12.00\n序列号：???\n错误代码：看不清\n卡号：622202",
			refused: map[Name]catalog.Text{
				TID: words.TidForm, Amount: words.AmountForm, SN: words.SnSigns, Code: words.ReceiptUnclear, Card: words.CardShort,
			},
		},
		{
			name: "half of a serial number before other words", text: "SN：V8 型号待查", refused: map[Name]catalog.Text{SN: words.ReceiptUnclear},
		},
		{
			name: "what follows on the line", text: "终端号：12345678 第二联\n凭证号 000042 批", want: map[Name]string{TID: "12345678", STAN: "000042"},
		},
		{
			name: "the numbers of an earlier transaction", text: "原凭证号：000001\nORIG TRACE NO: 000002\n凭证号：000042", want: map[Name]string{STAN: "000042"},
		},
		{
			name: "a header of a table", text: "终端号 批次号 凭证号\n12345678 000001 000042", unread: []string{"******** ****** ******"},
		},
		{
			name: "words that only contain a label", text: "发卡行号：01020000\n请核对终端号：好\nUPDATE: 2026/11/20 10:05\n金额大写：壹拾",
			unread: []string{"请核对终端号：好", "UPDATE: ****/**/** **:**", "金额大写：壹拾"},
		},
		{
			name: "a sentence with a label in it", text: "网络异常 提示 商户\n时间 太长", unread: []string{"网络异常 提示 商户", "时间 太长"},
		},
		{
			name: "a card number over lines, and over labels", text: "6222 0212\n3456 7890 123\n提示：6222 0212\n3456\n7890 123\n请换卡",
			want: map[Name]string{Prompt: "622202*********0123"}, unread: []string{"**** ****", "**** **** ***", "请换卡"},
		},
		{
			name: "a card number in a text", text: "提示：卡 6222021234567890 失败", want: map[Name]string{Prompt: "卡 622202******7890 失败"},
		},
		{name: "nothing"},
		{name: "too much", text: strings.Repeat("终端号：12345678\n", 1<<16)},
	} {
		t.Run(test.name, func(t *testing.T) {
			receipt := ReadReceipt(test.text, printed, noon)
			got, refused := map[Name]string{}, map[Name]catalog.Text{}
			for _, reading := range receipt.Readings {
				if reading.Value.IsZero() {
					refused[reading.Name] = reading.Finding.Text
				} else {
					got[reading.Name] = reading.Value.String()
				}
			}
			if !maps.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if !maps.Equal(refused, test.refused) {
				t.Errorf("refused %v, want %v", refused, test.refused)
			}
			if !slices.Equal(receipt.Unread, test.unread) {
				t.Errorf("unread %q, want %q", receipt.Unread, test.unread)
			}
		})
	}
}

// BenchmarkReadReceipt reads the longest text that is taken, made of what is hardest to read.
func BenchmarkReadReceipt(b *testing.B) {
	for _, piece := range []string{"SN/", "SN:", "终端号 ", "终端号:1\n", "TIME\n", "6\n", "提示: 6222\n", strings.Repeat("SN/", 60) + "\n", "a", "("} {
		text := strings.Repeat(piece, maxTyped/len(piece))
		b.Run(fmt.Sprintf("%.20q", piece), func(b *testing.B) {
			for b.Loop() {
				ReadReceipt(text, printed, noon)
			}
		})
	}
}
