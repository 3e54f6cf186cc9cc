package tui

import (
	"testing"

	"posmedic/flows/fault"
)

// TestFieldsAreCalledTheSameEverywhere holds the form, whose labels are in fields.yaml, against the findings and the
// reports, whose labels are those of package fault.
func TestFieldsAreCalledTheSameEverywhere(t *testing.T) {
	for _, name := range fault.Names() {
		if form := book.Field(string(name)).Label; form != name.Label() {
			t.Errorf("%s is %v in the form and %v in a report", name, form, name.Label())
		}
	}
}
