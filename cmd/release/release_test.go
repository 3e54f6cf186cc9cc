package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	sample = []file{{"posmedic", []byte("binary"), 0o755}, {"man/zh_CN/man1/posmedic.1", []byte("名称"), 0o644}}
	then   = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
)

// TestAnArchiveHoldsEachFileWithItsModeAndTime unpacks both kinds.
func TestAnArchiveHoldsEachFileWithItsModeAndTime(t *testing.T) {
	t.Parallel()
	packed, err := tarball("posmedic_1", sample, then)
	if err != nil {
		t.Fatal(err)
	}
	decompressed, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewReader(decompressed)
	for _, want := range sample {
		header, err := archive.Next()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(archive)
		if err != nil || header.Name != "posmedic_1/"+want.name || header.Mode != want.mode || !header.ModTime.Equal(then) || !bytes.Equal(content, want.content) {
			t.Errorf("%+v holds %q, %v; want %+v", header, content, err, want)
		}
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last file: %v", err)
	}

	packed, err = zipped("posmedic_1", sample, then)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil || len(unzipped.File) != len(sample) {
		t.Fatal(len(unzipped.File), err)
	}
	for i, want := range sample {
		if got := unzipped.File[i]; got.Name != "posmedic_1/"+want.name || int64(got.Mode().Perm()) != want.mode || !got.Modified.Equal(then) {
			t.Errorf("%+v, want %+v", got.FileHeader, want)
		}
	}
}

func TestTheSameFilesMakeTheSameArchive(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(string, []file, time.Time) ([]byte, error){"tar": tarball, "zip": zipped} {
		first, err := write("posmedic_1", sample, then)
		second, again := write("posmedic_1", sample, then)
		if err != nil || again != nil || !bytes.Equal(first, second) {
			t.Errorf("two archives of %s differ, or %v, %v", name, err, again)
		}
	}
}

func TestChecksumsAreAsTheProgramReadsThem(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	var archives []string
	for _, name := range []string{"b.zip", "a.tar.gz"} {
		archives = append(archives, filepath.Join(folder, name))
		if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sums := filepath.Join(folder, "checksums.txt")
	if err := writeChecksums(sums, archives, nil); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(sums)
	want := fmt.Sprintf("%x  a.tar.gz\n%x  b.zip\n", sha256.Sum256([]byte("a.tar.gz")), sha256.Sum256([]byte("b.zip")))
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

// TestEveryModuleHasItsLicenceInTheNotices needs what go build needs, and nothing else.
func TestEveryModuleHasItsLicenceInTheNotices(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	text, err := notices()
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range []string{"charm.land/bubbletea/v2", "modernc.org/sqlite", "github.com/spf13/cobra", "github.com/inconshreveable/mousetrap"} {
		_, after, found := strings.Cut(string(text), "== "+module+" v")
		if !found || !strings.Contains(after, "Copyright") && !strings.Contains(after, "COPYRIGHT") {
			t.Errorf("no licence of %s", module)
		}
	}
	if strings.Contains(string(text), "russross/blackfriday") {
		t.Error("what makes the manual is compiled into the product")
	}
}

func TestOnlyAPlatformThatIsKnownIsChosen(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"": len(targets), "android/arm64": 1} {
		if got, err := choose(name); err != nil || len(got) != want {
			t.Errorf("%q chooses %v, %v", name, got, err)
		}
	}
	if _, err := choose("plan9/mips"); err == nil {
		t.Error("plan9/mips is chosen")
	}
}
