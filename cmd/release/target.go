package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// target is a platform that posmedic is given out for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

// targets is every platform. Android's binary is for Termux: it is a position-independent one that Android's own
// linker starts.
var targets = [...]target{
	{"linux", "amd64"},
	{"linux", "arm64"},
	{"darwin", "amd64"},
	{"darwin", "arm64"},
	{"windows", "amd64"},
	{"android", "arm64"},
}

// choose finds the platform of a name, or all where none is named.
func choose(name string) ([]target, error) {
	for i, one := range targets {
		if one.String() == name {
			return targets[i : i+1], nil
		}
	}
	if name != "" {
		return nil, fmt.Errorf("posmedic is not given out for %q: choose one of %v", name, targets)
	}
	return targets[:], nil
}

func (t target) binary() string {
	if t.os == "windows" {
		return "posmedic.exe"
	}
	return "posmedic"
}

// build makes the binary. Nothing of this machine gets into it: no path, no C library, no processor's own instructions.
func (t target) build(path, version string) error {
	return t.run("build", "-trimpath", "-buildvcs=true", "-ldflags", "-s -w -buildid= -X main.version="+version, "-o", path, "./cmd/posmedic")
}

// env tells the go command to build for the platform, and for every processor of it.
func (t target) env() []string {
	return []string{"CGO_ENABLED=0", "GOFLAGS=", "GOOS=" + t.os, "GOARCH=" + t.arch, "GOAMD64=v1", "GOARM64=v8.0"}
}

// run runs the go command for the platform.
func (t target) run(args ...string) error {
	command := exec.Command("go", args...)
	command.Env = append(os.Environ(), t.env()...)
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, said)
	}
	return nil
}
