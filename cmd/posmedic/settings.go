package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"posmedic/catalog"
	"posmedic/flows/fault"
	"posmedic/flows/report"
	"posmedic/tui"
)

// The keys of the settings.
const (
	keyLanguage     = "language"
	keyTheme        = "theme"
	keyMouse        = "mouse"
	keyName         = "name"
	keyOrganisation = "organisation"
	keyRetention    = "retention"
	keyKnowledge    = "knowledge"
)

// setting is one thing that can be set. Its value is a text in one form, and "" only where there is none.
type setting struct {
	key          string
	label, takes catalog.Text
	standard     string // what holds where nothing is set
	choices      []tui.Choice
	read         func(typed string) (string, bool) // brings a value into its form, or refuses it
}

// settingsList is every setting: to add one, add its key and a row here.
func settingsList() []setting {
	language := []tui.Choice{{Value: "auto", Label: words.LanguageAuto}, {Value: "zh", Label: words.LanguageZh}, {Value: "en", Label: words.LanguageEn}}
	theme := []tui.Choice{
		{Value: "auto", Label: words.ThemeAuto},
		{Value: "dark", Label: words.ThemeDark},
		{Value: "light", Label: words.ThemeLight},
		{Value: "high-contrast", Label: words.ThemeContrast},
		{Value: "none", Label: words.ThemeNone},
	}
	mouse := []tui.Choice{{Value: tui.MouseOn, Label: words.MouseOn}, {Value: tui.MouseOff, Label: words.MouseOff}}
	return []setting{
		{keyLanguage, words.SettingLanguage, words.TakesLanguage, "auto", language, oneOf(language)},
		{keyTheme, words.SettingTheme, words.TakesTheme, "auto", theme, oneOf(theme)},
		{keyMouse, words.SettingMouse, words.TakesMouse, tui.MouseOn, mouse, oneOf(mouse)},
		{keyName, words.SettingName, words.TakesName, "", nil, readName},
		{keyOrganisation, words.SettingOrganisation, words.TakesName, "", nil, readName},
		{keyRetention, words.SettingRetention, words.TakesRetention, "180", nil, readDays},
		{keyKnowledge, words.SettingKnowledge, words.TakesKnowledge, "", nil, readFolder},
	}
}

func settingOf(key string) (setting, bool) {
	for _, one := range settingsList() {
		if one.key == key {
			return one, true
		}
	}
	return setting{}, false
}

func keysOfSettings() string {
	var keys []string
	for _, one := range settingsList() {
		keys = append(keys, one.key)
	}
	return strings.Join(keys, ", ")
}

func oneOf(choices []tui.Choice) func(string) (string, bool) {
	return func(typed string) (string, bool) {
		for _, choice := range choices {
			if typed == choice.Value {
				return typed, true
			}
		}
		return "", false
	}
}

// longestName is the most characters of a name in a report.
const longestName = 60

// readName reads a name on one line, in which there is no card number.
func readName(typed string) (string, bool) {
	name := strings.Join(strings.Fields(echo(typed)), " ")
	return name, utf8.ValidString(typed) && utf8.RuneCountInString(name) <= longestName && !fault.HoldsCardNumber(typed)
}

// The least and the most days that closed cases can be kept for.
const (
	leastDays = 1
	mostDays  = 3650
)

func readDays(typed string) (string, bool) {
	days, err := strconv.Atoi(strings.TrimSpace(typed))
	return strconv.Itoa(days), err == nil && days >= leastDays && days <= mostDays
}

// readFolder makes a folder's name whole, because it is read from other places too. There is no card number in it.
func readFolder(typed string) (string, bool) {
	if typed == "" {
		return "", true
	}
	folder, err := filepath.Abs(typed)
	return folder, err == nil && utf8.ValidString(typed) && !pathHoldsCard(folder)
}

// settings is what holds: what the environment says, else the file, else what is standard.
type settings struct {
	file   settingsFile
	env    []string
	stored map[string]string
	wrong  catalog.Text // why the file is not used; empty when it is, or when there is none
}

// loadSettings reads the settings. A file that is wrong sets nothing, and wrong says so; a variable of the
// environment that is wrong is an error.
func loadSettings(env []string) (*settings, error) {
	s := &settings{file: settingsFile{filepath.Join(settingsFolder(env), "settings.yaml")}, env: env}
	if err := s.reload(); err != nil {
		s.wrong = explain(err)
	}
	for _, one := range settingsList() {
		if said := value(env, variable(one.key)); said != "" {
			if _, ok := one.read(said); !ok {
				return s, &codedError{exitUsage, both(words.BadSetting, variable(one.key), one.takes)}
			}
		}
	}
	return s, nil
}

func (s *settings) reload() error {
	stored, err := s.file.read()
	s.stored = stored
	return err
}

// variable is the name of a setting in the environment.
func variable(key string) string { return "POSMEDIC_" + strings.ToUpper(key) }

// from tells where the value of a setting comes from.
type from string

const (
	fromEnvironment from = "environment"
	fromFile        from = "file"
	fromStandard    from = "default"
)

// get returns what holds for a key, and whence.
func (s *settings) get(key string) (string, from) {
	one, _ := settingOf(key)
	if said := value(s.env, variable(key)); said != "" {
		if read, ok := one.read(said); ok {
			return read, fromEnvironment
		}
	}
	if stored := s.stored[key]; stored != "" {
		return stored, fromFile
	}
	return one.standard, fromStandard
}

// Set stores a setting; the standard value, or "", is taken out of the file.
func (s *settings) Set(key, typed string) error {
	one, known := settingOf(key)
	if !known {
		return usage(words.NoSetting, key, ours(keysOfSettings()))
	}
	read, ok := one.read(typed)
	switch {
	case typed == "":
		read = ""
	case !ok:
		return fmt.Errorf("%w: %w", tui.ErrNotTaken, &codedError{exitUsage, both(words.BadSetting, key, one.takes)})
	case key == keyKnowledge && !isFolder(read):
		return failed(words.NoKnowledge, read)
	}
	if read == one.standard {
		read = ""
	}
	if err := s.file.change(key, read); err != nil {
		return err
	}
	return s.reload()
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// List is the settings as the wizard's screen shows them.
func (s *settings) List() []tui.Setting {
	var list []tui.Setting
	for _, one := range settingsList() {
		held, whence := s.get(one.key)
		shown := tui.Setting{Key: one.key, Label: one.label, Takes: one.takes, Value: held, Choices: one.choices}
		if whence == fromEnvironment {
			shown.Fixed = variable(one.key)
		}
		list = append(list, shown)
	}
	return list
}

// Theme is the name of the theme.
func (s *settings) Theme() string {
	name, _ := s.get(keyTheme)
	return name
}

// Mouse tells whether the mouse is used.
func (s *settings) Mouse() string {
	setting, _ := s.get(keyMouse)
	return setting
}

// Lang is the language to speak.
func (s *settings) Lang() catalog.Lang {
	if lang, _ := s.get(keyLanguage); lang == string(catalog.Chinese) || lang == string(catalog.English) {
		return catalog.Lang(lang)
	}
	return localeLang(s.env)
}

// Author is who makes reports.
func (s *settings) Author() report.Author {
	name, _ := s.get(keyName)
	organisation, _ := s.get(keyOrganisation)
	return report.Author{Name: name, Organisation: organisation}
}

// areNone tells whether nothing was ever set.
func (s *settings) areNone() bool { return len(s.stored) == 0 && s.wrong.IsZero() }
