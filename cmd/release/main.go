// Command release builds posmedic for every platform that it is given out for: an archive for each, with the licence,
// the completions and the manual, and a file of checksums. The same commit and the same Go make the same bytes on every
// machine. It must never upload anything.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	out := flag.String("out", "bin/release", "the folder to write to; what is in it is removed")
	version := flag.String("version", "", "the version (default: what git describes)")
	only := flag.String("only", "", "one platform, as linux/arm64 (default: all)")
	flag.Parse()
	if err := release(*out, *version, *only); err != nil {
		log.Fatal(err)
	}
}

func release(out, version, only string) error {
	wanted, err := choose(only)
	if err != nil {
		return err
	}
	if version == "" {
		if version, err = output(nil, "git", "describe", "--tags", "--always", "--dirty"); err != nil {
			return err
		}
	}
	at, err := commitTime()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	work := filepath.Join(out, "work")
	common, err := commonFiles(work, version, at)
	if err != nil {
		return err
	}
	var archives []string
	for _, target := range wanted {
		archive, err := pack(target, version, out, work, common, at)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		fmt.Println(archive)
		archives = append(archives, archive)
	}
	return writeChecksums(filepath.Join(out, "checksums.txt"), archives, os.RemoveAll(work))
}

// pack builds one platform's binary and puts it into an archive with what goes with each.
func pack(target target, version, out, work string, common []file, at time.Time) (string, error) {
	binary := filepath.Join(work, target.os+"-"+target.arch, target.binary())
	if err := target.build(binary, version); err != nil {
		return "", err
	}
	content, err := os.ReadFile(binary)
	if err != nil {
		return "", err
	}
	name := "posmedic_" + version + "_" + target.os + "_" + target.arch
	files := append([]file{{target.binary(), content, 0o755}}, common...)
	archive := filepath.Join(out, name+".tar.gz")
	write := tarball
	if target.os == "windows" {
		archive, write = filepath.Join(out, name+".zip"), zipped
	}
	packed, err := write(name, files, at)
	if err != nil {
		return "", err
	}
	return archive, os.WriteFile(archive, packed, 0o644)
}

// commitTime is when the commit was made, which every file of an archive is dated with.
func commitTime() (time.Time, error) {
	seconds, err := output(nil, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return time.Time{}, err
	}
	unix, err := strconv.ParseInt(seconds, 10, 64)
	return time.Unix(unix, 0).UTC(), err
}

// output runs a program with more in its environment and returns what it prints, without the end of its last line.
func output(env []string, name string, args ...string) (string, error) {
	command := exec.Command(name, args...)
	command.Env, command.Stderr = append(os.Environ(), env...), os.Stderr
	printed, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("run %s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimRight(string(printed), "\n"), nil
}
