package history

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	tables "posmedic/catalog/data"
	flowdata "posmedic/flows/data"
	"posmedic/flows/drill"
	"posmedic/flows/drill/data"
	"posmedic/flows/drill/schedule"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

var trainer = func() *drill.Trainer {
	made, err := drill.NewTrainer(&flowdata.Knowledge, &catalog.Catalog{Tables: tables.Tables}, &data.Pieces)
	if err != nil {
		panic(err)
	}
	return made
}()

// drilled is a drill of Lan's so many days ago.
func drilled(flow string, kind drill.Kind, daysAgo, score int) Record {
	record := Of(trainer, "Lan", kind, flow, 1)
	record.Score, record.Grade, record.At = score, schedule.Good, noon.AddDate(0, 0, -daysAgo)
	return record
}

func TestWhatWasAppendedIsReadBack(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	if records, damaged, err := Load(folder); len(records) != 0 || damaged != 0 || err != nil {
		t.Fatalf("without a file: %v, %d, %v", records, damaged, err)
	}
	first, second := drilled("E102", drill.KindFree, 1, 80), drilled("E103", drill.KindRecall, 0, 100)
	for _, record := range []Record{first, second} {
		if err := Append(folder, record); err != nil {
			t.Fatal(err)
		}
	}
	records, damaged, err := Load(folder)
	if err != nil || damaged != 0 || len(records) != 2 || !records[0].At.Equal(first.At) || records[1].Flow != "E103" {
		t.Errorf("%+v, %d, %v", records, damaged, err)
	}
	for path, want := range map[string]os.FileMode{folder: 0o700, filepath.Join(folder, fileName): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has the rights %v, want %v", path, info.Mode().Perm(), want)
		}
	}
}

func TestALineThatWasTornByAPowerCutHidesNoOther(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, fileName)
	if err := Append(folder, drilled("E102", drill.KindFree, 1, 80)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		if err := os.WriteFile(path, append(slices.Clone(whole), whole[:cut]...), 0o600); err != nil {
			t.Fatal(err)
		}
		if records, damaged, err := Load(folder); len(records) != 1 || damaged != 0 || err != nil {
			t.Fatalf("torn after %d bytes: %d records, %d damaged, %v", cut, len(records), damaged, err)
		}
		if err := Append(folder, drilled("E103", drill.KindFree, 0, 90)); err != nil {
			t.Fatal(err)
		}
		records, _, err := Load(folder)
		if err != nil || records[len(records)-1].Flow != "E103" || len(records) < 2 {
			t.Fatalf("torn after %d bytes, then another: %d records, %v", cut, len(records), err)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		typed, want string
		ok          bool
	}{
		{" 小 兰\t", "小 兰", true},
		{"Lan\x1b[31m", "Lan [31m", true},
		{"", "", false},
		{" \n", "", false},
		{strings.Repeat("兰", 40), strings.Repeat("兰", 40), true},
		{strings.Repeat("兰", 41), strings.Repeat("兰", 41), false},
		{"6222021234567890", "6222021234567890", false},
		{"622202******7890", "622202******7890", false},
		{"\xff", "", false},
	}
	for _, test := range tests {
		if got, ok := Name(test.typed); ok != test.ok || ok && got != test.want {
			t.Errorf("%q: %q, %t, want %q, %t", test.typed, got, ok, test.want, test.ok)
		}
	}
}

func cardOf(cards []Card, flow string, kind drill.Kind) Card {
	return cards[slices.IndexFunc(cards, func(card Card) bool { return card.Flow == flow && card.Kind == kind })]
}

func TestACardBeginsAnewWhenItsFlowChanges(t *testing.T) {
	old, now := drilled("E102", drill.KindFree, 9, 80), drilled("E103", drill.KindFree, 9, 80)
	old.Hash = "another"
	cards := For("Lan", []Record{old, now}).Cards(trainer)
	if card := cardOf(cards, "E102", drill.KindFree); !card.IsNew() {
		t.Errorf("a drill of the old flow still counts: %+v", card)
	}
	if card := cardOf(cards, "E103", drill.KindFree); card.IsNew() {
		t.Error("a drill of the flow as it is does not count")
	}
}

func TestToday(t *testing.T) {
	first := trainer.Entries()[0].Flow
	names := func(cards []Card) string {
		var all []string
		for _, card := range cards {
			all = append(all, card.Flow+" "+string(card.Kind))
		}
		return strings.Join(all, ", ")
	}
	t.Run("a newcomer begins with recalls", func(t *testing.T) {
		due := For("Lan", nil).Today(trainer, noon)
		if len(due) != FreshCap || due[0].Flow != first || slices.ContainsFunc(due, func(card Card) bool { return card.Kind != drill.KindRecall }) {
			t.Error(names(due))
		}
	})
	t.Run("a recall that was passed opens the guided drill", func(t *testing.T) {
		lan := For("Lan", []Record{drilled(first, drill.KindRecall, 0, 100)})
		if due := lan.Today(trainer, noon); len(due) != FreshCap-1 || due[0].Flow != first || due[0].Kind != drill.KindGuided {
			t.Error(names(due))
		}
		if due := lan.Today(trainer, noon.Add(10*time.Minute)); due[0].Flow != first || due[0].Kind != drill.KindRecall {
			t.Error("ten minutes later, the recall does not come again:", names(due))
		}
	})
	t.Run("one that was not does not", func(t *testing.T) {
		due := For("Lan", []Record{drilled(first, drill.KindRecall, 1, 0)}).Today(trainer, noon)
		if strings.Contains(names(due), first+" guided") {
			t.Error(names(due))
		}
	})
	t.Run("twenty drills are enough for a day", func(t *testing.T) {
		var records []Record
		for range DailyCap {
			records = append(records, drilled(first, drill.KindRecall, 0, 100))
		}
		if due := For("Lan", records).Today(trainer, noon); len(due) != 0 {
			t.Error(names(due))
		}
		if due := For("Lan", records).Today(trainer, noon.AddDate(0, 0, 1)); len(due) == 0 {
			t.Error("nothing is due on the day after")
		}
	})
	t.Run("another trainee's drills do not count", func(t *testing.T) {
		due := For("Bo", []Record{drilled(first, drill.KindRecall, 0, 100)}).Today(trainer, noon)
		if len(due) != FreshCap || strings.Contains(names(due), "guided") {
			t.Error(names(due))
		}
	})
}

func TestTheGradeComparesWithDrillsOfTheSameKind(t *testing.T) {
	slow := drilled("E102", drill.KindFree, 3, 95)
	slow.Seconds = 100
	quick := drilled("E102", drill.KindRecall, 3, 95)
	quick.Seconds = 5
	record := drilled("E103", drill.KindFree, 0, 95)
	record.Seconds = 60
	history, graded := For("Lan", []Record{slow, quick}).Graded(record)
	if graded.Grade != schedule.Easy || len(history.Records) != 3 {
		t.Errorf("grade %d after %d drills", graded.Grade, len(history.Records))
	}
}

func TestStreaks(t *testing.T) {
	tests := []struct {
		name             string
		daysAgo          []int
		current, longest int
	}{
		{"none", nil, 0, 0},
		{"today", []int{0}, 1, 1},
		{"yesterday can still be lengthened", []int{2, 1}, 2, 2},
		{"the day before yesterday cannot", []int{4, 3, 2}, 0, 3},
		{"several on one day count once", []int{1, 1, 0, 0}, 2, 2},
		{"a gap", []int{9, 8, 7, 6, 1, 0}, 2, 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var records []Record
			for _, days := range test.daysAgo {
				records = append(records, drilled("E102", drill.KindFree, days, 80))
			}
			progress := For("Lan", records).Progress(trainer, noon)
			if progress.Streak != test.current || progress.LongestStreak != test.longest {
				t.Errorf("%d and %d, want %d and %d", progress.Streak, progress.LongestStreak, test.current, test.longest)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	weak, strong := drilled("E102", drill.KindFree, 0, 30), drilled("E103", drill.KindFree, 0, 90)
	weak.Needed, weak.Done = []string{"restart", "reseat-sim"}, []string{"restart"}
	strong.Needed, strong.Done = []string{"restart"}, []string{"restart"}
	unsafe := drilled("E104", drill.KindFree, 2, 0)
	unsafe.Needed, unsafe.Done, unsafe.Gated = []string{"restart"}, []string{"restart"}, true
	progress := For("Lan", []Record{unsafe, weak, strong}).Progress(trainer, noon)

	wantActions := []Mastery{{"reseat-sim", 0, 1}, {"restart", 2.0 / 3, 3}}
	if !reflect.DeepEqual(progress.Actions, wantActions) {
		t.Errorf("actions %v, want %v", progress.Actions, wantActions)
	}
	wantWeakest := []Mastery{{"E104", 0, 1}, {"E102", 0.1, 1}, {"E103", 0.3, 1}}
	if len(progress.Weakest) != 3 {
		t.Fatalf("weakest %v", progress.Weakest)
	}
	for i, want := range wantWeakest {
		if got := progress.Weakest[i]; got.Name != want.Name || got.Drills != want.Drills || got.Share < want.Share-0.001 || got.Share > want.Share+0.001 {
			t.Errorf("weakest %v, want %v", got, want)
		}
	}
	if e := progress.Tables[0]; e.Name != "E" || e.Drills != 3 || e.Share < 0.4/59-0.0001 || e.Share > 0.4/59+0.0001 {
		t.Errorf("table %+v", e)
	}
	if len(progress.Heat) != HeatDays || progress.Heat[HeatDays-1] != (Day{"2026-11-21", 2}) || progress.Heat[HeatDays-3] != (Day{"2026-11-19", 1}) {
		t.Errorf("heat %v", progress.Heat[HeatDays-3:])
	}
	if rows := progress.HeatRows(); rows[6] != (HeatRow{time.Saturday, "...........-"}) || rows[4] != (HeatRow{time.Thursday, "...........-"}) || rows[5].Signs != "............" {
		t.Errorf("heat rows %v", rows)
	}
	if len(progress.Forecast) != ForecastDays || progress.Forecast[0] != (Day{"2026-11-21", 3}) {
		t.Errorf("forecast %v", progress.Forecast[0])
	}
}

// A drill in several shops is worth its worst one, and an action is done where it was done in all that needed it.
func TestADrillInSeveralShops(t *testing.T) {
	made, err := trainer.Scenario("POSP-12", 1)
	if err != nil {
		t.Fatal(err)
	}
	shops, err := trainer.Shops(made)
	if err != nil {
		t.Fatal(err)
	}
	guided, over := trainer.Guided(shops...), false
	for !over {
		if guided.State().Current == nil {
			guided, over = guided.Finish()
			continue
		}
		hinted, answer := guided.Hint()
		guided = hinted.Answer(answer)
	}
	played := Played{Kind: drill.KindGuided, Shops: shops, Runs: slices.Clone(guided.Runs), Began: noon}
	_, whole := played.Mark(trainer, "Lan", noon)
	played.Runs[4] = drill.Run{}
	marks, broken := played.Mark(trainer, "Lan", noon)
	if len(marks) != 5 || marks[0].Score != 100 || broken.Score != 0 || !broken.Gated || whole.Hints == 0 {
		t.Errorf("%d marks, the first %d; the record has %d", len(marks), marks[0].Score, broken.Score)
	}
	if len(whole.Done) != 1 || len(broken.Needed) != 1 || len(broken.Done) != 0 {
		t.Errorf("done in all: %v; done in all but one: %v of %v", whole.Done, broken.Done, broken.Needed)
	}
}
