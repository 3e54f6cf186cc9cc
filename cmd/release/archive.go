package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// file is one file of an archive, with slashes in its name.
type file struct {
	name    string
	content []byte
	mode    int64
}

// tarball packs files into a folder, all of the same time and of nobody.
func tarball(folder string, files []file, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(compressed)
	for _, one := range files {
		err = errors.Join(err, archive.WriteHeader(&tar.Header{
			Typeflag: tar.TypeReg, Name: path.Join(folder, one.name), Size: int64(len(one.content)), Mode: one.mode, ModTime: at, Format: tar.FormatPAX,
		}))
		_, failure := archive.Write(one.content)
		err = errors.Join(err, failure)
	}
	err = errors.Join(err, archive.Close(), compressed.Close())
	return packed.Bytes(), err
}

// zipped is tarball for Windows.
func zipped(folder string, files []file, at time.Time) ([]byte, error) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, one := range files {
		header := &zip.FileHeader{Name: path.Join(folder, one.name), Method: zip.Deflate, Modified: at}
		header.SetMode(os.FileMode(one.mode))
		writer, err := archive.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := writer.Write(one.content); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return packed.Bytes(), err
}

// writeChecksums writes the checksums as sha256sum -c reads them, unless something went wrong before.
func writeChecksums(name string, archives []string, before error) error {
	if before != nil {
		return before
	}
	var lines strings.Builder
	for _, archive := range slices.Sorted(slices.Values(archives)) {
		content, err := os.ReadFile(archive)
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256(content), filepath.Base(archive))
	}
	return os.WriteFile(name, []byte(lines.String()), 0o644)
}
