package tui

import (
	"slices"
	"testing"

	"posmedic/catalog"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
)

// oldBook is the shipped knowledge as it may once have been: the network check asked its second question
// in other words.
func oldBook() *flows.Book {
	return bookThatAsked("network-check", "uses-wifi", catalog.Text{Zh: "有无线网吗？", En: "Is there a wireless network?"})
}

// bookThatAsked is the shipped knowledge with other words for a question of one flow.
func bookThatAsked(flowID, question string, text catalog.Text) *flows.Book {
	old := flows.Knowledge{Flows: slices.Clone(flowdata.Knowledge.Flows), Fields: flowdata.Knowledge.Fields}
	for i, flow := range old.Flows {
		old.Flows[i].Hash = "old-" + flow.Hash
		if flow.ID != flowID {
			continue
		}
		old.Flows[i].Nodes = slices.Clone(flow.Nodes)
		for j, node := range flow.Nodes {
			if node.Ref == question {
				old.Flows[i].Nodes[j].Text = text
			}
		}
	}
	return flows.NewBook(&old)
}

// resumed begins a case under the old knowledge and opens it under the shipped one.
func resumed(t *testing.T, keys ...string) *wizard {
	t.Helper()
	old := startIn(t, t.TempDir(), Options{Book: oldBook()})
	old.walkTo("E102", keys...)
	w := startIn(t, old.folder, Options{})
	w.press("down", "enter")
	return w
}

func TestChangedFlowShowsBoth(t *testing.T) {
	w := resumed(t, "n", "y", "n")
	w.see("The flow has changed since this case began.", "Is there a wireless network?", "Yes", "What is asked here now", "Is the terminal on Wi-Fi?")
	w.press("y")
	w.see("The flow has changed")
	w.press("esc")
	w.see("Open cases")
	w.press("down", "enter", "enter")
	w.see("step 2", "Is the terminal on Wi-Fi?")
	w.seeNot("your earlier answer")
	w.press("enter")
	w.see("Press y, n or c") // nothing is answered by Enter alone
	same(t, "answers on the disk", len(w.theCase().Walk.Answers), 3)
	w.press("y")
	w.see("step 4", "✓ Yes: Is the terminal on Wi-Fi?")
}

// TestChangedFlowTakesNoLabelForAnotherQuestion holds that an answer to other words is not called by the labels of today,
// which may say the opposite of what was answered.
func TestChangedFlowTakesNoLabelForAnotherQuestion(t *testing.T) {
	denied := catalog.Text{Zh: "能确定顾客没有被扣款吗？", En: "Are you sure that the customer was not charged?"}
	old := startIn(t, t.TempDir(), Options{Book: bookThatAsked("fire-reversal-safely", "customer-charged", denied)})
	old.walkTo("E308", "y", "y", "y")
	w := startIn(t, old.folder, Options{})
	w.press("down", "enter")
	w.see("The flow has changed", "Are you sure that the customer was not charged?", "Yes", "What is asked here now", "Was the customer charged?")
	w.seeNot("Charged")
}

func TestChangedFlowOtherWay(t *testing.T) {
	w := resumed(t, "n", "y", "n")
	w.press("enter", "n")
	w.seeNot("The flow has changed")
	w.see("step 3", "Is 3G (mobile data) switched on?", "Parked answers: 1")
	w.press("y")
	w.see("step 4")
}

func TestChangedFlowThatStillFits(t *testing.T) {
	w := resumed(t, "n")
	w.see("step 2", "Is the terminal on Wi-Fi?", "✓ No: ")
	w.seeNot("The flow has changed")
}

func TestChangedFlowKeepsParkedAnswersParked(t *testing.T) {
	w := resumed(t, "y", "n", "b", "b", "n")
	w.press("enter")
	w.see("step 2")
	w.press("y")
	w.see("step 3", "Parked answers: 1")
	w.seeNot("The flow has changed")
}

func TestChangedFlowLeaves(t *testing.T) {
	w := resumed(t, "n", "y")
	w.press("q")
	if !w.left {
		t.Error("q must leave posmedic")
	}
}

func TestChangedFlowThatNowEndsEarlier(t *testing.T) {
	longer := startIn(t, t.TempDir(), Options{})
	longer.walkTo("E110", "n", "y", "y", "n", "n", "enter", "esc")
	w := startIn(t, longer.folder, Options{Book: endingAtOnce()})
	w.press("down", "enter")
	w.see("The flow has changed", "Has anything gone through", "This is a normal message")
	w.press("enter")
	w.see("Outcome")
	w.press("i", "esc")
	w.see("Outcome")
	w.press("esc", "down", "enter")
	w.see("The flow has changed")
}

// endingAtOnce is knowledge in which E110 is no fault any more.
func endingAtOnce() *flows.Book {
	changed := flows.Knowledge{Flows: slices.Clone(flowdata.Knowledge.Flows), Fields: flowdata.Knowledge.Fields}
	for i, flow := range changed.Flows {
		if flow.ID == "E110" {
			normal := flowdata.Knowledge.Flows[slices.IndexFunc(changed.Flows, func(f flows.Flow) bool { return f.ID == "E312" })]
			changed.Flows[i].Nodes, changed.Flows[i].Hash = normal.Nodes, "changed"
		}
	}
	return flows.NewBook(&changed)
}
