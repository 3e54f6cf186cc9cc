package tui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// writeNew writes a file under the first free name: name, name-2, name-3 and so on. One of them that holds just this
// content already will do. It returns the file's path.
func writeNew(folder, name, content string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make the folder for reports: %w", err)
	}
	base, extension := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	for n := 1; ; n++ {
		path := filepath.Join(folder, name)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d%s", base, n, extension))
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			if holds(path, content) {
				return path, nil
			}
			continue
		}
		if err != nil {
			return "", fmt.Errorf("save the report: %w", err)
		}
		_, err = file.WriteString(content)
		if err := errors.Join(err, file.Close()); err != nil {
			return "", fmt.Errorf("save the report: %w", errors.Join(err, os.Remove(path)))
		}
		return path, nil
	}
}

// holds tells whether a file is there with this content and no other.
func holds(path, content string) bool {
	found, err := os.Lstat(path)
	if err != nil || !found.Mode().IsRegular() || found.Size() != int64(len(content)) {
		return false
	}
	held, err := os.ReadFile(path)
	return err == nil && string(held) == content
}
