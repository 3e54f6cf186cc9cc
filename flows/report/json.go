package report

import (
	"bytes"
	"encoding/json"

	"posmedic/catalog"
)

// writeJSON writes a report for other programs. It is the same in every language, since it holds them all.
func writeJSON(r Report, _ catalog.Lang) ([]byte, error) {
	var object bytes.Buffer
	encoder := json.NewEncoder(&object)
	encoder.SetEscapeHTML(false) // a person may read it too
	encoder.SetIndent("", "  ")
	err := encoder.Encode(r)
	return object.Bytes(), err
}
