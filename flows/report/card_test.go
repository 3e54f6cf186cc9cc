package report_test

import (
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// TestNoWholeCardNumber types a whole card number wherever a person or a damaged store could put one, and
// looks for what would rebuild it.
func TestNoWholeCardNumber(t *testing.T) {
	const card = "6222029879879871234"
	ways := map[string]func(c cases.Case) cases.Case{
		"the card's own field": func(c cases.Case) cases.Case {
			return filled(t, c, map[fault.Name]string{fault.Card: card})
		},
		"free text": func(c cases.Case) cases.Case {
			return filled(t, c, map[fault.Name]string{
				fault.Prompt: "读卡失败 " + card, fault.IssuingBank: "工行 6222 0298 7987 9871 234", fault.TransactionType: card,
			})
		},
		"a reason": func(c cases.Case) cases.Case {
			return answered(t, c, "cannot:顾客的卡 "+card+" 刷不了", made)
		},
		"a reason in pieces": func(c cases.Case) cases.Case {
			return answered(t, c, "cannot:6222-0298-7987-9871-234", made)
		},
		"a reason on two lines": func(c cases.Case) cases.Case {
			return answered(t, c, "cannot:6222029879\n879871234", made)
		},
		"a reason in full width": func(c cases.Case) cases.Case {
			return answered(t, c, "cannot:６２２２０２９８７９８７９８７１２３４", made)
		},
		"a reason with signs that are not seen": func(c cases.Case) cases.Case {
			return answered(t, c, "cannot:62220298\u200b79879871234", made)
		},
		"the entry's message": func(c cases.Case) cases.Case {
			c.Message = catalog.Text{Zh: card, En: card}
			return c
		},
	}
	for name, put := range ways {
		t.Run(name, func(t *testing.T) {
			r := build(t, put(newCase(t, "E301", "yes", "no")))
			for _, format := range report.Formats() {
				for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
					text := readable(t, r, format, lang)
					if part := rebuilt(text+report.FileName(r, format), card); part != "" {
						t.Errorf("the %s holds %s of the card number:\n%s", format, part, text)
					}
					if !strings.Contains(text, "622202") || !strings.Contains(text, "1234") {
						t.Errorf("the %s does not hold the first 6 and the last 4:\n%s", format, text)
					}
				}
			}
		})
	}
}

// rebuilt finds digits of a card number in a text that are not the first 6 or the last 4: four in a row,
// with nothing between them but what is no digit.
func rebuilt(text, card string) string {
	var digits strings.Builder
	for _, char := range text {
		switch {
		case '0' <= char && char <= '9':
			digits.WriteRune(char)
		case '０' <= char && char <= '９':
			digits.WriteRune(char - '０' + '0')
		}
	}
	for i := 3; i < len(card)-4; i++ {
		if part := card[i : i+4]; strings.Contains(digits.String(), part) {
			return part
		}
	}
	return ""
}

func TestAMerchantIDSurvives(t *testing.T) {
	const mid = "622202987987123"
	r := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.MID: mid}))
	for _, format := range report.Formats() {
		if text := readable(t, r, format, catalog.Chinese); !strings.Contains(text, mid) {
			t.Errorf("the %s lacks the merchant ID:\n%s", format, text)
		}
	}
}
