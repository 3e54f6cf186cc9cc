package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"posmedic": main, "stopped": stopped, "onterminal": onTerminal, "killed": killed})
}

// TestScripts runs testdata/script. The scripts speak English, but for those about languages.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "en_US.UTF-8")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each of them waits for a second at its end
			env.Setenv("TERM", "xterm-256color")
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("POSMEDIC_DATA", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonCommand, "makecase": makeCase, "agedcase": agedCase, "mode": mode, "cut": cut, "sql": sqlCommand,
			"knowledge": knowledge,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// exits CODE PROGRAM ARG… runs a program that must end with a code. One that did not succeed must have said
// why in one sentence on standard error, in words for people.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG…")
	}
	code := exitDone
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
	if code != exitDone {
		ts.Check(plainSentence(ts.ReadFile("stderr")))
	}
}

// machineTalk is what only a programmer can read.
var machineTalk = regexp.MustCompile(`panic:|goroutine |%!|\b[a-z]+\.[A-Z]\w+|<nil>|\x1b`)

// plainSentence returns an error unless a complaint is one line for people.
func plainSentence(complaint string) error {
	sentence, rest, ended := strings.Cut(complaint, "\n")
	switch {
	case !strings.HasPrefix(sentence, "posmedic: ") || !ended || rest != "":
		return fmt.Errorf("not one line that begins with posmedic: %q", complaint)
	case machineTalk.MatchString(sentence):
		return fmt.Errorf("%q is not for people: %s", machineTalk.FindString(sentence), sentence)
	}
	return nil
}

// json PATH is VALUE, json PATH keys NAME…, json PATH length N look into the JSON on standard output; PATH is
// as 0.sources, and . is the whole.
func jsonCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: json PATH is VALUE | json PATH keys NAME… | json PATH length N")
	}
	var whole any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &whole))
	value, err := valueAt(whole, args[0])
	ts.Check(err)
	switch args[1] {
	case "is":
		var want any
		ts.Check(json.Unmarshal([]byte(args[2]), &want))
		if !reflect.DeepEqual(value, want) {
			ts.Fatalf("%s is %v, want %v", args[0], value, want)
		}
	case "keys":
		object, _ := value.(map[string]any)
		var keys []string
		for key := range object {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		if want := slices.Sorted(slices.Values(args[2:])); !slices.Equal(keys, want) {
			ts.Fatalf("%s has the keys %q, want %q", args[0], keys, want)
		}
	case "length":
		list, ok := value.([]any)
		if got := strconv.Itoa(len(list)); !ok || got != args[2] {
			ts.Fatalf("%s has the length %s, want %s", args[0], got, args[2])
		}
	default:
		ts.Fatalf("json: no comparison %q", args[1])
	}
}

func valueAt(value any, path string) (any, error) {
	if path == "." {
		return value, nil
	}
	for name := range strings.SplitSeq(path, ".") {
		switch inside := value.(type) {
		case map[string]any:
			found, ok := inside[name]
			if !ok {
				return nil, fmt.Errorf("%s: there is no %q", path, name)
			}
			value = found
		case []any:
			index, err := strconv.Atoi(name)
			if err != nil || index >= len(inside) {
				return nil, fmt.Errorf("%s: there is no element %s of %d", path, name, len(inside))
			}
			value = inside[index]
		}
	}
	return value, nil
}

// makecase NAME CODE WORD… stores a case as the wizard would, and keeps its code in the variable NAME and its
// code as a hurried person types it in NAME_TYPED. A word is an answer, or FIELD=VALUE of the fault record.
func makeCase(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: makecase NAME CODE WORD…")
	}
	id, err := storeCase(ts.Getenv("POSMEDIC_DATA"), args[1], args[2:]...)
	ts.Check(err)
	ts.Setenv(args[0], id)
	ts.Setenv(args[0]+"_TYPED", strings.ToLower(strings.ReplaceAll(id, "-", " ")))
}

// agedcase NAME DAYS CODE WORD… is makecase so many days ago; the word x closes the case.
func agedCase(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: agedcase NAME DAYS CODE WORD…")
	}
	days, err := strconv.Atoi(args[1])
	ts.Check(err)
	id, err := storeCaseAt(time.Now().AddDate(0, 0, -days), ts.Getenv("POSMEDIC_DATA"), args[2], args[3:]...)
	ts.Check(err)
	ts.Setenv(args[0], id)
}

func storeCase(folder, code string, typed ...string) (id string, err error) {
	return storeCaseAt(time.Now(), folder, code, typed...)
}

func storeCaseAt(now time.Time, folder, code string, typed ...string) (id string, err error) {
	a := &app{now: func() time.Time { return now }, known: shipped()}
	entry, err := a.entryOf(code)
	if err != nil {
		return "", err
	}
	store, err := cases.Open(folder)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	journal := cases.NewJournal(store, a.book())
	stored, err := journal.Begin(entry, a.clock())
	for _, word := range typed {
		if err == nil {
			stored, err = recordWord(a, journal, stored, word)
		}
	}
	return stored.ID, err
}

func recordWord(a *app, journal *cases.Journal, c cases.Case, word string) (cases.Case, error) {
	if word == "x" {
		return journal.Close(c, a.clock())
	}
	if name, typed, ok := strings.Cut(word, "="); ok {
		value, finding := fault.Parse(fault.Name(name), typed, a.clock())
		if finding != nil && finding.Hard {
			return c, errors.New(finding.Text.En)
		}
		return journal.SetField(c, fault.Name(name), value, a.clock())
	}
	state, err := a.book().Resolve(c.Walk)
	if err != nil {
		return c, err
	}
	if state.Current == nil {
		return c, fmt.Errorf("the walk has ended before %q", word)
	}
	value, ok := parseAnswer(word, state.Current.Node)
	if !ok {
		return c, fmt.Errorf("%q does not fit %s", word, state.Current.Key)
	}
	answer := flows.Answer{Key: state.Current.Key, Value: value, How: state.Current.Node.KnownBy, Shown: state.Current.Node.Text}
	if value == flows.Cannot {
		answer.How, answer.Reason = "", "the shop is closed"
	}
	return journal.Answer(c, answer, a.clock())
}

// mode FILE BITS compares who may read and write a file.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode FILE BITS")
	}
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[1] {
		ts.Fatalf("%s has the mode %s, want %s", args[0], got, args[1])
	}
}

// cut FILE BYTES takes a file's end away.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE BYTES")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// sql FILE STATEMENT changes a case store behind its back.
func sqlCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql FILE STATEMENT")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// knowledge FOLDER makes a copy of the shipped knowledge.
func knowledge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: knowledge FOLDER")
	}
	for _, folder := range []string{"catalog/data", "flows/data"} {
		ts.Check(os.CopyFS(filepath.Join(ts.MkAbs(args[0]), folder), os.DirFS(filepath.Join("..", "..", folder))))
	}
}

// onterminal WORD KEYS PROGRAM ARG… is a program that runs another one on a terminal of its own. It types the
// keys, in which + is Enter, as soon as the word stands on the screen, and prints all that came to the screen.
func onTerminal() {
	word, keys, program := os.Args[1], strings.ReplaceAll(os.Args[2], "+", "\n"), exec.Command(os.Args[3], os.Args[4:]...)
	keyboard, terminal, err := openTerminal()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	program.Stdin, program.Stdout, program.Stderr = terminal, terminal, os.Stderr
	if err := program.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	time.AfterFunc(30*time.Second, func() { _ = program.Process.Kill() }) // it never came to the word
	_ = terminal.Close()                                                  // so that reading ends with the program
	var screen bytes.Buffer
	piece := make([]byte, 4096)
	for n, err := 0, error(nil); err == nil; n, err = keyboard.Read(piece) {
		screen.Write(piece[:n])
		if keys != "" && bytes.Contains(screen.Bytes(), []byte(word)) {
			_, _ = keyboard.WriteString(keys)
			keys = ""
		}
	}
	_ = program.Wait()
	_, _ = os.Stdout.Write(screen.Bytes())
	os.Exit(program.ProcessState.ExitCode())
}

// killed WORD LINES PROGRAM ARG… is a program that types lines, in which + is Enter, to another one, and kills that one
// as soon as it has said the word.
func killed() {
	word, program := os.Args[1], exec.Command(os.Args[3], os.Args[4:]...)
	lines, err := program.StdinPipe() // it stays open, so that the program never comes to its end
	if err != nil {
		log.Fatal(err)
	}
	said, err := program.StdoutPipe()
	if err != nil {
		log.Fatal(err)
	}
	if err := program.Start(); err != nil {
		log.Fatal(err)
	}
	_, _ = io.WriteString(lines, strings.ReplaceAll(os.Args[2], "+", "\n"))
	var all bytes.Buffer
	piece := make([]byte, 4096)
	for !bytes.Contains(all.Bytes(), []byte(word)) {
		n, err := said.Read(piece)
		if all.Write(piece[:n]); err != nil {
			log.Fatalf("it never says %q: %v", word, err)
		}
	}
	_ = program.Process.Kill()
	_ = program.Wait()
	_, _ = os.Stdout.Write(all.Bytes())
	if program.ProcessState.ExitCode() >= 0 {
		log.Fatalf("it ended by itself with %d", program.ProcessState.ExitCode())
	}
}
