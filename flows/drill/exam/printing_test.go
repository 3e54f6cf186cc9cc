//go:build printing

package exam

import (
	"crypto/ed25519"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"posmedic/catalog"
)

// What a person reads on the PDF is what the sheet holds.
func TestThePDFReadsAsTheSheet(t *testing.T) {
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
		one := sheet(t)
		one.Lang, one.Trainee = lang, "欧阳小兰"
		content, err := Write(one, PDF, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "exam.pdf")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.Join(strings.Fields(string(text)), "")
		for _, wanted := range []string{"欧阳小兰", "0011aabb", "0/100", "1:23", words.Title.In(lang), one.Drills[0].Gates[0].In(lang)} {
			if !strings.Contains(shown, strings.Join(strings.Fields(wanted), "")) {
				t.Errorf("%s: the PDF does not say %q:\n%s", lang, wanted, text)
			}
		}
		if strings.Contains(shown, "[U+") {
			t.Errorf("%s: the PDF shows a character by its number:\n%s", lang, text)
		}
	}
}
