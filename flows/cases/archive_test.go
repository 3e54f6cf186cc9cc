package cases_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// fullCase is a case with an event of every kind.
func fullCase(d desk) cases.Case {
	d.Helper()
	c, walked := cured(d)
	c = d.set(c, fault.TID, "12345678", begun)
	c = d.set(c, fault.MID, "822123456789012", begun)
	c = d.set(c, fault.Card, "6222021234567890123", begun)
	c = d.set(c, fault.TransactionTime, "2026-11-21 14:00", begun)
	c = d.done(d.Note(c, "a note", begun))
	c = d.done(d.NameEvidence(c, "screen.jpg", "the code", begun))
	c = d.done(d.NameEvidence(c, "b.jpg", "", begun))
	c = d.done(d.WithdrawEvidence(c, "b.jpg", begun))
	c = d.done(d.TestCure(c, answerAt(walked, flows.Yes), begun))
	c = d.done(d.Reopen(d.done(d.Close(c, begun)), begun))
	c = d.done(d.Move(c, 2, begun))
	c = d.done(d.StartWaiting(c, cases.Wait{Key: d.state(c).Current.Key, For: flows.BackOffice, Until: begun.Add(time.Hour)}, begun))
	c = d.done(d.Escalate(c, catalog.Text{Zh: "后台", En: "back office"}, begun.Add(time.Hour), begun))
	return d.done(d.Reply(c, "a reply", begun.Add(time.Minute)))
}

func (d desk) export(ids ...string) []byte {
	d.Helper()
	var archive bytes.Buffer
	if _, err := d.Export(&archive, ids, begun); err != nil {
		d.Fatal(err)
	}
	return archive.Bytes()
}

func (d desk) imports(archive []byte) cases.Imported {
	d.Helper()
	done, err := d.Import(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		d.Fatal(err)
	}
	return done
}

func TestAnArchiveBringsCasesToAnotherMachine(t *testing.T) {
	here, there := newDesk(t), newDesk(t)
	first, second := fullCase(here), here.begin("E301")
	archive := here.export(first.ID, second.ID)
	done := there.imports(archive)
	if !slices.Equal(done.Added, []string{first.ID, second.ID}) || len(done.Same)+len(done.Differs)+len(done.NoFlow) > 0 {
		t.Errorf("imported %+v", done)
	}
	for _, c := range []cases.Case{first, second} {
		loaded, err := there.Load(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(normal(loaded), normal(c)) {
			t.Errorf("there it is %+v\nhere it is %+v", loaded, c)
		}
	}
	if want, got := here.listed(), there.listed(); !slices.Equal(got, want) {
		t.Errorf("there the list is %+v, here %+v", got, want)
	}
	there.done(there.Close(normal(first), begun)) // it can be gone on with
}

func (d desk) listed() []cases.Summary {
	d.Helper()
	list, err := d.List()
	if err != nil {
		d.Fatal(err)
	}
	return list
}

func TestImportingAgainChangesNothing(t *testing.T) {
	here, there := newDesk(t), newDesk(t)
	c := fullCase(here)
	archive := here.export(c.ID)
	there.imports(archive)
	for _, d := range []desk{there, here} {
		if done := d.imports(archive); !slices.Equal(done.Same, []string{c.ID}) || len(done.Added) > 0 {
			t.Errorf("imported again: %+v", done)
		}
	}
}

func TestACaseThatDiffersIsNotOverwritten(t *testing.T) {
	here, there := newDesk(t), newDesk(t)
	c := here.begin("E301")
	there.imports(here.export(c.ID))
	mine := there.done(there.Note(c, "written there", begun))
	here.done(here.Note(c, "written here", begun))
	other := here.begin("E102")
	done := there.imports(here.export(c.ID, other.ID))
	if !slices.Equal(done.Differs, []string{c.ID}) || !slices.Equal(done.Added, []string{other.ID}) {
		t.Errorf("imported %+v", done)
	}
	if loaded, err := there.Load(c.ID); err != nil || loaded.Notes[0].Text != mine.Notes[0].Text {
		t.Errorf("there it is %+v, %v", loaded, err)
	}
}

func TestASecretLeavesTheMachineOnlyWhereItIsDemanded(t *testing.T) {
	const secret = "ACT-4711-SECRET"
	here, there := newDesk(t), newDesk(t)
	c := here.set(here.begin("E102"), fault.ActivationCode, secret, begun)
	archive := here.export(c.ID)
	there.imports(archive)
	if loaded, err := there.Load(c.ID); err != nil || strings.Contains(loaded.Record.Get(fault.ActivationCode), "4711") {
		t.Errorf("there the activation code is %q, %v", loaded.Record.Get(fault.ActivationCode), err)
	}
	if done := here.imports(archive); !slices.Equal(done.Same, []string{c.ID}) {
		t.Errorf("because of the mask the case does not know itself: %+v", done)
	}
	if loaded, err := here.Load(c.ID); err != nil || loaded.Record.Get(fault.ActivationCode) != secret {
		t.Errorf("here the activation code is %q, %v", loaded.Record.Get(fault.ActivationCode), err)
	}
}

func TestADemandedSecretGoesWithItsCase(t *testing.T) {
	const secret = "ACT-4711-SECRET"
	here, there := newDesk(t), newDesk(t)
	c := here.set(here.begin(entryThatDemands(t, fault.ActivationCode)), fault.ActivationCode, secret, begun)
	there.imports(here.export(c.ID))
	if loaded, err := there.Load(c.ID); err != nil || loaded.Record.Get(fault.ActivationCode) != secret {
		t.Errorf("there the activation code is %q, %v", loaded.Record.Get(fault.ActivationCode), err)
	}
}

// entryThatDemands finds the code of an entry whose receiver wants to know a field.
func entryThatDemands(t *testing.T, name fault.Name) string {
	t.Helper()
	for _, entry := range known.Entries() {
		flow, err := book.Flow(entry.Flow)
		if err == nil && entry.Code != "" && slices.Contains(flows.FieldsOf(flow.Fields), string(name)) {
			return entry.Code
		}
	}
	t.Fatalf("no entry demands %s", name)
	return ""
}

// forge makes an archive of lines as another program could, with right checksums.
func forge(t *testing.T, id string, lines ...string) []byte {
	t.Helper()
	content := strings.Join(lines, "\n") + "\n"
	sum := sha256.Sum256([]byte(content))
	return zipped(t, map[string]string{
		"manifest.json": fmt.Sprintf(`{"schema":"posmedic.cases/1","cases":[{"id":%q,"events":%d,"sha256":%q}]}`,
			id, len(lines), hex.EncodeToString(sum[:])),
		"cases/" + id + ".jsonl": content,
	})
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var content bytes.Buffer
	archive := zip.NewWriter(&content)
	for name, text := range files {
		file, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(file, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

const forgedID = "7KQ2-M4X7"

// line writes an event as an archive has it.
func line(seq int, kind, data string) string {
	return fmt.Sprintf(`{"seq":%d,"at":"2026-11-21T06:02:00Z","kind":%q,"data":%s}`, seq, kind, data)
}

var (
	openedLine = line(1, "opened", `{"table":"E","code":"E102","message":{"zh":"网","en":"net"}}`)
	walkLine   = line(2, "walk_started", `{"flow":"E102","hash":""}`)
)

func TestCardNumbersInAnArchiveAreCut(t *testing.T) {
	for _, data := range []struct{ kind, data string }{
		{"noted", `{"text":"PAN"}`},
		{"evidence_named", `{"file":"PAN.jpg","note":"PAN"}`},
		{"evidence_withdrawn", `{"file":"PAN.jpg"}`},
		{"answered", `{"key":"network-check/uses-wifi","value":"cannot","reason":"PAN","at":"2026-11-21T06:02:00Z","shown":{"zh":"PAN","en":"PAN"}}`},
		{"cure_tested", `{"key":"x","value":"cannot","reason":"PAN","at":"2026-11-21T06:02:00Z","shown":{"zh":"PAN","en":"PAN"}}`},
		{"escalated", `{"to":{"zh":"PAN","en":"PAN"}}`},
		{"replied", `{"text":"PAN"}`},
		{"field_set", `{"name":"prompt","value":"PAN"}`},
		{"field_set", `{"name":"issuing_bank","value":"PAN"}`},
		{"walk_started", `{"flow":"E102","hash":"PAN"}`},
	} {
		for _, card := range []string{"6222021234567890123", "6222 0212 3456 7890 123", "６２２２０２１２３４５６７８９０１２３", "4111-1111-1111-1111"} {
			t.Run(data.kind+" "+card, func(t *testing.T) {
				d := newDesk(t)
				d.imports(forge(t, forgedID, openedLine, walkLine, line(3, data.kind, strings.ReplaceAll(data.data, "PAN", card))))
				var archive bytes.Buffer
				if _, err := d.Export(&archive, []string{forgedID}, begun); err != nil {
					t.Fatal(err)
				}
				for name, content := range unzipped(t, archive.Bytes()) {
					if fault.HoldsCardNumber(content) && strings.HasPrefix(name, "cases/") {
						t.Errorf("%s holds a card number:\n%s", name, content)
					}
				}
			})
		}
	}
}

func unzipped(t *testing.T, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files[file.Name] = string(text)
	}
	return files
}

func TestAnArchiveThatIsNotSoundBringsNothing(t *testing.T) {
	sound := newDesk(t)
	whole := sound.export(fullCase(sound).ID)
	const card = "6222021234567890123"
	for _, test := range []struct {
		name    string
		archive []byte
		want    error
	}{
		{"nothing", nil, cases.ErrNoArchive},
		{"a text", []byte("not a ZIP file"), cases.ErrNoArchive},
		{"half an archive", whole[:len(whole)/2], cases.ErrNoArchive},
		{"another ZIP file", zipped(t, map[string]string{"a.txt": "hello"}), cases.ErrNoArchive},
		{"another program's manifest", zipped(t, map[string]string{"manifest.json": `{"schema":"other/1"}`}), cases.ErrNoArchive},
		{"a manifest that is no JSON", zipped(t, map[string]string{"manifest.json": "{"}), cases.ErrArchiveDamaged},
		{"a newer schema", zipped(t, map[string]string{"manifest.json": `{"schema":"posmedic.cases/2"}`}), cases.ErrArchiveNewer},
		{"a file too many", zipped(t, map[string]string{"manifest.json": `{"schema":"posmedic.cases/1"}`, "x": ""}), cases.ErrArchiveDamaged},
		{"a case that is missing", zipped(t, map[string]string{
			"manifest.json": `{"schema":"posmedic.cases/1","cases":[{"id":"7KQ2-M4X7"}]}`, "x": "",
		}), cases.ErrArchiveDamaged},
		{"a wrong checksum", zipped(t, map[string]string{
			"manifest.json": `{"schema":"posmedic.cases/1","cases":[{"id":"7KQ2-M4X7","events":1}]}`, "cases/7KQ2-M4X7.jsonl": openedLine,
		}), cases.ErrArchiveDamaged},
		{"no case code", forge(t, "../../etc/passwd", openedLine), cases.ErrArchiveDamaged},
		{"a case code that was misspelt", forge(t, "7KQ2-M4X8", openedLine), cases.ErrArchiveDamaged},
		{"a case without a beginning", forge(t, forgedID, strings.Replace(walkLine, `"seq":2`, `"seq":1`, 1)), cases.ErrArchiveDamaged},
		{"a gap between events", forge(t, forgedID, openedLine, line(3, "closed", "{}")), cases.ErrArchiveDamaged},
		{"an event of a later version", forge(t, forgedID, openedLine, line(2, "teleported", "{}")), cases.ErrArchiveNewer},
		{"a detail of a later version", forge(t, forgedID, openedLine, line(2, "noted", `{"text":"x","colour":"red"}`)), cases.ErrArchiveNewer},
		{"a field of a later version", forge(t, forgedID, openedLine, line(2, "field_set", `{"name":"colour","value":"red"}`)), cases.ErrArchiveNewer},
		{"data of the wrong form", forge(t, forgedID, openedLine, line(2, "noted", `[1]`)), cases.ErrArchiveDamaged},
		{"a value that its field does not take", forge(t, forgedID, openedLine, line(2, "field_set", `{"name":"tid","value":"`+card+`"}`)), cases.ErrArchiveDamaged},
		{"a card number for a code", forge(t, forgedID, line(1, "opened", `{"table":"E","code":"`+card+`","message":{}}`)), cases.ErrArchiveDamaged},
		{"a card number for a step", forge(t, forgedID, openedLine, line(2, "answered", `{"key":"`+card+`","value":"yes"}`)), cases.ErrArchiveDamaged},
		{"a time that cannot be stored", forge(t, forgedID, strings.Replace(openedLine, "2026", "9026", 1)), cases.ErrArchiveDamaged},
		{"a case that unpacks to far more than it is", forge(t, forgedID, openedLine, line(2, "noted", `{"text":"`+strings.Repeat("x", 5<<20)+`"}`)), cases.ErrArchiveLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			_, err := d.Import(bytes.NewReader(test.archive), int64(len(test.archive)))
			if !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), card) {
				t.Errorf("the error repeats a card number: %v", err)
			}
			if list := d.listed(); len(list) > 0 {
				t.Errorf("it brought %v", list)
			}
		})
	}
}

func TestAnArchiveOfManyMegabytesIsRefusedUnread(t *testing.T) {
	_, err := newDesk(t).Import(untouched{t}, cases.MostArchive+1)
	if !errors.Is(err, cases.ErrArchiveLarge) {
		t.Errorf("the error is %v, want ErrArchiveLarge", err)
	}
}

type untouched struct{ t *testing.T }

func (u untouched) ReadAt([]byte, int64) (int, error) {
	u.t.Error("it was read")
	return 0, io.EOF
}

// TestAFlippedByteBringsNothingWrong flips each byte of an archive in turn: what is imported all the same is what
// was exported.
func TestAFlippedByteBringsNothingWrong(t *testing.T) {
	here := newDesk(t)
	c := fullCase(here)
	archive := here.export(c.ID)
	there := newDesk(t)
	for at := range archive {
		flipped := slices.Clone(archive)
		flipped[at] ^= 0x41
		done, err := there.Import(bytes.NewReader(flipped), int64(len(flipped)))
		if err != nil || len(done.Same) > 0 {
			continue
		}
		if loaded, err := there.Load(c.ID); err != nil || !reflect.DeepEqual(normal(loaded), normal(c)) || len(there.listed()) != 1 {
			t.Fatalf("with byte %d of %d flipped, %+v was imported: %+v, %v", at, len(archive), done, loaded, err)
		}
	}
}

func TestACaseOfAnUnknownFlowIsLeftOut(t *testing.T) {
	d := newDesk(t)
	done := d.imports(forge(t, forgedID, openedLine, strings.Replace(walkLine, `"E102"`, `"OWN-1"`, 1)))
	if !slices.Equal(done.NoFlow, []string{forgedID}) || len(d.listed()) != 0 {
		t.Errorf("imported %+v", done)
	}
}

func TestAnExportOfNoCaseSaysSo(t *testing.T) {
	if _, err := newDesk(t).Export(io.Discard, []string{forgedID}, begun); !errors.Is(err, cases.ErrNoCase) {
		t.Errorf("the error is %v, want ErrNoCase", err)
	}
}

func FuzzImport(f *testing.F) {
	store, err := cases.Open(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = store.Close() })
	journal := cases.NewJournal(store, book)
	f.Add("noted", `{"text":"x"}`)
	f.Add("answered", `{"key":"a/b#2","value":"yes","at":"2026-11-21T06:02:00Z"}`)
	f.Add("field_set", `{"name":"card_number","value":{"first6":"622202","last4":"1234","length":19}}`)
	f.Fuzz(func(t *testing.T, kind, data string) {
		quoted, err := json.Marshal(kind)
		if err != nil || !json.Valid([]byte(data)) || strings.ContainsAny(data, "\n\r") {
			return
		}
		third := fmt.Sprintf(`{"seq":3,"at":"2026-11-21T06:02:00Z","kind":%s,"data":%s}`, quoted, data)
		archive := forge(t, forgedID, openedLine, walkLine, third)
		done, err := journal.Import(bytes.NewReader(archive), int64(len(archive)))
		if err != nil || len(done.Added) == 0 {
			return
		}
		list, err := journal.List()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := journal.Import(bytes.NewReader(archive), int64(len(archive))); err != nil || len(again.Same) != 1 {
			t.Errorf("imported again: %+v, %v", again, err)
		}
		if err := journal.Delete(list); err != nil {
			t.Fatal(err)
		}
	})
}
