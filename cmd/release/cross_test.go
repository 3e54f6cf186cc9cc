//go:build cross

package main

import (
	"path/filepath"
	"testing"
)

// TestEveryPlatformCompiles builds the product for each platform, and vets all of the code and its tests there.
func TestEveryPlatformCompiles(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	for _, target := range targets {
		t.Run(target.String(), func(t *testing.T) {
			if err := target.build(filepath.Join(t.TempDir(), target.binary()), "test"); err != nil {
				t.Error(err)
			}
			if err := target.run("vet", "./..."); err != nil {
				t.Error(err)
			}
		})
	}
}
