package catalog

import (
	_ "embed"
	"fmt"
)

// DiagnosticsYAML is where the kinds of diagnostics are written, each with its page.
//
//go:embed diagnostics.yaml
var DiagnosticsYAML []byte

// DiagnosticPage is a kind of diagnostic as it is written, with the examples that are its tests.
type DiagnosticPage struct {
	DiagnosticKind
	Name    string // what the code calls it, in lower case with underscores
	Why     Text   // what would go wrong at a shop
	Failing string // the smallest knowledge that has the fault, as a txtar archive
	Mended  string // the same without the fault
}

// LoadDiagnosticKinds reads the kinds of diagnostics and refuses a code or a name that stands twice.
func LoadDiagnosticKinds(name string, content []byte) ([]DiagnosticPage, error) {
	var raw []struct {
		Code     string   `yaml:"code"`
		Name     string   `yaml:"name"`
		Severity Severity `yaml:"severity"`
		Message  Text     `yaml:"message"`
		Fix      Text     `yaml:"fix"`
		Why      Text     `yaml:"why"`
		Failing  string   `yaml:"failing"`
		Mended   string   `yaml:"mended"`
	}
	if err := DecodeStrict(name, content, &raw); err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	var pages []DiagnosticPage
	for _, one := range raw {
		if taken[one.Code] || taken[one.Name] {
			return nil, fmt.Errorf("%s: %s or %s stands twice", name, one.Code, one.Name)
		}
		taken[one.Code], taken[one.Name] = true, true
		page := DiagnosticPage{
			DiagnosticKind: DiagnosticKind{Code: one.Code, Severity: Error, Message: one.Message, Fix: one.Fix},
			Name:           one.Name, Why: one.Why, Failing: one.Failing, Mended: one.Mended,
		}
		if one.Severity != "" {
			page.Severity = one.Severity
		}
		pages = append(pages, page)
	}
	return pages, nil
}
