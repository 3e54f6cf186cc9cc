package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"posmedic/catalog"
	"posmedic/catalog/data"
	"posmedic/catalog/many"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// The limits of the search.
const (
	manyEntries      = 100_000
	maxShippedMillis = 2.0       // the 99th percentile of a key on the shipped entries
	maxManyMillis    = 16.0      // the same on the generated ones
	maxToFzf         = 1.0       // a median key over fzf's
	maxHeldMegabytes = 300.0     // resident memory with the generated entries and their searcher, in millions of bytes
	mostFound        = 50        // entries that are asked for, as the wizard does
	memoryLimit      = 250 << 20 // bytes; as posmedic sets it for itself
)

// measureSearch types the queries into the searcher and into fzf.
func measureSearch(ctx context.Context, o options, dir string) ([]limit, error) {
	keys, err := keystrokes(o.queries)
	if err != nil {
		return nil, err
	}
	shipped := &catalog.Catalog{Tables: data.Tables}
	few := timeKeys(catalog.NewSearcher(shipped, &data.Lexicon), keys)

	debug.SetMemoryLimit(memoryLimit)
	known := many.Like(shipped, manyEntries)
	begin := time.Now()
	searcher := catalog.NewSearcher(known, &data.Lexicon)
	made := time.Since(begin)
	all := timeKeys(searcher, keys)
	held, err := resident()
	if err != nil {
		return nil, err
	}

	lines := filepath.Join(dir, "entries.txt")
	if err := writeEntries(lines, known); err != nil {
		return nil, err
	}
	beside, err := besideFzf(ctx, o, dir, lines, searcher, pick(keys, o.keys))
	if err != nil {
		return nil, err
	}
	fzf := millis(beside.theirs, 0.5)
	return []limit{
		{
			name: "search, shipped", max: fmt.Sprintf("%.0f ms", maxShippedMillis), found: fmt.Sprintf("%.2f ms", millis(few, 0.99)),
			holds:  millis(few, 0.99) <= maxShippedMillis,
			figure: fmt.Sprintf("p99 of %d keys on %d entries, median %.2f ms", len(few), len(shipped.Entries()), millis(few, 0.5)),
		},
		{
			name: "search, generated", max: fmt.Sprintf("%.0f ms", maxManyMillis), found: fmt.Sprintf("%.1f ms", millis(all, 0.99)),
			holds:  millis(all, 0.99) <= maxManyMillis,
			figure: fmt.Sprintf("p99 of %d keys on %d entries, median %.1f ms", len(all), manyEntries, millis(all, 0.5)),
		},
		{
			name: "search to fzf", max: fmt.Sprintf("%.2f", maxToFzf), found: fmt.Sprintf("%.3f", millis(beside.ours, 0.5)/fzf),
			holds: millis(beside.ours, 0.5) <= maxToFzf*fzf,
			figure: fmt.Sprintf("%d keys: %.1f ms to %.0f ms; fzf on no lines %.0f ms",
				len(beside.ours), millis(beside.ours, 0.5), fzf, millis(beside.empty, 0.5)),
		},
		{
			name: "search, memory", max: fmt.Sprintf("%.0f MB", maxHeldMegabytes), found: fmt.Sprintf("%.0f MB", held),
			holds:  held <= maxHeldMegabytes,
			figure: fmt.Sprintf("the most resident, with the entries; made in %.1f s", made.Seconds()),
		},
	}, nil
}

// keystrokes is what stands in the line after each key of every query.
func keystrokes(file string) ([]string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("queries: %w", err)
	}
	var raw struct {
		Queries []struct {
			Query, Table, Code, Row string
			Any                     []map[string]string
		}
	}
	if err := catalog.DecodeStrict(file, content, &raw); err != nil {
		return nil, fmt.Errorf("queries: %w", err)
	}
	var keys []string
	for _, query := range raw.Queries {
		letters := []rune(query.Query)
		for n := range letters {
			keys = append(keys, string(letters[:n+1]))
		}
	}
	return keys, nil
}

// pick takes at most n values, evenly from first to last.
func pick[T any](values []T, n int) []T {
	if len(values) <= n {
		return values
	}
	picked := make([]T, n)
	for i := range picked {
		picked[i] = values[i*len(values)/n]
	}
	return picked
}

// timeKeys looks for what stands in the line after each key, three times over, and leaves the first time out:
// it fills the processor's caches.
func timeKeys(searcher *catalog.Searcher, keys []string) []time.Duration {
	const rounds = 3
	var times []time.Duration
	for round := range rounds {
		for _, key := range keys {
			if took := timeKey(searcher, key); round > 0 {
				times = append(times, took)
			}
		}
	}
	return times
}

func timeKey(searcher *catalog.Searcher, key string) time.Duration {
	begin := time.Now()
	searcher.Search(key, mostFound)
	return time.Since(begin)
}

// comparison is the times of the same keys.
type comparison struct {
	ours, theirs []time.Duration
	empty        []time.Duration // fzf's on a file without lines
}

// besideFzf looks for every key with the searcher and then with fzf, so that a busy moment hurts both.
func besideFzf(ctx context.Context, o options, dir, lines string, searcher *catalog.Searcher, keys []string) (comparison, error) {
	var c comparison
	fzf, err := findFzf(o.fzf)
	if err != nil {
		return c, fmt.Errorf("fzf: %w", err)
	}
	for _, key := range keys {
		c.ours = append(c.ours, timeKey(searcher, key))
		for file, times := range map[string]*[]time.Duration{lines: &c.theirs, os.DevNull: &c.empty} {
			took, err := timeFzf(ctx, fzf, environment(dir), file, key)
			if err != nil {
				return c, err
			}
			*times = append(*times, took)
		}
	}
	return c, nil
}

// timeFzf runs fzf as a filter. That it finds nothing (1) is no fault.
func timeFzf(ctx context.Context, path string, env []string, file, key string) (time.Duration, error) {
	in, err := os.Open(file)
	if err != nil {
		return 0, fmt.Errorf("fzf: %w", err)
	}
	defer in.Close()
	cmd := exec.CommandContext(ctx, path, "--filter="+key)
	cmd.Stdin, cmd.Env = in, env
	begin := time.Now()
	err = cmd.Run()
	took := time.Since(begin)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil
	}
	if err != nil {
		return 0, fmt.Errorf("fzf --filter=%s: %w", key, err)
	}
	return took, nil
}

// writeEntries writes a line for each entry with all that the searcher looks at: code, message, cause, remedy.
func writeEntries(path string, known *catalog.Catalog) error {
	var lines strings.Builder
	for _, entry := range known.Entries() {
		words := []string{entry.Code, entry.Message.Zh, entry.Message.En, entry.Cause.Zh, entry.Cause.En}
		for _, line := range entry.Remedy {
			words = append(words, line.Zh, line.En)
		}
		lines.WriteString(strings.Join(words, " ") + "\n")
	}
	if err := os.WriteFile(path, []byte(lines.String()), 0o600); err != nil {
		return fmt.Errorf("entries: %w", err)
	}
	return nil
}

// resident is the most memory that this program had so far, in millions of bytes.
func resident() (float64, error) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0, fmt.Errorf("memory: %w", err)
	}
	unit := 1024.0
	if runtime.GOOS == "darwin" {
		unit = 1 // bytes there, kilobytes elsewhere
	}
	return float64(usage.Maxrss) * unit / 1e6, nil
}
