package catalog_test

import (
	"reflect"
	"strings"
	"testing"

	"posmedic/catalog"
)

func TestLoadWordsKeepsTheOrder(t *testing.T) {
	got, err := catalog.LoadWords("words.yaml", []byte(`# what the wizard says
quit: {zh: 退出, en: Quit}
again_2:
  zh: 再来一次
  en: Again
back: {zh: 返回, en: Back}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []catalog.Word{
		{Name: "quit", Text: catalog.Text{Zh: "退出", En: "Quit"}},
		{Name: "again_2", Text: catalog.Text{Zh: "再来一次", En: "Again"}},
		{Name: "back", Text: catalog.Text{Zh: "返回", En: "Back"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLoadWordsNamesTheFault(t *testing.T) {
	const name = "is no name for a sentence: use lower case letters, digits and underscores"
	tests := []struct{ name, content, want string }{
		{"empty file", "", "words.yaml:1:1: PM003 "},
		{"a list", "- quit\n", "words.yaml:1:1: PM006 "},
		{"one word", "quit\n", "words.yaml:1:1: PM006 "},
		{
			"no English", "quit: {zh: 退出, en: Quit}\nback: {zh: 返回}\n",
			"words.yaml:2:7: PM007 ",
		},
		{
			"no Chinese", "quit: {en: Quit}\n",
			"words.yaml:1:7: PM007 ",
		},
		{
			"no sentence", "quit: {zh: 退出, en: Quit}\nback:\n",
			"words.yaml:2:6: PM008 ",
		},
		{
			"a third language", "quit: {zh: 退出, en: Quit, fr: Quitter}\n",
			`words.yaml:1:26: PM004 `,
		},
		{
			"a name twice", "quit: {zh: 退出, en: Quit}\nquit: {zh: 离开, en: Leave}\n",
			`words.yaml:2:1: PM005 `,
		},
		{"broken YAML", "quit: {zh: 退出\n", "words.yaml:2:1: PM002 "},
		{
			"bad names together", "Quit: {zh: 退出, en: Quit}\ngo-on: {zh: 继续, en: Go on}\n1st: {zh: 首个, en: First}\nup_: {zh: 上, en: Up}\n",
			`words.yaml:1: "Quit" ` + name + "\n" + `words.yaml:2: "go-on" ` + name + "\n" +
				`words.yaml:3: "1st" ` + name + "\n" + `words.yaml:4: "up_" ` + name,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.LoadWords("words.yaml", []byte(test.content))
			if err == nil {
				t.Fatalf("no error, want %s", test.want)
			}
			if !strings.HasPrefix(err.Error(), test.want) || strings.Count(err.Error(), "\n") != strings.Count(test.want, "\n") {
				t.Errorf("got:\n%s\nwant:\n%s", err, test.want)
			}
		})
	}
}

func TestTextSpeaksTheLanguageAsked(t *testing.T) {
	quit := catalog.Text{Zh: "退出", En: "Quit"}
	if got := quit.In(catalog.Chinese); got != "退出" {
		t.Errorf("in Chinese %q", got)
	}
	if got := quit.In(catalog.English); got != "Quit" {
		t.Errorf("in English %q", got)
	}
}
