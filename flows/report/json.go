package report

import (
	"bytes"
	"encoding/json"

	"posmedic/catalog"
)

// writeJSON writes reports for other programs: one report as an object, several as an array of them. It is the
// same in every language, since it holds them all. docs/report.schema.json says what it holds.
func writeJSON(reports []Report, _ []catalog.Lang) ([]byte, error) {
	var content any = reports
	if len(reports) == 1 {
		content = reports[0]
	}
	var object bytes.Buffer
	encoder := json.NewEncoder(&object)
	encoder.SetEscapeHTML(false) // a person may read it too
	encoder.SetIndent("", "  ")
	err := encoder.Encode(content)
	return object.Bytes(), err
}
