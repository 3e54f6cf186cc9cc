package flows

import (
	"slices"
	"strings"
)

// A demand is a field that the receiver of a report wants to know, or fields of which one set is enough:
// "mid+tid|sn" is the MID with the TID, or else the SN.

// Alternatives lists the sets of fields of which any one meets a demand. A plain field is its only alternative.
func Alternatives(demand string) [][]string {
	var sets [][]string
	for set := range strings.SplitSeq(demand, "|") {
		sets = append(sets, strings.Split(set, "+"))
	}
	return sets
}

// FieldsOf lists every field that demands name, each once.
func FieldsOf(demands []string) []string {
	var fields []string
	for _, demand := range demands {
		for _, field := range slices.Concat(Alternatives(demand)...) {
			if !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	return fields
}

// Met tells whether a demand is met by the fields that are filled.
func Met(demand string, filled func(field string) bool) bool {
	return slices.ContainsFunc(Alternatives(demand), func(set []string) bool {
		return !slices.ContainsFunc(set, func(field string) bool { return !filled(field) })
	})
}
