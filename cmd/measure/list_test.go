package main

import (
	"slices"
	"testing"
)

func TestExportLines(t *testing.T) {
	want := []string{"E101 签到失败", "E102 超时", "缺纸"}
	for _, in := range []string{
		`[{"code":"E101","message":"签到失败"},{"code":"E102","message":"超时"},{"code":"","message":"缺纸"}]`,
		`{"format":1,"tables":[{"id":"E","entries":[{"code":"E101","message":{"zh":"签到失败","en":"x"}},
			{"code":"E102","message":{"zh":"超时","en":"y"}},{"code":"","message":{"zh":"缺纸","en":"z"}}]}]}`,
	} {
		got, err := exportLines([]byte(in))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	for _, in := range []string{`{"tables":[]}`, `no json`} {
		if got, err := exportLines([]byte(in)); err == nil {
			t.Errorf("%s: got %q, want an error", in, got)
		}
	}
}
