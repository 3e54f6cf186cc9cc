package tui

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"posmedic/catalog"
	"posmedic/flows"
)

// narrow is the width of the smallest window that posmedic is made for.
const narrow = 40

// wordPlaces says where sentences stand and how much room they have there in a window of 40 columns. Each sentence has one
// place: the first whose pattern its name fits.
var wordPlaces = []struct {
	place        string
	names        string
	width, lines int
}{
	{"joins two words", "Colon|Comma|Or|Today|FormEmpty|FormFilled|EntryFirst", 14, 1},
	{"the foot, or the help alone", "Key(Suspend|Interrupt|Fold)", narrow - 10, 2},
	{"the foot", "Key.*", narrow - len("PgUp/PgDn ") - len("  "), 1},
	{"the breadcrumb", "(Form|Outcome|Map|Report|Code|History|Evidence|Notes|Help|Settings|Handover|Reply|Earlier|Drill|Exam)Title", 16, 1},
	{"the head's right side", "StepProgress|StepLast|MapStatus|HistoryCount", 28, 1},
	{"the head's right side from 70 columns", "CaseElapsed|CaseTook", 16, 1},
	{"a column's head", "History(Code|State|Terminal|Changed|Outcome|Case)", 10, 1},
	{"the line to type into", "(Home|History)Hint", narrow - len("> "), 1},
	{"an answer", "Cure(Answer.*|GoBack|Again)|StepFill", narrow - len("  [c] "), 1},
	{"a choice", "Reason(NoMeans|NotAllowed|NotThere|NoTime|Own)|Handover(Unknown|Hours|Tomorrow|Days)", narrow - len("  1  ") - len("  01-02 15:04"), 2},
	{"a part of a line", "Wait(Minutes|Hours)|SpanDays|Home(CaseSteps|NoTerminal|Due|Until|Reply)|StepParkedOne|StepEarlier|Map(Here|Given|Again)", 28, 1},
	{"the right pane", "AsideReport", widestAside - 8, 1},
	{"a heading", "HomeAsk|HomeOpenCases|Entry(Cause|Remedy)|StepGone|StepHowTo|StepPath|ReasonAsk|HelpKeys|FirstTitle|(Notes|Evidence)Ask|FormOptional", narrow - len("# "), 2},
	{"a question with a value", "Cure(Ask|Unresolved)|HandoverAsk|ReplyAsk|Changed(Title|Then|Now)|CaseDeleteAsk", narrow - len("# "), 3},
	{"the foot of the example", "Example.*", narrow, 1},
	{"a page of text", "Help.*|CaseDeleteWhat|TooSmall", narrow, 6},
	{"a sentence", ".*", narrow, 4},
}

// TestEverySentenceFitsItsPlace writes each sentence where it stands, in both languages, with a short value for each verb.
func TestEverySentenceFitsItsPlace(t *testing.T) {
	fill := strings.NewReplacer("%s", "12345678", "%d", "12")
	eachWord(func(name string, text catalog.Text) {
		for _, place := range wordPlaces {
			if !regexp.MustCompile("^(" + place.names + ")$").MatchString(name) {
				continue
			}
			for _, sentence := range []string{text.Zh, text.En} {
				if lines := wrap(fill.Replace(sentence), place.width); len(lines) > place.lines {
					t.Errorf("%s is %s and has room for %d lines of %d there; it takes %d: %q", name, place.place, place.lines, place.width, len(lines), lines)
				}
			}
			return
		}
	})
}

// TestEveryKeyFitsTheFoot holds each key with its label against one line of the foot.
func TestEveryKeyFitsTheFoot(t *testing.T) {
	all := reflect.ValueOf(newKeyMap())
	for i := range all.NumField() {
		shown, label := all.Field(i).FieldByName("shown").String(), all.Field(i).FieldByName("label")
		for _, lang := range []string{"Zh", "En"} {
			if name := all.Type().Field(i).Name; name != "suspend" && name != "interrupt" && ansi.StringWidth(shown+" "+label.FieldByName(lang).String()) > narrow {
				t.Errorf("the key %s is too long for the foot: %s %s", name, shown, label.FieldByName(lang).String())
			}
		}
	}
}

// TestEveryAnswerIsOneLine holds the answers that every flow has in common.
func TestEveryAnswerIsOneLine(t *testing.T) {
	for _, kind := range []flows.Kind{flows.Question, flows.Action, flows.Wait, flows.Notice, flows.Collect} {
		for _, value := range []flows.Value{flows.Yes, flows.No, flows.Cannot, flows.Done} {
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
				if label := kind.AnswerLabel(value).In(lang); ansi.StringWidth(label) > narrow-len("  [Enter] ") {
					t.Errorf("the answer %q does not fit a line of %d", label, narrow)
				}
			}
		}
	}
}

// TestTheAgentIsAddressedOneWay holds the Chinese to one form of you.
func TestTheAgentIsAddressedOneWay(t *testing.T) {
	eachWord(func(name string, text catalog.Text) {
		if strings.Contains(text.Zh, "你") {
			t.Errorf("%s says 你, everything else says 您: %s", name, text.Zh)
		}
	})
}
