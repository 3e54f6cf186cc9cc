package fault

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// written is every usual way to write a time of the last half year; today and yesterday go with their own times only.
func written(at, now time.Time) []string {
	half, twelve := "上午", at.Hour()
	switch {
	case at.Hour() < 7:
		half = "凌晨"
	case at.Hour() == 12:
		half = "中午"
	case at.Hour() > 16:
		half, twelve = "晚上", at.Hour()-12
	case at.Hour() > 12:
		half, twelve = "下午", at.Hour()-12
	}
	clocks := []string{
		at.Format("15:04"), at.Format("1504"), at.Format("15点04分"), at.Format("15时04"), at.Format("3:04 PM"), at.Format("3:04pm"),
		fmt.Sprintf("%s%d:%02d", half, twelve, at.Minute()), fmt.Sprintf("%s %d点%02d分", half, twelve, at.Minute()),
	}
	dates := []string{
		at.Format("2006-01-02 "), at.Format("2006/1/2 "), at.Format("2006.1.2 "), at.Format("20060102 "), at.Format("2006年1月2日"),
		at.Format("01-02 "), at.Format("1/2 "), at.Format("1月2日"), at.Format("1月2号 "),
	}
	for _, day := range days {
		if now.AddDate(0, 0, -day.back).Format(time.DateOnly) == at.Format(time.DateOnly) {
			dates = append(dates, day.word, day.word+" ")
		}
	}
	var all []string
	for _, date := range dates {
		for _, clock := range clocks {
			all = append(all, date+clock)
		}
	}
	return append(all, at.Format(time.RFC3339))
}

func TestATimeIsReadHoweverItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "now"), 0).In(zone)
		ago := rapid.OneOf(rapid.IntRange(1, 3*24*60), rapid.IntRange(1, 180*24*60-1)).Draw(t, "minutes ago")
		at := now.Add(-time.Duration(ago) * time.Minute).Truncate(time.Minute)
		for _, typed := range written(at, now) {
			value, finding := Parse(TransactionTime, typed, now)
			if !value.at.Equal(at) || finding != nil {
				t.Fatalf("%q is read as %s, %+v, want %s", typed, value, finding, at)
			}
		}
	})
}

func TestATimeThatIsShownIsReadAsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "now"), 0).In(zone)
		at := time.Unix(rapid.Int64Range(0, now.Unix()).Draw(t, "time"), 0)
		value, _ := Parse(TransactionTime, at.Format(time.RFC3339), now)
		again, finding := Parse(TransactionTime, value.String(), now)
		if again != value || !again.at.Equal(at) || finding != nil && finding.Hard {
			t.Fatalf("%s is shown as %q and read as %s, %+v", at, value, again, finding)
		}
	})
}

func TestATimeToComeIsNeverTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "now"), 0).In(zone)
		typed := rapid.OneOf(
			rapid.StringMatching(`(今天|昨天|11-21|2026-11-21|20301231)? ?(上午|下午|晚上)?[0-2]?\d[:点]?[0-5]\d( ?PM)?`),
			rapid.String(),
		).Draw(t, "typed")
		if value, _ := Parse(TransactionTime, typed, now); value.at.After(now) {
			t.Fatalf("%q is read as %s at %s", typed, value, now)
		}
	})
}
