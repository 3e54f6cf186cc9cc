package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows/cases"
)

// leakWays are the ways into posmedic that need no terminal. The screens have theirs in package tui.
var leakWays = []func(*leakWorld, string){
	(*leakWorld).asArguments, (*leakWorld).asFlags, (*leakWorld).asFiles, (*leakWorld).asSettings, (*leakWorld).inLines,
	(*leakWorld).inDrills, (*leakWorld).inAnArchive,
}

// asArguments calls every command with a card number where a code, a word or a name belongs.
func (w *leakWorld) asArguments(card string) {
	for _, args := range [][]string{
		{},
		{"lookup"},
		{"lookup", "E102"},
		{"lookup", "--json"},
		{"search"},
		{"search", "--json"},
		{"walk"},
		{"paths"},
		{"graph"},
		{"cases"},
		{"cases", "list"},
		{"cases", "show"},
		{"cases", "show", "--json"},
		{"cases", "resume"},
		{"cases", "export"},
		{"cases", "import"},
		{"cases", "purge"},
		{"report"},
		{"report", w.id},
		{"catalog"},
		{"catalog", "export"},
		{"check"},
		{"check", "--explain"},
		{"diff", w.given},
		{"new"},
		{"schema"},
		{"try"},
		{"drill"},
		{"drill", "exam", "--trainee", "Lan", "-o", w.path("sheet.html")},
		{"drill", "verify"},
		{"drill", "progress"},
		{"config"},
		{"config", "get"},
		{"config", "unset"},
		{"config", "set", "name"},
		{"config", "set"},
		{"completion"},
		{"version"},
		{"help"},
		{"__complete", "report"},
		{"__complete", "lookup"},
	} {
		w.run("", append(args, card)...)
		w.run("", append(args, "卡号"+card+"的")...)
		w.run("", append(args, strings.Fields(card)...)...)
		w.run("", append(append(args, "--lang", "zh"), card)...)
	}
}

// asFlags gives a card number to every flag, and as a flag.
func (w *leakWorld) asFlags(card string) {
	for _, args := range [][]string{
		{"--lang"},
		{"--knowledge"},
		{"--plain"},
		{"walk", "E102", "--answers"},
		{"walk", "E102", "--answers", "y,n," + card, "--lang"},
		{"paths", "E102", "--cap"},
		{"graph", "E102", "--format"},
		{"cases", "purge", "--older-than"},
		{"report", w.id, "--format"},
		{"diff", w.given, w.given, "--data"},
		{"drill", "--trainee"},
		{"drill", "E102", "--kind"},
		{"drill", "--seed"},
		{"drill", "--scenario"},
		{"drill", "exam", "-o", w.path("other.html"), "--trainee"},
		{"drill", "exam", "-o", w.path("other.html"), "--count"},
		{"drill", "verify", w.given, "--key"},
		{"drill", "export", "--format"},
		{"drill", "progress", "--trainee"},
		{"check", "--explain"},
	} {
		w.run("", append(args, card)...)
		w.run("", append(args[:len(args)-1:len(args)-1], args[len(args)-1]+"="+card)...)
	}
	w.run("", "--"+card)
	w.run("", "-"+card)
	w.run("", "lookup", "--"+card+"="+card)
	w.run("", "walk", "E102", "--answers", "y,"+card)
	w.run(lines("y", card, "卡 "+card), "walk", "E102")
}

// asFiles names files by a card number: those that posmedic is to read, and those that it is to write.
func (w *leakWorld) asFiles(card string) {
	for _, name := range []string{card, card + ".zip", "照片_" + card + ".html", filepath.Join(card, "cases.zip")} {
		w.run("", "cases", "export", "-o", w.path(name))
		w.run("", "report", w.id, "-o", w.path(name))
		w.run("", "report", w.id, "--format", "pdf", "-o", w.path(name))
		w.run("", "graph", "E102", "-o", w.path(name))
		w.run("", "drill", "exam", "E102", "--trainee", "Lan", "--count", "1", "-o", w.path(name))
		w.run("", "new", "E900", w.path(name))
		w.run("", "schema", w.path(name))
		w.run("", "cases", "import", filepath.Join(w.given, name))
		w.run("", "--knowledge", filepath.Join(w.given, name), "lookup", "E102")
		w.run("", "config", "set", "knowledge", filepath.Join(w.given, name))
	}
	folder := filepath.Join(w.given, card)
	if err := os.Mkdir(folder, 0o700); err != nil {
		w.Fatal(err)
	}
	w.run("", "config", "set", "knowledge", folder)
	w.run("", "--knowledge", folder, "lookup", "E102")
}

// asSettings sets a card number: by the command, in the environment and by hand in the file.
func (w *leakWorld) asSettings(card string) {
	for _, key := range keyList() {
		w.run("", "config", "set", key, card)
		w.run("", "config", "set", key, "王芳 "+card)
		w.run("", "config", "set", card, key)
		w.env = []string{variable(key) + "=" + card}
		w.run("", "config")
		w.run("", "lookup", "E102")
		w.env = nil
	}
	folder := filepath.Join(w.given, "posmedic")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		w.Fatal(err)
	}
	for _, content := range []string{"name: '" + card + "'", card + ": x", "name: [" + card + "]", "- " + card, "name: x\nname: '" + card + "'"} {
		if err := os.WriteFile(filepath.Join(folder, "settings.yaml"), []byte(content), 0o600); err != nil {
			w.Fatal(err)
		}
		w.env = []string{"XDG_CONFIG_HOME=" + w.given}
		w.run("", "config")
		w.run("", "report", w.id)
		w.run(lines(""), "--plain")
		w.run("", "config", "set", "organisation", "x")
		w.env = nil
	}
}

func keyList() []string {
	var all []string
	for _, one := range settingsList() {
		all = append(all, one.key)
	}
	return all
}

// inLines types a card number at every prompt of the wizard in lines: searches, reasons, notes, evidence, fields, the
// reply and the name in the settings.
func (w *leakWorld) inLines(card string) {
	receipt := "商户编号：822290058120001 卡号：" + card + " 终端号：12345678"
	for _, typed := range [][]string{
		{card, "卡 " + card, "1", "", card},
		{"E301", "", card, "c", card, "n", "c 卡 " + card, "?", card},
		{"E301", "", "y", "n", "n", "n", "", "822290054110021", card, "10293847", card, "卡 " + card, "=", card, card, card, "工商银行 " + card, card, "."},
		{"E301", "", "f", "o", card, card, card, card, card, card, card, card, card, card, card, card, card, card, card, "."},
		{"E301", "", "f", receipt, "."},
		{"E102", "", "t", "卡 " + card, card, "tab", card + ".jpg", "/照片/" + card + "/" + card + ".png", "."},
		{"E102", "", "y", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "n", "c", card, "s", "1", "a", card, "卡 " + card, "r"},
		{",", "4", card, "王 " + card, "5", card, "7", card},
		{"history", card, "E301 " + card},
		{"f2", card, "Lan", "f", card},
	} {
		w.run(lines(typed...), "--plain")
	}
	w.run(lines("t", card, "f", card, card, card), "cases", "resume", "--plain", w.id)
	w.run(lines(card, "卡 "+card), "--plain", card)
}

// inDrills types a card number at every prompt of a drill.
func (w *leakWorld) inDrills(card string) {
	orders := []string{
		card, "do " + card, "ask " + card, "list " + card, "end " + card, "fill " + card, "fill card " + card, "fill prompt 卡 " + card, "fill tid " + card,
		"fill bank " + card, "fill issuing_bank " + card, "fill contact " + card, "hint",
	}
	w.run(lines(orders...), "drill", "E301", "--trainee", "Lan", "--seed", "7")
	w.run(lines(append(orders, "list")...), "drill", "exam", "E301", "--trainee", "Lan", "--count", "1", "-o", w.path("exam.html"))
	w.run(lines(card, "9", "1"), "drill", "E301", "--kind", "recall", "--trainee", "Lan", "--seed", "7")
	w.run(lines(card, "y", "n", card, card), "drill", "E301", "--kind", "guided", "--trainee", "Lan", "--seed", "7")
	ended := append(orders, "end replace")
	w.run(lines(ended...), "drill", "E301", "--trainee", "Lan", "--seed", "7")
	w.run(lines(ended...), "drill", "E301", "--trainee", "Lan "+card, "--seed", "7")
}

// marked stands in an archive where the card number is put.
const marked = "MARKED"

// inAnArchive imports an archive from a machine that cut nothing.
func (w *leakWorld) inAnArchive(card string) {
	archive := w.archiveOf(marked)
	quoted, err := json.Marshal(card)
	if err != nil {
		w.Fatal(err)
	}
	var escaped strings.Builder
	for _, r := range card {
		escaped.WriteString(`\u00` + hex.EncodeToString([]byte{byte(r)}))
	}
	written := []string{strings.Trim(string(quoted), `"`)}
	if !strings.ContainsFunc(card, func(r rune) bool { return r >= 0x80 }) {
		written = append(written, escaped.String())
	}
	for i, as := range written {
		name := filepath.Join(w.given, "foreign.zip")
		if err := os.WriteFile(name, w.rewritten(archive, as), 0o600); err != nil {
			w.Fatal(err)
		}
		code := w.run("", "cases", "import", name)
		if i == 0 && code != exitDone {
			w.Errorf("the import ends with %d", code)
		}
	}
}

// archiveOf is an archive of a case with a word wherever a person may write.
func (w *leakWorld) archiveOf(word string) []byte {
	folder := w.TempDir()
	id, err := storeCase(folder, "E301", "y", "n", "c", "contact="+word, "prompt="+word, "issuing_bank="+word)
	if err != nil {
		w.Fatal(err)
	}
	store, err := cases.Open(folder)
	if err != nil {
		w.Fatal(err)
	}
	journal, now := cases.NewJournal(store, (&app{known: shipped()}).book()), time.Now()
	c, err := journal.Load(id)
	for _, do := range []func() error{
		func() error { c, err = journal.Note(c, word, now); return err },
		func() error { c, err = journal.NameEvidence(c, word+".jpg", word, now); return err },
		func() error {
			c, err = journal.Escalate(c, catalog.Text{Zh: word, En: word}, now, now)
			return err
		},
		func() error { c, err = journal.Reply(c, word, now); return err },
	} {
		if err == nil {
			err = do()
		}
	}
	var archive bytes.Buffer
	_, exporting := journal.Export(&archive, []string{id}, now)
	if err := errors.Join(err, exporting, store.Close()); err != nil {
		w.Fatal(err)
	}
	return archive.Bytes()
}

// rewritten is an archive with something else in the place of the mark, and checksums that are right.
func (w *leakWorld) rewritten(archive []byte, text string) []byte {
	from, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		w.Fatal(err)
	}
	var made bytes.Buffer
	to := zip.NewWriter(&made)
	sums := map[string]string{}
	for _, file := range from.File { // the manifest is the last
		content, err := unzipped(file)
		if err != nil {
			w.Fatal(err)
		}
		was := sha256.Sum256(content)
		content = bytes.ReplaceAll(content, []byte(marked), []byte(text))
		for old, sum := range sums {
			content = bytes.ReplaceAll(content, []byte(old), []byte(sum))
		}
		is := sha256.Sum256(content)
		sums[hex.EncodeToString(was[:])] = hex.EncodeToString(is[:])
		entry, err := to.Create(file.Name)
		if err == nil {
			_, err = entry.Write(content)
		}
		if err != nil {
			w.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		w.Fatal(err)
	}
	return made.Bytes()
}

func unzipped(file *zip.File) ([]byte, error) {
	content, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer content.Close()
	return io.ReadAll(content)
}
