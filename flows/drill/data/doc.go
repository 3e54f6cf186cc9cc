// Package data is the shipped pieces of the stories of drills: the YAML that people write, and the same compiled.
//
// It must never hold code that decides anything.
package data
