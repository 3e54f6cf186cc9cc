package report

import "testing"

func TestATableOpensInASpreadsheetAsItIs(t *testing.T) {
	table, err := Table([][]Cell{
		{{Text: "学员"}, {Text: "score"}, {Text: "seed"}},
		{{Text: "=SUM(A1)"}, {Text: "-3", Number: true}, {Text: "0012"}},
		{{Text: "＋小兰"}, {Text: "85", Number: true}, {Text: "2026-11-21 12:00"}},
		{{Text: "a, \"b\""}, {Text: "", Number: true}, {Text: ""}},
	})
	want := "\ufeff学员,score,seed\r\n'=SUM(A1),-3,'0012\r\n'＋小兰,85,2026-11-21 12:00\r\n\"a, \"\"b\"\"\",,\r\n"
	if err != nil || string(table) != want {
		t.Errorf("got %q, %v, want %q", table, err, want)
	}
}
