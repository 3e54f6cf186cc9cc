package flows

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"posmedic/catalog"
)

// vocabularyFiles hold what steps refer to; every other YAML file of the folder holds flows.
var vocabularyFiles = []string{questionsFile, actionsFile, noticesFile, outcomesFile, fieldsFile}

const (
	questionsFile = "questions.yaml"
	actionsFile   = "actions.yaml"
	noticesFile   = "notices.yaml"
	outcomesFile  = "outcomes.yaml"
	fieldsFile    = "fields.yaml"
)

// vocabulary is the questions, actions, notices, outcomes and fields by name.
type vocabulary struct {
	questions glossary[yamlQuestion]
	actions   glossary[yamlAction]
	notices   glossary[yamlNotice]
	outcomes  glossary[yamlOutcome]
	fields    form
}

// glossary is words of one kind by name, with where each stands and whether a step uses it.
type glossary[T any] struct {
	words map[string]*word[T]
	names []string
}

type word[T any] struct {
	value T
	place func(key string) catalog.Place
	empty bool // nothing stands behind its name, which has been said
	used  bool
}

// add puts what a file says over what was there before.
func (g *glossary[T]) add(file *catalog.File, written catalog.Mapping[T]) {
	if g.words == nil {
		g.words = map[string]*word[T]{}
	}
	for _, name := range written.Names {
		if g.words[name] == nil {
			g.names = append(g.names, name)
		}
		value := written.Values[name]
		g.words[name] = &word[T]{
			value: value.Value, empty: value.Node.ShortTag() == "!!null",
			place: func(key string) catalog.Place { return file.At(value.Key(key)) },
		}
	}
}

// use finds a word for a step.
func (g *glossary[T]) use(name string) (T, bool) {
	if found, ok := g.words[name]; ok {
		found.used = true
		return found.value, true
	}
	var none T
	return none, false
}

type yamlQuestion struct {
	Text          catalog.Text   `yaml:"text"`
	HowTo         []catalog.Text `yaml:"how_to"`
	KnownBy       How            `yaml:"known_by"`
	AllowsPayment Value          `yaml:"allows_payment"`
	AllowsErasing Value          `yaml:"allows_erasing"`
}

type yamlAction struct {
	Text           catalog.Text   `yaml:"text"`
	HowTo          []catalog.Text `yaml:"how_to"`
	Who            Who            `yaml:"who"`
	Minutes        int            `yaml:"minutes"`
	WaitMinutes    int            `yaml:"wait_minutes"`
	Destroys       catalog.Text   `yaml:"destroys"`
	RepeatsPayment bool           `yaml:"repeats_payment"`
}

type yamlNotice struct {
	Text  catalog.Text   `yaml:"text"`
	HowTo []catalog.Text `yaml:"how_to"`
}

type yamlOutcome struct {
	Kind     OutcomeKind    `yaml:"kind"`
	Text     catalog.Text   `yaml:"text"`
	HowTo    []catalog.Text `yaml:"how_to"`
	Receiver catalog.Text   `yaml:"receiver"`
	Source   catalog.Names  `yaml:"source"`
}

type yamlForm struct {
	Text    catalog.Text                   `yaml:"text"`
	Fields  []catalog.Written[yamlField]   `yaml:"fields"`
	Unasked catalog.Names                  `yaml:"unasked"`
	Sets    catalog.Mapping[catalog.Names] `yaml:"sets"`
}

type yamlField struct {
	Name    string        `yaml:"name"`
	Label   catalog.Text  `yaml:"label"`
	Help    catalog.Text  `yaml:"help"`
	Printed catalog.Names `yaml:"printed"`
}

// form is the fields of the fault record and the sets of them.
type form struct {
	text    catalog.Text
	fields  []Field
	unasked []string
	sets    map[string]catalog.Names
	places  map[string]catalog.Place // of each field
}

// vocabulary reads what steps refer to over what was read before.
func (b *builder) vocabulary(layer catalog.Layer) {
	read(b, layer, questionsFile, &b.words.questions)
	read(b, layer, actionsFile, &b.words.actions)
	read(b, layer, noticesFile, &b.words.notices)
	read(b, layer, outcomesFile, &b.words.outcomes)
	var raw catalog.Written[yamlForm]
	if file, ok := b.open(layer, fieldsFile, &raw); ok {
		b.fields(file, &raw)
	}
}

func read[T any](b *builder, layer catalog.Layer, name string, into *glossary[T]) {
	var raw catalog.Mapping[T]
	if file, ok := b.open(layer, name, &raw); ok {
		into.add(file, raw)
	}
}

// fields puts the fields of a file in the place of those that were read before, and adds its sets to theirs.
func (b *builder) fields(file *catalog.File, raw *catalog.Written[yamlForm]) {
	if !raw.Value.Text.IsZero() {
		b.words.fields.text = raw.Value.Text
	}
	if b.words.fields.text.IsZero() {
		b.report(file.At(raw.Node), &catalog.WordWithoutText, fieldsFile)
	}
	if len(raw.Value.Fields) > 0 {
		b.words.fields.fields, b.words.fields.places = nil, map[string]catalog.Place{}
	}
	if len(raw.Value.Unasked) > 0 {
		b.words.fields.unasked = raw.Value.Unasked
	}
	for i := range raw.Value.Fields {
		b.field(file, &raw.Value.Fields[i])
	}
	if b.words.fields.sets == nil {
		b.words.fields.sets = map[string]catalog.Names{}
	}
	for _, name := range raw.Value.Sets.Names {
		set := raw.Value.Sets.Values[name]
		b.words.fields.sets[name] = set.Value
		for _, demand := range set.Value {
			if !b.isDemand(demand) {
				b.fieldUnknown(file.At(set.Node), demand)
			}
		}
	}
}

func (b *builder) field(file *catalog.File, raw *catalog.Written[yamlField]) {
	field := Field{Name: raw.Value.Name, Label: raw.Value.Label, Help: raw.Value.Help, Printed: raw.Value.Printed}
	switch {
	case field.Name == "":
		b.report(file.At(raw.Node), &catalog.FieldWithoutName)
		return
	case field.Label.IsZero():
		b.report(file.At(raw.Node), &catalog.FieldWithoutLabel, field.Name)
	case b.isField(field.Name):
		b.report(file.At(raw.Node), &catalog.FieldTwice, field.Name)
		return
	}
	b.printed(&field, file.At(raw.Key("printed")))
	b.words.fields.fields = append(b.words.fields.fields, field)
	b.words.fields.places[field.Name] = file.At(raw.Node)
}

// printed refuses what receipts would name two fields by.
func (b *builder) printed(field *Field, place catalog.Place) {
	same := func(label string) func(string) bool {
		return func(other string) bool { return strings.EqualFold(label, other) }
	}
	for _, label := range field.Printed {
		if slices.ContainsFunc(b.words.fields.unasked, same(label)) {
			b.report(place, &catalog.LabelTwice, label, "unasked", field.Name)
		}
		for _, other := range b.words.fields.fields {
			if slices.ContainsFunc(other.Printed, same(label)) {
				b.report(place, &catalog.LabelTwice, label, other.Name, field.Name)
			}
		}
	}
}

func (b *builder) fieldUnknown(place catalog.Place, name string) {
	if b.unread[fieldsFile] {
		return
	}
	names := slices.Collect(func(yield func(string) bool) {
		for set := range b.words.fields.sets {
			if !yield(set) {
				return
			}
		}
	})
	for _, field := range b.words.fields.fields {
		names = append(names, field.Name)
	}
	slices.Sort(names)
	b.report(place, &catalog.FieldUnknown, name).Meant = catalog.Nearby(name, names)
}

// isDemand tells whether a demand names nothing but fields.
func (b *builder) isDemand(demand string) bool {
	return !slices.ContainsFunc(slices.Concat(Alternatives(demand)...), func(name string) bool { return !b.isField(name) })
}

func (b *builder) isField(name string) bool {
	return slices.ContainsFunc(b.words.fields.fields, func(field Field) bool { return field.Name == name })
}

func (b *builder) form() []Field { return b.words.fields.fields }

// expand replaces the names of sets by the fields that they stand for, each field once. It tells whether all are known.
func (b *builder) expand(written catalog.Names, place catalog.Place) (fields []string, known bool) {
	known = true
	for _, name := range written {
		set, isSet := b.words.fields.sets[name]
		switch {
		case isSet:
		case b.isDemand(name):
			set = catalog.Names{name}
		case name == Demanded:
			b.report(place, &catalog.DemandedMisplaced)
			known = false
		default:
			b.fieldUnknown(place, name)
			known = false
		}
		for _, field := range set {
			if !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	return fields, known
}

// checkWords refuses words without a text, and values of which there are only a fixed few.
func (b *builder) checkWords() {
	checkGlossary(b, &b.words.questions, func(name string, word *word[yamlQuestion]) catalog.Text {
		if known := word.value.KnownBy; !slices.Contains([]How{Seen, Said, Measured}, known) {
			b.report(word.place("known_by"), &catalog.KnownByUnknown, name, string(known))
		}
		b.permission(name, "allows_payment", word.value.AllowsPayment, word)
		b.permission(name, "allows_erasing", word.value.AllowsErasing, word)
		return word.value.Text
	})
	checkGlossary(b, &b.words.actions, func(name string, word *word[yamlAction]) catalog.Text {
		if who := word.value.Who; !slices.Contains([]Who{Agent, Merchant, Cardholder, BackOffice, Factory}, who) {
			b.report(word.place("who"), &catalog.WhoUnknown, name, string(who))
		}
		if word.value.Minutes < 0 {
			b.report(word.place("minutes"), &catalog.MinutesNegative, name, word.value.Minutes)
		}
		if word.value.WaitMinutes < 0 {
			b.report(word.place("wait_minutes"), &catalog.MinutesNegative, name, word.value.WaitMinutes)
		}
		return word.value.Text
	})
	checkGlossary(b, &b.words.notices, func(_ string, word *word[yamlNotice]) catalog.Text { return word.value.Text })
	checkGlossary(b, &b.words.outcomes, func(name string, word *word[yamlOutcome]) catalog.Text {
		if kind := word.value.Kind; !slices.Contains(outcomeKinds, kind) {
			b.report(word.place("kind"), &catalog.OutcomeKindUnknown, name, string(kind)).Fixes = []any{strings.Trim(fmt.Sprint(outcomeKinds), "[]")}
		}
		return word.value.Text
	})
}

// checkGlossary checks each word by a rule, which returns the word's text.
func checkGlossary[T any](b *builder, words *glossary[T], rule func(name string, word *word[T]) catalog.Text) {
	for _, name := range words.names {
		if !words.words[name].empty && rule(name, words.words[name]).IsZero() {
			b.report(words.words[name].place(""), &catalog.WordWithoutText, name)
		}
	}
}

// isPermission tells whether it is clear after which answer something is allowed.
func isPermission(allows Value) bool { return slices.Contains([]Value{"", Yes, No}, allows) }

func (b *builder) permission(name, key string, allows Value, word *word[yamlQuestion]) {
	if !isPermission(allows) {
		b.report(word.place(key), &catalog.PermissionUnknown, name, key, string(allows))
	}
}

// unusedWords warns of the words that no step uses.
func unusedWords[T any](b *builder, words *glossary[T]) {
	for _, name := range words.names {
		if !words.words[name].used {
			b.report(words.words[name].place(""), &catalog.WordUnused, name)
		}
	}
}

var outcomeKinds = []OutcomeKind{
	Resolved, Normal, WaitAndRetry, ContactIssuer, ToBackOffice, ReOnboard, Replace, RepairOrReplaceAndReport,
	ReturnToFactory, ChannelOrServiceOrganisation, BusinessOrRisk, Carrier, Escalate,
}

// refer makes the node that a step's reference stands for and tells whether there is such a thing.
func (b *builder) refer(step writtenStep) (Node, bool) {
	raw := &step.raw.Value
	verbs := 0
	for _, verb := range []string{raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End, strings.Join(raw.Collect, " ")} {
		if verb != "" {
			verbs++
		}
	}
	node := Node{ID: cmp.Or(raw.Ask, raw.Do, raw.Tell, raw.Call, raw.End)}
	node.Ref = node.ID
	if verbs != 1 {
		b.report(step.place(""), &catalog.StepVerbs, verbs)
		return node, false
	}
	found := true
	switch {
	case raw.Ask != "":
		found = b.asks(&node, step)
	case raw.Do != "":
		found = b.does(&node, step)
	case raw.Tell != "":
		var notice yamlNotice
		notice, found = b.words.notices.use(raw.Tell)
		node.Kind, node.Text, node.HowTo = Notice, notice.Text, notice.HowTo
		missing(b, found, &b.words.notices, step.place("tell"), &catalog.NoticeUnknown, noticesFile, raw.Tell)
	case raw.End != "":
		found = b.ending(&node, raw.End)
		missing(b, found, &b.words.outcomes, step.place("end"), &catalog.OutcomeUnknown, outcomesFile, raw.End)
	case raw.Call != "":
		node.Kind = Call
	default:
		node.Kind, node.ID, node.Ref, node.Text = Collect, "collect", "collect", b.words.fields.text
	}
	return node, found
}

// missing reports a word that is not among those of its file, if the file could be read.
func missing[T any](b *builder, found bool, words *glossary[T], place catalog.Place, kind *catalog.DiagnosticKind, file, name string) {
	if !found && !b.unread[file] {
		b.report(place, kind, name).Meant = catalog.Nearby(name, words.names)
	}
}

func (b *builder) asks(node *Node, step writtenStep) bool {
	question, found := b.words.questions.use(node.Ref)
	node.Kind, node.Text, node.HowTo, node.KnownBy = Question, question.Text, question.HowTo, question.KnownBy
	node.AllowsPayment, node.AllowsErasing = question.AllowsPayment, question.AllowsErasing
	missing(b, found, &b.words.questions, step.place("ask"), &catalog.QuestionUnknown, questionsFile, node.Ref)
	return found && isPermission(question.AllowsPayment) && isPermission(question.AllowsErasing)
}

func (b *builder) does(node *Node, step writtenStep) bool {
	action, found := b.words.actions.use(node.Ref)
	node.Kind, node.Text, node.HowTo, node.KnownBy = Action, action.Text, action.HowTo, Seen
	node.Who, node.Minutes, node.WaitMinutes, node.Destroys, node.RepeatsPayment = action.Who, action.Minutes, action.WaitMinutes, action.Destroys, action.RepeatsPayment
	if action.WaitMinutes > 0 {
		node.Kind = Wait
	}
	missing(b, found, &b.words.actions, step.place("do"), &catalog.ActionUnknown, actionsFile, node.Ref)
	return found
}

// ending fills in an outcome, with the outcome's own source until a step cites a better one.
func (b *builder) ending(node *Node, id string) bool {
	outcome, found := b.words.outcomes.use(id)
	node.Kind, node.ID, node.Ref, node.Sources = Ending, id, id, outcome.Source
	node.Text, node.HowTo = outcome.Text, outcome.HowTo
	node.Outcome = Outcome{Kind: outcome.Kind, Receiver: outcome.Receiver}
	return found
}
