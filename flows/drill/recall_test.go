package drill_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows/drill"
)

func TestRecall(t *testing.T) {
	asked := map[string]bool{}
	for _, entry := range shipped.Entries() {
		for seed := range uint64(10) {
			recall, err := shipped.Recall(entry.Flow, seed)
			if err != nil {
				t.Fatal(err)
			}
			if again, _ := shipped.Recall(entry.Flow, seed); !reflect.DeepEqual(recall, again) {
				t.Errorf("%s seed %d differs from itself", entry.Flow, seed)
			}
			asked[strings.Fields(recall.Ask.En)[0]] = true
			seen := map[string]bool{}
			for _, option := range recall.Options {
				if seen[option.Zh] {
					t.Errorf("%s seed %d offers %q twice", entry.Flow, seed, option.Zh)
				}
				seen[option.Zh] = true
			}
			if len(recall.Options) != drill.Options {
				t.Errorf("%s seed %d has %d options", entry.Flow, seed, len(recall.Options))
			}
			for choice := range recall.Options {
				want := 0
				if choice == recall.Right {
					want = 100
				}
				if mark := recall.Mark(choice); mark.Score != want || !slices.Equal(mark.Lines[0].Sources, recall.Sources) {
					t.Errorf("%s seed %d: option %d scores %d", entry.Flow, seed, choice, mark.Score)
				}
			}
		}
	}
	if len(asked) != 2 { // "What does", "What comes first", "Which code"
		t.Errorf("asked %v", asked)
	}
}

func TestTwoCodesWithOnePromptAreNotBothOffered(t *testing.T) {
	for seed := range uint64(50) {
		recall, err := shipped.Recall("POSP-34", seed)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(recall.Ask.En, "Which code") && slices.ContainsFunc(recall.Options, func(option catalog.Text) bool { return option.En == "59" }) {
			t.Errorf("seed %d asks %q and offers both 34 and 59", seed, recall.Ask.En)
		}
	}
}
