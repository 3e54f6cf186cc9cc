package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/check"
)

func (a *app) checkCommand() *cobra.Command {
	command := a.plainCommand("check [DIR]", words.CommandCheck)
	command.Args = a.args(0, 1)
	command.PersistentPreRun = func(*cobra.Command, []string) {} // it takes up no folder but the one to check
	asJSON := command.Flags().Bool("json", false, a.say(words.FlagJson))
	explained := command.Flags().String("explain", "", a.say(words.FlagExplain))
	coverage := command.Flags().Bool("coverage", false, a.say(words.FlagCoverage))
	command.RunE = func(_ *cobra.Command, args []string) error {
		if *explained != "" {
			return a.explainDiagnostic(*explained)
		}
		folder := append(args, ".")[0]
		knowledge, err := knowledgeIn(folder)
		if err != nil {
			return err
		}
		if *coverage {
			return a.coverage(knowledge, *asJSON)
		}
		return a.check(folder, knowledge, *asJSON)
	}
	return command
}

// knowledgeIn reads a knowledge folder. One that is laid out as the project's is read by itself, any other over what
// is shipped.
func knowledgeIn(folder string) (*check.Knowledge, error) {
	entries, flowFiles := filepath.Join(folder, "catalog", "data"), filepath.Join(folder, "flows", "data")
	if isFolder(entries) && isFolder(flowFiles) {
		return check.Read(
			catalog.Layer{Folder: os.DirFS(entries), Name: entries},
			catalog.Layer{Folder: os.DirFS(flowFiles), Name: flowFiles},
		), nil
	}
	if part(folder, "catalog") == "" && part(folder, "flows") == "" && part(folder, drillsFolder) == "" {
		return nil, failed(words.NoKnowledge, folder)
	}
	return over(folder), nil
}

// check says everything that is wrong with knowledge. It fails where there is an error.
func (a *app) check(folder string, knowledge *check.Knowledge, asJSON bool) error {
	diagnostics := check.Run(knowledge)
	if catalog.Failure(diagnostics) == nil {
		faults, err := scenarioFaults(folder, knowledge)
		if err != nil {
			return err
		}
		diagnostics = append(diagnostics, faults...)
	}
	errors := 0
	for i := range diagnostics {
		if diagnostics[i].Kind.Severity == catalog.Error {
			errors++
		}
	}
	if asJSON {
		found := checkJSON{
			Entries: len(knowledge.Catalog.Entries()), Flows: len(knowledge.Flows.Knowledge.Flows),
			Errors: errors, Warnings: len(diagnostics) - errors, Diagnostics: diagnosticsJSON(diagnostics),
		}
		if err := writeJSON(a.out, found); err != nil {
			return err
		}
	} else {
		for i := range diagnostics {
			a.diagnostic(&diagnostics[i])
		}
		if len(diagnostics) == 0 {
			fmt.Fprintf(a.out, a.say(words.CheckSound)+"\n", len(knowledge.Catalog.Entries()), len(knowledge.Flows.Knowledge.Flows))
		}
	}
	if errors > 0 {
		return coded(exitFaults, words.CheckFaults, errors, len(diagnostics)-errors)
	}
	return nil
}

// checkJSON is what check found as other programs read it.
type checkJSON struct {
	Entries     int              `json:"entries"`
	Flows       int              `json:"flows"`
	Errors      int              `json:"errors"`
	Warnings    int              `json:"warnings"`
	Diagnostics []diagnosticJSON `json:"diagnostics"`
}

type diagnosticJSON struct {
	Code     string           `json:"code"`
	Severity catalog.Severity `json:"severity"`
	File     string           `json:"file"`
	Line     int              `json:"line"`
	Column   int              `json:"column"`
	Snippet  string           `json:"snippet"`
	Message  catalog.Text     `json:"message"`
	Fix      catalog.Text     `json:"fix"`
	Meant    string           `json:"did_you_mean,omitempty"`
	Walk     []catalog.Text   `json:"walk,omitempty"`
	Flows    []string         `json:"flows,omitempty"`
}

func diagnosticsJSON(diagnostics []catalog.Diagnostic) []diagnosticJSON {
	list := []diagnosticJSON{}
	for i := range diagnostics {
		d := &diagnostics[i]
		list = append(list, diagnosticJSON{
			Code: d.Kind.Code, Severity: d.Kind.Severity, File: d.Place.File, Line: d.Place.Line, Column: d.Place.Column,
			Snippet: scrubbed(d.Place.Text), Message: scrubbedText(d.Message()), Fix: d.Fix(), Meant: d.Meant, Walk: d.Walk, Flows: d.Flows,
		})
	}
	return list
}

// explainDiagnostic prints the page of a diagnostic.
func (a *app) explainDiagnostic(code string) error {
	pages, err := check.Pages()
	if err != nil {
		return err
	}
	for i := range pages {
		if strings.EqualFold(pages[i].Code, code) {
			fmt.Fprint(a.out, check.Markdown(&pages[i]))
			return nil
		}
	}
	return notFound(words.CheckNoPage, code)
}
