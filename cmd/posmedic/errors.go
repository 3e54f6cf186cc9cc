package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// codedError is an error as the user reads it, with its exit code.
type codedError struct {
	code int
	text catalog.Text
}

func (e *codedError) Error() string { return e.text.En }

func coded(code int, text catalog.Text, values ...any) error {
	for i, value := range values {
		if typed, ok := value.(string); ok {
			values[i] = fault.Scrub(typed)
		}
	}
	return &codedError{code, catalog.Text{Zh: fmt.Sprintf(text.Zh, values...), En: fmt.Sprintf(text.En, values...)}}
}

func failed(text catalog.Text, values ...any) error   { return coded(exitFailed, text, values...) }
func usage(text catalog.Text, values ...any) error    { return coded(exitUsage, text, values...) }
func notFound(text catalog.Text, values ...any) error { return coded(exitNotFound, text, values...) }

// explain says an error as one sentence with a way out.
func explain(err error) catalog.Text {
	var known *codedError
	if errors.As(err, &known) {
		return known.text
	}
	for _, one := range []struct {
		is   error
		text catalog.Text
	}{
		{cases.ErrChanged, words.ErrorChanged},
		{cases.ErrNewer, words.ErrorNewer},
		{cases.ErrDamaged, words.ErrorDamaged},
		{cases.ErrReadOnly, words.ErrorReadOnly},
		{cases.ErrFull, words.ErrorFull},
		{cases.ErrBusy, words.ErrorBusy},
		{cases.ErrNoCase, words.ErrorNoCase},
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
	detail := fault.Scrub(err.Error())
	return catalog.Text{Zh: fmt.Sprintf(text.Zh, detail), En: fmt.Sprintf(text.En, detail)}
}
