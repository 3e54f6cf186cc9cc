package main

import (
	"reflect"
	"testing"
)

func TestKeystrokes(t *testing.T) {
	keys, err := keystrokes("../../catalog/testdata/queries.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"e", "e ", "e 1", "e 10", "e 102", "Ｅ"}; !reflect.DeepEqual(keys[:6], want) {
		t.Errorf("got %q, want %q", keys[:6], want)
	}
}

func TestPick(t *testing.T) {
	values := []int{0, 1, 2, 3, 4, 5, 6, 7}
	if got, want := pick(values, 4), []int{0, 2, 4, 6}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := pick(values, 9); !reflect.DeepEqual(got, values) {
		t.Errorf("got %v, want all", got)
	}
}
