package report_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// rowsOf reads a table as a spreadsheet does: the cells of each case by their columns.
func rowsOf(t *testing.T, langs []catalog.Lang, reports ...report.Report) []map[string]string {
	t.Helper()
	var file strings.Builder
	if err := report.Write(&file, report.CSV, langs, reports...); err != nil {
		t.Fatal(err)
	}
	content, marked := strings.CutPrefix(file.String(), "\ufeff")
	if !marked {
		t.Errorf("Excel needs a byte order mark to see that the table is UTF-8: %.20q", file.String())
	}
	lines, err := csv.NewReader(strings.NewReader(content)).ReadAll() // it refuses rows of another length
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		cells := map[string]string{}
		for i, cell := range line {
			cells[lines[0][i]] = cell
		}
		if len(cells) != len(lines[0]) {
			t.Errorf("two columns have the same name: %q", lines[0])
		}
		rows = append(rows, cells)
	}
	return rows
}

func TestTheTableHasARowForEachCase(t *testing.T) {
	zh, both := []catalog.Lang{catalog.Chinese}, []catalog.Lang{catalog.Chinese, catalog.English}
	rows := rowsOf(t, zh, build(t, unreadCard(t)), build(t, badWifi(t)))
	if len(rows) != 2 {
		t.Fatalf("got %d rows for two cases", len(rows))
	}
	for column, want := range map[string]string{
		"工单号": "7KQ2-M4XT", "状态": "返修或换机并上报", "条目代码": "E301", "开始": "2026-11-21 14:02", "还缺": "商户号（MID）、发卡行",
		"终端号（TID）": "'10293847", "卡号": "622202*********1234", "第一次检查": "14:03 已排除网络原因", "激活码": "",
	} {
		if rows[0][column] != want {
			t.Errorf("column %s: got %q, want %q", column, rows[0][column], want)
		}
	}
	if got := rows[1]["商户号（MID）"]; got != "'822290054110021" {
		t.Errorf("the second row has the merchant ID %q", got)
	}
	if got := rowsOf(t, both, build(t, solved(t)))[0]["状态 / State"]; got != "已解决 / Resolved" {
		t.Errorf("the state in both languages is %q", got)
	}
}

// TestASpreadsheetComputesAndRewritesNothing puts into free text and into fields what Excel takes for formulas,
// numbers and dates.
func TestASpreadsheetComputesAndRewritesNothing(t *testing.T) {
	for typed, want := range map[string]string{
		`=HYPERLINK("http://e.example","x")`: `'=HYPERLINK("http://e.example","x")`,
		"+1+1":                               "'+1+1",
		"-2+3":                               "'-2+3",
		"@SUM(A1)":                           "'@SUM(A1)",
		"＝1+1":                               "'＝1+1",
		"=1,\"x\"\r\n=2":                     `'=1,"x" =2`,
		"\t=1+1":                             "'=1+1",
		"0012":                               "'0012",
		"123456789012":                       "'123456789012",
		"1E5":                                "'1E5",
		"11-2":                               "'11-2",
		"14:05":                              "'14:05",
		"读卡失败":                               "读卡失败",
		"a=1":                                "a=1",
		"3 次":                                "3 次",
	} {
		r := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.Prompt: typed}))
		if got := rowsOf(t, []catalog.Lang{catalog.English}, r)[0]["Prompt as shown"]; got != want {
			t.Errorf("%q: got the cell %q, want %q", typed, got, want)
		}
	}
}

func TestNoCellBeginsAFormula(t *testing.T) {
	c := newCase(t, "E301", "yes", "no", "cannot:=1+1")
	c.Message = catalog.Text{Zh: "=1", En: "@x"}
	c.Evidence = []cases.Evidence{{File: "=x.jpg"}}
	c.Notes = []cases.Note{{Text: "+86 138"}}
	for _, langs := range [][]catalog.Lang{{catalog.Chinese}, {catalog.English}, {catalog.Chinese, catalog.English}} {
		for column, cell := range rowsOf(t, langs, build(t, c))[0] {
			if strings.ContainsAny(cell[:min(len(cell), 1)], "=+-@\t\r\n") {
				t.Errorf("the cell of %s begins a formula: %q", column, cell)
			}
		}
	}
}
