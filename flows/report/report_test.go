package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	resolved, handedOver := build(t, solved(t)), build(t, unreadCard(t))
	tests := []struct {
		file   string
		report report.Report
		format report.Format
		lang   catalog.Lang
	}{
		{"bad-wifi.zh.txt", resolved, report.Text, catalog.Chinese},
		{"bad-wifi.en.txt", resolved, report.Text, catalog.English},
		{"bad-wifi.zh.md", resolved, report.Markdown, catalog.Chinese},
		{"bad-wifi.json", resolved, report.JSON, catalog.Chinese},
		{"missing.zh.txt", handedOver, report.Text, catalog.Chinese},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			got := written(t, test.report, test.format, test.lang)
			golden := filepath.Join("testdata", test.file)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; if the change is meant, run go test ./flows/report -update\n--- got\n%s--- want\n%s", golden, got, want)
			}
		})
	}
}
