package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/tui"
)

// mostEcho is how many characters of one thing a message repeats: what was typed may be of any length.
const mostEcho = 200

// codedError is an error as the user reads it, with its exit code.
type codedError struct {
	code int
	text catalog.Text
}

func (e *codedError) Error() string { return e.text.En }

func failed(text catalog.Text, values ...any) error   { return coded(exitFailed, text, values...) }
func usage(text catalog.Text, values ...any) error    { return coded(exitUsage, text, values...) }
func notFound(text catalog.Text, values ...any) error { return coded(exitNotFound, text, values...) }

// ours is a text of the catalogue's own: it is repeated as it is, because several short codes beside each other
// would look like a card number.
type ours string

func coded(code int, text catalog.Text, values ...any) error {
	for i, value := range values {
		if typed, ok := value.(string); ok {
			values[i] = echo(typed)
		}
	}
	return &codedError{code, fill(text, values...)}
}

// echo makes what was typed, or what the machine said, fit to be repeated in a sentence: without a whole card
// number, without what a terminal would take for a command, and not too long.
func echo(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsGraphic(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return utf8.RuneError
	}, fault.Scrub(text))
	if runes := []rune(clean); len(runes) > mostEcho {
		return string(runes[:mostEcho]) + "…"
	}
	return clean
}

// fill puts the same values into a sentence in both languages.
func fill(text catalog.Text, values ...any) catalog.Text {
	return catalog.Text{Zh: fmt.Sprintf(text.Zh, values...), En: fmt.Sprintf(text.En, values...)}
}

// both puts values into a sentence, each text in the language of the sentence.
func both(text catalog.Text, values ...any) catalog.Text {
	in := func(lang catalog.Lang) []any {
		said := slices.Clone(values)
		for i, value := range said {
			switch value := value.(type) {
			case string:
				said[i] = echo(value)
			case catalog.Text:
				said[i] = value.In(lang)
			}
		}
		return said
	}
	return catalog.Text{
		Zh: fmt.Sprintf(text.Zh, in(catalog.Chinese)...),
		En: fmt.Sprintf(text.En, in(catalog.English)...),
	}
}

// exitCode is what the program ends with after an error.
func exitCode(err error) int {
	var known *codedError
	var unfinished *tui.Unfinished
	switch {
	case errors.As(err, &known):
		return known.code
	case errors.As(err, &unfinished):
		return exitUnfinished
	}
	return exitFailed
}

// explain says an error as one sentence with a way out.
func explain(err error) catalog.Text {
	var known *codedError
	var unfinished *tui.Unfinished
	switch {
	case errors.As(err, &known):
		return known.text
	case errors.As(err, &unfinished):
		return fill(words.InputEnded, unfinished.Case, unfinished.Case)
	case errors.Is(err, cases.ErrChanged): // nobody needs to be asked for help
		return words.ErrorChanged
	}
	for _, one := range []struct {
		is   error
		text catalog.Text
	}{
		{tui.ErrNotSaid, words.NotWritten},
		{cases.ErrNewer, words.ErrorNewer},
		{cases.ErrDamaged, words.ErrorDamaged},
		{cases.ErrReadOnly, words.ErrorReadOnly},
		{cases.ErrFull, words.ErrorFull},
		{cases.ErrBusy, words.ErrorBusy},
		{cases.ErrNoCase, words.ErrorNoCase},
		{cases.ErrNoArchive, words.ErrorNoArchive},
		{cases.ErrArchiveDamaged, words.ErrorArchiveDamaged},
		{cases.ErrArchiveNewer, words.ErrorArchiveNewer},
		{cases.ErrArchiveLarge, words.ErrorArchiveLarge},
		{syscall.ENOSPC, words.ErrorFull},
		{fs.ErrPermission, words.ErrorReadOnly},
		{syscall.EROFS, words.ErrorReadOnly},
	} {
		if errors.Is(err, one.is) {
			return detailed(one.text, err)
		}
	}
	return detailed(words.ErrorOther, err)
}

// detailed ends a sentence with what the machine said, for whoever is asked for help.
func detailed(text catalog.Text, err error) catalog.Text {
	return fill(text, echo(err.Error()))
}
