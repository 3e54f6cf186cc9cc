package main

import (
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// mostFlows is how many codes a diagnostic names.
const mostFlows = 8

// diagnostic prints a diagnostic: where, what, the line itself, what to do, and the walk that shows it.
func (a *app) diagnostic(d *catalog.Diagnostic) {
	severity := words.CheckError
	if d.Kind.Severity == catalog.Warning {
		severity = words.CheckWarning
	}
	fmt.Fprintf(a.out, "%s: %s %s: %s\n", d.Place, a.say(severity), d.Kind.Code, scrubbed(a.say(d.Message())))
	if d.Place.Text != "" {
		fmt.Fprintf(a.out, "%6d | %s\n       | %s^\n", d.Place.Line, scrubbed(d.Place.Text), below(d.Place))
	}
	if d.Meant != "" {
		fmt.Fprintf(a.out, "  %s\n", fmt.Sprintf(a.say(words.CheckMeant), d.Meant))
	}
	fmt.Fprintf(a.out, "  %s\n", a.say(d.Fix()))
	if len(d.Walk) > 0 {
		fmt.Fprintf(a.out, "  %s\n", a.say(words.CheckWalk))
	}
	for i, step := range d.Walk {
		fmt.Fprintf(a.out, "    %d. %s\n", i+1, a.say(step))
	}
	if len(d.Flows) > 0 {
		fmt.Fprintf(a.out, "  %s%s\n", a.say(words.CheckFlows), a.someFlows(d.Flows))
	}
	fmt.Fprintln(a.out)
}

func (a *app) someFlows(flows []string) string {
	if len(flows) <= mostFlows {
		return strings.Join(flows, " ")
	}
	return strings.Join(flows[:mostFlows], " ") + " " + fmt.Sprintf(a.say(words.CheckMore), len(flows))
}

// below is the space before the mark under a place's column: Chinese characters are two cells wide.
func below(place catalog.Place) string {
	before := []rune(scrubbed(place.Text))
	before = before[:min(place.Column-1, len(before))]
	var space strings.Builder
	for _, r := range before {
		if r == '\t' {
			space.WriteRune(r)
			continue
		}
		space.WriteString(strings.Repeat(" ", runewidth.RuneWidth(r)))
	}
	return space.String()
}

// scrubbed takes out of what a maintainer wrote what must not be shown: a card number may have got into it.
func scrubbed(text string) string { return fault.Scrub(text) }

func scrubbedText(text catalog.Text) catalog.Text {
	return catalog.Text{Zh: scrubbed(text.Zh), En: scrubbed(text.En)}
}
