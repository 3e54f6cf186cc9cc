package main

import "testing"

func TestScreen(t *testing.T) {
	tests := []struct {
		name    string
		in      string
		text    string
		answers string
	}{
		{"plain", "q 退出\r\n", "q 退出\n", ""},
		{"a mark split by colours", "\x1b[1;31m退\x1b[0m出", "退出", ""},
		{"a character set", "\x1b(Bq", "q", ""},
		{"a title ended by BEL", "\x1b]2;退出\x07q", "q", ""},
		{"a title ended by ST", "\x1b]2;退出\x1b\\q", "q", ""},
		{"device attributes", "\x1b[c", "", "\x1b[?62;22c"},
		{"a known mode and an unknown one", "\x1b[?2026$p\x1b[?9999$p", "", "\x1b[?2026;2$y\x1b[?9999;0$y"},
		{"the background, then the cursor", "\x1b]11;?\x1b\\\x1b[6n", "", "\x1b]11;rgb:1010/1010/1010\x1b\\\x1b[1;1R"},
		{"no question", "\x1b[?25l\x1b[>4;2m", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var whole, bytewise screen
			answers := whole.feed([]byte(test.in))
			if answers != test.answers || whole.text.String() != test.text {
				t.Errorf("got text %q, answers %q; want %q, %q", &whole.text, answers, test.text, test.answers)
			}
			var split string
			for i := range len(test.in) {
				split += bytewise.feed([]byte{test.in[i]})
			}
			if split != test.answers || bytewise.text.String() != test.text {
				t.Errorf("byte by byte: got text %q, answers %q", &bytewise.text, split)
			}
		})
	}
}

func TestShows(t *testing.T) {
	var s screen
	s.feed([]byte("E101\x1b[24;1H\x1b[2m退"))
	if s.shows([]string{"E101", "退出"}) {
		t.Error("half a mark was taken for a whole one")
	}
	s.feed([]byte("出"))
	if !s.shows([]string{"E101", "退出"}) {
		t.Error("a mark in two reads was not found")
	}
}
