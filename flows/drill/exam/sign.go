package exam

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// keyName is the file of the secret key in the data folder.
const keyName = "exam.key"

// What can be wrong with a sheet.
var (
	ErrNoSheet = errors.New("this is no result sheet of posmedic")
	ErrForged  = errors.New("the sheet was changed, or was signed with another key")
	ErrBadKey  = errors.New("the key of the result sheets is damaged")
)

// Key reads the key of a data folder, and makes it (0600) if there is none.
func Key(folder string) (ed25519.PrivateKey, error) {
	path := filepath.Join(folder, keyName)
	content, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return makeKey(folder, path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key of the result sheets: %w", err)
	}
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(content)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%w: %s", ErrBadKey, path)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

func makeKey(folder, path string) (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = writeNew(path, base64.StdEncoding.EncodeToString(key.Seed())+"\n")
	}
	if errors.Is(err, os.ErrExist) { // another posmedic was faster
		return Key(folder)
	}
	if err != nil {
		return nil, fmt.Errorf("make the key of the result sheets: %w", err)
	}
	return key, nil
}

func writeNew(path, text string) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	return file.Sync()
}

// Public writes the public half of a key, by which sheets can be checked elsewhere.
func Public(key ed25519.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

// ParsePublic reads what Public wrote.
func ParsePublic(text string) (ed25519.PublicKey, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, ErrBadKey
	}
	return key, nil
}

// Format is how a sheet is written.
type Format string

// The formats of a sheet.
const (
	HTML Format = "html"
	PDF  Format = "pdf"
)

// Formats lists every format.
func Formats() []Format { return []Format{HTML, PDF} }

// Write makes the sheet as a page that carries its data and their signature.
func Write(sheet Sheet, format Format, key ed25519.PrivateKey) ([]byte, error) {
	data, err := json.Marshal(sheet) // which writes < > & so that no browser takes them for markup
	if err != nil {
		return nil, fmt.Errorf("write the result sheet: %w", err)
	}
	return layOut(sheet, format, data, base64.StdEncoding.EncodeToString(ed25519.Sign(key, data)))
}

func layOut(sheet Sheet, format Format, data []byte, signature string) ([]byte, error) {
	if format == PDF {
		return paper(sheet, base64.StdEncoding.EncodeToString(data), signature)
	}
	return page(sheet, data, signature), nil
}

var (
	dataPart      = regexp.MustCompile(`<script type="application/json" id="sheet">(.*)</script>`)
	signaturePart = regexp.MustCompile(`<meta name="posmedic-signature" content="([A-Za-z0-9+/=]*)">`)
	paperPart     = regexp.MustCompile(`<sheet xmlns="posmedic.exam/1" signature="([A-Za-z0-9+/=]*)">([A-Za-z0-9+/=]*)</sheet>`)
)

// Read checks a page and returns its sheet. The page must be just what Write makes of the signed data, so that what
// is read by eye is what was signed. It returns ErrNoSheet or ErrForged.
func Read(content []byte, key ed25519.PublicKey) (Sheet, error) {
	format, data, signed, err := parts(content)
	if err != nil {
		return Sheet{}, err
	}
	var sheet Sheet
	if err := json.Unmarshal(data, &sheet); err != nil || sheet.Schema != schema {
		return Sheet{}, ErrNoSheet
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(signed)
	if err != nil || !ed25519.Verify(key, data, signature) {
		return Sheet{}, ErrForged
	}
	if again, err := layOut(sheet, format, data, signed); err != nil || !bytes.Equal(content, again) {
		return Sheet{}, ErrForged
	}
	return sheet, nil
}

// parts finds the data and the signature in a page of either format.
func parts(content []byte) (format Format, data []byte, signature string, err error) {
	if !bytes.HasPrefix(content, []byte("%PDF")) {
		found, signed := dataPart.FindSubmatch(content), signaturePart.FindSubmatch(content)
		if found == nil || signed == nil {
			return "", nil, "", ErrNoSheet
		}
		return HTML, found[1], string(signed[1]), nil
	}
	found := paperPart.FindSubmatch(content)
	if found == nil {
		return "", nil, "", ErrNoSheet
	}
	if data, err = base64.StdEncoding.Strict().DecodeString(string(found[2])); err != nil {
		return "", nil, "", ErrNoSheet
	}
	return PDF, data, string(found[1]), nil
}
