package report_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/data"
	"posmedic/flows/fault"
	"posmedic/flows/report"
)

const schemaFile = "../../docs/report.schema.json"

// published is the schema that others rely on.
func published(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(schema *jsonschema.Schema, object string) error {
	read, err := jsonschema.UnmarshalJSON(strings.NewReader(object))
	if err != nil {
		return err
	}
	return schema.Validate(read)
}

func TestEveryReportFitsThePublishedSchema(t *testing.T) {
	schema := published(t)
	full := filled(t, badWifi(t), everyField)
	full.Evidence = []cases.Evidence{{File: "a.jpg", Note: "b", At: opened}}
	full.Notes = []cases.Note{{Text: "c", At: opened}}
	full.Escalations = []cases.Escalation{{To: catalog.Text{Zh: "后台", En: "Back office"}, At: opened, Reply: "d", RepliedAt: opened}}
	reports := []report.Report{
		build(t, full), build(t, unreadCard(t)), build(t, newCase(t, "E102")), build(t, newCase(t, "E108")),
		build(t, afterAFailedTransaction(t)), build(t, charged(t)), waitingAt(t, cases.Wait{For: flows.BackOffice}, "E307", "yes", "no"),
	}
	for _, flow := range data.Knowledge.Flows {
		if flow.Table != "" {
			reports = append(reports, longest(t, flow.ID))
		}
	}
	for _, r := range reports {
		if err := validate(schema, written(t, r, report.JSON)); err != nil {
			t.Errorf("%s: %v", r.Case.Code, err)
		}
	}
	var several strings.Builder
	if err := report.Write(&several, report.JSON, nil, reports...); err != nil {
		t.Fatal(err)
	}
	if err := validate(schema, several.String()); err != nil {
		t.Errorf("several: %v", err)
	}
}

func TestTheSchemaRefusesWhatNoReportMaySay(t *testing.T) {
	schema := published(t)
	object := written(t, build(t, unreadCard(t)), report.JSON)
	for old, changed := range map[string]string{
		`"last4": "1234"`:       `"last4": "1234", "number": "6222029879879871234"`,
		`"first6": "622202"`:    `"first6": "62220298"`,
		`"complete": true`:      `"complete": "yes"`,
		`"fingerprint": `:       `"digest": `,
		`"answer": "cannot"`:    `"answer": "maybe"`,
		`"charge": "unknown"`:   `"charge": "refunded"`,
		`"posmedic.report/1"`:   `"posmedic.report/2"`,
		`2026-11-21T14:03:00+0`: `2026-11-21T14:63:00+0`,
	} {
		if !strings.Contains(object, old) {
			t.Fatalf("the report holds no %s", old)
		}
		if validate(schema, strings.Replace(object, old, changed, 1)) == nil {
			t.Errorf("the schema takes %s", changed)
		}
	}
}

// TestTheSchemaNamesEveryField holds the schema against the fields of a report and of a fault record.
func TestTheSchemaNamesEveryField(t *testing.T) {
	content, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type object struct{ Properties map[string]any }
	var schema struct {
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(content, &schema); err != nil {
		t.Fatal(err)
	}
	for _, name := range fault.Names() {
		if schema.Defs["fault"].Properties[string(name)] == nil {
			t.Errorf("the schema does not name the field %s", name)
		}
	}
	var fields map[string]any
	for _, c := range []cases.Case{afterAFailedTransaction(t), charged(t)} {
		if err := json.Unmarshal([]byte(written(t, build(t, c), report.JSON)), &fields); err != nil {
			t.Fatal(err)
		}
	}
	for name := range fields {
		if schema.Defs["report"].Properties[name] == nil {
			t.Errorf("the schema does not name %s", name)
		}
	}
}
