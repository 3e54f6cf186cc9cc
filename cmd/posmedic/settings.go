package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"posmedic/catalog"
)

// settings is what settings.yaml in the settings folder may say. What it leaves out is as standardSettings has it.
type settings struct {
	RetentionDays int `yaml:"retention_days"` // how long a finished case is kept, in days, at least 1
}

func standardSettings() settings { return settings{RetentionDays: 180} }

// readSettings reads settings.yaml, if there is one. A key that it does not know is an error, because a slip in its
// spelling would pass for the standard.
func readSettings(env []string) (settings, error) {
	found, path := standardSettings(), filepath.Join(settingsFolder(env), "settings.yaml")
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err == nil {
		err = catalog.DecodeStrict(path, content, &found)
	}
	if err != nil {
		return settings{}, failed(words.SettingsFaults, err.Error())
	}
	if found.RetentionDays < 1 {
		return settings{}, failed(words.SettingsRetention, path)
	}
	return found, nil
}
