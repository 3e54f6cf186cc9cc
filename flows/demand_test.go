package flows_test

import (
	"reflect"
	"slices"
	"testing"

	"posmedic/flows"
)

func TestADemandIsMetByAnyOfItsAlternatives(t *testing.T) {
	tests := []struct {
		demand string
		filled []string
		want   bool
	}{
		{"mid", nil, false},
		{"mid", []string{"mid"}, true},
		{"mid+tid|sn", nil, false},
		{"mid+tid|sn", []string{"mid"}, false},
		{"mid+tid|sn", []string{"mid", "tid"}, true},
		{"mid+tid|sn", []string{"sn"}, true},
		{"mid+tid|sn", []string{"tid", "code"}, false},
	}
	for _, test := range tests {
		if got := flows.Met(test.demand, func(field string) bool { return slices.Contains(test.filled, field) }); got != test.want {
			t.Errorf("%s with %v is met: %t, want %t", test.demand, test.filled, got, test.want)
		}
	}
}

func TestFieldsOfDemandsAreNamedOnce(t *testing.T) {
	got := flows.FieldsOf([]string{"code", "mid+tid|sn", "mid"})
	if want := []string{"code", "mid", "tid", "sn"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
