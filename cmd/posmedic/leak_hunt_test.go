package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/charmbracelet/x/ansi"
)

// mostDigits of a card number may be found in one place: its first 6 and its last 4.
const mostDigits = 10

// hunt looks for card numbers in everything that was written and printed.
type hunt struct {
	testing.TB
	cards []string                // digits alone
	at    map[string][]cardDigits // where four digits in a row stand in which card number
	bytes int                     // that were looked through
	cut   int                     // places where a number was seen as it may be
}

// cardDigits is a place in a card number.
type cardDigits struct{ card, at int }

func newHunt(t testing.TB, cards ...string) *hunt {
	h := &hunt{TB: t, cards: cards, at: map[string][]cardDigits{}}
	for i, card := range cards {
		for at := range len(card) - 3 {
			h.at[card[at:at+4]] = append(h.at[card[at:at+4]], cardDigits{i, at})
		}
	}
	return h
}

// folder looks through every file of a folder, and at their names.
func (h *hunt) folder(root string) {
	h.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		h.text("the name "+name, filepath.Base(name))
		if entry.IsDir() {
			return nil
		}
		content, err := os.ReadFile(path)
		h.content(name, content)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
}

// content looks through bytes as they are, and through all that is packed in them.
func (h *hunt) content(where string, content []byte) {
	h.Helper()
	h.bytes += len(content)
	h.text(where, string(content))
	if archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content))); err == nil {
		h.zip(where, archive)
	}
	if bytes.HasPrefix(content, []byte("%PDF")) {
		h.pdf(where, content)
	}
	for _, sent := range clipboard.FindAllSubmatch(content, -1) {
		copied, err := base64.StdEncoding.DecodeString(string(sent[1]))
		if err != nil {
			h.Errorf("%s: what is sent to the clipboard cannot be read: %v", where, err)
		}
		h.content(where+", clipboard", copied)
	}
	for at := bytes.Index(content, gzipHead); at >= 0; at = -1 {
		if packed, err := gzip.NewReader(bytes.NewReader(content[at:])); err == nil {
			unpacked, _ := io.ReadAll(packed)
			h.content(where+", unpacked", unpacked)
		}
	}
}

var (
	clipboard = regexp.MustCompile("\x1b\\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\a|\x1b\\\\)")
	gzipHead  = []byte("\x1f\x8b\x08")
	pdfStream = regexp.MustCompile(`(?s)/FlateDecode.*?stream\n(.*?)\nendstream`)
	pdfShown  = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\) ?Tj`)
	pdfSigns  = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

func (h *hunt) zip(where string, archive *zip.Reader) {
	h.Helper()
	h.text(where+", remark", archive.Comment)
	for _, packed := range archive.File {
		h.text(where+", a name", packed.Name+"\n"+packed.Comment)
		file, err := packed.Open()
		if err != nil {
			h.Fatal(err)
		}
		content, err := io.ReadAll(file)
		if err != nil {
			h.Fatal(err)
		}
		h.content(where+", "+packed.Name, content)
	}
}

// pdf inflates the streams of a PDF. Text in them is UTF-16.
func (h *hunt) pdf(where string, content []byte) {
	h.Helper()
	for _, packed := range pdfStream.FindAllSubmatch(content, -1) {
		unpacking, err := zlib.NewReader(bytes.NewReader(packed[1]))
		if err != nil {
			h.Fatalf("%s: %v", where, err)
		}
		unpacked, err := io.ReadAll(unpacking)
		if err != nil {
			h.Fatalf("%s: %v", where, err)
		}
		h.text(where+", stream", string(unpacked))
		var page strings.Builder
		for _, shown := range pdfShown.FindAllSubmatch(unpacked, -1) {
			raw := pdfSigns.Replace(string(shown[1]))
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			page.WriteString(string(utf16.Decode(units)) + "\n")
		}
		h.text(where+", page", page.String())
	}
}

// text looks for a card number, with anything but digits between its digits: as the bytes stand, and as a terminal
// shows them.
func (h *hunt) text(where, text string) {
	h.Helper()
	h.digits(where, text)
	if strings.Contains(text, "\x1b") {
		h.digits(where+", shown", ansi.Strip(text))
	}
}

func (h *hunt) digits(where, text string) {
	h.Helper()
	line := plainDigits(text)
	for at := 0; at+4 <= len(line); at++ {
		for _, begin := range h.at[line[at:at+4]] {
			card := h.cards[begin.card]
			found, known := around(line, at, card, begin.at)
			if known > mostDigits {
				h.Errorf("%s: %d digits of %s: %s, in %s", where, known, card, found, near(text, found))
				return
			}
			if known == mostDigits && strings.HasPrefix(found, card[:6]) && strings.HasSuffix(found, card[len(card)-4:]) {
				h.cut++
			}
		}
	}
}

// around reads a line to both sides of a place as long as it can be the card number, a star standing for any digit. It
// returns what it read and how many digits of the number that tells.
func around(line string, at int, card string, begin int) (string, int) {
	fits := func(by int) bool {
		i, digit := at+by, begin+by
		return i >= 0 && i < len(line) && digit >= 0 && digit < len(card) && (line[i] == card[digit] || line[i] == '*')
	}
	from, to := 0, 4
	for fits(from - 1) {
		from--
	}
	for fits(to) {
		to++
	}
	found := line[at+from : at+to]
	return found, len(found) - strings.Count(found, "*")
}

// plainDigits is the digits of a text, of any script, and its stars.
func plainDigits(text string) string {
	digits := make([]byte, 0, len(text)/8)
	for _, r := range text {
		switch {
		case '0' <= r && r <= '9' || r == '*':
			digits = append(digits, byte(r))
		case r < 0x80:
		case unicode.IsDigit(r):
			digits = append(digits, byte('0'+digitOf(r)))
		}
	}
	return string(digits)
}

// digitOf counts the digits of its script that lie before a digit: they stand in rows of ten.
func digitOf(r rune) rune {
	for _, rows := range unicode.Nd.R16 {
		if rune(rows.Lo) <= r && r <= rune(rows.Hi) {
			return (r - rune(rows.Lo)) % 10
		}
	}
	return 0
}

// near quotes a text where it holds the last four characters of what was found.
func near(text, found string) string {
	at := strings.Index(text, strings.Trim(found, "*")[:4])
	if at < 0 {
		return "other spelling"
	}
	return fmt.Sprintf("%q", text[max(at-60, 0):min(at+80, len(text))])
}

// TestTheHuntFinds makes sure that card numbers are found in every hiding place.
func TestTheHuntFinds(t *testing.T) {
	t.Parallel()
	const card = "6222021234567890123"
	var zipped, deflated bytes.Buffer
	archive := zip.NewWriter(&zipped)
	file, err := archive.Create("a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(file, card+strings.Repeat("x", 99)); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	stream := zlib.NewWriter(&deflated)
	if _, err := io.WriteString(stream, "BT ("+strings.Join(strings.Split(card, ""), "\x00")+") Tj ET"); err != nil {
		t.Fatal(err)
	}
	if err := stream.Close(); err != nil {
		t.Fatal(err)
	}
	for name, hidden := range map[string]string{
		"plain": "x" + card, "in pieces": "6222-0212 3456/7890:123", "full-width": "６２２２０２１２３４５６７８９０１２３", "without its end": "62220212345",
		"without its begin": "34567890123", "more than may be": "6222021********0123", "on a terminal": "6222021\x1b[38;5;1m234567\x1b[0m890123",
		"zip": zipped.String(), "PDF": "%PDF /FlateDecode >> stream\n" + deflated.String() + "\nendstream",
		"clipboard": "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("卡 "+card)) + "\a",
	} {
		seen := &counter{TB: t}
		newHunt(seen, "4000000000006", card).content(name, []byte(hidden))
		if seen.errors == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	seen := &counter{TB: t}
	allowed := newHunt(seen, card)
	allowed.content("allowed", []byte("622202*********0123, 622202*********0123; 622202 7654321; first6: 622202, last4: 0123"))
	if seen.errors > 0 || allowed.cut == 0 {
		t.Errorf("first 6 and last 4: %d times too much, %d times seen", seen.errors, allowed.cut)
	}
}

// counter counts errors instead of failing.
type counter struct {
	testing.TB
	errors int
}

func (c *counter) Errorf(string, ...any) { c.errors++ }

func (c *counter) Helper() {}

// luhn is the check digit of ISO/IEC 7812.
func luhn(body string) byte {
	sum := 0
	for i, digit := range []byte(body) {
		value := int(digit - '0')
		if (len(body)-i)%2 == 1 {
			if value *= 2; value > 9 {
				value -= 9
			}
		}
		sum += value
	}
	return byte('0' + (10-sum%10)%10)
}

// pieces cuts a number into pieces of four with something between.
func pieces(number, between string) string {
	var all []string
	for piece := range slices.Chunk([]byte(number), 4) {
		all = append(all, string(piece))
	}
	return strings.Join(all, between)
}
