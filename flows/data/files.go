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
