package cases

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// What an archive may hold. Whoever has more exports it in parts; a file that claims more is no archive of ours.
const (
	MostArchive    = 64 << 20  // bytes of the file
	mostUnpacked   = 256 << 20 // bytes of all that is in it
	mostOfCase     = 4 << 20   // bytes of one case
	mostOfManifest = 16 << 20
)

// What can be wrong with an archive. Nothing of such a one is imported.
var (
	ErrNoArchive      = errors.New("it is not an archive of cases")
	ErrArchiveDamaged = errors.New("the archive is damaged")
	ErrArchiveNewer   = errors.New("the archive was made by a newer posmedic")
	ErrArchiveLarge   = errors.New("the archive is too large")
)

// archivedCase is a case of an archive, cleaned and found sound.
type archivedCase struct {
	id     string
	events []Event
	state  Case
}

// readArchive reads all of an archive, or none of it. Errors name the case, and nothing that is in it.
func readArchive(from io.ReaderAt, size int64) ([]archivedCase, error) {
	if size > MostArchive {
		return nil, ErrArchiveLarge
	}
	archive, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoArchive, err)
	}
	index, err := readManifest(archive)
	if err != nil {
		return nil, err
	}
	left := int64(mostUnpacked)
	listedBefore := map[string]bool{}
	var read []archivedCase
	for i, listed := range index.Cases {
		if listedBefore[listed.ID] {
			return nil, fmt.Errorf("%w: case %d is listed twice", ErrArchiveDamaged, i+1)
		}
		listedBefore[listed.ID] = true
		content, err := readFile(archive, listed.file(), min(left, mostOfCase))
		if err != nil {
			return nil, fmt.Errorf("case %d: %w", i+1, err)
		}
		left -= int64(len(content))
		one, err := listed.read(content)
		if err != nil {
			return nil, fmt.Errorf("case %d: %w", i+1, err)
		}
		read = append(read, one)
	}
	return read, nil
}

func readManifest(archive *zip.Reader) (manifest, error) {
	content, err := readFile(archive, manifestName, mostOfManifest)
	if err != nil {
		return manifest{}, err
	}
	var index manifest
	if json.Unmarshal(content, &index) != nil {
		return manifest{}, fmt.Errorf("%w: its list of cases cannot be read", ErrArchiveDamaged)
	}
	family, version, _ := strings.Cut(archiveSchema, "/")
	found, other, _ := strings.Cut(index.Schema, "/")
	switch {
	case found != family:
		return manifest{}, ErrNoArchive
	case other != version:
		return manifest{}, ErrArchiveNewer
	case len(archive.File) != len(index.Cases)+1:
		return manifest{}, fmt.Errorf("%w: it has %d files and lists %d cases", ErrArchiveDamaged, len(archive.File), len(index.Cases))
	}
	return index, nil
}

// readFile unpacks one file, which may be no larger than most, whatever the archive says about its size.
func readFile(archive *zip.Reader, name string, most int64) ([]byte, error) {
	file, err := archive.Open(name)
	if err != nil {
		if name == manifestName {
			return nil, fmt.Errorf("%w: it has no list of cases", ErrNoArchive)
		}
		return nil, fmt.Errorf("%w: the file of a case is missing", ErrArchiveDamaged)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	switch {
	case int64(len(content)) > most:
		return nil, ErrArchiveLarge
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrArchiveDamaged, err)
	}
	return content, nil
}

// read makes a case of its file.
func (c manifestCase) read(content []byte) (archivedCase, error) {
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != c.SHA256 {
		return archivedCase{}, fmt.Errorf("%w: its file is not as it was written", ErrArchiveDamaged)
	}
	if id, err := ParseID(c.ID); err != nil || id != c.ID {
		return archivedCase{}, fmt.Errorf("%w: it has no case code", ErrArchiveDamaged)
	}
	one := archivedCase{id: c.ID}
	for line := range bytes.Lines(content) {
		var event Event
		if json.Unmarshal(line, &event) != nil || event.Seq != len(one.events)+1 {
			return archivedCase{}, fmt.Errorf("%w: event %d cannot be read", ErrArchiveDamaged, len(one.events)+1)
		}
		event, err := cleanEvent(event)
		if errors.Is(err, errUnknownEvent) {
			return archivedCase{}, fmt.Errorf("%w: event %d is of a kind that is not known here", ErrArchiveNewer, event.Seq)
		}
		if err != nil {
			return archivedCase{}, fmt.Errorf("%w: event %d: %w", ErrArchiveDamaged, len(one.events)+1, err)
		}
		one.events = append(one.events, event)
	}
	if len(one.events) == 0 || len(one.events) != c.Events || one.events[0].Kind != Opened {
		return archivedCase{}, fmt.Errorf("%w: it has %d events of %d", ErrArchiveDamaged, len(one.events), c.Events)
	}
	if err := checkEvents(one.events); err != nil {
		return archivedCase{}, fmt.Errorf("%w: %w", ErrArchiveDamaged, err)
	}
	var err error
	if one.state, err = Replay(one.id, one.events); err != nil {
		return archivedCase{}, fmt.Errorf("%w: %w", ErrArchiveDamaged, err)
	}
	return one, nil
}
