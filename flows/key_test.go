package flows_test

import (
	"testing"

	"pgregory.net/rapid"

	"posmedic/flows"
)

func TestKeyText(t *testing.T) {
	tests := map[string]flows.Key{
		"restart":                       {Node: "restart", Visit: 1},
		"network-check/restart":         {Path: "network-check", Node: "restart", Visit: 1},
		"outer/inner/restart":           {Path: "outer/inner", Node: "restart", Visit: 1},
		"restart#2":                     {Node: "restart", Visit: 2},
		"network-check/uses-wifi#12":    {Path: "network-check", Node: "uses-wifi", Visit: 12},
		"retry-safely/test.before_4711": {Path: "retry-safely", Node: "test.before_4711", Visit: 1},
	}
	for text, key := range tests {
		if got := key.String(); got != text {
			t.Errorf("%#v is written %q, want %q", key, got, text)
		}
		var read flows.Key
		if err := read.UnmarshalText([]byte(text)); err != nil || read != key {
			t.Errorf("%q is read as %#v (%v), want %#v", text, read, err, key)
		}
	}
}

func TestKeyTextRefusesNoVisit(t *testing.T) {
	for _, text := range []string{"restart#", "restart#1", "restart#0", "restart#-2", "restart#two", "restart#2#3"} {
		var read flows.Key
		want := `read the answer's place "` + text + `": the visit after # must be 2 or more`
		if err := read.UnmarshalText([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestKeyTextComesBack(t *testing.T) {
	name := rapid.StringMatching(`[A-Za-z0-9._-]+`)
	rapid.Check(t, func(t *rapid.T) {
		key := flows.Key{Node: name.Draw(t, "node"), Visit: rapid.IntRange(1, 100).Draw(t, "visit")}
		for _, call := range rapid.SliceOfN(name, 0, 3).Draw(t, "calls") {
			if key.Path != "" {
				key.Path += "/"
			}
			key.Path += call
		}
		text, err := key.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var read flows.Key
		if err := read.UnmarshalText(text); err != nil || read != key {
			t.Errorf("%#v comes back from %q as %#v (%v)", key, text, read, err)
		}
	})
}
