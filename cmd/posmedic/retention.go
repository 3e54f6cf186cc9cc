package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"posmedic/catalog"
)

// standardRetention is how long finished cases are kept where nothing is set, in days.
const standardRetention = 180

// readRetention reads for how many days finished cases are kept, from settings.yaml in the settings folder. A key
// that it does not know is an error, because a slip in its spelling would pass for the standard.
func readRetention(env []string) (days int, err error) {
	found := struct {
		Retention int `yaml:"retention"` // in days, at least 1
	}{standardRetention}
	path := filepath.Join(settingsFolder(env), "settings.yaml")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return standardRetention, nil
	}
	if err == nil {
		err = catalog.DecodeStrict(path, content, &found)
	}
	switch {
	case err != nil:
		return 0, failed(words.SettingsFaults, err.Error())
	case found.Retention < 1 || found.Retention > longestDays:
		return 0, failed(words.SettingsRetention, path, longestDays)
	}
	return found.Retention, nil
}
