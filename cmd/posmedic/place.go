package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"posmedic/catalog"
	"posmedic/flows/fault"
)

// dataFolder is where cases are kept.
func dataFolder(env []string) string {
	if folder := value(env, "POSMEDIC_DATA"); folder != "" {
		return folder
	}
	return filepath.Join(xdg.DataHome, "posmedic")
}

// reportFolder is where the wizard saves reports.
func reportFolder(env []string) string { return filepath.Join(dataFolder(env), "reports") }

// settingsFolder is where settings and a knowledge folder of one's own are kept.
func settingsFolder(env []string) string {
	if folder := value(env, "XDG_CONFIG_HOME"); folder != "" {
		return filepath.Join(folder, "posmedic")
	}
	return filepath.Join(xdg.ConfigHome, "posmedic")
}

// pathHoldsCard tells whether a file or one of the folders above it is named by a card number. Names beside each other
// are none, as those of folders for a year, a month and a day.
func pathHoldsCard(path string) bool {
	return slices.ContainsFunc(strings.Split(filepath.Clean(path), string(filepath.Separator)), fault.HoldsCardNumber)
}

// value finds a variable; the last setting counts.
func value(env []string, name string) string {
	found := ""
	for _, setting := range env {
		if variable, text, _ := strings.Cut(setting, "="); variable == name {
			found = text
		}
	}
	return found
}

// chooseLang takes --lang, else the language that is set. It looks at the arguments by itself because the help and
// the errors of the flag parser are to be in that language too. Of several, the last one counts.
func chooseLang(args []string, set catalog.Lang) (catalog.Lang, error) {
	lang := set
	for i, arg := range args {
		name, chosen, given := strings.Cut(arg, "=")
		switch {
		case arg == "--":
			return lang, nil
		case name != "--lang":
			continue
		case !given && i+1 < len(args):
			chosen = args[i+1]
		}
		if chosen == bothLanguages { // for a report; everything else is said in the language of the locale
			continue
		}
		if catalog.Lang(chosen) != catalog.Chinese && catalog.Lang(chosen) != catalog.English {
			return lang, usage(words.BadLang, chosen)
		}
		lang = catalog.Lang(chosen)
	}
	return lang, nil
}

// localeLang is English for every locale that names a language other than Chinese. Where none is named,
// the language is that of the users: Chinese.
func localeLang(env []string) catalog.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale, _, _ := strings.Cut(value(env, name), ".")
		switch {
		case locale == "":
			continue
		case locale == "C" || locale == "POSIX" || strings.HasPrefix(locale, "zh"):
			return catalog.Chinese
		}
		return catalog.English
	}
	return catalog.Chinese
}

func joined(args []string) string { return strings.Join(args, " ") }
