package flows

import (
	"errors"
	"io/fs"
	"slices"

	"posmedic/catalog"
)

// Load reads the words and the flows of a folder: questions.yaml, actions.yaml, notices.yaml,
// outcomes.yaml and fields.yaml hold what steps refer to, every other *.yaml holds flows. Reading is strict.
// Faults come together, each with its place.
func Load(folder fs.FS) (*Knowledge, error) { return load(Read(catalog.Layer{Folder: folder})) }

// LoadOver reads a folder of one's own over another one that is whole: what has a name that the other has too
// stands in its place, everything else is added. Its flows may use all words of the other. Origin is where
// the own folder is; its flows carry it.
func LoadOver(under, own fs.FS, origin string) (*Knowledge, error) {
	return load(Read(catalog.Layer{Folder: own, Origin: origin}, catalog.Layer{Folder: under}))
}

func load(draft *Draft) (*Knowledge, error) {
	if err := catalog.Failure(draft.Diagnostics); err != nil {
		return nil, err
	}
	return draft.Pinned(), nil
}

// Draft is what could be read of folders of flows, with all that is wrong in them. Its flows have no hash.
type Draft struct {
	Knowledge   Knowledge
	Diagnostics []catalog.Diagnostic
	Incomplete  bool // whether a file could not be read at all, so that it is not known what it has
	broken      map[string]bool
	steps       map[string]writtenStep
	places      map[string]catalog.Place
	fieldPlaces map[string]catalog.Place
}

// Sound tells whether a flow, and all that it calls, can be walked.
func (d *Draft) Sound(flow string) bool { return !d.broken[flow] }

// Pinned is the knowledge with the hashes that cases are pinned to. It is only to be used where the diagnostics hold no
// error.
func (d *Draft) Pinned() *Knowledge {
	pin(d.Knowledge.Flows)
	return &d.Knowledge
}

// FlowPlace is where a flow stands.
func (d *Draft) FlowPlace(flow string) catalog.Place { return d.places[flow] }

// FieldPlace is where a field of the form stands.
func (d *Draft) FieldPlace(name string) catalog.Place { return d.fieldPlaces[name] }

// IsWritten tells whether a node stands as a step of its flow, not only as the outcome that a target names.
func (d *Draft) IsWritten(flow, node string) bool {
	_, ok := d.steps[flow+"/"+node]
	return ok
}

// StepPlace is where a key of a step stands; without the key, or for a step that only a target names, the step or
// the flow.
func (d *Draft) StepPlace(flow, node, key string) catalog.Place {
	if step, ok := d.steps[flow+"/"+node]; ok {
		return step.place(key)
	}
	return d.places[flow]
}

// writtenStep is a step with the file in which it stands.
type writtenStep struct {
	file *catalog.File
	raw  *catalog.Written[yamlStep]
}

func (s writtenStep) place(key string) catalog.Place { return s.file.At(s.raw.Key(key)) }

// Read reads layers of flows as far as it can. What a layer has, a later one does not change; the last one is whole.
func Read(layers ...catalog.Layer) *Draft {
	b := builder{
		index: map[string]int{}, steps: map[string]writtenStep{}, places: map[string]catalog.Place{},
		broken: map[string]bool{}, holes: map[string]bool{}, unended: map[string]bool{}, unread: map[string]bool{},
	}
	for _, layer := range slices.Backward(layers) {
		b.vocabulary(layer)
	}
	b.checkWords()
	for _, layer := range layers {
		b.layer(layer)
	}
	if len(b.flows) == 0 && !b.unread[anyFlows] {
		last := layers[len(layers)-1]
		b.report(catalog.Place{File: folderName(last), Line: 1, Column: 1}, &catalog.FolderWithoutFlows)
		b.unread[anyFlows] = true
	}
	b.link()
	return &Draft{
		Knowledge: Knowledge{Flows: b.flows, Fields: b.form(), Unasked: b.words.fields.unasked}, Diagnostics: b.found, Incomplete: len(b.unread) > 0,
		broken: b.broken, steps: b.steps, places: b.places, fieldPlaces: b.words.fields.places,
	}
}

func folderName(layer catalog.Layer) string {
	if layer.Name == "" {
		return "."
	}
	return layer.Name
}

// builder makes flows of what was written and gathers everything that is wrong on the way.
type builder struct {
	words   vocabulary
	flows   []Flow
	index   map[string]int           // of each flow, by its name
	steps   map[string]writtenStep   // by flow/step
	places  map[string]catalog.Place // of each flow
	broken  map[string]bool          // flows that cannot be walked
	holes   map[string]bool          // flow/step of steps that are there and could not be understood
	unended map[string]bool          // flows of which the last step is there and could not be understood
	unread  map[string]bool          // the word files that could not be read, and anyFlows
	above   int                      // how many flows the layers above the one in hand have
	found   []catalog.Diagnostic
}

// anyFlows stands for a file of flows that could not be read: nobody knows which flows it has.
const anyFlows = "flows"

func (b *builder) report(place catalog.Place, kind *catalog.DiagnosticKind, values ...any) *catalog.Diagnostic {
	b.found = append(b.found, catalog.Diagnostic{Kind: kind, Place: place, Values: values})
	return &b.found[len(b.found)-1]
}

// find finds a flow by its name.
func (b *builder) find(id string) *Flow {
	if i, ok := b.index[id]; ok {
		return &b.flows[i]
	}
	return nil
}

// open reads a file of a layer into out and tells whether it could be read at all. A layer that is not whole may
// lack the file.
func (b *builder) open(layer catalog.Layer, name string, out any) (*catalog.File, bool) {
	if layer.Origin != "" {
		if _, err := fs.Stat(layer.Folder, name); errors.Is(err, fs.ErrNotExist) {
			return nil, false
		}
	}
	file, diagnostics := catalog.ReadFile(layer, name)
	b.found = append(b.found, diagnostics...)
	if len(diagnostics) > 0 {
		if slices.Contains(vocabularyFiles, name) {
			b.unread[name] = true
		} else {
			b.unread[anyFlows] = true
		}
		return nil, false
	}
	b.found = append(b.found, file.Decode(out)...)
	return file, true
}
