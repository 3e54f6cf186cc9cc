//go:build terminal

package main_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/width"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// tour is one way through the wizard, on a folder of its own. Its clock stands still, so that it shows the same each time.
type tour struct {
	name  string
	first bool              // whether there are no settings, as when posmedic is opened for the first time
	own   map[string]string // files of the agent's own knowledge folder
	stops []stop
}

// stop is one screen of a tour and how to come to it.
type stop struct {
	name   string   // of the golden screen; "" where the tour only passes
	keys   []string // as press takes them
	until  string   // a text that comes with this screen, or one in Chinese and one in English with | between
	window int      // 1 where it is in a second window on the same folder

	later  time.Duration // posmedic was left before, and is opened again so much later
	forget bool          // the agent's own knowledge folder is gone then
}

const (
	noCases = "没有未结束的工单|No open cases"
	atHome  = "终端上显示什么？|What does the terminal show?"
	entry   = "手册的处理办法|What the handbook says to do"
	step2   = "第 2 步|step 2"
	step3   = "第 3 步|step 3"
	step4   = "第 4 步|step 4"
	outcome = "r 上报单|r report"

	// receipt is what a terminal sends when a receipt is pasted.
	receipt = "\x1b[200~银联POS签购单\r商户编号：822290054110021\r终端编号：10293847\r凭证号：000042\r金额：RMB 12.50\r谢谢惠顾\r\x1b[201~"
)

var tours = []tour{
	{name: "first run", first: true, stops: []stop{
		{name: "first", until: "试一个示例|Try an example"},
		{keys: []string{"Enter"}, until: entry},
		{name: "example", keys: []string{"Enter"}, until: "[y]"},
	}},
	{name: "home", stops: []stop{
		{name: "home", until: noCases},
		{name: "settings", keys: []string{","}, until: "180"},
		{name: "settings-typing", keys: []string{"Down", "Down", "Down", "Enter", "王芳"}, until: "  > 王芳"},
		{keys: []string{"Escape"}, until: "b 返回|b back"},
		{keys: []string{"Escape"}, until: noCases},
		{name: "palette", keys: []string{":"}, until: "要做什么？|What do you want to do?"},
		{keys: []string{"Escape"}, until: noCases},
		{name: "found", keys: []string{"E10"}, until: "▸ E101"},
		{name: "near", keys: []string{"BSpace", "99"}, until: "没有这个代码|There is no such code"},
	}},
	{name: "a case that is resolved", stops: []stop{
		{until: noCases},
		{keys: []string{"E102"}, until: "▸ E102"},
		{name: "entry", keys: []string{"Enter"}, until: entry},
		{name: "question", keys: []string{"Enter"}, until: "[y]"},
		{name: "reason", keys: []string{"c"}, until: "4  "},
		{keys: []string{"Escape"}, until: "[y]"},
		{name: "action", keys: []string{"y"}, until: step2},
		{name: "map", keys: []string{"m"}, until: "●"},
		{keys: []string{"m"}, until: step2},
		{name: "form", keys: []string{"i", "822290054110021", "Enter", "102", "Enter"}, until: "> 102"},
		{keys: []string{"10293", "Escape"}, until: step2},
		{name: "notes", keys: []string{"t"}, until: "  >"},
		{name: "evidence", keys: []string{"六点关门", "Enter", "Tab", "screen.jpg", "Enter"}, until: "  screen.jpg"},
		{keys: []string{"Escape"}, until: step2},
		{name: "outcome", keys: []string{"y"}, until: outcome},
		{name: "cure-failed", keys: []string{"n"}, until: "还没有解决|Not resolved yet"},
		{name: "cure-proved", keys: []string{"v"}, until: "✓ 测试交易成功|✓ The live transaction went through"},
		{name: "report", keys: []string{"r"}, until: "txt"},
		{name: "report-saved", keys: []string{"s"}, until: "已保存到|Saved to"},
		{name: "help", keys: []string{"?"}, until: "Ctrl+Z"},
		{keys: []string{"Escape"}, until: "txt"},
		{name: "code", keys: []string{"m"}, until: "黑白对调|swap light and dark"},
		{keys: []string{"Escape"}, until: "txt"},
		{name: "home-finished", keys: []string{"x"}, until: "刚结束的工单|Finished last"},
		{name: "history", keys: []string{"Tab"}, until: "历史工单|History"},
		{name: "past", keys: []string{"Enter"}, until: "状态：|State: "},
		{name: "past-deleting", keys: []string{"d"}, until: "按 y 删除|y deletes it"},
	}},
	{name: "a report that is handed over", stops: []stop{
		{until: noCases},
		{keys: []string{"E102", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{keys: []string{"y"}, until: step2},
		{keys: []string{"n"}, until: step3},
		{keys: []string{"y"}, until: step4},
		{name: "collection", keys: []string{"n"}, until: "[Enter]"},
		{keys: []string{"Enter"}, until: "  >"},
		{name: "form-others", keys: []string{"C-o"}, until: "返回前页|first page"},
		{name: "form-card", keys: []string{"Down", "6222021234567890123"}, until: "622202"},
		{name: "form-pasted", keys: []string{"Down", receipt}, until: "银联POS"},
		{keys: []string{"C-o"}, until: "10293847"},
		{name: "outcome-missing", keys: []string{"Escape"}, until: outcome},
		{name: "handing-over", keys: []string{"g"}, until: "3  "},
		{name: "handed-over", keys: []string{"2", "Enter"}, until: "a 记下回复|a note the reply"},
		{name: "home-due", until: "时间到了|due now", later: 3 * time.Hour},
		{name: "reply-due", keys: []string{"Down", "Enter"}, until: outcome},
		{name: "reply", keys: []string{"a", "换新机"}, until: "> 换新机"},
		{name: "replied", keys: []string{"Enter"}, until: "回复：换新机|reply: 换新机"},
	}},
	{name: "a case that waits", stops: []stop{
		{until: noCases},
		{keys: []string{"E104", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{keys: []string{"y"}, until: step2},
		{name: "wait", keys: []string{"y"}, until: step3},
		{name: "waiting", keys: []string{"s"}, until: "5:00"},
		{name: "home-waiting", keys: []string{"Escape"}, until: atHome},
		{until: atHome, later: 10 * time.Minute},
		{name: "wait-over", keys: []string{"Down", "Enter"}, until: step3},
		{keys: []string{"Escape"}, until: atHome},
		{keys: []string{"E307", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{keys: []string{"y"}, until: step2},
		{name: "request", keys: []string{"n"}, until: step3},
		{name: "requested", keys: []string{"s"}, until: "14:12"},
	}},
	{name: "the same fault again", stops: []stop{
		{until: noCases},
		{keys: []string{"E102", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{keys: []string{"i", "822290054110021", "Enter", "10293847", "Enter"}, until: "✓ 终端号|✓ Terminal ID"},
		{keys: []string{"Escape"}, until: "[y]"},
		{keys: []string{"y"}, until: step2},
		{keys: []string{"y"}, until: outcome},
		{keys: []string{"v"}, until: "✓ 测试交易成功|✓ The live transaction went through"},
		{keys: []string{"x"}, until: atHome},
		{until: atHome, later: 24 * time.Hour},
		{name: "entry-again", keys: []string{"E102", "Enter"}, until: entry},
		{name: "same-terminal", keys: []string{"Enter"}, until: "[y]"},
		{name: "same-fault", keys: []string{"p"}, until: "e 上次同样故障|e last time"},
		{name: "earlier", keys: []string{"e"}, until: "Esc 返回|Esc back"},
	}},
	{name: "a flow that was changed", own: map[string]string{
		"flows/questions.yaml": "uses-wifi:\n  text: {zh: 有无线网吗？, en: Is there a wireless network?}\n  known_by: seen\n",
	}, stops: []stop{
		{until: noCases},
		{keys: []string{"E102", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{keys: []string{"n"}, until: step2},
		{keys: []string{"y"}, until: step3},
		{until: atHome, later: time.Hour, forget: true},
		{name: "changed", keys: []string{"Down", "Enter"}, until: "流程改过了|The flow has changed"},
	}},
	{name: "a case that is open twice", stops: []stop{
		{until: noCases},
		{keys: []string{"E102", "Enter"}, until: entry},
		{keys: []string{"Enter"}, until: "[y]"},
		{until: "E102", window: 1},
		{keys: []string{"Down", "Enter"}, until: "[y]", window: 1},
		{keys: []string{"n"}, until: step2, window: 1},
		{name: "conflict", keys: []string{"y"}, until: "另一个窗口|another"},
	}},
	{name: "training", own: map[string]string{"drills/hotel.yaml": `scenarios:
  - name: hotel
    flow: E102
    story: [{zh: 酒店大堂。, en: A hotel lobby.}]
    answers:
      something-went-through: no
      uses-wifi: yes
      wifi-reaches-internet: yes
      wifi-has-security-policy: no
      wifi-needs-sign-in: yes
      change-network: yes
`}, stops: []stop{
		{until: noCases},
		{name: "training", keys: []string{"F2"}, until: "╏ "},
		{name: "training-home", keys: []string{"王芳", "Enter"}, until: "E005"},
		{name: "recall", keys: []string{"Enter"}, until: "4  "},
		{name: "recall-result", keys: []string{"1"}, until: "/ 100"},
		{keys: []string{"Escape"}, until: "王芳"},
		{name: "written", keys: []string{"w"}, until: "▸ hotel"},
		{name: "guided", keys: []string{"g"}, until: "[y]"},
		{name: "guided-hint", keys: []string{"F3"}, until: "提示：|Hint: "},
		{name: "guided-over", keys: []string{"n", "y", "y", "n", "y", "y"}, until: "故障已消除|Resolved"},
		{name: "guided-result", keys: []string{"Enter"}, until: "100 / 100"},
		{keys: []string{"Escape"}, until: "王芳"},
		{keys: []string{"w"}, until: "▸ hotel"},
		{name: "free", keys: []string{"Enter"}, until: "F3"},
		{name: "free-choosing", keys: []string{"restart"}, until: "> restart"},
		{name: "free-found", keys: []string{"Enter"}, until: "已做 1 步|steps taken: 1"},
		{name: "free-note", keys: []string{"note: Terminal ID", "Enter"}, until: "填进上报单|Into the report"},
		{keys: []string{"Escape"}, until: "F3"},
		{keys: []string{"Outcome: Replace the", "Enter"}, until: "再按一次 Enter|Enter once more"},
		{name: "free-result", keys: []string{"Enter"}, until: "/ 100"},
		{keys: []string{"Escape"}, until: "王芳"},
		{name: "exam", keys: []string{"e"}, until: "考题号|exam number"},
		{name: "exam-drill", keys: []string{"7", "Enter"}, until: "共 10|1 of 10"},
		{keys: []string{"Escape"}, until: "再按一次 Esc|Esc once more"},
		{name: "exam-result", keys: []string{"Escape"}, until: ".pdf"},
	}},
}

// TestScreens goes on every tour in both languages and in three sizes, and compares the screens with what they were;
// -update takes them as they are.
func TestScreens(t *testing.T) {
	t.Parallel()
	gallery := &gallery{folder: filepath.Join("testdata", "screens")}
	for _, tour := range tours {
		for _, lang := range []string{"zh", "en"} {
			for _, size := range []string{"80x24", "40x20", "120x36"} {
				t.Run(fmt.Sprintf("%s %s %s", tour.name, lang, size), func(t *testing.T) {
					t.Parallel()
					tour.walk(t, gallery, opening{lang: lang, size: size, first: tour.first, data: t.TempDir()})
				})
			}
		}
	}
}

// TestEveryGoldenScreenIsVisited finds what is left of screens that are gone.
func TestEveryGoldenScreenIsVisited(t *testing.T) {
	t.Parallel()
	kept, err := filepath.Glob(filepath.Join("testdata", "screens", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range kept {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		if !slices.ContainsFunc(tours, func(r tour) bool {
			return slices.ContainsFunc(r.stops, func(s stop) bool { return s.name == name })
		}) {
			t.Errorf("no tour comes to %s: delete it", path)
		}
	}
}

// walk goes from stop to stop.
func (r tour) walk(t *testing.T, gallery *gallery, o opening) {
	t.Helper()
	now := time.Date(2026, 11, 21, 6, 2, 0, 0, time.UTC) // 14:02 in China, whose time is shown
	knowledge := filepath.Join(o.data, "posmedic", "knowledge")
	r.write(t, knowledge)
	windows := map[int]*terminal{}
	for _, stop := range r.stops {
		if stop.later > 0 {
			windows[stop.window].end()
			windows[stop.window], now = nil, now.Add(stop.later)
		}
		if stop.forget {
			if err := os.RemoveAll(knowledge); err != nil {
				t.Fatal(err)
			}
		}
		if windows[stop.window] == nil {
			o.at = now.Format(time.RFC3339)
			windows[stop.window] = open(t, o)
		}
		s := windows[stop.window]
		s.come(stop, o.lang)
		if stop.name != "" {
			shown := s.settled()
			inLine(t, shown, o.size)
			gallery.compare(t, stop.name, o.lang+" "+o.size, shown)
		}
	}
}

// end ends posmedic.
func (s *terminal) end() {
	s.t.Helper()
	s.kill("TERM")
	s.wait("the end of posmedic", func(string) bool { return s.about("pane_dead") == "1" })
}

// write makes the agent's own knowledge folder.
func (r tour) write(t *testing.T, folder string) {
	t.Helper()
	for name, content := range r.own {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// come presses the keys of a stop and waits for its screen. A text that was there before would be waited for in vain.
func (s *terminal) come(to stop, lang string) {
	s.t.Helper()
	until, english, _ := strings.Cut(to.until, "|")
	if lang == "en" && english != "" {
		until = english
	}
	if screen := s.screen(); len(to.keys) > 0 && strings.Contains(screen, until) {
		s.t.Fatalf("%q is there before %q is pressed:\n%s", until, to.keys, screen)
	}
	s.press(to.keys...)
	s.until(until)
}

// gallery is the golden screens: a file for each, with a picture for each language and size.
type gallery struct {
	folder string
	saving sync.Mutex
}

// compare holds a screen against its picture; with -update, it becomes the picture.
func (g *gallery) compare(t *testing.T, screen, picture, got string) {
	t.Helper()
	path := filepath.Join(g.folder, screen+".txtar")
	g.saving.Lock() // the other pictures of the file are those of other tests
	defer g.saving.Unlock()
	kept, err := os.ReadFile(path)
	if err != nil && (!*update || !errors.Is(err, fs.ErrNotExist)) {
		t.Fatal(err)
	}
	pictures := txtar.Parse(kept)
	at := slices.IndexFunc(pictures.Files, func(file txtar.File) bool { return file.Name == picture })
	if at < 0 {
		pictures.Files, at = append(pictures.Files, txtar.File{Name: picture}), len(pictures.Files)
	}
	want := string(pictures.Files[at].Data)
	switch {
	case got == want:
	case !*update:
		t.Errorf("%s: the screen %s is\n%s\nwant\n%s", path, picture, got, want)
	default:
		pictures.Files[at].Data = []byte(got)
		slices.SortFunc(pictures.Files, func(a, b txtar.File) int { return strings.Compare(a.Name, b.Name) })
		if err := os.WriteFile(path, txtar.Format(pictures), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// inLine demands what holds of every screen, a new one too: the rules over and under the body are as wide as the window,
// and the line between two panes goes straight down from the one to the other.
func inLine(t *testing.T, screen, size string) {
	t.Helper()
	head, body, foot := "", []string{}, ""
	for row := range strings.SplitSeq(screen, "\n") {
		switch {
		case head == "" && strings.HasPrefix(row, "─"):
			head = row
		case head != "" && strings.HasPrefix(row, "─"):
			foot = row
		case head != "" && foot == "":
			body = append(body, row)
		}
	}
	columns, _, _ := strings.Cut(size, "x")
	for _, rule := range []string{head, foot} {
		if strconv.Itoa(cells(rule)) != columns {
			t.Errorf("a rule of %d cells in a window of %s:\n%s", cells(rule), size, screen)
		}
	}
	between := map[int]int{} // how often the line between panes stands in each column
	for _, row := range body {
		if at := cells(row[:max(strings.LastIndex(row, "│"), 0)]); at > cells(head)/2 {
			between[at]++
		}
	}
	if len(between) > 1 || len(between) == 1 && !slices.Contains(slices.Collect(maps.Values(between)), len(body)) {
		t.Errorf("the line between the panes is not straight:\n%s", screen)
	}
}

// cells is how many cells of a terminal a row takes, by the widths of Unicode.
func cells(row string) int {
	sum := 0
	for _, letter := range row {
		switch width.LookupRune(letter).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			sum += 2
		default:
			sum++
		}
	}
	return sum
}
