package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

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

// IsCitation tells whether a source names a line of a document.
func IsCitation(source string) bool { return citation.MatchString(source) }

// validName is what a flow or a step may be called: an answer's place is written as names with slashes and #
// between.
var validName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// yamlFlow is a flow as it is written.
type yamlFlow struct {
	Flow         string                      `yaml:"flow"`
	Title        catalog.Text                `yaml:"title"`
	Note         catalog.Text                `yaml:"note"`
	NetworkCheck bool                        `yaml:"network_check"`
	SkipsNetwork catalog.Text                `yaml:"skips_network_check"`
	Fields       catalog.Names               `yaml:"fields"`
	Steps        []catalog.Written[yamlStep] `yaml:"steps"`
}

// yamlStep is a step as it is written: one of ask, do, tell, collect, call and end, and where each answer
// leads. What is left out leads to the next step, but for a fault that has gone, which is resolved.
type yamlStep struct {
	ID      string        `yaml:"id"`
	Ask     string        `yaml:"ask"`
	Do      string        `yaml:"do"`
	Tell    string        `yaml:"tell"`
	Collect catalog.Names `yaml:"collect"`
	Call    string        `yaml:"call"`
	End     string        `yaml:"end"`
	Source  catalog.Names `yaml:"source"`
	Once    bool          `yaml:"once"`
	Yes     string        `yaml:"yes"`
	No      string        `yaml:"no"`
	Cannot  string        `yaml:"cannot"`
	Then    string        `yaml:"then"`
}

// layer adds the flows of one folder that no folder above it has.
func (b *builder) layer(from catalog.Layer) {
	names, err := fs.Glob(from.Folder, "*.yaml")
	if err != nil {
		b.report(catalog.Place{File: folderName(from), Line: 1, Column: 1}, &catalog.FileUnreadable, err.Error())
		b.unread[anyFlows] = true
	}
	b.above = len(b.flows)
	for _, name := range names {
		if !slices.Contains(vocabularyFiles, name) {
			b.file(from, name)
		}
	}
}

// yamlFile is a file of flows.
type yamlFile struct {
	Table string                      `yaml:"table"`
	Flows []catalog.Written[yamlFlow] `yaml:"flows"`
}

func (b *builder) file(layer catalog.Layer, name string) {
	var raw yamlFile
	file, ok := b.open(layer, name, &raw)
	if !ok {
		return
	}
	if len(raw.Flows) == 0 {
		b.report(file.At(nil), &catalog.FileWithoutFlows)
	}
	for i := range raw.Flows {
		b.flow(file, layer.Origin, raw.Table, &raw.Flows[i])
	}
}

func (b *builder) flow(file *catalog.File, origin, table string, written *catalog.Written[yamlFlow]) {
	raw, place := &written.Value, file.At(written.Node)
	first, known := b.index[raw.Flow]
	switch {
	case raw.Flow == "":
		b.report(place, &catalog.FlowWithoutName)
		b.unread[anyFlows] = true
		return
	case !validName.MatchString(raw.Flow):
		b.report(file.At(written.Key("flow")), &catalog.NameWrong, raw.Flow)
		b.unread[anyFlows] = true
		return
	case known && first < b.above:
		return
	case known:
		b.report(place, &catalog.FlowTwice, raw.Flow, b.places[raw.Flow].String())
		return
	}
	if table == "" && raw.Title.IsZero() {
		b.report(place, &catalog.FlowWithoutTitle, raw.Flow)
	}
	fields, known := b.expand(raw.Fields, file.At(written.Key("fields")))
	if !known {
		b.broken[raw.Flow] = true
	}
	flow := Flow{
		ID: raw.Flow, Title: raw.Title, Note: raw.Note, Table: table, NetworkCheck: raw.NetworkCheck,
		SkipsNetwork: raw.SkipsNetwork, Fields: fields, Origin: origin,
	}
	b.places[raw.Flow] = place
	for i := range raw.Steps {
		b.unended[flow.ID] = !b.place(file, &flow, &raw.Steps[i])
	}
	if len(raw.Steps) == 0 {
		b.report(place, &catalog.FlowWithoutSteps, raw.Flow)
	}
	if len(flow.Nodes) == 0 {
		b.broken[flow.ID] = true
	}
	b.index[flow.ID] = len(b.flows)
	b.flows = append(b.flows, flow)
}

// place puts a step into its flow and tells whether it could.
func (b *builder) place(file *catalog.File, flow *Flow, raw *catalog.Written[yamlStep]) bool {
	step := writtenStep{file: file, raw: raw}
	node, ok := b.step(flow, step)
	key := flow.ID + "/" + node.ID
	first, taken := b.steps[key]
	switch {
	case !ok:
		b.broken[flow.ID], b.holes[key] = true, true
	case taken:
		b.report(step.place(""), &catalog.StepTwice, node.ID, flow.ID, first.place("").String())
		b.broken[flow.ID] = true
	default:
		b.steps[key] = step
		flow.Nodes = append(flow.Nodes, node)
		return true
	}
	return false
}

// step makes the node of one step and tells whether it could. Its targets stay as they are written until link.
func (b *builder) step(flow *Flow, step writtenStep) (Node, bool) {
	raw := &step.raw.Value
	node, ok := b.refer(step)
	if raw.ID != "" {
		node.ID = raw.ID
	}
	if !ok {
		return node, false
	}
	if !validName.MatchString(node.ID) || node.ID == toNext || node.ID == toReturn {
		b.report(step.place("id"), &catalog.NameWrong, node.ID)
		return node, false
	}
	if node.Kind == Collect {
		node.Fields = []string{Demanded}
		if !slices.Equal(raw.Collect, catalog.Names{Demanded}) {
			if node.Fields, ok = b.expand(raw.Collect, step.place("collect")); !ok {
				b.broken[flow.ID] = true
			}
		}
	}
	node.Once = raw.Once
	node.Sources = raw.Source
	node.Yes, node.No, node.Cannot, node.Then = raw.Yes, raw.No, raw.Cannot, raw.Then
	b.keys(step, &node)
	b.sources(step, flow, &node)
	return node, true
}

// keys refuses the keys that mean nothing in a step of this kind, and forgets them.
func (b *builder) keys(step writtenStep, node *Node) {
	asks := node.Kind == Question || node.Kind == Action || node.Kind == Wait
	for _, one := range []struct {
		key     string
		written *string
		means   bool
	}{
		{"yes", &node.Yes, asks},
		{"no", &node.No, asks},
		{"cannot", &node.Cannot, asks},
		{"then", &node.Then, !asks && node.Kind != Ending},
	} {
		if *one.written != "" && !one.means {
			b.report(step.place(one.key), &catalog.KeyMisplaced, node.ID, one.key)
			*one.written = ""
		}
	}
	if node.Once && !asks && node.Kind != Notice {
		b.report(step.place("once"), &catalog.KeyMisplaced, node.ID, "once")
		node.Once = false
	}
}

func (b *builder) sources(step writtenStep, flow *Flow, node *Node) {
	if len(node.Sources) == 0 {
		b.report(step.place(""), &catalog.StepWithoutSource, node.ID)
	}
	for _, source := range node.Sources {
		switch {
		case source == FromCaller && flow.Table != "":
			b.report(step.place("source"), &catalog.CallerMissing, node.ID)
		case source == FromCaller && len(node.Sources) > 1:
			b.report(step.place("source"), &catalog.CallerNotAlone, node.ID)
		case source != FromOurs && source != FromCaller && !citation.MatchString(source):
			b.report(step.place("source"), &catalog.CitationWrong, node.ID, source)
		}
	}
}

// pin gives each flow a hash of its own nodes and of all that it calls.
func pin(flows []Flow) {
	own, index := map[string]string{}, map[string]*Flow{}
	for i := range flows {
		flow := flows[i]
		flow.Origin = "" // the same flow in another folder is the same flow
		own[flow.ID], index[flow.ID] = fmt.Sprintf("%#v", flow), &flows[i]
	}
	find := func(id string) *Flow { return index[id] }
	for i := range flows {
		sum := sha256.New()
		for _, id := range calledFrom(find, flows[i].ID) {
			sum.Write([]byte(own[id]))
		}
		flows[i].Hash = hex.EncodeToString(sum.Sum(nil))[:16]
	}
}

// calledFrom lists a flow and all that it calls, each once, in the order in which they are met.
func calledFrom(find func(id string) *Flow, id string) []string {
	order := []string{id}
	for i := 0; i < len(order); i++ {
		for _, node := range find(order[i]).Nodes {
			if node.Kind == Call && !slices.Contains(order, node.Ref) {
				order = append(order, node.Ref)
			}
		}
	}
	return order
}
