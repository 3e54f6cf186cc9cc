package main

import (
	"bufio"
	cryptorand "crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"time"
)

// stopped is posmedic with a clock that stands at POSMEDIC_STOPPED_AT and with lots that follow from it: what a screen
// tells of time, the codes of cases and what a drill makes up are the same each time.
func stopped() {
	at, err := time.Parse(time.RFC3339, os.Getenv("POSMEDIC_STOPPED_AT"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	cryptorand.Reader = rand.NewChaCha8(sha256.Sum256([]byte(at.String())))
	os.Exit(run(&app{
		in: os.Stdin, screen: os.Stdout, out: bufio.NewWriter(os.Stdout), err: os.Stderr, env: os.Environ(),
		now: func() time.Time { return at },
	}, os.Args[1:]))
}
