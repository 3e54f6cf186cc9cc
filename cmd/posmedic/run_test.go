package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/text/width"

	"posmedic/catalog"
	"posmedic/flows/drill/history"
	"posmedic/flows/report"
)

// call is one command line, run in this process.
type call struct {
	env    []string
	stdin  string
	stdout io.Writer
}

// posmedic runs a command line in English and returns its exit code and what it wrote.
func posmedic(t testing.TB, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out bytes.Buffer
	code, stderr = call{stdout: &out}.run(t, args...)
	return code, out.String(), stderr
}

func (c call) run(t testing.TB, args ...string) (code int, stderr string) {
	t.Helper()
	folder := t.TempDir()
	input := filepath.Join(folder, "stdin")
	if err := os.WriteFile(input, []byte(c.stdin), 0o600); err != nil {
		t.Fatal(err)
	}
	stdin, err := os.Open(input)
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	var complaint bytes.Buffer
	code = run(&app{
		in: stdin, screen: stdin, out: bufio.NewWriter(c.stdout), err: &complaint,
		env: append([]string{"LANG=en", "POSMEDIC_DATA=" + folder, "XDG_CONFIG_HOME=" + folder}, c.env...), now: time.Now,
	}, args)
	return code, complaint.String()
}

// commands lists every command, as its path without the program's name.
func commands(lang catalog.Lang) map[string]*cobra.Command {
	all := map[string]*cobra.Command{}
	var visit func(*cobra.Command)
	visit = func(command *cobra.Command) {
		all[strings.TrimPrefix(strings.TrimPrefix(command.CommandPath(), "posmedic"), " ")] = command
		for _, member := range command.Commands() {
			visit(member)
		}
	}
	visit((&app{lang: lang, out: bufio.NewWriter(io.Discard), err: io.Discard}).command())
	return all
}

func TestJSONIsWhatOthersRelyOn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	id, err := storeCase(folder, "E301", "y", "n", "c", "tid=12345678", "card_number=6222021234567890123")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		args []string
		into any
	}{
		"lookup":         {[]string{"E102", "E005"}, new([]catalog.Entry)},
		"search":         {[]string{"网络"}, new([]catalog.Entry)},
		"catalog export": {nil, new([]catalog.Entry)},
		"walk":           {[]string{"E102", "--answers", "y,n"}, new(walkJSON)},
		"paths":          {[]string{"E103"}, new([]pathJSON)},
		"check":          {[]string{"../.."}, new(checkJSON)},
		"diff":           {[]string{"../..", "../..", "--data", folder}, new(diffJSON)},
		"cases list":     {nil, new([]summaryJSON)},
		"cases show":     {[]string{id}, new(report.Report)},
		"config list":    {nil, new([]settingJSON)},
		"version":        {nil, new(buildJSON)},
		"drill progress": {nil, new(history.Progress)},
	}
	for path, command := range commands(catalog.English) {
		if command.Flags().Lookup("json") != nil && tests[path].into == nil {
			t.Errorf("%s has --json but is not tested here", path)
		}
	}
	for path, test := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			args := slices.Concat(strings.Fields(path), test.args, []string{"--json"})
			if code, stderr := (call{stdout: &out, env: []string{"POSMEDIC_DATA=" + folder}}).run(t, args...); code != exitDone {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			decoder := json.NewDecoder(&out)
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(test.into); err != nil {
				t.Fatal(err)
			}
			if rest, err := io.ReadAll(io.MultiReader(decoder.Buffered(), &out)); err != nil || string(rest) != "\n" {
				t.Errorf("after the JSON come %q, %v", rest, err)
			}
			if value := reflect.ValueOf(test.into).Elem(); value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0 {
				t.Error("the JSON says nothing")
			}
		})
	}
}

// TestPathsLeadWhereTheySay walks the answers of paths: all of a short flow, some of a long one.
func TestPathsLeadWhereTheySay(t *testing.T) {
	t.Parallel()
	for code, every := range map[string]int{"E108": 1, "E102": 500} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			_, out, _ := posmedic(t, "paths", code, "--json")
			var paths []pathJSON
			if err := json.Unmarshal([]byte(out), &paths); err != nil || len(paths) == 0 {
				t.Fatalf("%d paths, %v", len(paths), err)
			}
			for i := 0; i < len(paths); i += every {
				walkPath(t, paths[i])
			}
		})
	}
}

func walkPath(t *testing.T, path pathJSON) {
	t.Helper()
	var answers []string
	for _, answer := range path.Answers {
		answers = append(answers, string(answer.Answer))
	}
	code, out, stderr := posmedic(t, "walk", path.Code, "--json", "--answers", strings.Join(answers, ","))
	var walked walkJSON
	if err := json.Unmarshal([]byte(out), &walked); err != nil || code != exitDone {
		t.Fatalf("%v: exit code %d, %s%v", answers, code, stderr, err)
	}
	if !walked.Complete || walked.Outcome == nil || walked.Outcome.Kind != path.Outcome {
		t.Errorf("%v ends with %+v, want %s", answers, walked.Outcome, path.Outcome)
	}
	if len(walked.Steps) != len(path.Answers) {
		t.Fatalf("%v has %d steps, want %d", answers, len(walked.Steps), len(path.Answers))
	}
	for i, step := range walked.Steps {
		if step.Node != path.Answers[i].Node || step.Answer != path.Answers[i].Answer {
			t.Errorf("%v: step %d is %s=%s, want %+v", answers, i, step.Node, step.Answer, path.Answers[i])
		}
	}
}

// TestPathsEndWithWhatTheReceiverNeeds holds what paths says against the rules of the handbook's preamble: the
// network first, and whoever gets the report is told these fields.
func TestPathsEndWithWhatTheReceiverNeeds(t *testing.T) {
	t.Parallel()
	_, out, _ := posmedic(t, "paths", "E103", "--json")
	var paths []pathJSON
	if err := json.Unmarshal([]byte(out), &paths); err != nil {
		t.Fatal(err)
	}
	escalations := 0
	for _, path := range paths {
		if !path.NetworkCheck || !strings.HasPrefix(path.Answers[0].Node, "network-check/") {
			t.Errorf("a path that does not begin with the network check: %+v", path)
		}
		if path.Outcome == "escalate" {
			escalations++
			if want := []string{"mid", "tid", "code", "prompt"}; !slices.Equal(path.Fields, want) {
				t.Errorf("an escalation has the fields %q, want %q: %+v", path.Fields, want, path)
			}
		}
	}
	if escalations == 0 {
		t.Error("no path of E103 escalates")
	}
}

// TestWhatWasTypedIsRepeatedWithCare types what is too long, no text or secret in every place.
func TestWhatWasTypedIsRepeatedWithCare(t *testing.T) {
	t.Parallel()
	const card = "6222021234567890123"
	typed := map[string]string{
		"1 MB":                    strings.Repeat("很长", 1<<20/6),
		"long row of digits":      strings.Repeat("7", 1<<16),
		"invalid UTF-8":           "E1\xff\xfe\x80",
		"terminal commands":       "E\x1b[2J\x1b]0;title\a\u202e\r\n2",
		"card number":             card,
		"card number with spaces": "6222 0212 3456 7890 123",
		"card number, full-width": "６２２２０２１２３４５６７８９０１２３",
	}
	places := map[string]func(text string) []string{
		"code":          func(text string) []string { return []string{"lookup", text} },
		"second code":   func(text string) []string { return []string{"lookup", "E102", text} },
		"words":         func(text string) []string { return []string{"search", text} },
		"walked code":   func(text string) []string { return []string{"walk", text} },
		"answers":       func(text string) []string { return []string{"walk", "E102", "--answers", text} },
		"last answers":  func(text string) []string { return []string{"walk", "E108", "--answers", "d," + text} },
		"paths":         func(text string) []string { return []string{"paths", text} },
		"case":          func(text string) []string { return []string{"cases", "show", text} },
		"reported":      func(text string) []string { return []string{"report", text} },
		"format":        func(text string) []string { return []string{"report", "7KQ2-M4X7", "--format", text} },
		"flag":          func(text string) []string { return []string{"lookup", "--" + text} },
		"short flag":    func(text string) []string { return []string{"lookup", "-" + text} },
		"flag's value":  func(text string) []string { return []string{"lookup", "--json=" + text} },
		"language":      func(text string) []string { return []string{"lookup", "--lang=" + text} },
		"command":       func(text string) []string { return []string{"help", text} },
		"folder":        func(text string) []string { return []string{"check", text} },
		"drilled code":  func(text string) []string { return []string{"drill", text} },
		"kind of drill": func(text string) []string { return []string{"drill", "E102", "--kind", text} },
		"scenario":      func(text string) []string { return []string{"drill", "--scenario", text} },
		"sheet":         func(text string) []string { return []string{"drill", "verify", text} },
		"public key":    func(text string) []string { return []string{"drill", "verify", "main.go", "--key", text} },
	}
	for what, text := range typed {
		for where, args := range places {
			t.Run(what+" as "+where, func(t *testing.T) {
				t.Parallel()
				var out bytes.Buffer
				// Chinese, because %q of the English sentences would hide what is wrong.
				code, stderr := call{stdout: &out, env: []string{"LANG=zh_CN.UTF-8"}}.run(t, args(text)...)
				if code == exitDone {
					t.Error("it passes for a success")
				}
				if err := plainSentence(stderr); err != nil {
					t.Error(err)
				}
				if !utf8.ValidString(stderr) || strings.ContainsAny(stderr, "\x1b\a\r\u202e") {
					t.Errorf("it would upset a terminal: %q", stderr)
				}
				if utf8.RuneCountInString(stderr) > 600 {
					t.Errorf("it has %d characters", utf8.RuneCountInString(stderr))
				}
				if strings.Contains(digits(stderr+out.String()), card) {
					t.Errorf("it repeats the card number: %s", stderr)
				}
			})
		}
	}
}

// digits is the digits of a text, narrow.
func digits(text string) string {
	return regexp.MustCompile(`\D`).ReplaceAllString(width.Narrow.String(text), "")
}

func TestALineTooLongForAnAnswerIsRefused(t *testing.T) {
	t.Parallel()
	code, stderr := call{stdout: io.Discard, stdin: strings.Repeat("y", 1<<20) + "\ny\n"}.run(t, "walk", "E102")
	_, sentence, _ := strings.Cut(stderr, "\n") // what was asked stands before it
	if code != exitUsage || plainSentence(sentence) != nil || len(sentence) > 600 {
		t.Errorf("exit code %d, %.700s", code, stderr)
	}
}

// full is a file on a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAResultThatCannotBeWrittenIsNoSuccess(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	id, err := storeCase(folder, "E102", "y")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"--help", "lookup E102", "lookup E102 --json", "lookup E102 E1", "search 网络", "catalog export", "paths E102",
		"paths E102 --json", "paths E102 --all", "graph E102", "graph E102 --format dot", "graph E102 --format mermaid", "walk E102 --answers y", "walk E102 --json", "cases list", "cases list --json",
		"cases show " + id, "report " + id, "report --format md " + id, "report --format json " + id, "report --format pdf " + id, "check ../..",
		"drill progress", "drill progress --json", "drill export", "drill export --format csv",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			code, stderr := call{stdout: full{}, env: []string{"POSMEDIC_DATA=" + folder}}.run(t, strings.Fields(line)...)
			if code != exitFailed || !strings.Contains(stderr, "posmedic: not all of the result could be written (no space left on device)") {
				t.Errorf("exit code %d, %s", code, stderr)
			}
		})
	}
}

// TestHelpIsInTheLanguageOfTheCall finds words that cobra, or we, forgot to translate.
func TestHelpIsInTheLanguageOfTheCall(t *testing.T) {
	t.Parallel()
	allowed := []string{"posmedic", "zh", "en", "txt", "md", "json", "y", "n", "c", "d", "h", "help", "svg", "mermaid", "dot", "html", "pdf", "csv", "both", "recall", "guided", "free", "drills", "source", "Out", "String", "Invoke", "Expression"} // what is typed
	all := commands(catalog.Chinese)
	for _, command := range all {
		allowed = append(allowed, command.Name())
		command.Flags().VisitAll(func(flag *pflag.Flag) {
			allowed = append(append(allowed, strings.Split(flag.Name, "-")...), flag.Shorthand)
		})
		command.PersistentFlags().VisitAll(func(flag *pflag.Flag) { allowed = append(allowed, flag.Name) })
	}
	english, chinese := regexp.MustCompile(`\b[A-Za-z]*[a-z][A-Za-z]*\b`), regexp.MustCompile(`\p{Han}|[：；，（）]`)
	for path := range all {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			args := append(strings.Fields(path), "--help")
			_, help, _ := posmedic(t, append(args, "--lang=zh")...)
			for _, word := range english.FindAllString(help, -1) {
				if !slices.Contains(allowed, word) {
					t.Errorf("the Chinese help says %q:\n%s", word, help)
				}
			}
			if !strings.Contains(help, "\n用法：\n") {
				t.Errorf("this is no help:\n%s", help)
			}
			_, help, _ = posmedic(t, append(args, "--lang=en")...)
			if found := chinese.FindString(help); found != "" {
				t.Errorf("the English help says %q:\n%s", found, help)
			}
			if !strings.Contains(help, "\nUsage:\n") {
				t.Errorf("this is no help:\n%s", help)
			}
		})
	}
}

// TestEveryWordIsSaid finds sentences of words.yaml that no code says any more.
func TestEveryWordIsSaid(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || file == "words_gen.go" {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, use := range regexp.MustCompile(`\bwords\.(\w+)`).FindAllStringSubmatch(string(content), -1) {
			said[use[1]] = true
		}
	}
	for field := range reflect.TypeOf(words).Fields() {
		if !said[field.Name] {
			t.Errorf("nothing says words.%s of words.yaml", field.Name)
		}
	}
}

// TestSentencesTakeTheSameValues holds the two languages of every sentence against each other.
func TestSentencesTakeTheSameValues(t *testing.T) {
	t.Parallel()
	verb := regexp.MustCompile(`%[a-z]`)
	for field, value := range reflect.ValueOf(words).Fields() {
		text := value.Interface().(catalog.Text)
		zh, en := verb.FindAllString(text.Zh, -1), verb.FindAllString(strings.ReplaceAll(text.En, "%q", "%s"), -1)
		if !slices.Equal(zh, en) {
			t.Errorf("%s takes %v in Chinese and %v in English", field.Name, zh, en)
		}
	}
}
