package report

import (
	"slices"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// section is a part of a report in one language, for the formats that people read: what it says, not how it
// is laid out. Every text is one line without markup, and empty where there is nothing to say.
type section struct {
	Title   string
	Summary string   // the section in one sentence
	Rows    []row    // facts
	Table   bool     // whether the rows make a table where a format has tables
	Points  []string // what is to be done, or lies with the case
	Steps   []moment // numbered from 1, behind those that were left out
	// SkippedSteps is how many steps before them a chat has no room for.
	SkippedSteps int
	Aside        string // for formats with room
}

// row is a fact with its label.
type row struct{ Label, Value string }

// moment is an answered step on the timeline: its time, what was asked and answered, how that is known, and where
// the step comes from.
type moment struct{ At, Asked, Known, Source string }

// sections says a report in one language. The first section is the head; a section with nothing but a title
// is left out.
func sections(r Report, lang catalog.Lang) []section {
	say := wording{lang}
	all := []section{
		headSection(r, say),
		{Title: say.in(words.Request), Summary: say.in(r.Request)},
		outcomeSection(r, say),
		terminalSection(r, say),
		faultSection(r, say),
		networkSection(r, say),
		stepsSection(r, say),
		{Title: say.in(words.Evidence), Points: say.evidence(r.Evidence)},
		{Title: say.in(words.Notes), Points: say.notes(r.Notes, r.Case.Opened)},
		{Title: say.in(words.Handed), Points: say.handedOver(r.HandedOver, r.Case.Opened)},
		sourcesSection(r, say),
	}
	return slices.DeleteFunc(all, func(s section) bool {
		return s.Summary == "" && len(s.Rows)+len(s.Points)+len(s.Steps) == 0
	})
}

func headSection(r Report, say wording) section {
	return section{
		Title: say.title(r),
		Rows: append([]row{
			{say.in(words.CaseCode), r.Case.ID},
			{say.in(words.Fingerprint), r.Fingerprint},
			{say.in(words.Times), say.fill(words.OpenedAndMade, "{opened}", minute(r.Case.Opened), "{made}", clock(r.Case.Made, r.Case.Opened))},
		}, authorRows(r.Author, say)...),
	}
}

func outcomeSection(r Report, say wording) section {
	s := section{Title: say.in(words.Outcome), Summary: say.outcome(r)}
	if r.Outcome == nil {
		if r.Current != nil && r.Current.Waiting != nil {
			s.Rows = append(s.Rows, row{say.in(words.Waiting), say.waiting(*r.Current.Waiting, r.Case.Opened)})
		}
		s.Rows = append(s.Rows, cureRows(r, say)...)
		return s
	}
	if receiver := say.receiver(r); receiver != "" {
		s.Rows = append(s.Rows, row{say.in(words.Receiver), receiver})
	}
	if len(r.Missing) > 0 {
		s.Rows = append(s.Rows, row{say.in(words.Missing), say.labels(r.Missing)})
	}
	s.Rows = append(s.Rows, cureRows(r, say)...)
	if r.Outcome.CureFailed {
		return s // what is to be done once the fault has gone would mislead
	}
	for _, line := range r.Outcome.HowTo {
		s.Points = append(s.Points, say.in(line))
	}
	return s
}

func cureRows(r Report, say wording) []row {
	var rows []row
	for _, cure := range say.cures(r) {
		rows = append(rows, row{say.in(words.Cure), cure})
	}
	return rows
}

// ofTerminal tells which fields describe the terminal; all others describe the fault.
func ofTerminal(name fault.Name) bool {
	return slices.Contains([]fault.Name{
		fault.TID, fault.MID, fault.SN, fault.Maker, fault.Model, fault.Bearer, fault.AppVersion, fault.SystemVersion,
	}, name)
}

func terminalSection(r Report, say wording) section {
	s := section{Title: say.in(words.Terminal), Table: true}
	for _, name := range fault.Names() {
		if ofTerminal(name) && r.Fault.Has(name) {
			s.Rows = append(s.Rows, row{say.in(name.Label()), say.field(r.Fault, name)})
		}
	}
	return s
}

func faultSection(r Report, say wording) section {
	s := section{Title: say.in(words.Fault), Table: true}
	for _, name := range fault.Names() {
		switch {
		case ofTerminal(name) || !r.Fault.Has(name):
		case name == fault.Card:
			s.Rows = append(s.Rows,
				row{say.in(name.Label()), say.card(r.Fault.CardNumber())},
				row{say.in(words.CardCut), say.in(words.CardCutWhy)})
		default:
			s.Rows = append(s.Rows, row{say.in(name.Label()), say.field(r.Fault, name)})
		}
	}
	if !r.Case.Cause.IsZero() {
		s.Rows = append(s.Rows, row{say.in(words.Cause), say.in(r.Case.Cause)})
	}
	return s
}

// networkSection says how the network was found; at first, too, where it was checked again later.
func networkSection(r Report, say wording) section {
	s := section{Title: say.in(words.Network), Summary: say.network(r.Network), Aside: say.in(r.Network.Note)}
	if first, last := r.Network.First, r.Network.Last; first != nil && last != nil && *first != *last {
		s.Rows = []row{
			{say.in(words.FirstCheck), say.check(first, r.Case.Opened)},
			{say.in(words.LastCheck), say.check(last, r.Case.Opened)},
		}
	}
	return s
}

func stepsSection(r Report, say wording) section {
	s := section{Title: say.in(words.Steps)}
	for _, step := range r.Steps {
		s.Steps = append(s.Steps, say.moment(step, r.Case.Opened))
	}
	return s
}

func sourcesSection(r Report, say wording) section {
	return section{
		Title: say.in(words.Sources), Summary: say.sources(r.Sources),
		Rows: []row{{say.in(words.Note), say.in(words.HowToRead)}},
	}
}
