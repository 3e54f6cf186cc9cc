// Command measure runs posmedic and the programs that people would compare it with, each on its own
// pseudo-terminal of 80×24, and prints how long they take to start and to answer a key, and whether the
// limits of the project hold. It is a module of its own, so that its needs are not posmedic's.
//
//	CGO_ENABLED=0 go build -o bin/posmedic -trimpath -ldflags '-s -w' ./cmd/posmedic
//	go -C cmd/measure run . -posmedic ../../bin/posmedic
//
// On a busy machine, `chrt -f 10` before the command gives it and the programs that it starts the processor
// first (as root). Nothing else makes the figures of a busy machine worth reading.
//
// The programs beside posmedic:
//
//	empty  the smallest Bubble Tea program with posmedic's options (package ./empty): what the frame costs
//	gum    `gum filter` on the catalogue's lines: the same kind of program by the makers of Bubble Tea
//	fzf    `fzf` on the same lines: what people have at hand; left out where it is not installed
//
// # What a start is
//
// The clock runs from just before the program is started to the read that completes its first whole
// screen. A screen is whole when the words that stand on it last, its marks, have been received, escape
// sequences left out. A mark should be one word: programs jump over blanks instead of writing them.
// Every round starts each program once, the next round in another order, so that a busy moment of the
// machine hurts all of them. One start of each before the first round is not counted: it fills the page
// cache, and posmedic makes its data folder in it.
//
// # What a key is
//
// The clock runs from just before one byte is typed to the first byte of output after it. Each key waits
// for a silence, and silences differ in length by a fixed series: a program that draws at 120 ticks a
// second always ends its last drawing on a tick, so a key after an equal silence would always meet the
// same moment between two ticks and the figure would be that moment. The bytes are all that the program
// writes until the next silence.
//
// # What the terminal answers
//
// Some programs ask the terminal questions and wait. The answers are those of a modern terminal, given at
// once: device attributes, cursor position, modes (synchronized output and grapheme clusters known and
// off, others unknown), foreground and background colour, keyboard protocol, size in cells. Everything
// else stays unanswered. The environment is TERM=xterm-256color, COLORTERM=truecolor, LANG=C.UTF-8, a
// HOME and a POSMEDIC_DATA in a temporary folder, and PATH; nothing else is handed on.
//
// # What a slow line is
//
// With -delay, and nothing else, the programs start and answer keys at the other end of a line, and on a terminal that
// answers nothing. The figure is how many round trips they wait for.
//
// # What the monkey is
//
// With -monkey, and nothing else, random keys, pastes, clicks and sizes are sent to posmedic as fast as it takes them,
// and its resident memory is read from /proc.
//
// # What a search is
//
// With -search, and nothing else, it types the queries of the catalogue's tests key by key, on the shipped
// entries and on 100,000 generated ones, and has `fzf --filter` look for the same on the same lines, turn by
// turn. Ours is the time of one call; fzf's is that of the whole program, as a program that calls it would
// wait for it, and what it takes on no lines at all stands beside it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("measure: ")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	holds, strict, err := run(ctx, os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
	case ctx.Err() != nil:
		stop()
		log.Fatal("interrupted")
	case err != nil:
		stop()
		log.Fatal(err)
	case strict && !holds:
		stop()
		os.Exit(1)
	}
}

// options is what the command line says.
type options struct {
	posmedic     string
	posmedicArgs string
	posmedicMark string
	posmedicKey  string
	empty        string
	gum          string
	fzf          string
	list         string
	rounds       int
	keys         int
	strict       bool
	search       bool
	delay        time.Duration
	monkey       time.Duration
	queries      string
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.StringVar(&o.posmedic, "posmedic", "", "the posmedic `binary`, stripped (required)")
	flags.StringVar(&o.posmedicArgs, "posmedic-args", "--lang zh", "`arguments` that open its home screen")
	flags.StringVar(&o.posmedicMark, "posmedic-mark", "退出", "`word` in the last line of its home screen")
	flags.StringVar(&o.posmedicKey, "posmedic-key", "e", "`key` to type there, taken back by a backspace")
	flags.StringVar(&o.empty, "empty", "", "the empty program's `binary` (default: built)")
	flags.StringVar(&o.gum, "gum", "", "gum's `binary` (default: built once and kept in the user's cache)")
	flags.StringVar(&o.fzf, "fzf", "", "fzf's `binary` (default: the one in PATH, if any)")
	flags.StringVar(&o.list, "list", "", "`file` of lines to filter (default: from posmedic catalog export --json)")
	flags.IntVar(&o.rounds, "rounds", 40, "starts of each program, 1 to 1000")
	flags.IntVar(&o.keys, "keys", 100, "keys typed into each program, or looked for by fzf with -search, 1 to 1000")
	flags.BoolVar(&o.strict, "strict", false, "exit with 1 if a limit does not hold")
	flags.DurationVar(&o.delay, "delay", 0, "measure over a line with this delay of a round `trip`, and nothing else")
	flags.DurationVar(&o.monkey, "monkey", 0, "play with posmedic for this `time` and measure its memory, and nothing else")
	flags.BoolVar(&o.search, "search", false, "measure the search beside fzf --filter, and nothing else")
	flags.StringVar(&o.queries, "queries", "../../catalog/testdata/queries.yaml", "`file` of what is typed for -search")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.posmedic == "" && !o.search:
		return o, errors.New("-posmedic is missing: the binary to measure")
	case o.rounds < 1 || o.rounds > 1000 || o.keys < 1 || o.keys > 1000:
		return o, errors.New("-rounds and -keys go from 1 to 1000")
	case strings.TrimSpace(o.posmedicMark) == "" || o.posmedicKey == "":
		return o, errors.New("-posmedic-mark and -posmedic-key must not be empty")
	}
	return o, nil
}

// run measures and prints; holds says whether every limit held.
func run(ctx context.Context, args []string) (holds, strict bool, err error) {
	o, err := parse(args)
	if err != nil {
		return false, false, err
	}
	dir, err := os.MkdirTemp("", "posmedic-measure-")
	if err != nil {
		return false, o.strict, fmt.Errorf("temporary folder: %w", err)
	}
	defer os.RemoveAll(dir)

	if o.search {
		limits, err := measureSearch(ctx, o, dir)
		if err != nil {
			return false, o.strict, err
		}
		printLimits(os.Stdout, limits)
		return allHold(limits), o.strict, nil
	}
	size, err := measureSize(o.posmedic)
	if err != nil {
		return false, o.strict, err
	}
	programs, err := prepare(ctx, o, dir)
	if err != nil {
		return false, o.strict, err
	}
	if o.delay > 0 {
		results, err := measureLine(ctx, programs, o.delay, min(o.rounds, mostSlowRounds), min(o.keys, mostSlowKeys))
		if err != nil {
			return false, o.strict, err
		}
		printLine(os.Stdout, results)
		limits := checkLine(results)
		printLimits(os.Stdout, limits)
		return allHold(limits), o.strict, nil
	}
	if o.monkey > 0 {
		result, err := measureMonkey(ctx, programs[0], o.monkey)
		if err != nil {
			return false, o.strict, err
		}
		printMonkey(os.Stdout, result)
		limits := checkMonkey(result)
		printLimits(os.Stdout, limits)
		return allHold(limits), o.strict, nil
	}
	starts, err := measureStarts(ctx, programs, o.rounds)
	if err != nil {
		return false, o.strict, err
	}
	keys, err := measureKeys(ctx, append(slices.Clone(programs), painted(programs[0]), answering(programs[0])), o.keys)
	if err != nil {
		return false, o.strict, err
	}
	limits := check(starts, keys, size)
	printReport(os.Stdout, starts, keys, limits)
	return allHold(limits), o.strict, nil
}
