package main

import (
	"posmedic/catalog"
	"posmedic/flows/check"
	"posmedic/flows/drill"
	drilldata "posmedic/flows/drill/data"
)

// drillsFolder is the part of a knowledge folder in which a trainer writes scenarios.
const drillsFolder = "drills"

// writtenScenarios reads the scenarios of one's own knowledge folder, and tells what is wrong in them.
func (a *app) writtenScenarios(trainer *drill.Trainer) ([]*drill.Scenario, []catalog.Diagnostic) {
	folder := layer(a.known.folder, drillsFolder)
	if folder == nil {
		return nil, nil
	}
	return trainer.ReadScenarios(*folder)
}

// written is one drill on a scenario that a trainer wrote.
func (d *drilling) written(name, kind string) error {
	all, diagnostics := d.writtenScenarios(d.trainer)
	if err := catalog.Failure(diagnostics); err != nil {
		return failed(words.KnowledgeFaults, ours(err.Error()))
	}
	for _, scenario := range all {
		if scenario.Name == name {
			return d.playFrom(drill.Kind(kind), scenario)
		}
	}
	return notFound(words.DrillNoScenario, name)
}

// scenarioFaults says what is wrong with the scenarios of a knowledge folder whose flows are sound.
func scenarioFaults(folder string, knowledge *check.Knowledge) ([]catalog.Diagnostic, error) {
	scenarios := layer(folder, drillsFolder)
	if scenarios == nil {
		return nil, nil
	}
	trainer, err := drill.NewTrainer(knowledge.Flows.Pinned(), knowledge.Catalog, &drilldata.Pieces)
	if err != nil {
		return nil, err
	}
	_, diagnostics := trainer.ReadScenarios(*scenarios)
	return diagnostics, nil
}
