package drill

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/fault"
)

// tell makes the story, the screen and the facts.
func (s *Scenario) tell(trainer *Trainer, random *rand.Rand) {
	one := func(pieces []catalog.Text) catalog.Text { return pieces[random.IntN(len(pieces))] }
	name, shop := one(s.pieces.Names), one(s.pieces.Shops)
	withheld := random.IntN(3) == 0 && s.Entry.Code != ""
	amount := fmt.Sprintf("%d.%02d", 8+random.IntN(1992), 10*random.IntN(10))
	fill := func(piece catalog.Text) catalog.Text {
		return place(piece, map[string]catalog.Text{
			"name": name, "shop": shop, "message": s.Entry.Message, "amount": same(amount),
		})
	}
	moment := one(s.pieces.NotPaying)
	if s.mayHaveCharged(trainer) || random.IntN(2) == 0 {
		moment = one(s.pieces.Paying)
	}
	extras := []catalog.Text{moment, one(s.pieces.Chatter), one(s.pieces.Strays)}
	random.Shuffle(len(extras), func(i, j int) { extras[i], extras[j] = extras[j], extras[i] })
	complaint := one(s.pieces.Complaints)
	if withheld {
		complaint = one(s.pieces.Vague)
		extras = append(extras, one(s.pieces.Withheld))
	}
	pieces := append([]catalog.Text{one(s.pieces.Scenes), complaint}, extras...)
	for _, piece := range pieces {
		s.Story = append(s.Story, fill(piece))
	}
	s.Screen = s.screen(withheld, one)
	s.Facts = s.facts(withheld, amount, random, one)
}

// mayHaveCharged tells whether a customer may have been charged; the story must have a payment then.
func (s *Scenario) mayHaveCharged(trainer *Trainer) bool {
	for thing, found := range s.answers {
		node, known := trainer.Thing(thing.Ref)
		if known && node.AllowsPayment != "" && found != node.AllowsPayment {
			return true
		}
	}
	return false
}

// screen is what the terminal shows when the agent comes.
func (s *Scenario) screen(withheld bool, one func([]catalog.Text) catalog.Text) []catalog.Text {
	switch {
	case withheld:
		return []catalog.Text{words.ScreenBlank}
	case s.Entry.Code == "":
		return []catalog.Text{one(s.pieces.NoCode)}
	}
	screen := []catalog.Text{same(s.Entry.Code)}
	if !s.Entry.Message.IsZero() {
		screen = append(screen, s.Entry.Message)
	}
	return screen
}

// facts makes up what the fault record of this shop would hold. Nothing of it is anybody's: the card numbers begin
// with 99, which no bank has, and the names are invented.
func (s *Scenario) facts(withheld bool, amount string, random *rand.Rand, one func([]catalog.Text) catalog.Text) []Fact {
	digits := func(count int) string {
		var text strings.Builder
		for range count {
			text.WriteString(strconv.Itoa(random.IntN(10)))
		}
		return text.String()
	}
	clock := fmt.Sprintf("%02d:%02d", 8+random.IntN(13), random.IntN(60))
	facts := []Fact{
		{Name: fault.MID, Text: same("8220000" + digits(8))},
		{Name: fault.TID, Text: same("9" + digits(7))},
		{Name: fault.SN, Text: same("DR" + digits(8))},
	}
	if s.Entry.Code != "" {
		facts = append(facts, Fact{Name: fault.Code, Text: same(s.Entry.Code), OnScreen: !withheld})
	}
	prompt := s.Entry.Message
	if prompt.IsZero() {
		prompt = words.NoPrompt
	}
	return append(
		facts,
		Fact{Name: fault.Prompt, Text: catalog.Text{Zh: begin(prompt.Zh), En: begin(prompt.En)}, OnScreen: !withheld},
		Fact{Name: fault.Card, Text: same("99" + digits(4) + "******" + digits(4))},
		Fact{Name: fault.IssuingBank, Text: one(s.pieces.Banks)},
		Fact{Name: fault.TransactionTime, Text: catalog.Text{Zh: "昨天 " + clock, En: "yesterday " + clock}},
		Fact{Name: fault.TransactionType, Text: one(s.pieces.Payments)},
		Fact{Name: fault.Amount, Text: same(amount)},
		Fact{Name: fault.STAN, Text: same(digits(6))},
		Fact{Name: fault.Batch, Text: same(digits(6))},
		Fact{Name: fault.RRN, Text: same(digits(12))},
		Fact{Name: fault.Maker, Text: one(s.pieces.Makers)},
		Fact{Name: fault.Model, Text: same("DR-" + digits(3))},
		Fact{Name: fault.ServiceOrganisation, Text: one(s.pieces.Installers)},
		Fact{Name: fault.ActivationCode, Text: same("DR" + digits(6))},
	)
}

// mostPrompt is how many characters of what the terminal shows go into a report.
const mostPrompt = 200

func begin(prompt string) string {
	runes := []rune(prompt)
	return string(runes[:min(len(runes), mostPrompt)])
}

// same is a text that is the same in both languages.
func same(text string) catalog.Text { return catalog.Text{Zh: text, En: text} }

// place puts texts into the places of a sentence that stand in braces.
func place(sentence catalog.Text, values map[string]catalog.Text) catalog.Text {
	var zh, en []string
	for name, value := range values {
		zh, en = append(zh, "{"+name+"}", value.Zh), append(en, "{"+name+"}", value.En)
	}
	return catalog.Text{Zh: strings.NewReplacer(zh...).Replace(sentence.Zh), En: strings.NewReplacer(en...).Replace(sentence.En)}
}

// mended tells whether an action that was taken has made the fault go away.
func mended(acts []Act) bool {
	for _, act := range acts {
		if act.Thing.isAction() && act.Found == flows.Yes {
			return true
		}
	}
	return false
}
