package catalog

// Lang is a language that posmedic speaks.
type Lang string

// The two languages. Every sentence exists in both.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Text is one sentence in both languages. It is either complete or empty, never in one language only.
type Text struct {
	Zh string `json:"zh" yaml:"zh"`
	En string `json:"en" yaml:"en"`
}

// In returns the sentence in one language.
func (t Text) In(lang Lang) string {
	if lang == English {
		return t.En
	}
	return t.Zh
}

// IsZero tells whether there is no sentence.
func (t Text) IsZero() bool { return t == Text{} }
