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
	"slices"
	"time"

	"posmedic/flows"
)

// An archive is a ZIP file: one file of JSON lines for each case, an event a line, and the manifest, which names
// them with their checksums. Only what is written here may be added to; nothing in it is ever renamed.
const (
	archiveSchema = "posmedic.cases/1"
	manifestName  = "manifest.json"
)

type manifest struct {
	Schema string         `json:"schema"`
	Made   time.Time      `json:"made"`
	Cases  []manifestCase `json:"cases"`
}

type manifestCase struct {
	ID     string `json:"id"`
	Events int    `json:"events"`
	SHA256 string `json:"sha256"` // of the case's file
	Cut    bool   `json:"cut,omitzero"`
}

func (c manifestCase) file() string { return "cases/" + c.ID + ".jsonl" }

// Exported says what went into an archive.
type Exported struct {
	Cases int
	Cut   []string // cases whose end could not be read, with Salvage
	Lost  []string // cases of which nothing could be read, with Salvage
}

// Export writes cases to an archive, with secrets masked that the receiver of their reports does not demand. It
// returns the first case's error where one cannot be read.
func (j *Journal) Export(to io.Writer, ids []string, made time.Time) (Exported, error) {
	return j.export(to, ids, made, func(id string) ([]Event, error) { return j.store.Events(id) })
}

// Salvage writes all that can be read of all cases of a damaged store to an archive: of a case that is damaged the
// events up to the first one that is not sound.
func (j *Journal) Salvage(to io.Writer, made time.Time) (Exported, error) {
	var lost, cut []string
	exported, err := j.export(to, j.store.allIDs(), made, func(id string) ([]Event, error) {
		events, err := j.store.Events(id)
		if _, replaying := Replay(id, events); len(events) == 0 || replaying != nil {
			lost = append(lost, id)
			return nil, nil
		}
		if err != nil {
			cut = append(cut, id)
		}
		return events, nil
	})
	exported.Cut, exported.Lost = cut, lost
	return exported, err
}

// export writes each case as read gives it; one without events is left out.
func (j *Journal) export(to io.Writer, ids []string, made time.Time, read func(id string) ([]Event, error)) (Exported, error) {
	archive := zip.NewWriter(to)
	index := manifest{Schema: archiveSchema, Made: made, Cases: []manifestCase{}}
	for _, id := range ids {
		events, err := read(id)
		if err != nil {
			return Exported{}, err
		}
		if len(events) == 0 {
			continue
		}
		added, err := j.exportCase(archive, id, events)
		if err != nil {
			return Exported{}, fmt.Errorf("export case %s: %w", id, err)
		}
		index.Cases = append(index.Cases, added)
	}
	content, err := json.MarshalIndent(index, "", "  ")
	if err == nil {
		err = errors.Join(addFile(archive, manifestName, content), archive.Close())
	}
	if err != nil {
		return Exported{}, fmt.Errorf("write the archive: %w", classify(err))
	}
	return Exported{Cases: len(index.Cases)}, nil
}

func (j *Journal) exportCase(archive *zip.Writer, id string, events []Event) (manifestCase, error) {
	events, err := j.forOthers(id, events)
	if err != nil {
		return manifestCase{}, err
	}
	var lines bytes.Buffer
	for _, event := range events {
		line, err := json.Marshal(event)
		if err != nil {
			return manifestCase{}, err
		}
		lines.Write(append(line, '\n'))
	}
	sum := sha256.Sum256(lines.Bytes())
	added := manifestCase{ID: id, Events: len(events), SHA256: hex.EncodeToString(sum[:])}
	return added, addFile(archive, added.file(), lines.Bytes())
}

func addFile(archive *zip.Writer, name string, content []byte) error {
	file, err := archive.Create(name)
	if err == nil {
		_, err = file.Write(content)
	}
	return err
}

// forOthers returns the events of a case as they may leave the machine: cleaned, and with the secrets masked that
// the case's flow does not demand.
func (j *Journal) forOthers(id string, events []Event) ([]Event, error) {
	c, err := Replay(id, events)
	if err != nil {
		return nil, err
	}
	var demands []string
	if flow, err := j.book.Flow(c.Walk.Flow); err == nil { // of a flow that is gone, nobody knows who demands what
		demands = flow.Fields
	}
	cleaned := make([]Event, 0, len(events))
	for _, event := range events {
		if event, err = cleanEvent(event); err == nil && event.Kind == FieldSet {
			event, err = masked(event, demands)
		}
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", event.Seq, err)
		}
		cleaned = append(cleaned, event)
	}
	return cleaned, nil
}

// masked hides a secret that nobody demands.
func masked(event Event, demands []string) (Event, error) {
	var field fieldData
	if err := json.Unmarshal(event.Data, &field); err != nil {
		return event, err
	}
	if !field.Name.IsSecret() || slices.Contains(flows.FieldsOf(demands), string(field.Name)) {
		return event, nil
	}
	field.Value = field.Value.Masked()
	content, err := json.Marshal(field)
	event.Data = content
	return event, err
}
