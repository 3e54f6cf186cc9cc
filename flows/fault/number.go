package fault

import (
	"strings"
	"time"

	"posmedic/catalog"
)

var (
	amountForm = pattern(`^[0-9]{1,10}(\.[0-9]{1,2})?$`)
	// grouped is an amount with a comma before every three digits.
	grouped       = pattern(`^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?$`)
	sixDigitsForm = pattern(`^[0-9]{1,6}$`)
	rrnForm       = pattern(`^[0-9A-Za-z]{12}$`)
	countForm     = pattern(`^0*[1-9][0-9]{0,5}$`)
)

// currency is what stands around an amount on receipts and in what people type.
var currency = strings.NewReplacer("RMB", "", "CNY", "", "YUAN", "", "人民币", "", "元", "", "¥", "", "￥", "", ":", "")

// readAmount reads an amount in yuan, as DE4 can hold it: twelve digits, two of them decimals.
func readAmount(typed string, _ time.Time) (Value, *Finding) {
	if looksLikeCard(typed) {
		return Value{}, hard(words.LooksLikeCard)
	}
	amount := strings.TrimSpace(currency.Replace(strings.ToUpper(fold(typed))))
	if grouped().MatchString(amount) {
		amount = strings.ReplaceAll(amount, ",", "")
	}
	if !amountForm().MatchString(amount) {
		return Value{}, hard(words.AmountForm)
	}
	yuan, decimals, _ := strings.Cut(amount, ".")
	yuan = strings.TrimLeft(yuan[:len(yuan)-1], "0") + yuan[len(yuan)-1:]
	return Value{text: yuan + "." + (decimals + "00")[:2]}, nil
}

// sixDigits reads a number that the terminal writes with zeros in front.
func sixDigits(form catalog.Text) reader {
	return func(typed string, _ time.Time) (Value, *Finding) {
		number := fold(typed)
		switch {
		case looksLikeCard(number):
			return Value{}, hard(words.LooksLikeCard)
		case !sixDigitsForm().MatchString(number):
			return Value{}, hard(form)
		}
		return Value{text: strings.Repeat("0", 6-len(number)) + number}, nil
	}
}

func readRRN(typed string, _ time.Time) (Value, *Finding) {
	rrn := fold(typed)
	switch {
	case looksLikeCard(rrn):
		return Value{}, hard(words.LooksLikeCard)
	case !rrnForm().MatchString(rrn):
		return Value{}, hard(words.RrnForm)
	}
	return Value{text: rrn}, nil
}

func readMerchantsAffected(typed string, _ time.Time) (Value, *Finding) {
	count := strings.TrimSpace(strings.TrimSuffix(fold(typed), "家"))
	switch {
	case looksLikeCard(count):
		return Value{}, hard(words.LooksLikeCard)
	case !countForm().MatchString(count):
		return Value{}, hard(words.MerchantsForm)
	}
	return Value{text: strings.TrimLeft(count, "0")}, nil
}
