package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
)

// Citations that name no row.
const (
	FromOurs   = "ours"   // the sources do not say it
	FromCaller = "caller" // what the step that called cites
)

// Demanded stands, in a collection, for the fields that the flow of the code demands.
const Demanded = "demanded"

// Targets that are no step of the flow.
const (
	toNext   = "next"
	toReturn = "return"
)

// citation is a document, a table, a row or the preamble, and a line.
var citation = regexp.MustCompile(`^[a-z0-9-]+ [A-Z][A-Z0-9]*/[A-Za-z0-9]+\.[0-9]+$`)

// validName is what a flow or a step may be called: an answer's place is written as names with slashes and #
// between.
var validName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

const badName = "a name is made of letters, digits, hyphens, dots and underscores"

// Load reads the words and the flows of a folder: questions.yaml, actions.yaml, notices.yaml,
// outcomes.yaml and fields.yaml hold what steps refer to, every other *.yaml holds flows. Reading is strict.
// Faults come together, each with its file and line: first those of files that cannot be read, then those of
// single steps, then those of how the steps hang together.
func Load(folder fs.FS) (*Knowledge, error) { return load([]layer{{folder: folder}}) }

// LoadOver reads a folder of one's own over another one that is whole: what has a name that the other has too
// stands in its place, everything else is added. Its flows may use all words of the other. Origin is where
// the own folder is; its flows carry it.
func LoadOver(under, own fs.FS, origin string) (*Knowledge, error) {
	return load([]layer{{folder: own, origin: origin}, {folder: under}})
}

// layer is a folder of knowledge. What an earlier layer has, a later one does not change.
type layer struct {
	folder fs.FS
	origin string // "" for the lowest, which is whole
}

func load(layers []layer) (*Knowledge, error) {
	var words vocabulary
	for _, layer := range slices.Backward(layers) {
		if err := words.load(layer.folder, layer.origin == ""); err != nil {
			return nil, err
		}
	}
	build := builder{words: &words, at: map[string]string{}, after: map[string]string{}, faults: words.check()}
	for _, layer := range layers {
		if err := build.layer(layer); err != nil {
			return nil, err
		}
	}
	switch {
	case len(build.faults) > 0:
	case len(build.flows) == 0:
		return nil, errors.New("no flow in the folder: write flows into a *.yaml file there")
	default:
		build.link()
	}
	if err := errors.Join(build.faults...); err != nil {
		return nil, err
	}
	pin(build.flows)
	return &Knowledge{Flows: build.flows, Fields: words.form(), Unasked: words.fields.Unasked}, nil
}

// yamlFlow is a flow as it is written.
type yamlFlow struct {
	Flow         string       `yaml:"flow"`
	Title        catalog.Text `yaml:"title"`
	Note         catalog.Text `yaml:"note"`
	NetworkCheck bool         `yaml:"network_check"`
	SkipsNetwork catalog.Text `yaml:"skips_network_check"`
	Fields       names        `yaml:"fields"`
	Steps        []yamlStep   `yaml:"steps"`
	line         int
}

// yamlStep is a step as it is written: one of ask, do, tell, collect, call and end, and where each answer
// leads. What is left out leads to the next step, but for a fault that has gone, which is resolved.
type yamlStep struct {
	ID      string `yaml:"id"`
	Ask     string `yaml:"ask"`
	Do      string `yaml:"do"`
	Tell    string `yaml:"tell"`
	Collect names  `yaml:"collect"`
	Call    string `yaml:"call"`
	End     string `yaml:"end"`
	Source  names  `yaml:"source"`
	Once    bool   `yaml:"once"`
	Yes     string `yaml:"yes"`
	No      string `yaml:"no"`
	Cannot  string `yaml:"cannot"`
	Then    string `yaml:"then"`
	line    int
}

// names is one name or a list of them.
type names []string

// UnmarshalYAML takes a scalar for a list of one.
func (n *names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*n = names{node.Value}
		return nil
	}
	return node.Load((*[]string)(n))
}

// UnmarshalYAML reads a flow and remembers its line.
func (f *yamlFlow) UnmarshalYAML(node *yaml.Node) error {
	type plain yamlFlow
	f.line = node.Line
	return node.Load((*plain)(f), yaml.WithKnownFields())
}

// UnmarshalYAML reads a step and remembers its line.
func (s *yamlStep) UnmarshalYAML(node *yaml.Node) error {
	type plain yamlStep
	s.line = node.Line
	return node.Load((*plain)(s), yaml.WithKnownFields())
}

// builder makes flows of what was written and gathers every fault on the way.
type builder struct {
	words  *vocabulary
	flows  []Flow
	at     map[string]string // where each flow and step stands, for messages
	after  map[string]string // the step that stands after each call, where it leads if it can return
	origin string            // of the layer in hand
	above  int               // how many flows the layers above it have
	faults []error
}

func (b *builder) fault(place, format string, args ...any) {
	b.faults = append(b.faults, fmt.Errorf("%s: %s", place, fmt.Sprintf(format, args...)))
}

// layer adds the flows of one folder that no folder above it has.
func (b *builder) layer(from layer) error {
	names, err := fs.Glob(from.folder, "*.yaml")
	if err != nil {
		return fmt.Errorf("list the flows: %w", err)
	}
	b.origin, b.above = from.origin, len(b.flows)
	for _, name := range names {
		if !slices.Contains(vocabularyFiles, name) {
			b.file(from.folder, name)
		}
	}
	return nil
}

func (b *builder) file(folder fs.FS, name string) {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		b.faults = append(b.faults, fmt.Errorf("read the flows: %w", err))
		return
	}
	var raw struct {
		Table string     `yaml:"table"`
		Flows []yamlFlow `yaml:"flows"`
	}
	if err := catalog.DecodeStrict(name, content, &raw); err != nil {
		b.faults = append(b.faults, err)
		return
	}
	if len(raw.Flows) == 0 {
		b.fault(name+":1", "there is no flow in this file: write `flows:`")
	}
	for i := range raw.Flows {
		b.flow(name, raw.Table, &raw.Flows[i])
	}
}

func (b *builder) flow(file, table string, raw *yamlFlow) {
	place := fmt.Sprintf("%s:%d", file, raw.line)
	switch {
	case raw.Flow == "":
		b.fault(place, "a flow without a name: write `flow:`")
		return
	case !validName.MatchString(raw.Flow):
		b.fault(place, "flow %q: %s", raw.Flow, badName)
		return
	case find(b.flows[:b.above], raw.Flow) != nil:
		return
	case b.at[raw.Flow] != "":
		b.fault(place, "flow %s stands twice, first at %s: keep one", raw.Flow, b.at[raw.Flow])
		return
	case table == "" && raw.Title.IsZero():
		b.fault(place, "flow %s has no title: write `title:`, or `table:` at the top of the file if its flows are those of codes", raw.Flow)
	case len(raw.Steps) == 0:
		b.fault(place, "flow %s has no steps: write `steps:`", raw.Flow)
		return
	}
	b.at[raw.Flow] = place
	flow := Flow{
		ID: raw.Flow, Title: raw.Title, Note: raw.Note, Table: table, NetworkCheck: raw.NetworkCheck,
		SkipsNetwork: raw.SkipsNetwork, Fields: b.words.expand(raw.Fields, place, b), Origin: b.origin,
	}
	for i := range raw.Steps {
		place := fmt.Sprintf("%s:%d", file, raw.Steps[i].line)
		node, sound := b.step(place, &flow, &raw.Steps[i])
		first := b.at[flow.ID+"/"+node.ID]
		switch {
		case !sound:
		case first != "":
			b.fault(place, "step %s stands twice in flow %s, first at %s: give one its own `id:`", node.ID, flow.ID, first)
		default:
			b.at[flow.ID+"/"+node.ID] = place
			flow.Nodes = append(flow.Nodes, node)
		}
	}
	b.flows = append(b.flows, flow)
}

// step makes the node of one step and tells whether it could. Its targets stay as they are written until
// link.
func (b *builder) step(place string, flow *Flow, raw *yamlStep) (Node, bool) {
	node, sound := b.words.node(raw, place, b)
	if !sound {
		return node, false
	}
	if raw.ID != "" {
		node.ID = raw.ID
	}
	if !validName.MatchString(node.ID) || node.ID == toNext || node.ID == toReturn {
		b.fault(place, "step %q: %s, and neither next nor return", node.ID, badName)
		return node, false
	}
	if node.Kind == Collect {
		node.Fields = []string{Demanded}
		if !slices.Equal(raw.Collect, names{Demanded}) {
			node.Fields = b.words.expand(raw.Collect, place, b)
		}
	}
	node.Once = raw.Once
	node.Sources = raw.Source
	node.Yes, node.No, node.Cannot, node.Then = raw.Yes, raw.No, raw.Cannot, raw.Then
	b.keys(place, &node)
	b.sources(place, flow, &node)
	return node, true
}

// keys refuses the keys that mean nothing in a step of this kind.
func (b *builder) keys(place string, node *Node) {
	asks := node.Kind == Question || node.Kind == Action || node.Kind == Wait
	if !asks && node.Yes+node.No+node.Cannot != "" {
		b.fault(place, "step %s: `yes:`, `no:` and `cannot:` stand only with ask and do: leave them out", node.ID)
	}
	if node.Then != "" && (asks || node.Kind == Ending) {
		b.fault(place, "step %s: `then:` stands only with tell, collect and call: leave it out", node.ID)
	}
	if node.Once && !asks && node.Kind != Notice {
		b.fault(place, "step %s: `once:` stands only with ask, do and tell: leave it out", node.ID)
	}
}

func (b *builder) sources(place string, flow *Flow, node *Node) {
	if len(node.Sources) == 0 {
		b.fault(place, "step %s has no source: write `source:` with the row and line, or `source: ours`", node.ID)
	}
	for _, source := range node.Sources {
		switch {
		case source == FromCaller && flow.Table != "":
			b.fault(place, "step %s cites its caller, but flow %s belongs to a code and has none: write the row and line, or `ours`", node.ID, flow.ID)
		case source == FromCaller && len(node.Sources) > 1:
			b.fault(place, "step %s cites its caller and others: write `source: caller` alone", node.ID)
		case source != FromOurs && source != FromCaller && !citation.MatchString(source):
			b.fault(place, "step %s cites %q: write it like `handbook E/3.2`, or `ours`, or `caller`", node.ID, source)
		}
	}
}

// pin gives each flow a hash of its own nodes and of all that it calls.
func pin(flows []Flow) {
	own := map[string]string{}
	for _, flow := range flows {
		flow.Origin = "" // the same flow in another folder is the same flow
		own[flow.ID] = fmt.Sprintf("%#v", flow)
	}
	for i := range flows {
		sum := sha256.New()
		for _, id := range calledFrom(flows, flows[i].ID) {
			sum.Write([]byte(own[id]))
		}
		flows[i].Hash = hex.EncodeToString(sum.Sum(nil))[:16]
	}
}

// calledFrom lists a flow and all that it calls, each once, in the order in which they are met.
func calledFrom(flows []Flow, id string) []string {
	order := []string{id}
	for i := 0; i < len(order); i++ {
		for _, node := range find(flows, order[i]).Nodes {
			if node.Kind == Call && !slices.Contains(order, node.Ref) {
				order = append(order, node.Ref)
			}
		}
	}
	return order
}

func find(flows []Flow, id string) *Flow {
	for i := range flows {
		if flows[i].ID == id {
			return &flows[i]
		}
	}
	return nil
}
