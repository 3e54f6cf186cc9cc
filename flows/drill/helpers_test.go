package drill_test

import (
	"sync"
	"testing"
	"time"

	"posmedic/catalog"
	tables "posmedic/catalog/data"
	flowdata "posmedic/flows/data"
	"posmedic/flows/drill"
	"posmedic/flows/drill/data"
	"posmedic/flows/fault"
)

// knowledge is the shipped flows.
var knowledge = flowdata.Knowledge

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

var shipped = func() *drill.Trainer {
	trainer, err := drill.NewTrainer(&knowledge, &catalog.Catalog{Tables: tables.Tables}, &data.Pieces)
	if err != nil {
		panic(err)
	}
	return trainer
}()

func scenario(t testing.TB, flow string, seed uint64) *drill.Scenario {
	t.Helper()
	made, err := shipped.Scenario(flow, seed)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// everyScenario is that of every entry and 20 seeds each.
var everyScenario = sync.OnceValue(func() []*drill.Scenario {
	var all []*drill.Scenario
	for _, entry := range shipped.Entries() {
		for seed := range uint64(20) {
			made, err := shipped.Scenario(entry.Flow, seed)
			if err != nil {
				panic(err)
			}
			all = append(all, made)
		}
	}
	return all
})

// truth is the value of a fact as a trainee would type it.
func truth(t testing.TB, made *drill.Scenario, name fault.Name) fault.Value {
	t.Helper()
	fact, ok := made.Fact(name)
	if !ok {
		return fault.Value{}
	}
	value, finding := fault.Parse(name, fact.Text.Zh, noon)
	if finding != nil && finding.Hard {
		t.Fatalf("%s: the made-up %s %q is refused: %s", made.Entry.Flow, name, fact.Text.Zh, finding.Text.En)
	}
	return value
}
