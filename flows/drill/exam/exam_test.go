package exam

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	tables "posmedic/catalog/data"
	flowdata "posmedic/flows/data"
	"posmedic/flows/drill"
	"posmedic/flows/drill/data"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

var trainer = func() *drill.Trainer {
	made, err := drill.NewTrainer(&flowdata.Knowledge, &catalog.Catalog{Tables: tables.Tables}, &data.Pieces)
	if err != nil {
		panic(err)
	}
	return made
}()

func TestTheSameSeedGivesTheSameSet(t *testing.T) {
	first, again, other := Set(trainer, 7, 10, nil), Set(trainer, 7, 10, nil), Set(trainer, 8, 10, nil)
	if len(first) != 10 || !reflect.DeepEqual(first, again) || Name(trainer, first) != Name(trainer, again) {
		t.Errorf("%v and %v", first, again)
	}
	if reflect.DeepEqual(first, other) || Name(trainer, first) == Name(trainer, other) {
		t.Errorf("another seed gives the same: %v", other)
	}
	if named := Set(trainer, 7, 10, []string{"E102", "E102"}); len(named) != 2 || named[0].Flow != "E102" || named[0].Seed == named[1].Seed {
		t.Errorf("named: %v", named)
	}
	for _, item := range first {
		if _, err := trainer.Scenario(item.Flow, item.Seed); err != nil {
			t.Error(err)
		}
	}
}

func TestTheScoreIsTheMeanOfTheWholeSet(t *testing.T) {
	set := []Item{{"E102", 1}, {"E103", 2}}
	half := Sheet{Drills: []Result{{Score: 100}}}.Finish(set)
	if half.Score != 50 || half.Passed || half.Set != 2 {
		t.Errorf("one of two: %d, %t", half.Score, half.Passed)
	}
	whole := Sheet{Drills: []Result{{Score: 100}, {Score: 41}}}.Finish(set)
	if whole.Score != 70 || !whole.Passed {
		t.Errorf("both: %d, %t", whole.Score, whole.Passed)
	}
}

// sheet is the sheet of a trainee whose name would be markup.
func sheet(t *testing.T) Sheet {
	t.Helper()
	made, err := trainer.Scenario("E308", 3)
	if err != nil {
		t.Fatal(err)
	}
	return Sheet{
		Exam: "0011aabb", Lang: catalog.Chinese, Trainee: `</script><b>小"兰"&amp;`, Seed: 7, Began: noon, Ended: noon.Add(time.Hour),
		Drills: []Result{ResultOf(made, trainer.Mark(made, drill.Run{}, noon), 83*time.Second)},
	}.Finish([]Item{{"E308", 3}})
}

func TestASheetIsReadBack(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	key, err := Key(folder)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Key(folder); err != nil || !again.Equal(key) {
		t.Errorf("the key changes: %v", err)
	}
	if info, err := os.Stat(filepath.Join(folder, keyName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's rights: %v, %v", info, err)
	}
	public, err := ParsePublic(Public(key))
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats() {
		page, err := Write(sheet(t), format, key)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Read(page, public); err != nil || got.Trainee != sheet(t).Trainee || got.Drills[0].Seconds != 83 {
			t.Errorf("%s: %+v, %v", format, got, err)
		}
		if format == HTML && (strings.Contains(string(page), "<b>") || !strings.Contains(string(page), "没有给出结论")) {
			t.Errorf("the page reads\n%s", page)
		}
	}
}

func TestAnyChangeToASheetShows(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public := key.Public().(ed25519.PublicKey)
	page, err := Write(sheet(t), HTML, key)
	if err != nil {
		t.Fatal(err)
	}
	for i := range page {
		changed := bytes.Clone(page)
		changed[i] ^= 1
		if _, err := Read(changed, public); err == nil {
			t.Fatalf("the change of byte %d, in %q, does not show", i, page[max(0, i-20):min(len(page), i+20)])
		}
	}
	for name, changed := range map[string][]byte{
		"a longer page":   append(bytes.Clone(page), ' '),
		"another score":   bytes.Replace(page, []byte("0 / 100"), []byte("99 / 100"), 1),
		"something added": bytes.Replace(page, []byte("</table>"), []byte("<tr></tr></table>"), 1),
	} {
		if _, err := Read(changed, public); !errors.Is(err, ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read([]byte("<html></html>"), public); !errors.Is(err, ErrNoSheet) {
		t.Errorf("no sheet: %v", err)
	}
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize)).Public().(ed25519.PublicKey)
	if _, err := Read(page, other); !errors.Is(err, ErrForged) {
		t.Errorf("another key: %v", err)
	}
}

func TestAnyChangeToAPDFShows(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public := key.Public().(ed25519.PublicKey)
	paper, err := Write(sheet(t), PDF, key)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(paper); i += 997 { // a prime, so that every part of it is hit
		changed := bytes.Clone(paper)
		changed[i] ^= 1
		if _, err := Read(changed, public); err == nil {
			t.Fatalf("the change of byte %d does not show", i)
		}
	}
	for name, changed := range map[string][]byte{"a longer file": append(bytes.Clone(paper), '\n'), "half a file": paper[:len(paper)/2]} {
		if _, err := Read(changed, public); err == nil {
			t.Errorf("%s does not show", name)
		}
	}
}

func TestADamagedKeyIsSaidAndKept(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, keyName)
	if err := os.WriteFile(path, []byte("rubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Key(folder); !errors.Is(err, ErrBadKey) {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "rubbish" {
		t.Errorf("the file is now %q, %v", content, err)
	}
}
