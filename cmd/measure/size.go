package main

import (
	"debug/elf"
	"fmt"
	"os"
)

// binarySize is how large posmedic is on the disk.
type binarySize struct {
	bytes    int64
	stripped bool // without a symbol table; true where the file is not of the kind that can tell
}

func measureSize(path string) (binarySize, error) {
	info, err := os.Stat(path)
	if err != nil {
		return binarySize{}, fmt.Errorf("posmedic: %w", err)
	}
	size := binarySize{bytes: info.Size(), stripped: true}
	if file, err := elf.Open(path); err == nil {
		defer file.Close()
		size.stripped = file.Section(".symtab") == nil
	}
	return size, nil
}
