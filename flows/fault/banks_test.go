package fault

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestBanks(t *testing.T) {
	for _, test := range []struct {
		name string
		card CardNumber
		want []string
	}{
		{"one bank", CardNumber{"622202", "1234", 19}, []string{"中国工商银行"}},
		{"one bank, of an unknown length", CardNumber{"622202", "1234", 0}, []string{"中国工商银行"}},
		{"two banks", CardNumber{"622303", "1234", 0}, []string{"中国工商银行", "南京银行"}},
		{"two banks that the length tells apart", CardNumber{"622303", "1234", 16}, []string{"南京银行"}},
		{"the general beginning before one that is longer than what is kept", CardNumber{"622498", "1234", 19}, []string{"河北银行", "沧州银行", "秦皇岛市商业银行"}},
		{"a beginning of four digits", CardNumber{"955812", "1234", 19}, []string{"中国工商银行"}},
		{"a beginning of five digits", CardNumber{"955951", "1234", 19}, []string{"中国农业银行"}},
		{"a length that the bank does not have", CardNumber{"622202", "1234", 16}, nil},
		{"unknown", CardNumber{"400000", "1234", 16}, nil},
		{"no card", CardNumber{}, nil},
		{"not a card number", CardNumber{"6222021", "1234", 16}, nil},
	} {
		if got := test.card.Banks(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestBankTableIsTheList finds every beginning of the list, so that what was compiled holds what was written.
func TestBankTableIsTheList(t *testing.T) {
	file, err := os.Open("banks/banks.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	list := csv.NewReader(file)
	list.Comment = '#'
	rows, err := list.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, row := range rows[1:] {
		length, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		for beginning := range strings.FieldsSeq(row[2]) {
			cut := beginning[:min(len(beginning), keptHead)]
			listed[cut+row[1]+row[0]] = true
			if got := banksOf(cut, length); !slices.Contains(got, row[0]) {
				t.Errorf("%s of %d digits is %q, want %s among them", beginning, length, got, row[0])
			}
		}
	}
	if lines := len(bankTable) / bankLine; lines != len(listed) {
		t.Errorf("the table has %d lines, the list %d", lines, len(listed))
	}
}

func BenchmarkBanks(b *testing.B) {
	for b.Loop() {
		if (CardNumber{"622202", "1234", 19}).Banks() == nil {
			b.Fatal("no bank")
		}
	}
}
