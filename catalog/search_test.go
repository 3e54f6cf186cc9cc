package catalog_test

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"posmedic/catalog"
)

func loadShipped(t testing.TB) *catalog.Catalog {
	t.Helper()
	loaded, err := catalog.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func loadLexicon(t testing.TB) *catalog.Lexicon {
	t.Helper()
	loaded, err := catalog.LoadLexicon(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func shippedSearcher(t testing.TB) *catalog.Searcher {
	t.Helper()
	return catalog.NewSearcher(loadShipped(t), loadLexicon(t))
}

// query is one of testdata/queries.yaml: what an agent types, and the entries any of which is right.
type query struct {
	Query            string
	Table, Code, Row string
	Any              []target
}

type target struct {
	Table string
	Code  string
	Row   string // of an entry without a code, or with one that has several meanings
}

func (w target) is(entry catalog.Entry) bool {
	if w.Row != "" {
		return entry.Sources[0].Row == w.Table+"/"+w.Row
	}
	padded := func(code string) string { // the handbook prints 5 for 05
		if len(code) == 1 {
			return "0" + code
		}
		return strings.ReplaceAll(strings.ToUpper(code), "CO", "C0")
	}
	return entry.Table == w.Table && padded(entry.Code) == padded(w.Code)
}

func (q query) targets() []target {
	if len(q.Any) > 0 {
		return q.Any
	}
	return []target{{q.Table, q.Code, q.Row}}
}

func loadQueries(t testing.TB) []query {
	t.Helper()
	content, err := os.ReadFile("testdata/queries.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var raw struct{ Queries []query }
	if err := catalog.DecodeStrict("queries.yaml", content, &raw); err != nil {
		t.Fatal(err)
	}
	return raw.Queries
}

// TestQueriesFindTheirEntry types what agents type. The right entry is among the first three for each of the 60
// queries, and first for at least 50.
func TestQueriesFindTheirEntry(t *testing.T) {
	const leastAsked, leastFirst = 60, 50
	searcher := shippedSearcher(t)
	queries := loadQueries(t)
	var first int
	for _, query := range queries {
		found := searcher.Search(query.Query, 10)
		switch at := slices.IndexFunc(found, func(entry catalog.Entry) bool {
			return slices.ContainsFunc(query.targets(), func(w target) bool { return w.is(entry) })
		}); {
		case at == 0:
			first++
		case at < 0 || at > 2:
			t.Errorf("%q finds %v, want one of %v among the first three", query.Query, rows(found), query.targets())
		default:
			t.Logf("%q finds %v, want one of %v first", query.Query, rows(found[:3]), query.targets())
		}
	}
	if len(queries) < leastAsked || first < leastFirst {
		t.Errorf("%d of %d queries find their entry first", first, len(queries))
	}
}

func rows(entries []catalog.Entry) []string {
	var rows []string
	for _, entry := range entries {
		rows = append(rows, entry.Sources[0].Row)
	}
	return rows
}

// few is a catalogue that is small enough to say what every search finds.
var few = &catalog.Catalog{Tables: []catalog.Table{
	{ID: "E", Entries: []catalog.Entry{
		{
			Table: "E", Code: "E101", Message: catalog.Text{Zh: "交易超时", En: "Transaction timed out"},
			Cause:  catalog.Text{Zh: "网络信号不佳", En: "The network signal is weak"},
			Remedy: []catalog.Text{{Zh: "重启机器", En: "Restart the terminal."}},
		},
		{
			Table: "E", Code: "E102", Message: catalog.Text{Zh: "网络信号差", En: "Weak network signal"},
			Remedy: []catalog.Text{{Zh: "重新签到", En: "Sign on again, then re-activate."}},
		},
		{Table: "E", Code: "E103", Message: catalog.Text{Zh: "工作密钥注入失败", En: "Working key injection failed"}},
	}},
	{ID: "POSP", Entries: []catalog.Entry{
		{Table: "POSP", Code: "5", Message: catalog.Text{Zh: "不承兑", En: "Do not honour"}},
		{
			Table: "POSP", Code: "34", Message: catalog.Text{Zh: "舞弊嫌疑", En: "Suspected fraud"},
			Variants: []catalog.Variant{{Field: "message", Text: "作假嫌疑"}, {Field: "message", Text: "舞弊嫌疑", Chosen: true}},
		},
		{Table: "POSP", Code: "co", Message: catalog.Text{Zh: "交易处理中", En: "Transaction in progress"}},
	}},
	{ID: "FRONT", Entries: []catalog.Entry{
		{Table: "FRONT", Code: "0005", Message: catalog.Text{Zh: "连接失败", En: "Connection failed"}},
		{Table: "FRONT", Code: "0008", Message: catalog.Text{Zh: "网络异常", En: "Network error"}},
	}},
	{ID: "SYMPTOM", Entries: []catalog.Entry{
		{Table: "SYMPTOM", Message: catalog.Text{Zh: "刷卡不出小票", En: "A sale prints no receipt"}},
	}},
}}

func TestSearchFinds(t *testing.T) {
	words := &catalog.Lexicon{
		BeforeCodes: []string{"错误代码", "code"},
		Synonyms:    [][]string{{"小票", "凭条", "slip"}, {"网络异常", "没网", "no internet"}, {"front", "前置"}},
		Readings:    []catalog.Reading{{Word: "重", Pinyin: "chong"}},
	}
	searcher := catalog.NewSearcher(few, words)
	for _, test := range []struct{ name, typed, want string }{
		{"nothing typed", " \t", ""},
		{"only signs", "？！-", ""},
		{"a code", "E101", "E101"},
		{"a code in small letters, with a space", "e 101", "E101"},
		{"a code in wide letters", "Ｅ１０１", "E101"},
		{"the beginning of a code", "e10", "E101 E102 E103"},
		{"the end of a code", "103", "E103"},
		{"a code that does not exist", "E1019", ""},
		{"one digit means two", "05", "5 0005"},
		{"two digits are not four", "5", "5 0005"},
		{"four digits are not two", "0005", "0005 5"},
		{"C0 with a letter O", "C0", "co"},
		{"a word before a code", "错误代码 34", "34"},
		{"an English word before a code", "code34", "34"},
		{"the table before a code", "posp-5", "5 0005"},
		{"the table of the other", "FRONT5", "0005 5"},
		{"a synonym of the table before a code", "前置 0005", "0005"},
		{"the table", "posp", "5 34 co"},
		{"a message", "网络信号差", "E102 E101"},
		{"a cause", "信号不佳", "E101"},
		{"a remedy", "签到", "E102"},
		{"one character", "差", "E102"},
		{"words in any order", "超时 交易", "E101"},
		{"words of several fields", "超时 信号", "E101"},
		{"English", "weak network", "E102 E101"},
		{"English in part", "inj", "E103"},
		{"the end of a word", "gnal", "E102 E101"},
		{"a word that goes on", "prints receipts", " "},
		{"a slip", "singal", "E102 E101"},
		{"a letter too few", "recipt", " "},
		{"a hyphen too few", "reactivate", "E102"},
		{"a character that sounds alike", "工作秘要", "E103"},
		{"a character too many", "舞弊的嫌疑", "34"},
		{"another reading of the message", "作假", "34"},
		{"pinyin", "xinhaocha", "E102"},
		{"pinyin to be gone on with", "xinh", "E102 E101"},
		{"pinyin of the south", "xinhaoca", "E102"},
		{"pinyin of a character with two readings", "chongqi", "E101"},
		{"initials", "gzmy", "E103"},
		{"initials that go on over the words", "cxqd", "E102"},
		{"a synonym", "凭条", " "},
		{"a synonym in English", "slip", " "},
		{"a synonym in English, in any order", "internet no", "0008"},
		{"a synonym in pinyin", "pingtiao", " "},
		{"a synonym among other words", "没凭条", " "},
		{"one half of the words", "网络 猫狗", "0008 E102 E101"},
		{"less than a half of the words", "网络 猫 狗 象", ""},
		{"letters that are nothing", "qqqqqqqqqqqq", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var codes []string
			for _, entry := range searcher.Search(test.typed, mostShown) {
				if entry.Code == "" {
					entry.Code = " " // the symptom
				}
				codes = append(codes, entry.Code)
			}
			if got := strings.Join(codes, " "); got != test.want {
				t.Errorf("%q finds %q, want %q", test.typed, got, test.want)
			}
		})
	}
}

func TestSearchKeepsToTheMost(t *testing.T) {
	searcher := shippedSearcher(t)
	all := searcher.Search("失败", mostShown)
	if len(all) < 5 {
		t.Fatalf("only %d entries found", len(all))
	}
	for _, most := range []int{-1, 0, 1, 3} {
		if got := searcher.Search("失败", most); len(got) != max(most, 0) || !reflect.DeepEqual(rows(got), rows(all[:max(most, 0)])) {
			t.Errorf("at most %d: %v, want the first of %v", most, rows(got), rows(all))
		}
	}
}

// vocabulary is what the properties make queries of: pieces of the shipped entries, their pinyin, and noise.
func vocabulary(t *rapid.T, known *catalog.Catalog) string {
	entry := rapid.SampledFrom(known.Entries()).Draw(t, "entry")
	text := rapid.SampledFrom([]string{entry.Message.Zh, entry.Message.En, entry.Cause.Zh, entry.Cause.En, "dakaishibai", "xhc", "wifi"}).Draw(t, "text")
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 {
		return "网络"
	}
	word := []rune(rapid.SampledFrom(words).Draw(t, "word"))
	from := rapid.IntRange(0, len(word)-1).Draw(t, "from")
	return string(word[from:rapid.IntRange(from+1, len(word)).Draw(t, "end")])
}

func TestTheOrderOfWordsDoesNotCount(t *testing.T) {
	known := loadShipped(t)
	searcher := shippedSearcher(t)
	rapid.Check(t, func(t *rapid.T) {
		words := []string{"网络"} // so that no order of the words is a code
		for range rapid.IntRange(1, 4).Draw(t, "words") {
			words = append(words, vocabulary(t, known))
		}
		other := rapid.Permutation(words).Draw(t, "order")
		one, two := searcher.Search(strings.Join(words, " "), mostShown), searcher.Search(strings.Join(other, "\u3000"), mostShown)
		if !reflect.DeepEqual(rows(one), rows(two)) {
			t.Errorf("%q finds %v, %q finds %v", words, rows(one), other, rows(two))
		}
	})
}

func sorted(rows []string) []string {
	slices.Sort(rows)
	return rows
}

func TestACodeIsFoundFirst(t *testing.T) {
	known := loadShipped(t)
	searcher := shippedSearcher(t)
	rapid.Check(t, func(t *rapid.T) {
		coded := slices.DeleteFunc(known.Entries(), func(entry catalog.Entry) bool { return entry.Code == "" })
		entry := rapid.SampledFrom(coded).Draw(t, "entry")
		var typed strings.Builder
		for _, letter := range entry.Code {
			switch rapid.IntRange(0, 3).Draw(t, "spelling") {
			case 1:
				letter = unicode.ToLower(letter)
			case 2:
				letter += '！' - '!'
			case 3:
				typed.WriteByte(' ')
			}
			typed.WriteRune(letter)
		}
		found := searcher.Search(typed.String(), mostShown)
		want := known.Find(entry.Code)
		if len(found) < len(want) || !reflect.DeepEqual(sorted(rows(found[:len(want)])), sorted(rows(want))) {
			t.Errorf("%q finds %v, want %v first", typed.String(), rows(found), rows(want))
		}
	})
}

func TestEveryMessageFindsItsEntry(t *testing.T) {
	known := loadShipped(t)
	searcher := shippedSearcher(t)
	for _, entry := range known.Entries() {
		for _, typed := range []string{entry.Message.Zh, entry.Message.En} {
			if typed == "" {
				continue
			}
			found := searcher.Search(typed, 5)
			if !slices.ContainsFunc(found, func(f catalog.Entry) bool { return reflect.DeepEqual(f, entry) }) {
				t.Errorf("%q finds %v, not %s", typed, rows(found), entry.Sources[0].Row)
			}
		}
	}
}

// FuzzSearch types anything at all: nothing panics, the same text finds the same, and no more than was asked for.
func FuzzSearch(f *testing.F) {
	for _, query := range loadQueries(f) {
		f.Add(query.Query)
	}
	f.Add("ananananananananananananananananv")
	f.Add("\x00\xff超\u3000时")
	searcher := shippedSearcher(f)
	f.Fuzz(func(t *testing.T, typed string) {
		found := searcher.Search(typed, 7)
		if len(found) > 7 {
			t.Errorf("%d entries, want at most 7", len(found))
		}
		if again := searcher.Search(typed, 7); !reflect.DeepEqual(rows(found), rows(again)) {
			t.Errorf("found %v, then %v", rows(found), rows(again))
		}
	})
}

func ExampleSearcher_Search() {
	searcher := catalog.NewSearcher(few, &catalog.Lexicon{})
	for _, entry := range searcher.Search("xinhao", 2) {
		fmt.Println(entry.Code, entry.Message.Zh)
	}
	// Output:
	// E102 网络信号差
	// E101 交易超时
}
