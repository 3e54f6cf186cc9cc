package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

// stopped is posmedic with a clock that stands at POSMEDIC_STOPPED_AT, so that what a screen tells of time, and what a
// drill makes up by the clock, is the same each time.
func stopped() {
	at, err := time.Parse(time.RFC3339, os.Getenv("POSMEDIC_STOPPED_AT"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	os.Exit(run(&app{
		in: os.Stdin, screen: os.Stdout, out: bufio.NewWriter(os.Stdout), err: os.Stderr, env: os.Environ(),
		now: func() time.Time { return at },
	}, os.Args[1:]))
}
