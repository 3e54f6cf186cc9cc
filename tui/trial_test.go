package tui

import (
	"slices"
	"strings"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

// tried opens the wizard on a trial.
func tried(t *testing.T) *wizard {
	t.Helper()
	readings := make(chan Reading)
	close(readings) // the test sends them itself
	return startIn(t, t.TempDir(), Options{Trial: &Trial{Folder: "mine", Readings: readings}})
}

// edited is the shipped knowledge with a question in other words, as a reading of the folder.
func edited(w *wizard, question string) Reading {
	fresh := flows.Knowledge{Flows: slices.Clone(flowdata.Knowledge.Flows), Fields: flowdata.Knowledge.Fields}
	for i, flow := range fresh.Flows {
		fresh.Flows[i].Hash = "new-" + flow.Hash
		fresh.Flows[i].Nodes = slices.Clone(flow.Nodes)
		for j, node := range flow.Nodes {
			if node.Ref == question {
				fresh.Flows[i].Nodes[j].Text = catalog.Text{Zh: "新的话", En: "These are new words"}
			}
		}
	}
	book := flows.NewBook(&fresh)
	return Reading{Catalog: shipped, Searcher: finds, Book: book, Journal: openJournal(w.t, w.folder, book)}
}

func TestATrialShowsNewWordsWhereTheAgentStands(t *testing.T) {
	w := tried(t)
	w.see("Trial, no case is kept: mine")
	w.walkTo("E102", "n", "y")
	w.see("Does this Wi-Fi reach the internet?")
	w.send(edited(w, "wifi-reaches-internet"))
	w.see("step 3", "These are new words", "Trial, no case is kept: mine")
	w.press("n")
	w.see("step 4", "No: These are new words")
}

func TestATrialGoesBackToTheAnswerThatNoLongerFits(t *testing.T) {
	w := tried(t)
	w.walkTo("E102", "n", "y")
	w.press("i") // the fault record lies on the step
	w.send(edited(w, "uses-wifi"))
	w.see("step 2", "These are new words")
	w.seeNot("Fault record", "The flow has changed")
}

func TestAMistakeInATrialIsSaidAndChangesNothing(t *testing.T) {
	w := tried(t)
	w.walkTo("E102", "n", "y")
	w.send(Reading{Problem: catalog.Text{Zh: "有错误", En: "e.yaml:3: " + strings.Repeat("a mistake ", 5)}})
	w.see("Does this Wi-Fi reach the internet?", "e.yaml:3: a mistake")
	for _, size := range [][2]int{{80, 24}, {40, 20}, {leastWidth, leastHeight}} {
		w.size(size[0], size[1])
		w.see("Trial, no case is kept: mine", "e.yaml:3:")
	}
	w.size(200, 60)
	w.press("y")
	w.see("step 4")
	w.send(edited(w, "wifi-has-security-policy"))
	w.seeNot("e.yaml:3:")
	w.see("step 4", "These are new words")
}

func TestATrialReadsWhatIsOnlyLookedAtAnew(t *testing.T) {
	w := tried(t)
	w.press("E102")
	reading := edited(w, "uses-wifi")
	reading.Catalog = &catalog.Catalog{Tables: slices.Clone(shipped.Tables)}
	table := &reading.Catalog.Tables[0]
	table.Entries = slices.Clone(table.Entries)
	at := slices.IndexFunc(table.Entries, func(e catalog.Entry) bool { return e.Code == "E102" })
	table.Entries[at].Message = catalog.Text{Zh: "新", En: "A new message"}
	w.send(reading)
	w.see("A new message")
	w.press("enter")
	table.Entries = slices.Delete(slices.Clone(table.Entries), at, at+1)
	w.see("A new message")
	w.send(reading)
	w.see("What does the terminal show?") // the entry is gone
}
