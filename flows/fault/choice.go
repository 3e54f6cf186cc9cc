package fault

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"posmedic/catalog"
)

// Choice is one value that a field may have. The value is the same in both languages.
type Choice struct {
	Value string
	Text  catalog.Text // what it means
}

// Explained is the value and what it means; in a language in which it means itself, the value alone.
func (c Choice) Explained() catalog.Text {
	explained := catalog.Text{Zh: fmt.Sprintf(words.ChoiceMeans.Zh, c.Value, c.Text.Zh), En: fmt.Sprintf(words.ChoiceMeans.En, c.Value, c.Text.En)}
	if c.Text.Zh == c.Value {
		explained.Zh = c.Value
	}
	return explained
}

// bearers are the usual ways in which a terminal is connected; others are taken as they are typed.
var bearers = [...]Choice{
	{"Wi-Fi", words.BearerWifi},
	{"4G", words.Bearer4g},
	{"5G", words.Bearer5g},
	{"3G", words.Bearer3g},
	{"2G", words.Bearer2g},
	{"LAN", words.BearerLan},
	{"Bluetooth", words.BearerBluetooth},
}

// types are the usual transactions, as terminals and receipts in China call them; others are taken as they are typed.
var types = [...]Choice{
	{words.TypeSale.Zh, words.TypeSale},
	{words.TypeVoid.Zh, words.TypeVoid},
	{words.TypeRefund.Zh, words.TypeRefund},
	{words.TypeHold.Zh, words.TypeHold},
	{words.TypeHoldDone.Zh, words.TypeHoldDone},
	{words.TypeBalance.Zh, words.TypeBalance},
	{words.TypeSignOn.Zh, words.TypeSignOn},
	{words.TypeSettlement.Zh, words.TypeSettlement},
}

// severities are all that there are, the worst first.
var severities = [...]Choice{
	{"S1", words.SeverityS1},
	{"S2", words.SeverityS2},
	{"S3", words.SeverityS3},
	{"S4", words.SeverityS4},
}

// Choices returns the values that a field usually has, nil where it may be anything.
func (n Name) Choices() []Choice {
	switch n {
	case Bearer:
		return bearers[:]
	case TransactionType:
		return types[:]
	case Severity:
		return severities[:]
	}
	return nil
}

func readBearer(typed string, now time.Time) (Value, *Finding) {
	if choice, ok := chosen(bearers[:], typed); ok {
		return choice, nil
	}
	return freeText(maxName, words.NameLong)(typed, now)
}

// readType doubts a text without a letter: a time or a number that belongs to another field.
func readType(typed string, now time.Time) (Value, *Finding) {
	if choice, ok := chosen(types[:], typed); ok {
		return choice, nil
	}
	value, finding := freeText(maxType, words.TypeLong)(typed, now)
	if finding == nil && !strings.ContainsFunc(typed, unicode.IsLetter) {
		return value, soft(words.TypeForm)
	}
	return value, finding
}

// readSeverity takes 1 for S1, too.
func readSeverity(typed string, _ time.Time) (Value, *Finding) {
	if looksLikeCard(typed) {
		return Value{}, hard(words.LooksLikeCard)
	}
	for _, text := range []string{typed, "S" + typed} {
		if choice, ok := chosen(severities[:], text); ok {
			return choice, nil
		}
	}
	return Value{}, hard(words.SeverityForm)
}

// chosen finds the choice that was typed, by its value or by its meaning in either language.
func chosen(choices []Choice, typed string) (Value, bool) {
	plain := func(text string) string {
		return strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(fold(text)))
	}
	for _, choice := range choices {
		for _, text := range []string{choice.Value, choice.Text.Zh, choice.Text.En} {
			if plain(text) == plain(typed) {
				return Value{text: choice.Value}, true
			}
		}
	}
	return Value{}, false
}
