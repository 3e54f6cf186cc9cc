package cases

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Imported says what became of the cases of an archive, by their codes.
type Imported struct {
	Added   []string
	Same    []string // were there already, with the same events
	Differs []string // are there with other events; they stay as they are here
	NoFlow  []string // go through a flow that is not known here, and were left out
}

// Import adds the cases of an archive that are not here yet, all in one transaction. Read again, it changes nothing.
// It returns ErrNoArchive, ErrArchiveDamaged, ErrArchiveNewer or ErrArchiveLarge, having imported nothing, where the
// archive is not sound as a whole.
func (j *Journal) Import(from io.ReaderAt, size int64) (Imported, error) {
	read, err := readArchive(from, size)
	if err != nil {
		return Imported{}, fmt.Errorf("read the archive: %w", err)
	}
	var done Imported
	var added []wholeCase
	for _, one := range read {
		here, err := j.store.Events(one.id)
		if errors.Is(err, ErrNoCase) {
			if summary, err := j.summarise(one.state); err != nil {
				done.NoFlow = append(done.NoFlow, one.id)
			} else {
				added, done.Added = append(added, wholeCase{one.events, summary}), append(done.Added, one.id)
			}
			continue
		}
		if err == nil && j.areSame(one, here) {
			done.Same = append(done.Same, one.id)
			continue
		}
		done.Differs = append(done.Differs, one.id)
	}
	if err := j.store.add(added); err != nil {
		return Imported{}, err
	}
	return done, nil
}

// areSame compares a case with the one that is here as it would be exported, since what is here may hold a secret
// that was masked.
func (j *Journal) areSame(one archivedCase, here []Event) bool {
	here, err := j.forOthers(one.id, here)
	if err != nil || len(here) != len(one.events) {
		return false
	}
	for i, event := range one.events {
		if event.Kind != here[i].Kind || !event.At.Equal(here[i].At) || !bytes.Equal(event.Data, here[i].Data) {
			return false
		}
	}
	return true
}

// wholeCase is all that the store holds of a case.
type wholeCase struct {
	events  []Event
	summary Summary
}

// add writes cases that are not there yet, all or none.
func (s *Store) add(all []wholeCase) error {
	if len(all) == 0 {
		return nil
	}
	err := s.change(func(w *writer) error {
		for _, one := range all {
			if err := w.writeCase(one.events, one.summary); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("add cases to %s: %w", s.path, classify(err))
	}
	return nil
}
