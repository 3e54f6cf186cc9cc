package report

import (
	"posmedic/catalog"
	"posmedic/flows/fault"
)

// Author is who made a report, as whoever receives it can ask back: the agent, and whom the agent works for.
type Author struct {
	Name         string `json:"name,omitempty"`
	Organisation string `json:"organisation,omitempty"`
}

// By returns the report with its author. The zero Author is left out of it.
func (r Report) By(author Author) Report {
	r.Author = Author{Name: fault.PlainLine(author.Name), Organisation: fault.PlainLine(author.Organisation)}
	return r
}

// authorRows say who made a report, as far as that is known.
func authorRows(author Author, say wording) []row {
	var rows []row
	for _, one := range []struct {
		label catalog.Text
		value string
	}{{words.Agent, author.Name}, {words.Organisation, author.Organisation}} {
		if one.value != "" {
			rows = append(rows, row{say.in(one.label), one.value})
		}
	}
	return rows
}
