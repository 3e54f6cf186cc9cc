package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestTheProductDoesNotLinkTheDictionary keeps the milliseconds out of every start that go-pinyin's tables take.
func TestTheProductDoesNotLinkTheDictionary(t *testing.T) {
	linked, err := exec.Command("go", "list", "-deps", "posmedic/cmd/posmedic").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, unwanted := range []string{"go-pinyin", "simplifiedchinese", "catalog/many"} {
		if strings.Contains(string(linked), unwanted) {
			t.Errorf("posmedic links %s", unwanted)
		}
	}
}
