//go:build printing

// Reports as a browser and a PDF reader see them. It needs Chromium, and pdftotext and pdfinfo of poppler-utils.
package report_test

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// run runs a program and returns what it prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	output, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %q (install it to run this test): %v", name, args, err)
	}
	return string(output)
}

// chromium opens a page without a window.
func chromium(t *testing.T, args ...string) {
	t.Helper()
	run(t, "chromium", append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + t.TempDir()}, args...)...)
}

// fileOf writes a report to a file.
func fileOf(t *testing.T, r report.Report, format report.Format, langs ...catalog.Lang) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report."+string(format))
	if err := os.WriteFile(path, []byte(written(t, r, format, langs...)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// printed is a page as Chromium prints it.
func printed(t *testing.T, page string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "printed.pdf")
	chromium(t, "--no-pdf-header-footer", "--print-to-pdf="+path, "file://"+page)
	return path
}

var pageCount = regexp.MustCompile(`(?m)^Pages:\s+(\d+)$`)

func pagesOf(t *testing.T, pdf string) int {
	t.Helper()
	info := run(t, "pdfinfo", pdf)
	if !strings.Contains(info, "(A4)") {
		t.Errorf("the pages are not A4:\n%s", info)
	}
	found := pageCount.FindStringSubmatch(info)
	if found == nil {
		t.Fatalf("pdfinfo counts no pages:\n%s", info)
	}
	count, err := strconv.Atoi(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return count
}

// unbroken is a text without white space, since a page breaks its lines anywhere.
func unbroken(text string) string { return strings.Join(strings.Fields(text), "") }

// says demands that a PDF says all that the report says in a language.
func says(t *testing.T, pdf string, r report.Report, lang catalog.Lang) {
	t.Helper()
	text := unbroken(run(t, "pdftotext", "-layout", pdf, "-"))
	for _, step := range r.Steps {
		if !strings.Contains(text, unbroken(step.Text.In(lang))) {
			t.Errorf("%s does not say %q:\n%s", filepath.Base(pdf), step.Text.In(lang), text)
		}
	}
	wants := []string{r.Case.ID, r.Fingerprint, r.Request.In(lang), r.Case.Message.In(lang), r.Outcome.Text.In(lang)}
	for _, name := range fault.Names() {
		if r.Fault.Has(name) && name.Choices() == nil { // a choice is explained
			wants = append(wants, r.Fault.Get(name))
		}
	}
	for _, want := range wants {
		if !strings.Contains(text, unbroken(want)) {
			t.Errorf("%s does not say %q:\n%s", filepath.Base(pdf), want, text)
		}
	}
}

// longestOfAll is the report with the most steps that any entry can have.
func longestOfAll(t *testing.T) report.Report {
	t.Helper()
	var most report.Report
	for _, flow := range data.Knowledge.Flows {
		if flow.Table == "" {
			continue
		}
		if r := longest(t, flow.ID); len(r.Steps) > len(most.Steps) {
			most = r
		}
	}
	return most
}

func TestAReportPrintsOnOneOrTwoPages(t *testing.T) {
	zh, en := catalog.Chinese, catalog.English
	for _, test := range []struct {
		name   string
		report report.Report
		langs  []catalog.Lang
		most   int
	}{
		{"the usual one in Chinese", build(t, unreadCard(t)), []catalog.Lang{zh}, 1},
		{"the usual one in both languages", build(t, unreadCard(t)), []catalog.Lang{zh, en}, 2},
		{"the longest one in Chinese", longestOfAll(t), []catalog.Lang{zh}, 2},
		{"the longest one in English", longestOfAll(t), []catalog.Lang{en}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, pdf := range map[string]string{
				"the page": printed(t, fileOf(t, test.report, report.HTML, test.langs...)),
				"the PDF":  fileOf(t, test.report, report.PDF, test.langs...),
			} {
				if pages := pagesOf(t, pdf); pages > test.most {
					t.Errorf("%s has %d pages, want %d at most", name, pages, test.most)
				}
				for _, lang := range test.langs {
					says(t, pdf, test.report, lang)
				}
			}
		})
	}
}

func TestThePageHasBothThemes(t *testing.T) {
	page := fileOf(t, build(t, unreadCard(t)), report.HTML, catalog.Chinese)
	for scheme, light := range map[string]bool{"0": false, "1": true} { // as Blink numbers them
		picture := filepath.Join(t.TempDir(), "page.png")
		chromium(t, "--blink-settings=preferredColorScheme="+scheme, "--window-size=400,400", "--screenshot="+picture, "file://"+page)
		file, err := os.Open(picture)
		if err != nil {
			t.Fatal(err)
		}
		pixels, err := png.Decode(file)
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
		red, green, blue, _ := pixels.At(1, 1).RGBA()
		if bright := red+green+blue > 3*0x8000; bright != light {
			t.Errorf("scheme %s: the background is %04x %04x %04x", scheme, red, green, blue)
		}
	}
}

func TestAReaderOfPDFsFindsWhatTheFontHasNot(t *testing.T) {
	r := build(t, filled(t, newCase(t, "E301"), map[fault.Name]string{fault.Prompt: "读卡 😀 失败"}))
	if text := run(t, "pdftotext", fileOf(t, r, report.PDF, catalog.Chinese), "-"); !strings.Contains(text, "读卡 [U+1F600] 失败") {
		t.Errorf("got\n%s", text)
	}
}
