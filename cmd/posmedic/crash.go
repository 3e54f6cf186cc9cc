package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"posmedic/flows/fault"
	"posmedic/tui"
)

// crashed writes down a mistake of posmedic's own for whoever mends it, and says where. The cases are on disk before.
func (a *app) crashed(crash *tui.Crash) error {
	note := a.crashNote(crash)
	path, err := writeCrashNote(dataFolder(a.env), a.clock(), note)
	if err != nil {
		fmt.Fprint(a.err, note)
		return failed(words.CrashUnwritten, err.Error())
	}
	return failed(words.Crashed, ours(path))
}

// crashNote is what is known of a crash: the version, the system and where in the code it was. What the agent typed may
// be in the message of a panic, so of longer numbers nothing is left.
func (a *app) crashNote(crash *tui.Crash) string {
	build := thisBuild()
	return fmt.Sprintf("posmedic %s %s\n%s %s\n%s\n\n%s\n\n%s", build.Version, build.Commit, build.Go, build.Platform,
		a.clock().Format(time.RFC3339), withoutNumbers(fmt.Sprint(crash.Value)), withoutNumbers(string(crash.Stack)))
}

// longNumber is a run of digits that may be part of a card number; line numbers are shorter.
var longNumber = regexp.MustCompile(`\p{Nd}{6,}`)

func withoutNumbers(text string) string {
	return longNumber.ReplaceAllString(fault.Scrub(text), "######")
}

// writeCrashNote writes a note that only its owner can read, under a name that is not taken.
func writeCrashNote(folder string, now time.Time, note string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make the data folder: %w", err)
	}
	file, err := os.CreateTemp(folder, "crash-"+now.Format("20060102-150405")+"-*.txt") // made with 0600
	if err != nil {
		return "", fmt.Errorf("make the crash note: %w", err)
	}
	_, err = file.WriteString(note)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("write the crash note: %w", err)
	}
	return filepath.Clean(file.Name()), nil
}
