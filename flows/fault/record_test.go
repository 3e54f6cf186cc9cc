package fault

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

// filled is a record with every field filled, as it would be typed.
func filled(t *testing.T) Record {
	t.Helper()
	var record Record
	for name, typed := range map[Name]string{
		TID: "12345678", MID: "822290058120001", SN: "N910-0012345", Code: "E302", Prompt: "读卡失败", Card: "6222020000000001234",
		IssuingBank: "中国工商银行", TransactionTime: "11:05", TransactionType: "消费",
		Maker: "联迪", Model: "A8", ServiceOrganisation: "北京分公司", ActivationCode: "8F3K2Q",
		Amount: "12.5", STAN: "42", Batch: "1", RRN: "112105123456", Bearer: "4G", AppVersion: "3.2.1", SystemVersion: "10",
		Severity: "S2", MerchantsAffected: "1", Contact: "王先生",
	} {
		value, finding := Parse(name, typed, noon)
		if finding != nil {
			t.Fatalf("%s: %+v", name, finding)
		}
		record = record.With(name, value)
	}
	return record
}

const filledJSON = `{"tid":"12345678","mid":"822290058120001","sn":"N910-0012345","code":"E302","prompt":"读卡失败",` +
	`"card_number":{"first6":"622202","last4":"1234","length":19},"issuing_bank":"中国工商银行",` +
	`"transaction_time":"2026-11-21T11:05:00+08:00","transaction_type":"消费","amount":"12.50",` +
	`"stan":"000042","batch":"000001","rrn":"112105123456","maker":"联迪","model":"A8","bearer":"4G","app_version":"3.2.1",` +
	`"system_version":"10","service_organisation":"北京分公司","activation_code":"8F3K2Q","severity":"S2",` +
	`"merchants_affected":"1","contact":"王先生"}`

func TestRecordJSON(t *testing.T) {
	record := filled(t)
	for _, test := range []struct {
		record Record
		want   string
	}{
		{record, filledJSON},
		{Record{}, `{}`},
		{Record{}.With(SN, record.Value(SN)), `{"sn":"N910-0012345"}`},
	} {
		content, err := json.Marshal(test.record)
		if err != nil || string(content) != test.want {
			t.Errorf("got %s, %v\nwant %s", content, err, test.want)
		}
		var back Record
		if err := json.Unmarshal(content, &back); err != nil || back != test.record {
			t.Errorf("%s is read back as %+v, %v", content, back, err)
		}
	}
}

func TestRecordReadsForeignJSON(t *testing.T) {
	var record Record
	content := `{"prompt":"卡 6222021234567890\n失败","transaction_time":"2026-11-21T03:05:00Z","tid":"","card_number":null}`
	if err := json.Unmarshal([]byte(content), &record); err != nil {
		t.Fatal(err)
	}
	if got := record.Get(Prompt); got != "卡 622202******7890 失败" {
		t.Errorf("the prompt is %q", got)
	}
	if got := record.Time().Format(time.RFC3339); got != "2026-11-21T11:05:00+08:00" {
		t.Errorf("the time is %s", got)
	}
	if record.Has(TID) || record.Has(Card) {
		t.Error("empty fields count as filled")
	}
}

func TestEmptyTimeInJSON(t *testing.T) {
	if value, err := UnmarshalValue(TransactionTime, []byte(`""`)); err != nil || !value.IsZero() {
		t.Errorf("an empty time is read as %v, %v", value, err)
	}
}

func TestRecordRefusesForeignJSON(t *testing.T) {
	for content, want := range map[string]string{
		`{"pan":"6222021234567890"}`:                          `"pan"`,
		`{"6222021234567890":"x"}`:                            `"622202******7890"`,
		`{"tid":"6222021234567890"}`:                          "tid",
		`{"tid":6222021234567890}`:                            "tid",
		`{"sn":"6222021234567890"}`:                           "sn",
		`{"card_number":"6222021234567890"}`:                  "card number",
		`{"transaction_time":"6222021234567890"}`:             "transaction_time",
		`{"transaction_time":"0000-01-01T00:00:00Z"}`:         "transaction_time",
		`{"prompt":"` + strings.Repeat("a", 100_000) + `"}`:   "prompt",
		`["6222021234567890"]`:                                "object",
		`{"mid":"822290058120001","card_number":{"last4":1}}`: "card number",
	} {
		record := Record{}.With(Code, Value{text: "E101"})
		before := record
		err := json.Unmarshal([]byte(content), &record)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80s: error %v does not say %s", content, err, want)
			continue
		}
		if strings.Contains(err.Error(), "2021234567") {
			t.Errorf("the error holds the digits: %v", err)
		}
		if record != before {
			t.Errorf("%.80s changed the record", content)
		}
	}
}

func TestRecordHasValueSemantics(t *testing.T) {
	first := filled(t)
	second := first.With(TID, Value{})
	if !first.Has(TID) || second.Has(TID) || first == second {
		t.Error("With changed the record that it was called on")
	}
	if second.With(TID, first.Value(TID)) != first {
		t.Error("setting the field again does not give the same record")
	}
	if first.With("cvn", first.Value(TID)) != first || first.Get("cvn") != "" || first.Has("cvn") {
		t.Error("a name that is no field was taken")
	}
	if first.CardNumber() != (CardNumber{"622202", "1234", 19}) || !first.Time().Equal(noon.Add(-55*time.Minute)) {
		t.Errorf("%v, %v", first.CardNumber(), first.Time())
	}
}

func TestMissing(t *testing.T) {
	record := filled(t).With(MID, Value{}).With(Card, Value{})
	if got := record.Missing([]Name{Card, TID, MID}); !slices.Equal(got, []Name{Card, MID}) {
		t.Errorf("missing %v", got)
	}
	if got := record.Missing(nil); got != nil {
		t.Errorf("missing %v", got)
	}
	if got := (Record{}).Missing(Names()); !slices.Equal(got, Names()) {
		t.Errorf("of an empty record %v is missing", got)
	}
}

func TestEveryFieldHasALabel(t *testing.T) {
	for _, name := range Names() {
		if label := name.Label(); label.Zh == "" || label.En == "" {
			t.Errorf("%s: %+v", name, label)
		}
	}
	if !Name("cvn").Label().IsZero() {
		t.Error("a name that is no field has a label")
	}
}

func TestOnlyTheActivationCodeIsASecret(t *testing.T) {
	for _, name := range Names() {
		if name.IsSecret() != (name == ActivationCode) {
			t.Errorf("%s is a secret: %t", name, name.IsSecret())
		}
	}
	if got := filled(t).Value(ActivationCode).Masked().String(); got != "******" {
		t.Errorf("a masked activation code is %q", got)
	}
	if !(Value{}).Masked().IsZero() {
		t.Error("an empty field masked is no longer empty")
	}
}
