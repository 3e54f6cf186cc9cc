package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// readLines returns the lines that gum and fzf filter: the file's, or the catalogue's.
func readLines(ctx context.Context, o options, env []string) ([]string, error) {
	if o.list != "" {
		data, err := os.ReadFile(o.list)
		if err != nil {
			return nil, fmt.Errorf("list: %w", err)
		}
		return splitLines(data)
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, o.posmedic, "catalog", "export", "--json")
	cmd.Env = env
	data, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("catalogue from posmedic (-list takes a file instead): %w", err)
	}
	lines, err := exportLines(data)
	if err != nil {
		return nil, fmt.Errorf("catalogue from posmedic (-list takes a file instead): %w", err)
	}
	return lines, nil
}

// splitLines drops empty lines.
func splitLines(data []byte) ([]string, error) {
	var lines []string
	for in := bufio.NewScanner(bytes.NewReader(data)); in.Scan(); {
		if line := strings.TrimSpace(in.Text()); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return nil, errors.New("list: it has no lines")
	}
	return lines, nil
}

// exportLines makes a line of every entry in an export: of every object with a code and a message,
// wherever it stands, so that the shape around the entries is free to change.
func exportLines(data []byte) ([]string, error) {
	var export any
	if err := json.Unmarshal(data, &export); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	lines := collect(nil, export)
	if len(lines) == 0 {
		return nil, errors.New("export: it has no entries")
	}
	return lines, nil
}

func collect(lines []string, value any) []string {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			lines = collect(lines, v)
		}
	case map[string]any:
		code, coded := value["code"].(string)
		message, said := value["message"]
		if coded && said {
			return append(lines, strings.TrimSpace(code+" "+sentence(message)))
		}
		for _, key := range slices.Sorted(maps.Keys(value)) {
			lines = collect(lines, value[key])
		}
	}
	return lines
}

// sentence is a text as it stands or, where it exists in both languages, in Chinese.
func sentence(value any) string {
	if both, ok := value.(map[string]any); ok {
		value = both["zh"]
	}
	text, _ := value.(string)
	return text
}

// writeLines puts the lines where gum and fzf read them.
func writeLines(dir string, lines []string) (string, error) {
	path := filepath.Join(dir, "list.txt")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("list: %w", err)
	}
	return path, nil
}
