// Package story holds the pieces that the stories of drills are put together from, and reads them from YAML.
//
// It must never choose among them: package drill does that, by a seed.
package story

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// Pieces are the small parts that stories are put together from, and what the simulated shop says.
type Pieces struct {
	Shops       []catalog.Text `yaml:"shops"`
	Names       []catalog.Text `yaml:"names"`
	Scenes      []catalog.Text `yaml:"scenes"`        // how the agent finds the shop
	Complaints  []catalog.Text `yaml:"complaints"`    // {message} is what the terminal shows
	Vague       []catalog.Text `yaml:"vague"`         // a complaint that does not say what the terminal shows
	Paying      []catalog.Text `yaml:"paying"`        // a payment was under way, {amount} yuan
	NotPaying   []catalog.Text `yaml:"not_paying"`    // none was
	Chatter     []catalog.Text `yaml:"chatter"`       // what a chatty merchant adds
	Strays      []catalog.Text `yaml:"strays"`        // a symptom that points elsewhere
	Withheld    []catalog.Text `yaml:"withheld"`      // the screen can no longer be seen: it must be asked for
	NoCode      []catalog.Text `yaml:"no_code"`       // what the screen shows where there is no code
	Gone        []catalog.Text `yaml:"gone"`          // after an action, the fault has gone
	Still       []catalog.Text `yaml:"still"`         // it is still there
	CannotDo    []catalog.Text `yaml:"cannot_do"`     // the action cannot be done here
	CannotCheck []catalog.Text `yaml:"cannot_check"`  // the question cannot be answered here
	Banks       []catalog.Text `yaml:"banks"`         // issuing banks, made up
	Payments    []catalog.Text `yaml:"payment_types"` // types of transaction
	Makers      []catalog.Text `yaml:"makers"`        // of terminals, made up
	Installers  []catalog.Text `yaml:"installers"`    // service organisations, made up

	Findings []Finding `yaml:"-"`
}

// Finding is what the simulated shop shows for each answer to a question.
type Finding struct {
	Question string
	Yes, No  catalog.Text
	Ordinary flows.Value // the answer where nothing is wrong; empty where either is ordinary
}

type yamlFinding struct {
	Yes      catalog.Text `yaml:"yes"`
	No       catalog.Text `yaml:"no"`
	Ordinary flows.Value  `yaml:"ordinary"`
}

// Load reads pieces.yaml and findings.yaml of a folder. Its error is one line for each fault, with file and line
// where there is one.
func Load(folder fs.FS) (*Pieces, error) {
	var pieces Pieces
	var findings map[string]yamlFinding
	err := errors.Join(decode(folder, "pieces.yaml", &pieces), decode(folder, "findings.yaml", &findings))
	if err != nil {
		return nil, err
	}
	for question, finding := range findings {
		pieces.Findings = append(pieces.Findings, Finding{question, finding.Yes, finding.No, finding.Ordinary})
	}
	slices.SortFunc(pieces.Findings, func(a, b Finding) int { return strings.Compare(a.Question, b.Question) })
	return &pieces, pieces.check()
}

func decode(folder fs.FS, name string, out any) error {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("read the pieces of stories: %w", err)
	}
	return catalog.DecodeStrict(name, content, out)
}

// lists names every list that must not be empty, because a story takes one of each.
func (p *Pieces) lists() map[string][]catalog.Text {
	return map[string][]catalog.Text{
		"shops": p.Shops, "names": p.Names, "scenes": p.Scenes, "complaints": p.Complaints, "vague": p.Vague, "paying": p.Paying,
		"not_paying": p.NotPaying, "chatter": p.Chatter, "strays": p.Strays, "withheld": p.Withheld, "no_code": p.NoCode,
		"gone": p.Gone, "still": p.Still, "cannot_do": p.CannotDo, "cannot_check": p.CannotCheck, "banks": p.Banks,
		"payment_types": p.Payments, "makers": p.Makers, "installers": p.Installers,
	}
}

func (p *Pieces) check() error {
	var faults []error
	lists := p.lists()
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		if len(lists[name]) == 0 {
			faults = append(faults, fmt.Errorf("pieces.yaml:1: %s is empty: write at least one piece", name))
		}
	}
	for _, finding := range p.Findings {
		switch {
		case finding.Yes.IsZero() || finding.No.IsZero():
			faults = append(faults, fmt.Errorf("findings.yaml:1: %s: write what is found for yes and for no", finding.Question))
		case !slices.Contains([]flows.Value{"", flows.Yes, flows.No}, finding.Ordinary):
			faults = append(faults, fmt.Errorf("findings.yaml:1: %s: ordinary is %q: write yes or no, or leave it out", finding.Question, finding.Ordinary))
		}
	}
	return errors.Join(faults...)
}
