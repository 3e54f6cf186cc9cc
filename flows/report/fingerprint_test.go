package report_test

import (
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

func TestTheFingerprintIsOfWhatIsSaid(t *testing.T) {
	c := unreadCard(t)
	first := build(t, c)
	later, err := report.Build(newBook(), entryOf(t, "E301"), c, made.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if later.Fingerprint != first.Fingerprint {
		t.Errorf("the same report, made later, has the fingerprint %s, not %s", later.Fingerprint, first.Fingerprint)
	}
	noted := c
	noted.Notes = []cases.Note{{Text: "下午再来"}}
	for name, other := range map[string]cases.Case{
		"a field":   filled(t, c, map[fault.Name]string{fault.MID: "822290054110021"}),
		"an answer": newCase(t, "E301", "yes", "no", "cannot:持卡人已离开", "no", "done"),
		"a note":    noted,
	} {
		if build(t, other).Fingerprint == first.Fingerprint {
			t.Errorf("with another %s the fingerprint is the same", name)
		}
	}
}

func TestTheFingerprintStandsInEveryFormat(t *testing.T) {
	r := build(t, unreadCard(t))
	if len(strings.ReplaceAll(r.Fingerprint, "-", "")) != 8 || strings.ContainsAny(r.Fingerprint, "ILOU") {
		t.Errorf("the fingerprint %q can be misread", r.Fingerprint)
	}
	for _, format := range report.Formats() {
		for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			if !strings.Contains(readable(t, r, format, lang), r.Fingerprint) {
				t.Errorf("the %s in %s lacks the fingerprint", format, lang)
			}
		}
	}
}
