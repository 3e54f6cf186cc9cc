package flows

import (
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
	Labels        Labels         `yaml:"labels"`
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

// checkWords refuses words without a text, and values of which there are only a fixed few.
func (b *builder) checkWords() {
	checkGlossary(b, &b.words.questions, func(name string, word *word[yamlQuestion]) catalog.Text {
		if known := word.value.KnownBy; !slices.Contains([]How{Seen, Said, Measured}, known) {
			b.report(word.place("known_by"), &catalog.KnownByUnknown, name, string(known))
		}
		b.permission(name, "allows_payment", word.value.AllowsPayment, word)
		b.permission(name, "allows_erasing", word.value.AllowsErasing, word)
		b.answersAlike(name, word)
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

// answersAlike refuses a question that calls two of its answers the same.
func (b *builder) answersAlike(name string, word *word[yamlQuestion]) {
	question := Node{Kind: Question, Labels: word.value.Labels}
	for i, value := range question.Allowed() {
		label := question.AnswerLabel(value)
		for _, other := range question.Allowed()[:i] {
			before := question.AnswerLabel(other)
			if before.Zh == label.Zh && label.Zh != "" || before.En == label.En && label.En != "" {
				b.report(word.place("labels"), &catalog.AnswersAlike, name, label)
			}
		}
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
