package fault

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"posmedic/catalog"
)

// Finding says what is wrong with what was typed, and what to do. It never holds what was typed.
type Finding struct {
	Hard bool         // true: not accepted; false: accepted, but look again
	Text catalog.Text // one sentence
}

func hard(text catalog.Text) *Finding { return &Finding{Hard: true, Text: text} }
func soft(text catalog.Text) *Finding { return &Finding{Text: text} }

// The longest that a field may be, in characters. The words name the same numbers.
const (
	maxSN     = 64
	maxCode   = 20
	maxPrompt = 200
	maxBank   = 60
	maxType   = 60
	maxName   = 60
)

// maxTyped is the most that is looked at, in bytes: whoever pastes more has pasted the wrong thing.
const maxTyped = 64 << 10

// reader reads one field. What it gets is valid UTF-8 on one line, trimmed, and not empty.
type reader func(typed string, now time.Time) (Value, *Finding)

// Parse reads what a person typed into a field. now is the caller's clock. It returns the value in its
// canonical form, and what is wrong with it, nil if nothing is. With a hard finding the value is empty.
// Typing nothing, or only spaces, empties the field.
func Parse(name Name, typed string, now time.Time) (Value, *Finding) {
	at := name.index()
	if at < 0 {
		return Value{}, hard(words.NoField)
	}
	return read(fields[at], typed, now)
}

// Doubt returns what is doubtful about a value that a field holds, nil if nothing is or the field is empty. now is the
// caller's clock. The finding is hard where the value is from a time when more was taken.
func Doubt(name Name, value Value, now time.Time) *Finding {
	_, finding := Parse(name, value.String(), now)
	return finding
}

func read(f field, typed string, now time.Time) (Value, *Finding) {
	switch {
	case len(typed) > maxTyped:
		return Value{}, hard(words.TooMuch)
	case !utf8.ValidString(typed):
		return Value{}, hard(words.NotText)
	}
	typed = oneLine(typed)
	if typed == "" {
		return Value{}, nil
	}
	return f.read(typed, now)
}

// Hold returns what an input may keep of the text that stands in it. Call it after every key and every
// paste, before anything else sees the text. For a card number use CardEntry.
func Hold(name Name, typed string) string {
	if name == MID && midBegin().MatchString(fold(typed)) {
		return typed // 13 to 15 digits are a merchant ID here, though they would be a card number elsewhere
	}
	return Scrub(typed)
}

var (
	tidForm  = pattern(`^[0-9A-Za-z]{8}$`)
	midForm  = pattern(`^[0-9A-Za-z]{15}$`)
	midBegin = pattern(`^\s*[0-9A-Za-z]{0,15}\s*$`)
	snForm   = pattern(`^[0-9A-Z-]{6,32}$`)
	// snSigns is all that is printed in the serial number of any maker.
	snSigns = pattern(`^[0-9A-Z _./-]+$`)
	// codeForm: a letter and three digits on the terminal, one or two digits, C0 or A and a digit from the host,
	// four digits from the front end.
	codeForm = pattern(`^([A-Z][0-9]{3}|[0-9]{1,2}|C[0O]|A[0-9]|[0-9]{4})$`)
)

// pattern compiles an expression when it is first needed, since that would slow every start.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// lakala begins the merchant IDs of Lakala's own merchants; lists of acquirers agree on it, but not all.
const lakala = "822"

func readTID(typed string, _ time.Time) (Value, *Finding) {
	tid := fold(typed)
	switch {
	case looksLikeCard(tid):
		return Value{}, hard(words.LooksLikeCard)
	case !tidForm().MatchString(tid):
		return Value{}, hard(words.TidForm)
	}
	return Value{text: tid}, nil
}

func readMID(typed string, _ time.Time) (Value, *Finding) {
	mid := fold(typed)
	switch {
	case !midForm().MatchString(mid):
		return Value{}, hard(words.MidForm)
	case !strings.HasPrefix(mid, lakala):
		return Value{text: mid}, soft(words.MidPrefix)
	}
	return Value{text: mid}, nil
}

// readSN refuses what no serial number can be, such as a time or a word.
func readSN(typed string, now time.Time) (Value, *Finding) {
	value, finding := readAnySN(typed, now)
	if sn := value.text; sn != "" && (!snSigns().MatchString(sn) || !strings.ContainsAny(sn, "0123456789")) {
		return Value{}, hard(words.SnSigns)
	}
	return value, finding
}

// readAnySN doubts what readSN refuses: records that are older than that rule may hold it.
func readAnySN(typed string, _ time.Time) (Value, *Finding) {
	sn := strings.ToUpper(fold(typed))
	switch {
	case looksLikeCard(sn):
		return Value{}, hard(words.LooksLikeCard)
	case utf8.RuneCountInString(sn) > maxSN:
		return Value{}, hard(words.SnLong)
	case !snForm().MatchString(sn):
		return Value{text: sn}, soft(words.SnForm)
	}
	return Value{text: sn}, nil
}

func readCode(typed string, _ time.Time) (Value, *Finding) {
	code := strings.ToUpper(fold(typed))
	switch {
	case looksLikeCard(code):
		return Value{}, hard(words.LooksLikeCard)
	case utf8.RuneCountInString(code) > maxCode:
		return Value{}, hard(words.CodeLong)
	case !codeForm().MatchString(code):
		return Value{text: fold(typed)}, soft(words.CodeForm)
	}
	return Value{text: code}, nil
}

func readCard(typed string, _ time.Time) (Value, *Finding) {
	card, finding := ParseCardNumber(typed)
	return card.Value(), finding
}

// freeText reads a line of up to limit characters; tooLong is what to say beyond that.
func freeText(limit int, tooLong catalog.Text) reader {
	return func(typed string, _ time.Time) (Value, *Finding) {
		text := Scrub(typed)
		switch {
		case utf8.RuneCountInString(text) > limit:
			return Value{}, hard(tooLong)
		case text != typed:
			return Value{text: text}, soft(words.CardCut)
		}
		return Value{text: text}, nil
	}
}

// looksLikeCard tells whether a text holds a card number, or one that was cut while it was typed.
func looksLikeCard(text string) bool {
	return HoldsCardNumber(text) || strings.Contains(text, "***")
}

// fold turns full-width letters, digits and signs, as Chinese input methods write them, into plain ones.
func fold(typed string) string { return width.Fold.String(typed) }

// oneLine makes one line of a text: control characters and runs of white space become one space, and
// characters without a shape, which can hide others or turn their direction, are dropped.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
