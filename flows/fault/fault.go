// Package fault is the fault record: what an agent collects about a fault, how each field is read and
// checked, typed or out of a pasted receipt, and how card numbers are cut.
//
// It must never print, read a clock (callers pass the time) or hold a whole card number: of a card number
// it keeps the first 6 digits, the last 4 and the length, and Scrub cuts those that stand in free text.
package fault

import (
	"slices"

	"posmedic/catalog"
)

// Name names a field of the fault record. It is also the field's name in JSON, in YAML and in flows.
type Name string

// The fields.
const (
	TID             Name = "tid"              // terminal ID, DE41
	MID             Name = "mid"              // merchant ID, DE42
	SN              Name = "sn"               // serial number of the terminal
	Code            Name = "code"             // the code on the screen
	Prompt          Name = "prompt"           // the words on the screen
	Card            Name = "card_number"      // first 6 and last 4 digits
	IssuingBank     Name = "issuing_bank"     // the bank named on the card
	TransactionTime Name = "transaction_time" // in China's time, to the second
	TransactionType Name = "transaction_type" // sale, void, refund, ...

	Maker               Name = "maker"                // who made the terminal
	Model               Name = "model"                // of the terminal
	ServiceOrganisation Name = "service_organisation" // the agent or branch that serves the merchant
	ActivationCode      Name = "activation_code"      // a secret: whoever has it can activate a terminal

	Amount Name = "amount" // in yuan, with two decimals
	STAN   Name = "stan"   // system trace audit number, DE11, six digits
	Batch  Name = "batch"  // DE60.2, six digits
	RRN    Name = "rrn"    // retrieval reference number, DE37, twelve characters

	Bearer        Name = "bearer"         // what carries the terminal's messages: Wi-Fi, 4G, LAN, ...
	AppVersion    Name = "app_version"    // of the payment application
	SystemVersion Name = "system_version" // of the terminal's firmware

	Severity          Name = "severity"           // S1, the worst, to S4
	MerchantsAffected Name = "merchants_affected" // how many merchants have the fault, 1 or more
	Contact           Name = "contact"            // whom to call back
)

// field is what the package knows about one field: to add a field, add its name and a row here.
type field struct {
	name  Name
	label catalog.Text
	read  reader
}

// fields stand in the order of the form.
var fields = [...]field{
	{TID, words.LabelTid, readTID},
	{MID, words.LabelMid, readMID},
	{SN, words.LabelSn, readSN},
	{Code, words.LabelCode, readCode},
	{Prompt, words.LabelPrompt, freeText(maxPrompt, words.PromptLong)},
	{Card, words.LabelCard, readCard},
	{IssuingBank, words.LabelBank, freeText(maxBank, words.BankLong)},
	{TransactionTime, words.LabelTime, readTime},
	{TransactionType, words.LabelType, readType},
	{Amount, words.LabelAmount, readAmount},
	{STAN, words.LabelStan, sixDigits(words.StanForm)},
	{Batch, words.LabelBatch, sixDigits(words.BatchForm)},
	{RRN, words.LabelRrn, readRRN},
	{Maker, words.LabelMaker, freeText(maxName, words.NameLong)},
	{Model, words.LabelModel, freeText(maxName, words.NameLong)},
	{Bearer, words.LabelBearer, readBearer},
	{AppVersion, words.LabelAppVersion, freeText(maxName, words.NameLong)},
	{SystemVersion, words.LabelSystemVersion, freeText(maxName, words.NameLong)},
	{ServiceOrganisation, words.LabelOrganisation, freeText(maxName, words.NameLong)},
	{ActivationCode, words.LabelActivation, freeText(maxName, words.NameLong)},
	{Severity, words.LabelSeverity, readSeverity},
	{MerchantsAffected, words.LabelMerchantsAffected, readMerchantsAffected},
	{Contact, words.LabelContact, freeText(maxName, words.NameLong)},
}

// Names returns every field in the order of the form.
func Names() []Name {
	names := make([]Name, 0, len(fields))
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// Label returns the field's name as people say it; it is empty for a name that is no field.
func (n Name) Label() catalog.Text {
	if at := n.index(); at >= 0 {
		return fields[at].label
	}
	return catalog.Text{}
}

// IsSecret tells whether the field is to be seen only by those who need it.
func (n Name) IsSecret() bool { return n == ActivationCode }

// isText tells whether the field takes any words.
func (n Name) isText() bool {
	return slices.Contains([]Name{
		Prompt, IssuingBank, TransactionType, Maker, Model, Bearer, AppVersion, SystemVersion, ServiceOrganisation, ActivationCode, Contact,
	}, n)
}

// index returns the field's place in the form, -1 for a name that is no field.
func (n Name) index() int {
	return slices.IndexFunc(fields[:], func(f field) bool { return f.name == n })
}
