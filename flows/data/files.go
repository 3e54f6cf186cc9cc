// Package data is the shipped flows: the YAML that people write, and the same compiled.
//
// It must never hold code that decides anything.
package data

import "embed"

// Files are the YAML files of this folder. They are read only where a folder of one's own lies over them: all else
// uses Knowledge, which is the same.
//
//go:embed *.yaml
var Files embed.FS

// Schemas are the JSON Schemas of the files of a flows folder, for editors: flows.json, and one for each of the files that
// hold what steps refer to. A test holds them equal to what flows.Load takes.
//
//go:embed schema/*.json
var Schemas embed.FS
