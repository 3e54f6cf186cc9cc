package report_test

import (
	"regexp"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

// elsewhere finds what would make a page load something, or run something.
var elsewhere = regexp.MustCompile(`(?i)<script|<link|<img|<iframe|<object|\bsrc=|\bhref=|@import|url\(|\bon[a-z]+=`)

func TestThePageNeedsNothingElse(t *testing.T) {
	c := filled(t, newCase(t, "E301", "yes", "no", "cannot:"+hostile), map[fault.Name]string{
		fault.Prompt: hostile, fault.IssuingBank: `"><script>alert(1)</script><img src=x onerror=y>`,
	})
	c.Message = catalog.Text{Zh: "</title><script>", En: "</title><script>"}
	page := written(t, build(t, c), report.HTML, catalog.Chinese, catalog.English)
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, tag := range tags.FindAllString(page, -1) {
		if elsewhere.MatchString(tag) {
			t.Errorf("the page holds %s", tag)
		}
	}
	if style := page[strings.Index(page, "<style>"):strings.Index(page, "</style>")]; elsewhere.MatchString(style) {
		t.Errorf("the style loads something:\n%s", style)
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Errorf("the page hides a value:\n%s", page)
	}
}

func TestThePageSaysItsLanguages(t *testing.T) {
	page := written(t, build(t, solved(t)), report.HTML, catalog.Chinese, catalog.English)
	for _, want := range []string{
		`<html lang="zh">`, `<article lang="zh">`, `<article lang="en">`, "<title>【已解决】E102 网络通讯异常</title>",
		"<h2>Network check</h2>", "prefers-color-scheme: dark",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
