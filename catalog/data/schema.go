package data

import _ "embed"

// Schema is the JSON Schema of a table's file, for editors. A test holds it equal to what catalog.Load takes.
//
//go:embed schema/table.json
var Schema []byte
