package fault

import (
	"regexp"
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

// spoken is a date that may lack its year or be missing, and a clock that may lack its seconds. It is compiled when
// it is first needed, since it would slow every start.
var spoken = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2}))?$`)
})

// characters turns 11月21日 14点05分 into 11-21 14:05.
var characters = strings.NewReplacer("年", "-", "月", "-", "日", " ", "号", " ", "点", ":", "时", ":", "分", ":", "秒", "")

// days are the words that stand for a date, and how many days it lies back.
var days = []struct {
	word string
	back int
}{{"今天", 0}, {"today", 0}, {"昨天", 1}, {"yesterday", 1}, {"前天", 2}}

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
	parts := spoken().FindStringSubmatch(plainTime(typed, now))
	if parts == nil {
		return time.Time{}, hard(words.TimeForm)
	}
	year, month, day := now.Date()
	switch {
	case parts[1] != "":
		return exactTime(number(parts[1]), number(parts[2]), number(parts[3]), parts[4:])
	case parts[2] == "":
		return exactTime(year, int(month), day, parts[4:])
	}
	// Without its year a date lies in this year, or in the last one if it is still to come in this one.
	at, finding := exactTime(year, number(parts[2]), number(parts[3]), parts[4:])
	if finding != nil || at.After(now) {
		return exactTime(year-1, number(parts[2]), number(parts[3]), parts[4:])
	}
	return at, nil
}

// plainTime writes a time that was typed with words and characters in digits and signs.
func plainTime(typed string, now time.Time) string {
	typed = strings.ToLower(typed)
	for _, day := range days {
		if clock, found := strings.CutPrefix(typed, day.word); found {
			typed = now.AddDate(0, 0, -day.back).Format(time.DateOnly) + " " + clock
			break
		}
	}
	typed = strings.TrimSuffix(characters.Replace(strings.ToUpper(typed)), ":")
	return strings.Join(strings.Fields(typed), " ")
}

// exactTime builds a time from a date and the parts of a clock: hour, minute, and second or "". A date or
// a clock that does not exist is a finding.
func exactTime(year, month, day int, clock []string) (time.Time, *Finding) {
	hour, minute, second := number(clock[0]), number(clock[1]), number(clock[2])
	at := time.Date(year, time.Month(month), day, hour, minute, second, 0, zone)
	// Date carries what is out of range over to the next unit.
	built := [...]int{int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second()}
	if built != [...]int{month, day, hour, minute, second} {
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
