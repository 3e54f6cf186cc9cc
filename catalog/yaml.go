package catalog

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// DecodeStrict reads one YAML document into out and refuses keys that out does not have. An error is one
// line for each fault, as file:line: what is wrong. Package flows reads its files with it too.
func DecodeStrict(name string, content []byte, out any) error {
	err := yaml.Load(content, out, yaml.WithKnownFields())
	if err == nil {
		return nil
	}
	var all *yaml.LoadErrors
	if errors.As(err, &all) {
		var faults []error
		for _, one := range all.Errors {
			faults = append(faults, at(name, one))
		}
		return errors.Join(faults...)
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		return at(name, one)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// at says a fault as an author reads it: without the names of Go types, which tell an author nothing.
func at(name string, fault *yaml.LoadError) error {
	message := fault.Message
	if field, _, unknown := strings.Cut(message, " not found in type"); unknown {
		message = fmt.Sprintf("unknown key %q: check its spelling", strings.TrimPrefix(field, "field "))
	}
	message, _, _ = strings.Cut(message, " into ")
	return fmt.Errorf("%s:%d: %s", name, max(fault.Mark.Line, 1), message) // an empty file has no mark
}

// UnmarshalYAML reads a sentence and insists on both languages.
func (t *Text) UnmarshalYAML(node *yaml.Node) error {
	var raw struct {
		Zh string `yaml:"zh"`
		En string `yaml:"en"`
	}
	if err := node.Load(&raw, yaml.WithKnownFields()); err != nil {
		return err
	}
	*t = Text(raw)
	return t.complete()
}

// complete refuses a sentence in one language only.
func (t Text) complete() error {
	switch {
	case strings.TrimSpace(t.Zh) == "":
		return errors.New(`the sentence has no "zh": write it in both languages`)
	case strings.TrimSpace(t.En) == "":
		return errors.New(`the sentence has no "en": write it in both languages`)
	}
	return nil
}
