package fault

import (
	"fmt"

	"posmedic/catalog"
)

// midParts are what a merchant ID is made of by UnionPay's rules: the institution that gave it, its region, the
// merchant category code and a number.
var midParts = pattern(`^(\d{3})(\d{4})(\d{4})(\w{4})$`)

// Explain says what a field's value tells beyond itself, such as the parts of a merchant ID or what S1 means. It is
// empty where there is nothing to say. It is a hint: nothing may depend on it.
func Explain(name Name, value Value) catalog.Text {
	if name == MID {
		parts := midParts().FindStringSubmatch(value.text)
		if parts == nil {
			return catalog.Text{}
		}
		return fill(words.MidParts, parts[1], parts[2], parts[3], parts[4])
	}
	for _, choice := range name.Choices() {
		if choice.Value == value.text {
			return choice.Explained()
		}
	}
	return catalog.Text{}
}

// fill writes the same values into a sentence of both languages.
func fill(text catalog.Text, values ...any) catalog.Text {
	return catalog.Text{Zh: fmt.Sprintf(text.Zh, values...), En: fmt.Sprintf(text.En, values...)}
}
