package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// fileName is the file of drills in the data folder: a JSON object on each line. Nothing of a case is in it. It is no
// database, because drills are only ever added.
const fileName = "drills.jsonl"

// Load reads every drill in a folder, in the order in which they were stored, and counts the lines that cannot be
// read. There is no drill where there is no file. A last line without an end is one that was never acknowledged.
func Load(folder string) (records []Record, damaged int, err error) {
	content, err := os.ReadFile(filepath.Join(folder, fileName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, nil
	case err != nil:
		return nil, 0, fmt.Errorf("read the drills: %w", err)
	}
	lines := bytes.Split(content, []byte("\n"))
	for _, line := range lines[:len(lines)-1] {
		if len(line) == 0 {
			continue
		}
		var record Record
		if err := json.Unmarshal(line, &record); err != nil || record.Trainee == "" {
			damaged++
			continue
		}
		records = append(records, record)
	}
	return records, damaged, nil
}

// Append adds a drill and returns when it is on disk. It makes the folder (0700) and the file (0600) if need be.
func Append(folder string, record Record) error {
	line, err := json.Marshal(record)
	if err == nil {
		err = appendLine(folder, line)
	}
	if err != nil {
		return fmt.Errorf("store the drill: %w", err)
	}
	return nil
}

func appendLine(folder string, line []byte) (err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(folder, fileName), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	torn, err := isTorn(file)
	if err != nil {
		return err
	}
	if torn {
		line = append([]byte("\n"), line...) // the line of one who was killed stays by itself
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		return err
	}
	return file.Sync()
}

// isTorn tells whether the last line has no end.
func isTorn(file *os.File) (bool, error) {
	info, err := file.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	last := make([]byte, 1)
	_, err = file.ReadAt(last, info.Size()-1)
	return last[0] != '\n', err
}
