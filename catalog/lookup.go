package catalog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/width"
)

// spoken are the words that people put before a code, as in 错误代码4 or "code 4".
var spoken = regexp.MustCompile(`^(报错代码|错误代码|错误码|响应码|应答码|返回码|代码|报错|ERROR-?CODE|ERROR|ERR|CODE)[:#.=-]*(.*[0-9].*|CO)$`)

// Canonical writes a code as the tables do: plain-width capitals, without spaces and without the words that
// people put before it. It never turns a code into a number, because 5 and 0005 are two codes.
func Canonical(code string) string {
	code = strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, width.Narrow.String(code)))
	return spoken.ReplaceAllString(code, "$2")
}

// key is the same for all spellings of one canonical code: hosts write 5 and 05, C0 and CO. The width of any
// other code is a part of it.
func key(code string) string {
	code = strings.ToUpper(code)
	switch {
	case code == "C0":
		return "CO"
	case len(code) == 1 && digits(code):
		return "0" + code
	}
	return code
}

func digits(code string) bool {
	return code != "" && !strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' })
}

// Find lists the entries with just this code, in any spelling, in the order in which their tables answer.
// Several tables may have it; none means that the code is unknown, and no other code is passed off as it. An
// article answers only where the handbook does not.
func (c *Catalog) Find(code string) []Entry {
	wanted := key(Canonical(code))
	var found []Entry
	for _, table := range c.Tables {
		for i := range table.Entries {
			if entry := &table.Entries[i]; entry.Code != "" && key(entry.Code) == wanted {
				found = append(found, *entry)
			}
		}
	}
	if slices.ContainsFunc(found, func(e Entry) bool { return e.standing() == Handbook }) {
		found = slices.DeleteFunc(found, func(e Entry) bool { return e.standing() == Article })
	}
	return found
}

func (e *Entry) standing() Standing {
	if len(e.Sources) == 0 {
		return ""
	}
	return e.Sources[0].Standing
}

// Similar lists the entries whose codes are easily taken for this one and are others: 0x04 and 0004 beside 4,
// E101 to E110 beside E1.
func (c *Catalog) Similar(code string) []Entry {
	wanted, bare := key(Canonical(code)), bareDigits(Canonical(code))
	var similar []Entry
	for _, entry := range c.Entries() {
		of := key(entry.Code)
		alike := bare != "" && bareDigits(entry.Code) == bare
		longer := bare == "" && wanted != "" && strings.HasPrefix(of, wanted)
		if entry.Code != "" && of != wanted && (alike || longer) {
			similar = append(similar, entry)
		}
	}
	return similar
}

// codeForm is how the tables write codes: digits, a letter with digits, 0x with digits.
var codeForm = regexp.MustCompile(`^([0-9]{1,4}|[A-Z][0-9]{1,4}|0X[0-9A-F]{1,2})$`)

// NoSuchCode tells whether a text is written as a code is, and no entry's code is that or begins so. Whatever
// else is found for such a text is another code, and is to be called so.
func (c *Catalog) NoSuchCode(text string) bool {
	wanted := Canonical(text)
	if !codeForm.MatchString(wanted) || len(c.Find(text)) > 0 {
		return false
	}
	for entry := range c.each {
		if strings.HasPrefix(strings.ToUpper(entry.Code), wanted) {
			return false
		}
	}
	return true
}

// each gives every entry in turn without copying it, for what is done at every key.
func (c *Catalog) each(yield func(*Entry) bool) {
	for _, table := range c.Tables {
		for i := range table.Entries {
			if !yield(&table.Entries[i]) {
				return
			}
		}
	}
}

// bareDigits is a canonical code of digits without the zeros and the 0x before them, "0" where nothing is left. It is empty
// for every other code.
func bareDigits(code string) string {
	bare := strings.TrimPrefix(strings.ToUpper(code), "0X")
	if !digits(bare) {
		return ""
	}
	return cmp.Or(strings.TrimLeft(bare, "0"), "0")
}

// Nearest lists at most most entries whose codes are likest to an unknown code: first those that begin as it
// does, then those that differ least.
func (c *Catalog) Nearest(code string, most int) []Entry {
	wanted := Canonical(code)
	type candidate struct {
		entry  *Entry
		shared int // length of the common beginning
		edits  int
	}
	var candidates []candidate
	for entry := range c.each {
		if entry.Code == "" {
			continue
		}
		of := candidate{entry, commonPrefix(wanted, entry.Code), levenshtein.ComputeDistance(wanted, entry.Code)}
		if of.shared == len(wanted) || of.edits < max(len(entry.Code), len(wanted))-1 {
			candidates = append(candidates, of)
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.shared, a.shared))
	})
	var nearest []Entry
	for _, candidate := range candidates[:min(most, len(candidates))] {
		nearest = append(nearest, *candidate.entry)
	}
	return nearest
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// fold writes a text in plain-width small letters. It does in one pass what width.Narrow and strings.ToLower do
// to these characters, in a third of the time: every text is folded when a Searcher is made.
func fold(text string) string {
	const wideSpace, wideFirst, wideLast, toPlain = '\u3000', '\uFF01', '\uFF5E', '\uFF01' - '!'
	return strings.Map(func(r rune) rune {
		switch {
		case r >= wideFirst && r <= wideLast:
			return unicode.ToLower(r - toPlain)
		case r == wideSpace:
			return ' '
		case isHan(r):
			return r
		}
		return unicode.ToLower(r)
	}, text)
}
