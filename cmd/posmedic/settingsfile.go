package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
)

// settingsFile is the file that settings are kept in: a mapping of keys to values. It is there only once something
// was set. What is written by hand in it, as comments, stays.
type settingsFile struct{ path string }

// wrongLine is what is wrong with a settings file, and where.
type wrongLine struct {
	line int
	what catalog.Text
}

// read returns what the file sets; nothing where there is none. An error says in one sentence what is wrong with it.
func (f settingsFile) read() (map[string]string, error) {
	_, pairs, err := f.load()
	return pairs, err
}

// load reads the file for a change too, which keeps all else that stands in it.
func (f settingsFile) load() (*yaml.Node, map[string]string, error) {
	document := &yaml.Node{}
	content, err := os.ReadFile(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(bytes.TrimSpace(content)) == 0:
		return &yaml.Node{Kind: yaml.MappingNode}, map[string]string{}, nil
	case err != nil:
		return nil, nil, failed(words.SettingsUnread, f.path, err.Error())
	}
	if err := catalog.DecodeStrict(f.path, content, document); err != nil {
		return nil, nil, failed(words.SettingsUnread, f.path, err.Error())
	}
	mapping := document
	if document.Kind == yaml.DocumentNode && len(document.Content) == 1 {
		mapping = document.Content[0]
	}
	pairs, wrong := pairsOf(mapping)
	if wrong != nil {
		return nil, nil, &codedError{exitFailed, both(words.SettingsWrong, f.path, wrong.line, wrong.what)}
	}
	return mapping, pairs, nil
}

// pairsOf reads a mapping strictly: each key is known, stands once, and has a value that it takes.
func pairsOf(mapping *yaml.Node) (map[string]string, *wrongLine) {
	if mapping.Kind != yaml.MappingNode {
		return nil, &wrongLine{mapping.Line, words.SettingsForm}
	}
	pairs := map[string]string{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		one, known := settingOf(key.Value)
		_, twice := pairs[key.Value]
		switch {
		case !known:
			return nil, &wrongLine{key.Line, both(words.NoSetting, key.Value, keysOfSettings())}
		case twice:
			return nil, &wrongLine{key.Line, both(words.SettingsTwice, key.Value)}
		case value.Kind != yaml.ScalarNode:
			return nil, &wrongLine{value.Line, both(words.BadSetting, key.Value, one.takes)}
		}
		read, ok := one.read(value.Value)
		if !ok {
			return nil, &wrongLine{value.Line, both(words.BadSetting, key.Value, one.takes)}
		}
		pairs[key.Value] = read
	}
	return pairs, nil
}

// change sets one key, or takes it out where the value is "". A file that is wrong, and one that would stay as it
// is, are not written.
func (f settingsFile) change(key, value string) error {
	mapping, pairs, err := f.load()
	if err != nil || pairs[key] == value {
		return err
	}
	put(mapping, key, value)
	content := []byte{}
	if len(mapping.Content) > 0 {
		if content, err = yaml.Dump(mapping); err != nil {
			return failed(words.SettingsUnwritten, f.path, err.Error())
		}
	}
	if err := replace(f.path, content); err != nil {
		return failed(words.SettingsUnwritten, f.path, err.Error())
	}
	return nil
}

// put changes the mapping where the key stands, or adds it at the end.
func put(mapping *yaml.Node, key, value string) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value != key {
			continue
		}
		if value == "" {
			mapping.Content = append(mapping.Content[:i:i], mapping.Content[i+2:]...)
			return
		}
		write(mapping.Content[i+1], value)
		return
	}
	if value != "" {
		var name, text yaml.Node
		write(&name, key)
		write(&text, value)
		mapping.Content = append(mapping.Content, &name, &text)
	}
}

// write makes a text of a node, and a number without quotes where the text is one.
func write(node *yaml.Node, text string) {
	node.SetString(text)
	if _, err := strconv.Atoi(text); err == nil {
		node.Tag = "!!int"
	}
}

// replace puts a file in another's place at once, so that a crash leaves the one or the other. Only its owner may read
// it. (natefinch/atomic keeps the old file's mode and google/renameio knows no Windows; os.Rename replaces everywhere.)
func replace(path string, content []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, ".settings-*")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}
