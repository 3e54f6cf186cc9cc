package fault

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zone is China's time. It is fixed, so that no time zone database is needed.
var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// earliest is the first time that is taken: terminals whose clock was lost start again here.
var earliest = time.Unix(0, 0)

// oldAge is the age from which a transaction is unlikely to be the one that was meant.
const oldAge = 180 * 24 * time.Hour

// spaced writes a time in the words and signs that understand knows, with blanks between its parts. What it looks for
// is in capitals; at each place the first that fits is taken.
var spaced = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"昨晚", " 昨天 晚上 ", "今晚", " 今天 晚上 ", "前晚", " 前天 晚上 ", "今早", " 今天 早上 "}
	for _, day := range days {
		pairs = append(pairs, day.word, " "+day.word+" ")
	}
	for _, part := range partsOfDay {
		pairs = append(pairs, part.word, " "+part.word+" ")
	}
	return strings.NewReplacer(append(pairs, "年", "-", "月", "-", "日", " ", "号", " ", "点半", ":30", "点整", ":00", "时", "点", "T", " ")...)
})

// days are the words that stand for a date, and how many days it lies back.
var days = [...]struct {
	word string
	back int
}{{"今天", 0}, {"今日", 0}, {"TODAY", 0}, {"昨天", 1}, {"昨日", 1}, {"YESTERDAY", 1}, {"大前天", 3}, {"前天", 2}}

// partOfDay is a word that goes with an hour from 1 to 12, and the hours of the day that it can mean.
type partOfDay struct {
	word        string
	first, last int
}

var wholeDay = partOfDay{last: 23}

var partsOfDay = [...]partOfDay{
	{"凌晨", 0, 6},
	{"半夜", 0, 4},
	{"清晨", 4, 9},
	{"早上", 4, 11},
	{"早晨", 4, 11},
	{"上午", 1, 11},
	{"中午", 11, 14},
	{"下午", 12, 19},
	{"傍晚", 16, 20},
	{"晚上", 17, 23},
	{"AM", 0, 11},
	{"PM", 12, 23},
}

// Each form has three groups: year, month and day, or hour, minute and second; an empty one was left out.
var (
	dateForms = []func() *regexp.Regexp{
		pattern(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`),
		pattern(`^()(\d{1,2})[-/.](\d{1,2})$`),
		pattern(`^(\d{4})(\d{2})(\d{2})$`),
	}
	clockForms = []func() *regexp.Regexp{
		pattern(`^(\d{1,2})[:点](\d{2})(?:[:分](\d{2})秒?|分)?$`),
		pattern(`^(\d{1,2})点()()$`),
		pattern(`^(\d{2})(\d{2})(\d{2})$`),
		pattern(`^(\d{1,2})(\d{2})()$`),
	}
)

func readTime(typed string, now time.Time) (Value, *Finding) {
	if looksLikeCard(typed) {
		return Value{}, hard(words.LooksLikeCard)
	}
	now = now.In(zone)
	at, finding := understand(fold(typed), now)
	switch {
	case finding != nil:
		return Value{}, finding
	case at.Before(earliest):
		return Value{}, hard(words.TimeImpossible)
	case at.After(now):
		return Value{}, hard(words.TimeFuture)
	case now.Sub(at) > oldAge:
		return timeValue(at), soft(words.TimeOld)
	}
	return timeValue(at), nil
}

// understand finds the time that was meant; now completes what was left out.
func understand(typed string, now time.Time) (time.Time, *Finding) {
	if at, err := time.Parse(time.RFC3339, typed); err == nil {
		return at, nil
	}
	parts := strings.Fields(spaced().Replace(strings.ToUpper(typed)))
	part, parts := takePartOfDay(parts)
	date := day(now, 0)
	if len(parts) == 2 {
		date, parts = readDate(parts[0], now), parts[1:]
	}
	if len(parts) != 1 || date == nil {
		return time.Time{}, hard(words.TimeForm)
	}
	clock := matched(clockForms, parts[0])
	if clock == nil {
		return time.Time{}, hard(words.TimeForm)
	}
	clock[0] = part.hour(clock[0])
	if date[0] != 0 {
		return exactTime(date, clock)
	}
	// Without its year a date lies in this year, or in the last one if it is still to come in this one.
	date[0] = now.Year()
	at, finding := exactTime(date, clock)
	if finding != nil || at.After(now) {
		date[0]--
		return exactTime(date, clock)
	}
	return at, nil
}

// takePartOfDay takes the first word that tells a part of the day out of a time; without one it is the whole day.
func takePartOfDay(parts []string) (partOfDay, []string) {
	for i, word := range parts {
		for _, part := range partsOfDay {
			if part.word == word {
				return part, slices.Delete(parts, i, i+1)
			}
		}
	}
	return wholeDay, parts
}

// hour returns the hour of the day that is meant by an hour in this part of it, -1 if there is none.
func (p partOfDay) hour(hour int) int {
	switch {
	case p.first <= hour && hour <= p.last:
		return hour
	case hour <= 12 && p.first <= (hour+12)%24 && (hour+12)%24 <= p.last:
		return (hour + 12) % 24
	}
	return -1
}

// day is the date that lies so many days back: year, month, day.
func day(now time.Time, back int) *[3]int {
	year, month, day := now.AddDate(0, 0, -back).Date()
	return &[3]int{year, int(month), day}
}

// readDate reads a date, nil if it is none; the year is 0 where it was left out.
func readDate(word string, now time.Time) *[3]int {
	for _, known := range days {
		if known.word == word {
			return day(now, known.back)
		}
	}
	return matched(dateForms, word)
}

// matched returns the three numbers of the first form that a word has, nil if it has none.
func matched(forms []func() *regexp.Regexp, word string) *[3]int {
	for _, form := range forms {
		if groups := form().FindStringSubmatch(word); groups != nil {
			return &[3]int{number(groups[1]), number(groups[2]), number(groups[3])}
		}
	}
	return nil
}

// exactTime builds a time from year, month and day, and from hour, minute and second. A date or a clock that does not
// exist is a finding.
func exactTime(date, clock *[3]int) (time.Time, *Finding) {
	at := time.Date(date[0], time.Month(date[1]), date[2], clock[0], clock[1], clock[2], 0, zone)
	// Date carries what is out of range over to the next unit.
	built := [...]int{int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second()}
	if built != [...]int{date[1], date[2], clock[0], clock[1], clock[2]} {
		return time.Time{}, hard(words.TimeImpossible)
	}
	return at, nil
}

// number reads a few digits; "" is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func timeValue(at time.Time) Value { return Value{at: at.Truncate(time.Second).In(zone)} }

// showTime leaves out seconds that are zero: whoever types 14:05 reads 14:05.
func showTime(at time.Time) string {
	if at.Second() == 0 {
		return at.Format("2006-01-02 15:04")
	}
	return at.Format(time.DateTime)
}
