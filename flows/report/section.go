package report

import (
	"slices"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// section is a part of a report in one language, for the formats that people read: what it says, not how it
// is laid out. Every text is one line without markup, and empty where there is nothing to say.
type section struct {
	title   string
	summary string   // the section in one sentence
	rows    []row    // facts
	table   bool     // whether the rows make a table where a format has tables
	points  []string // what is to be done
	steps   []string // numbered from 1
	aside   string   // for formats with room
}

// row is a fact with its label.
type row struct{ label, value string }

// sections says a report in one language. The first section is the head; a section with nothing but a title
// is left out.
func sections(r Report, lang catalog.Lang) []section {
	say := wording{lang}
	all := []section{
		headSection(r, say),
		outcomeSection(r, say),
		terminalSection(r, say),
		faultSection(r, say),
		{title: say.in(words.Network), summary: say.network(r.Network), aside: say.in(r.Network.Note)},
		stepsSection(r, say),
		sourcesSection(r, say),
	}
	return slices.DeleteFunc(all, func(s section) bool {
		return s.summary == "" && len(s.rows)+len(s.points)+len(s.steps) == 0
	})
}

func headSection(r Report, say wording) section {
	return section{
		title: say.title(r),
		rows: append([]row{
			{say.in(words.CaseCode), r.Case.ID},
			{say.in(words.Times), say.fill(words.OpenedAndMade, "{opened}", minute(r.Case.Opened), "{made}", clock(r.Case.Made, r.Case.Opened))},
		}, authorRows(r.Author, say)...),
	}
}

func outcomeSection(r Report, say wording) section {
	s := section{title: say.in(words.Outcome), summary: say.outcome(r)}
	if r.Outcome == nil {
		if r.Current != nil && r.Current.Waiting != nil {
			s.rows = append(s.rows, row{say.in(words.Waiting), say.waiting(*r.Current.Waiting, r.Case.Opened)})
		}
		return s
	}
	if !r.Outcome.Receiver.IsZero() {
		s.rows = append(s.rows, row{say.in(words.Receiver), say.in(r.Outcome.Receiver)})
	}
	if len(r.Missing) > 0 {
		s.rows = append(s.rows, row{say.in(words.Missing), say.labels(r.Missing)})
	}
	for _, line := range r.Outcome.HowTo {
		s.points = append(s.points, say.in(line))
	}
	return s
}

// ofTerminal tells which fields describe the terminal; all others describe the fault.
func ofTerminal(name fault.Name) bool {
	return slices.Contains([]fault.Name{fault.TID, fault.MID, fault.SN, fault.Maker, fault.Model}, name)
}

func terminalSection(r Report, say wording) section {
	s := section{title: say.in(words.Terminal), table: true}
	for _, name := range fault.Names() {
		if ofTerminal(name) && r.Fault.Has(name) {
			s.rows = append(s.rows, row{say.in(name.Label()), r.Fault.Get(name)})
		}
	}
	return s
}

func faultSection(r Report, say wording) section {
	s := section{title: say.in(words.Fault), table: true}
	for _, name := range fault.Names() {
		switch {
		case ofTerminal(name) || !r.Fault.Has(name):
		case name == fault.Card:
			s.rows = append(s.rows,
				row{say.in(name.Label()), say.card(r.Fault.CardNumber())},
				row{say.in(words.CardCut), say.in(words.CardCutWhy)})
		default:
			s.rows = append(s.rows, row{say.in(name.Label()), r.Fault.Get(name)})
		}
	}
	if !r.Case.Cause.IsZero() {
		s.rows = append(s.rows, row{say.in(words.Cause), say.in(r.Case.Cause)})
	}
	return s
}

func stepsSection(r Report, say wording) section {
	s := section{title: say.in(words.Steps)}
	for _, step := range r.Steps {
		s.steps = append(s.steps, say.step(step, r.Case.Opened))
	}
	return s
}

func sourcesSection(r Report, say wording) section {
	return section{
		title: say.in(words.Sources), summary: say.sources(r.Sources),
		rows: []row{{say.in(words.Note), say.in(words.HowToRead)}},
	}
}
