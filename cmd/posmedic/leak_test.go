package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/width"

	"posmedic/flows/cases"
)

// cardNumber is one as somebody gives it.
type cardNumber struct {
	digits  string
	spelled string
}

// schemes are how the card numbers of those begin that issue them.
var schemes = []string{"62", "4", "51", "37", "60", "9", "2221", "81", "35"}

// spellings are how people write a card number, rightly or not.
var spellings = map[string]func(string) string{
	"plain":         func(digits string) string { return digits },
	"spaces":        func(digits string) string { return pieces(digits, " ") },
	"dashes":        func(digits string) string { return pieces(digits, "-") },
	"wide gaps":     func(digits string) string { return pieces(digits, " - ") },
	"full-width":    width.Widen.String,
	"full-width sp": func(digits string) string { return width.Widen.String(pieces(digits, " ")) },
	"unseen signs":  func(digits string) string { return pieces(digits, "\u200b") },
	"one too many":  func(digits string) string { return digits[:8] + digits[7:] },
	"a letter":      func(digits string) string { return letters.ReplaceAllString(digits, "${1}O${2}") },
	"two swapped":   func(digits string) string { return digits[:8] + digits[9:10] + digits[8:9] + digits[10:] },
}

// letters is where a digit that is mistyped as a letter is a 0.
var letters = regexp.MustCompile(`([1-9])0([1-9])`)

// numbers draws a card number of every length, with a right and a wrong check digit, so many times over.
func numbers(rounds uint64) []cardNumber {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range spellings {
			if !yield(name) {
				return
			}
		}
	})
	random, all := rand.New(rand.NewPCG(rounds, 13)), []cardNumber{}
	for range rounds {
		for length := 13; length <= 19; length++ {
			for _, wrong := range []byte{0, 1 + byte(random.IntN(9))} {
				digits := schemes[random.IntN(len(schemes))]
				for len(digits) < length-1 {
					digits += strconv.Itoa(random.IntN(10))
				}
				digits += string('0' + (luhn(digits)-'0'+wrong)%10)
				all = append(all, cardNumber{digits, spellings[names[len(all)%len(names)]](digits)})
			}
		}
	}
	return all
}

// TestNoCardNumberGetsThrough gives card numbers of 13 to 19 digits to posmedic in every way that leads into it, and
// looks for more than the first 6 and the last 4 of them in every byte that it wrote or printed. Where POSMEDIC_LEAK_ROUNDS
// is not set, each number goes only one way; else each goes every way, and there are so many times as many numbers.
func TestNoCardNumberGetsThrough(t *testing.T) {
	t.Parallel()
	rounds, err := strconv.ParseUint("0"+os.Getenv("POSMEDIC_LEAK_ROUNDS"), 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	for i, given := range numbers(max(rounds, 1)) {
		t.Run(fmt.Sprintf("%d, %d digits", i, len(given.digits)), func(t *testing.T) {
			t.Parallel()
			w := newLeakWorld(t)
			for j, way := range leakWays {
				if rounds > 0 || i%len(leakWays) == j {
					way(w, given.spelled)
				}
			}
			w.hand()
			if found := w.search(given); rounds > 0 && found.cut == 0 {
				t.Error("the number is nowhere to be seen cut: it never came in")
			}
		})
	}
}

// merchant is a merchant ID that could be a card number.
const merchant = "622202198765432"

// leakWorld is a machine of its own: what is given to posmedic lies in one folder, what posmedic writes and prints in
// the other.
type leakWorld struct {
	*testing.T
	given, made string
	id          string // of a case that is there from the beginning
	printed     int
	env         []string // added to the usual
}

func newLeakWorld(t *testing.T) *leakWorld {
	t.Helper()
	w := &leakWorld{T: t, given: t.TempDir(), made: t.TempDir()}
	id, err := storeCase(w.path("data"), "E301", "y", "n", "n", "n", "mid="+merchant, "tid=10293847")
	if err != nil {
		t.Fatal(err)
	}
	w.id = id
	return w
}

func (w *leakWorld) path(names ...string) string {
	return filepath.Join(append([]string{w.made}, names...)...)
}

// run carries out a command line on the given input. What it prints is searched later.
func (w *leakWorld) run(input string, args ...string) int {
	w.Helper()
	w.printed++
	typed := filepath.Join(w.given, "input")
	if err := os.WriteFile(typed, []byte(input), 0o600); err != nil {
		w.Fatal(err)
	}
	in, err := os.Open(typed)
	if err != nil {
		w.Fatal(err)
	}
	screen, complaints := w.create("stdout"), w.create("stderr")
	defer func() {
		for _, one := range []io.Closer{in, screen, complaints} {
			if err := one.Close(); err != nil {
				w.Error(err)
			}
		}
	}()
	return run(w.app(in, screen, complaints), args)
}

// create makes a file for what the command in hand prints.
func (w *leakWorld) create(name string) *os.File {
	w.Helper()
	file, err := os.Create(w.path(fmt.Sprintf("%s-%d", name, w.printed)))
	if err != nil {
		w.Fatal(err)
	}
	return file
}

func (w *leakWorld) app(in, screen *os.File, complaints io.Writer) *app {
	env := append([]string{
		"LANG=en_US.UTF-8", "TERM=xterm-256color", "POSMEDIC_DATA=" + w.path("data"), "XDG_CONFIG_HOME=" + w.path("config"),
	}, w.env...)
	return &app{in: in, screen: screen, out: bufio.NewWriter(screen), err: complaints, env: env, now: time.Now}
}

// hand puts everything that was taken in on paper, and into an archive, in every format and language.
func (w *leakWorld) hand() {
	w.Helper()
	for _, format := range []string{"txt", "md", "html", "pdf", "csv", "json"} {
		args := append([]string{"report", "--lang", "both", "--format", format, "-o", w.path("report." + format)}, w.cases()...)
		if code := w.run("", args...); code != exitDone {
			w.Errorf("the reports as %s end with %d", format, code)
		}
		content, err := os.ReadFile(w.path("report." + format))
		if err != nil {
			w.Fatal(err)
		}
		if format != "pdf" && !strings.Contains(string(content), merchant) {
			w.Errorf("the reports as %s lack the merchant ID", format)
		}
	}
	for _, args := range [][]string{
		{"cases", "export", "-o", w.path("all.zip")},
		{"cases", "export", "--salvage", "-o", w.path("saved.zip")},
		{"cases", "list"},
		{"cases", "list", "--json"},
		{"cases", "show", w.id, "--json"},
		{"drill", "export"},
		{"drill", "export", "--format", "csv"},
		{"drill", "progress"},
		{"config"},
	} {
		if code := w.run("", args...); code != exitDone {
			w.Errorf("%q ends with %d", args, code)
		}
	}
	w.run("", "cases", "purge", "--unfinished", "--older-than", "1d", "--lang", "zh")
}

// cases lists the codes of all cases.
func (w *leakWorld) cases() []string {
	w.Helper()
	store, err := cases.Open(w.path("data"))
	if err != nil {
		w.Fatal(err)
	}
	list, err := cases.NewJournal(store, nil).List()
	if err := errors.Join(err, store.Close()); err != nil {
		w.Fatal(err)
	}
	var all []string
	for _, summary := range list {
		all = append(all, summary.ID)
	}
	return all
}

// search looks for a card number, as it was given and as it was meant.
func (w *leakWorld) search(given cardNumber) *hunt {
	w.Helper()
	found := newHunt(w.T, given.digits, plainDigits(given.spelled))
	found.folder(w.made)
	return found
}

// lines is what is typed in line mode.
func lines(typed ...string) string { return strings.Join(typed, "\n") + "\n" }
