package tui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// typedLines runs the wizard in lines on a folder until the lines are used up, and returns what it said.
func typedLines(t testing.TB, folder string, options Options, lines ...string) (string, error) {
	t.Helper()
	var said strings.Builder
	options.Input, options.Output = strings.NewReader(strings.Join(lines, "\n")+"\n"), &said
	options.Catalog, options.Book, options.Reports = shipped, book, filepath.Join(folder, "reports")
	options.Searcher = func() *catalog.Searcher { return finds }
	if options.Settings == nil {
		options.Settings = newChosen()
	}
	if options.Open == nil {
		options.Open = func() (*cases.Journal, error) { return openJournal(t, folder, book), nil }
	}
	if options.Lang == "" {
		options.Lang = catalog.English
	}
	if options.Now == nil {
		options.Now = func() time.Time { return begun }
	}
	options.Explain = func(err error) catalog.Text {
		return catalog.Text{Zh: "没有做成：" + err.Error(), En: err.Error()}
	}
	err := RunPlain(options)
	return said.String(), err
}

// onDisk loads the only case of a folder.
func onDisk(t testing.TB, folder string) cases.Case {
	t.Helper()
	return (&wizard{t: t, disk: openJournal(t, folder, book)}).theCase()
}

// TestKeysAndLinesStoreTheSame does the same work on the screen and in lines.
func TestKeysAndLinesStoreTheSame(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ keys, lines []string }{
		"a fault that is gone":      {[]string{"n", "y", "n", "y", "x"}, []string{"n", "y", "n", "y", "x"}},
		"answers in Chinese":        {[]string{"n", "y", "n", "y"}, []string{"否", "是", "no", "YES"}},
		"answers by number":         {[]string{"n", "y", "n"}, []string{"2", "１", "2"}},
		"how it is known":           {[]string{"w", "n", "w", "w", "y"}, []string{"w", "n", "怎么知道的", "how known", "y"}},
		"back, forward and parked":  {[]string{"n", "y", "y", "b", "b", "f", "b", "n", "y"}, []string{"n", "y", "y", "b", "返回", "f", "b", "n", "y"}},
		"a usual reason":            {[]string{"c", "3", "enter"}, []string{"cannot", "3"}},
		"a reason of one's own":     {[]string{"c", "no power", "enter"}, []string{"无法", "no power"}},
		"a reason behind the word":  {[]string{"c", "no power", "enter"}, []string{"3 no power"}},
		"no reason after all":       {[]string{"c", "esc", "n"}, []string{"c", "b", "n"}},
		"fields":                    {[]string{"i", "822290054110021", "enter", "10293847", "enter", "esc"}, []string{"i", "822290054110021", "10293847", "."}},
		"a field that is corrected": {[]string{"i", "822", "enter", "290054110021", "enter", "esc"}, []string{"i", "822", "822290054110021", "."}},
		"a field that is emptied":   {[]string{"i", "822290054110021", "enter", "up", "ctrl+u", "enter", "esc"}, []string{"i", "822290054110021", "b", "-", "."}},
		"a wait":                    {[]string{"y", "n", "n", "n", "n", "n", "n", "s"}, []string{"y", "n", "n", "n", "n", "n", "n", "s"}},
		"rubbish in between":        {[]string{"n", "y"}, []string{"maybe", "\x00\xff", "", "n", "9", strings.Repeat("y", 1<<16), "y"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			screen := start(t)
			screen.walkTo("E102", test.keys...)
			folder := t.TempDir()
			typedLines(t, folder, Options{}, append([]string{"E102", ""}, test.lines...)...)
			same(t, "the case", without(onDisk(t, folder)), without(screen.theCase()))
		})
	}
}

// without is a case without what differs between two that are the same.
func without(c cases.Case) cases.Case {
	c.ID, c.Walk.Answers = "", slices.Clone(c.Walk.Answers)
	return c
}

// TestAFormAsksOnlyForWhatIsDemanded fills the form of a collection, a line for each field.
func TestAFormAsksOnlyForWhatIsDemanded(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	said, err := typedLines(t, folder, Options{}, "E301", "", "y", "n", "n", "n", "",
		"822290054110021", "10293847", "=", wholeCard, "工商银行", "14:01")
	if unfinished := new(Unfinished); !errors.As(err, &unfinished) {
		t.Fatal(err)
	}
	record := onDisk(t, folder).Record
	for name, want := range map[fault.Name]string{
		fault.MID: "822290054110021", fault.TID: "10293847", fault.Prompt: "读卡失败", fault.IssuingBank: "工商银行", fault.Model: "", fault.SN: "",
	} {
		same(t, string(name), record.Get(name), want)
	}
	same(t, "first 6", record.CardNumber().First6, wholeCard[:6])
	for _, optional := range []fault.Name{fault.Model, fault.SN, fault.ActivationCode} {
		if strings.Contains(said, "\n"+book.Field(string(optional)).Label.En+"\n") {
			t.Errorf("it asks for %s, which nobody demands:\n%s", optional, said)
		}
	}
	if !strings.Contains(said, "the last") {
		t.Errorf("with the last field, the walk does not go on:\n%s", said)
	}
}

// TestOneOfTwoWaysToNameATerminalIsEnough meets "mid+tid|sn" by MID and TID: the SN is not asked for any more.
func TestOneOfTwoWaysToNameATerminalIsEnough(t *testing.T) {
	t.Parallel()
	code := demanding(t, "mid+tid|sn")
	folder := t.TempDir()
	said, _ := typedLines(t, folder, Options{}, code, "", "i", "822290054110021", "10293847")
	if strings.Contains(said, "\n"+book.Field("sn").Label.En+"\n") {
		t.Errorf("it asks for the SN:\n%s", said)
	}
	if !strings.Contains(said, "one of them is enough") {
		t.Errorf("it does not say that either is enough:\n%s", said)
	}
	said, _ = typedLines(t, folder, Options{Resume: onDisk(t, folder).ID}, "i")
	if _, form, _ := strings.Cut(said, "Fault record"); strings.Contains(form, "\n"+book.Field("sn").Label.En+"\n") {
		t.Errorf("the form begins with the SN:\n%s", form)
	}
}

// demanding finds a code whose report has a demand.
func demanding(t *testing.T, demand string) string {
	t.Helper()
	for _, entry := range shipped.Entries() {
		flow, err := book.Flow(entry.Flow)
		if err == nil && entry.Code != "" && slices.Contains(flow.Fields, demand) && len(shipped.Find(entry.Code)) == 1 {
			return entry.Code
		}
	}
	t.Fatalf("no shipped flow demands %s", demand)
	return ""
}

// TestALineIsHiddenWhereItMustNotBeSeen types a card number, which goes past the input that is seen.
func TestALineIsHiddenWhereItMustNotBeSeen(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	options := Options{
		Catalog: shipped, Book: book, Settings: newChosen(), Searcher: func() *catalog.Searcher { return finds }, Lang: catalog.English,
		Open: func() (*cases.Journal, error) { return openJournal(t, t.TempDir(), book), nil },
		Now:  func() time.Time { return begun }, Output: &said,
		Input: strings.NewReader(""),
	}
	lines, err := newPlain(options)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"E301", "", "y", "n", "n", "n", "", "822290054110021", "10293847", "="} {
		lines.screens = lines.screens.take(lines.take(line))
	}
	asked := 0
	lines.hidden = func() ([]byte, error) { asked++; return []byte(wholeCard), nil }
	if _, err := lines.exchange(); err != nil || asked != 1 || !strings.Contains(said.String(), words.PlainHidden.En) {
		t.Fatalf("asked %d times in secret, %v\n%s", asked, err, said.String())
	}
	if form := lines.screens.top().(*formScreen); form.current.Record.CardNumber().Last4 != wholeCard[len(wholeCard)-4:] || form.hides() {
		t.Errorf("the card number is %+v, and the field after it is hidden: %t", form.current.Record.CardNumber(), form.hides())
	}
}

// TestEveryAnswerIsOnDiskBeforeTheNextLine looks at the disk whenever a step is said.
func TestEveryAnswerIsOnDiskBeforeTheNextLine(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	disk := openJournal(t, folder, book)
	watch := &watcher{look: func(step int) {
		list, err := disk.List()
		if err != nil || len(list) != 1 || list[0].Steps != step-1 {
			t.Errorf("as step %d is said, the disk has %+v, %v", step, list, err)
		}
	}}
	err := RunPlain(Options{
		Catalog: shipped, Book: book, Settings: newChosen(), Searcher: func() *catalog.Searcher { return finds }, Lang: catalog.English,
		Open: func() (*cases.Journal, error) { return openJournal(t, folder, book), nil },
		Now:  func() time.Time { return begun }, Output: watch,
		Input: strings.NewReader("E102\n\nn\ny\nn\nb\ny\nn\nn\nb\nb\nn\ny\nq\n"),
	})
	if err != nil || watch.seen < 10 {
		t.Errorf("%d steps were said, %v", watch.seen, err)
	}
}

// watcher is an output that looks at the disk at every step.
type watcher struct {
	look func(step int)
	seen int
}

var stepHead = regexp.MustCompile(`== .* > step (\d+)`)

func (w *watcher) Write(said []byte) (int, error) {
	for _, found := range stepHead.FindAllSubmatch(said, -1) {
		step := 0
		_, _ = fmt.Sscan(string(found[1]), &step)
		w.seen++
		w.look(step)
	}
	return len(said), nil
}

// TestTheEndOfTheInputNamesTheCaseThatIsNotDone ends the input in every place.
func TestTheEndOfTheInputNamesTheCaseThatIsNotDone(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lines []string
		ended bool // whether nothing is left undone
	}{
		"at home":            {nil, true},
		"at an entry":        {[]string{"E102"}, true},
		"at the first step":  {[]string{"E102", ""}, false},
		"in a form":          {[]string{"E102", "", "n", "i", "822290054110021"}, false},
		"in the help":        {[]string{"E102", "", "?"}, false},
		"home again":         {[]string{"E102", "", "n", "home"}, true},
		"at the outcome":     {append([]string{"E102", ""}, solved...), true},
		"before the report":  {append([]string{"E102", ""}, append(slices.Clone(solved), "r")...), true},
		"the agent has left": {[]string{"E102", "", "n", "q"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			_, err := typedLines(t, folder, Options{}, test.lines...)
			var unfinished *Unfinished
			switch named := errors.As(err, &unfinished); {
			case test.ended && err != nil, !test.ended && !named:
				t.Errorf("it ends with %v", err)
			case named:
				same(t, "the case", unfinished.Case, onDisk(t, folder).ID)
			}
		})
	}
}

// TestHomeInLines finds, chooses and resumes.
func TestHomeInLines(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	typedLines(t, folder, Options{}, "E102", "", "n", "q")
	id := onDisk(t, folder).ID
	for name, test := range map[string]struct {
		options Options
		lines   []string
		want    []string
	}{
		"a code in any spelling":         {lines: []string{"ｅ 102"}, want: []string{"== E102", "Network communication error"}},
		"words, and one by its number":   {lines: []string{"打印", "2"}, want: []string{"1. ", "2. ", "Type a number", "What the handbook says"}},
		"a number that is a code":        {lines: []string{"打印", "05"}, want: []string{"1. ", "== 5\n"}},
		"a code that is not there":       {lines: []string{"E999"}, want: []string{"There is no such code"}},
		"the open case by its code":      {lines: []string{strings.ToLower(strings.ReplaceAll(id, "-", " "))}, want: []string{id, "step 2"}},
		"the case of the command line":   {options: Options{Resume: id}, want: []string{"step 2"}},
		"the code of the command line":   {options: Options{Query: "E102"}, lines: []string{"y"}, want: []string{"== E102", "That is not taken here"}},
		"the words of the command line":  {options: Options{Query: "打印"}, lines: []string{"1"}, want: []string{"1. ", "What the handbook says"}},
		"the other language, and back":   {lines: []string{"l", "l"}, want: []string{"What does the terminal show?", "终端上显示什么？", "What does the terminal show?"}},
		"the keys of the screen":         {lines: []string{"E102", "?", ""}, want: []string{"The keys of this screen", "Enter", "start", "== E102"}},
		"a card number is not repeated":  {lines: []string{wholeCard}, want: []string{"622202"}},
		"a notice is said where it must": {options: Options{Notice: catalog.Text{Zh: "注意", En: "mind this"}}, want: []string{"mind this"}},
	} {
		t.Run(name, func(t *testing.T) {
			said, _ := typedLines(t, folder, test.options, test.lines...)
			rest := said
			for _, want := range test.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("want %q, in the order %q:\n%s", want, test.want, said)
				}
				rest = after
			}
			if strings.Contains(said, wholeCard) {
				t.Errorf("it repeats a card number:\n%s", said)
			}
		})
	}
}

// TestAWaitTellsTheTime starts a wait and asks again later.
func TestAWaitTellsTheTime(t *testing.T) {
	t.Parallel()
	folder, now := t.TempDir(), begun
	clock := func() time.Time { return now }
	path := waitingPath(t)
	said, _ := typedLines(t, folder, Options{Now: clock}, append(slices.Clone(path), "s", "")...)
	if !strings.Contains(said, "to go (until") {
		t.Fatalf("it does not say how long:\n%s", said)
	}
	id := onDisk(t, folder).ID
	now = now.Add(48 * time.Hour)
	said, _ = typedLines(t, folder, Options{Now: clock, Resume: id}, "y")
	if !strings.Contains(said, words.WaitDue.En) || !strings.Contains(said, "Outcome") {
		t.Errorf("two days later it says:\n%s", said)
	}
}

// waitingPath is the lines that lead to the first step of a shipped flow that takes its time.
func waitingPath(t *testing.T) []string {
	t.Helper()
	for _, entry := range shipped.Entries() {
		if entry.Code == "" || len(shipped.Find(entry.Code)) != 1 {
			continue
		}
		lines, found := []string{entry.Code, ""}, false
		err := book.Paths(entry.Flow, func(path flows.Path) bool {
			walked := lines
			for _, answer := range path.Answers {
				if answer.Step.Node.WaitMinutes > 0 {
					lines, found = walked, true
					return false
				}
				if answer.Answer == flows.Cannot || answer.Answer == flows.Done {
					return true
				}
				walked = append(slices.Clone(walked), string(answer.Answer))
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		if found {
			return lines
		}
	}
	t.Fatal("no shipped flow waits")
	return nil
}

var paper = regexp.MustCompile("[\x1b\a\r▸─✓›]")

// TestMonkeyInLines types what comes into its hands. Whatever it does, what is said is plain text, no whole card
// number is in it, and no line stands for two keys.
func TestMonkeyInLines(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			m := &monkey{wizard: &wizard{t: t}, random: rand.New(rand.NewPCG(seed, 1))}
			var lines []string
			for range 1500 {
				lines = append(lines, m.anyLine())
			}
			lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" && m.random.IntN(2) == 0 })
			said := playLines(t, lines)
			if found := paper.FindString(said); found != "" {
				t.Errorf("it says %q", found)
			}
			if strings.Contains(said, wholeCard[5:16]) {
				t.Error("it says a whole card number")
			}
		})
	}
}

// playLines types lines, and begins again where they lead out.
func playLines(t *testing.T, lines []string) string {
	t.Helper()
	var said strings.Builder
	kept := newMemory()
	for len(lines) > 0 {
		home, first := open(Options{
			Catalog: shipped, Book: book, Settings: newChosen(), Now: func() time.Time { return begun }, Reports: t.TempDir(),
			Explain: func(err error) catalog.Text { return catalog.Text{Zh: err.Error(), En: err.Error()} },
		}, lineKeys())
		home.begin, home.prepare = func() (journal, error) { return kept, nil }, func() finder { return finds }
		wizard, err := startPlain(home, first, Options{Lang: catalog.English, Input: strings.NewReader(""), Output: &said})
		if err != nil {
			t.Fatal(err)
		}
		for left := false; !left && len(lines) > 0; lines = lines[1:] {
			if err := wizard.say(); err != nil {
				t.Fatal(err)
			}
			oneMeaning(t, wizard)
			to := wizard.take(lines[0])
			wizard.screens = wizard.screens.take(to)
			left = to.kind == leave
		}
	}
	return said.String()
}

// oneMeaning holds that no line stands for two keys of a page.
func oneMeaning(t *testing.T, wizard *plainWizard) {
	t.Helper()
	page := wizard.page()
	by := map[string]string{}
	for _, b := range slices.Concat(page.keys, page.more, []binding{wizard.keys.language}) {
		for _, key := range b.keys {
			if other, taken := by[key]; taken && other != b.label.En {
				t.Errorf("%s is both %q and %q", key, other, b.label.En)
			}
			by[key] = b.label.En
		}
	}
}

func (m *monkey) anyLine() string {
	if m.random.IntN(8) == 0 {
		return strings.ReplaceAll(m.anyText(), "\n", " ")
	}
	return m.one("", "", "y", "n", "2", "1", "是", "否", "c", "3", "无法 没有备件", "b", "f", "?", "h", "w", "s", "r", "t", "x", ".", "-", "=", "+", "i", "home", "train", "tab", "l", ",",
		"E102", "E301", "打印", "05", "822290054110021", "10293847", wholeCard, "maybe")
}

func TestTheHistoryIsThereInLines(t *testing.T) {
	t.Parallel()
	said := playLines(t, []string{"E102", "", "", "y", "home", "history", "zzz", "e102", "1", "?"})
	for _, want := range []string{"No case fits.", "1. E102  ", "State: open"} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in:\n%s", want, said)
		}
	}
}

// TestEveryKeyOfAPromptIsTaken types what the prompt of each screen names.
func TestEveryKeyOfAPromptIsTaken(t *testing.T) {
	t.Parallel()
	toOutcome := append([]string{"E102", ""}, solved...)
	for name, lines := range map[string][]string{
		"what was found": {"打印"}, "an entry": {"E102"}, "a question": {"E102", ""}, "a reason": {"E102", "", "c"}, "a notice": {"E101", "", "y", "y"},
		"a step with an answer before": {"E102", "", "n", "b"}, "the map": {"E102", "", "m"}, "notes": {"E102", "", "t"}, "help": {"E102", "", "?"},
		"the form": {"E102", "", "i"}, "an outcome": toOutcome, "a report": append(slices.Clone(toOutcome), "r"), "settings": {","},
		"a setting": {",", "3"}, "the history": {"E102", "", "home", "history"}, "a case of the history": {"E102", "", "home", "history", "1"},
		"deleting": {"E102", "", "home", "history", "1", "d"}, "handing over": append(append([]string{"E102", ""}, replaced...), "g"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			prompts := promptOf.FindAllStringSubmatch(playLines(t, append(slices.Clone(lines), "?")), -1)
			prompt := prompts[len(lines)][1]
			for key := range strings.SplitSeq(prompt, "/") {
				switch key {
				case "text", "a code or words":
					key = "any words"
				case "Enter":
					key = ""
				}
				key, _, _ = strings.Cut(key, "-")
				said := playLines(t, append(slices.Clone(lines), key, "?"))
				if strings.Contains(said, words.PlainUnknown.En) {
					t.Errorf("the prompt [%s] names %q, which is not taken:\n%s", prompt, key, said)
				}
			}
		})
	}
}

var promptOf = regexp.MustCompile(`\[(.*), \? \w+\] > `)

// TestANoticeInLinesIsNotRunOver has answers that were typed ahead meet a notice, which has a letter of its own.
func TestANoticeInLinesIsNotRunOver(t *testing.T) {
	t.Parallel()
	const notice, after = "Do not take this payment again", "Collect and report"
	typed := []string{"E101", "", "y", "y", "y", "是", ""}
	said := playLines(t, typed)
	if _, behind, found := strings.Cut(said, notice); !found || strings.Contains(behind, after) || !strings.Contains(said, "[o, ? others] > ") {
		t.Errorf("the notice is not there, or not waited at:\n%s", said)
	}
	if said := playLines(t, append(typed, "o", "?")); !strings.Contains(said, after) {
		t.Errorf("its own letter does not take it:\n%s", said)
	}
}

func TestTheFirstScreenInLinesSaysWhatCanBeTyped(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	options := Options{Example: "E102", Train: func() (*Training, error) { return nil, errors.New("not here") }}
	said, err := typedLines(t, folder, options, "train", "", "", "y", "q")
	if err != nil {
		t.Fatal(err)
	}
	rest := said
	for _, want := range []string{
		"This is posmedic.", "Try an example (Enter): E102", "[a code or words, q leave, ? help] > ", "run posmedic drill",
		"Example, nothing is stored.", "Read what it means", "Answer y or n", words.ExampleUnsaved.En,
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("want %q in order:\n%s", want, said)
		}
		rest = after
	}
	list, err := openJournal(t, folder, book).List()
	if err != nil || len(list) != 0 {
		t.Errorf("the example is stored: %v, %v", list, err)
	}
}

func TestTheEndOfTheInputInTheExampleLeavesNothingUndone(t *testing.T) {
	t.Parallel()
	if _, err := typedLines(t, t.TempDir(), Options{Example: "E102"}, "", "", "y"); err != nil {
		t.Error(err)
	}
}

func TestLeavingInLinesSaysHowToGoOn(t *testing.T) {
	t.Parallel()
	for _, lines := range [][]string{{"E102", "", "n", "q"}, append(append([]string{"E102", ""}, solved...), "q")} {
		folder := t.TempDir()
		said, _ := typedLines(t, folder, Options{}, lines...)
		if id := onDisk(t, folder).ID; !strings.HasSuffix(said, fmt.Sprintf(words.PlainSaved.En, id, id)+"\n") {
			t.Errorf("it ends with:\n%s", said)
		}
	}
	said, _ := typedLines(t, t.TempDir(), Options{}, "q")
	if !strings.HasSuffix(said, words.PlainLeft.En+"\n") {
		t.Errorf("it ends with:\n%s", said)
	}
}

// TestNotesAndEvidenceInLines writes them: a line is what is typed and Enter.
func TestNotesAndEvidenceInLines(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	typedLines(t, folder, Options{}, "E102", "", "t", "the power was off", "tab", "photo.jpg", "b", "n", "q")
	c := onDisk(t, folder)
	if len(c.Notes) != 1 || c.Notes[0].Text != "the power was off" || len(c.Evidence) != 1 || c.Evidence[0].File != "photo.jpg" || len(c.Walk.Answers) != 1 {
		t.Errorf("the case has %+v, %+v, %+v", c.Notes, c.Evidence, c.Walk.Answers)
	}
}

// TestHandingOverInLines chooses a time by its number and writes the reply.
func TestHandingOverInLines(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	lines := append(append([]string{"E102", ""}, replaced...), "g", "2", "a", "they send another", "q")
	typedLines(t, folder, Options{}, lines...)
	escalations := onDisk(t, folder).Escalations
	if len(escalations) != 1 || !escalations[0].Until.Equal(begun.Add(2*time.Hour)) || escalations[0].Reply != "they send another" {
		t.Errorf("the case has %+v", escalations)
	}
}
