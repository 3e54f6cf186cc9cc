package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Severity tells whether knowledge may be used with a fault in it.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Place is where something stands in a file of knowledge. Line and Column count from 1, Column in characters.
type Place struct {
	File   string
	Line   int
	Column int
	Text   string // the line itself
}

// IsZero tells whether a place is nowhere.
func (p Place) IsZero() bool { return p.File == "" }

// String writes a place as editors jump to it.
func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// DiagnosticKind is one of the things that can be wrong with written knowledge. They stand in diagnostics.yaml.
type DiagnosticKind struct {
	Code     string // "PM004"; never changed and never used again for something else
	Severity Severity
	Message  Text // what is wrong; its verbs are filled from a diagnostic's values
	Fix      Text // what to do
}

// Diagnostic is something that is wrong at a place.
type Diagnostic struct {
	Kind   *DiagnosticKind
	Place  Place
	Values []any    // what Kind.Message names
	Fixes  []any    // what Kind.Fix names
	Meant  string   // the name that was probably meant; empty where none comes near
	Walk   []Text   // what a person is asked and answers until the fault shows, for faults of a walk
	Flows  []string // the flows of codes that have the fault, for faults of a walk
}

// Message says what is wrong.
func (d *Diagnostic) Message() Text { return fillText(d.Kind.Message, d.Values) }

// Fix says what to do.
func (d *Diagnostic) Fix() Text { return fillText(d.Kind.Fix, d.Fixes) }

// fillText puts values into a sentence; those that are texts in the sentence's language.
func fillText(text Text, values []any) Text {
	if len(values) == 0 {
		return text
	}
	return Text{Zh: fmt.Sprintf(text.Zh, in(Chinese, values)...), En: fmt.Sprintf(text.En, in(English, values)...)}
}

func in(lang Lang, values []any) []any {
	said := slices.Clone(values)
	for i, value := range said {
		if text, ok := value.(Text); ok {
			said[i] = text.In(lang)
		}
	}
	return said
}

// Error says where the fault is, what it is and what to do, in English.
func (d *Diagnostic) Error() string {
	return fmt.Sprintf("%s: %s %s: %s", d.Place, d.Kind.Code, d.Message().En, d.Fix().En)
}

// Failure joins the diagnostics that are errors; it is nil where there are none.
func Failure(diagnostics []Diagnostic) error {
	var failures []error
	for i := range diagnostics {
		if diagnostics[i].Kind.Severity == Error {
			failures = append(failures, &diagnostics[i])
		}
	}
	return errors.Join(failures...)
}

// SortDiagnostics puts diagnostics in the order of their files and lines, and takes out those that say the same.
func SortDiagnostics(diagnostics []Diagnostic) []Diagnostic {
	slices.SortStableFunc(diagnostics, func(a, b Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column), strings.Compare(a.Kind.Code, b.Kind.Code),
		)
	})
	return slices.CompactFunc(diagnostics, func(a, b Diagnostic) bool { return a.Error() == b.Error() })
}

// Nearby is the name that somebody who wrote another one probably meant; empty where none comes near.
func Nearby(written string, names []string) string {
	nearest, least := "", min(len(written), (len(written)+2)/3+1)
	for _, name := range names {
		if edits := levenshtein.ComputeDistance(strings.ToLower(written), strings.ToLower(name)); edits < least {
			nearest, least = name, edits
		}
	}
	return nearest
}
