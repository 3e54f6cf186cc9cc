package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"posmedic/catalog"
	"posmedic/flows/check"
)

// BenchmarkCheck reads and proves the shipped knowledge, and knowledge that is as many times as large.
func BenchmarkCheck(b *testing.B) {
	for _, times := range []int{1, 10, 100} {
		entries, flowFiles := many(b, times)
		b.Run(fmt.Sprint(times), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				found := check.Run(check.Read(catalog.Layer{Folder: entries}, catalog.Layer{Folder: flowFiles}))
				if len(found) > 0 {
					b.Fatal(found[0].Error())
				}
			}
		})
	}
}

// many writes the shipped knowledge so many times, each time with tables, flows and words of its own.
func many(t testing.TB, times int) (entries, flowFiles fstest.MapFS) {
	t.Helper()
	shippedEntries, shippedFlows := filesOf(t, "../../catalog/data"), filesOf(t, "../data")
	entries, flowFiles = fstest.MapFS{}, clone(shippedFlows)
	for name, file := range shippedEntries {
		entries[name] = file
	}
	for copied := 2; copied <= times; copied++ {
		suffix := fmt.Sprint(copied)
		for name, file := range shippedEntries {
			entries[suffix+name] = &fstest.MapFile{Data: rename(t, file.Data, func(root *yaml.Node) { copyTable(root, suffix) })}
		}
		for name, file := range shippedFlows {
			switch name {
			case "outcomes.yaml", "fields.yaml":
			case "questions.yaml", "actions.yaml", "notices.yaml":
				words := rename(t, file.Data, func(root *yaml.Node) { copyWords(root, suffix) })
				flowFiles[name] = &fstest.MapFile{Data: slices.Concat(flowFiles[name].Data, []byte("\n"), words)}
			default:
				flowFiles[suffix+name] = &fstest.MapFile{Data: rename(t, file.Data, func(root *yaml.Node) { copyFlows(root, suffix) })}
			}
		}
	}
	return entries, flowFiles
}

func rename(t testing.TB, content []byte, change func(root *yaml.Node)) []byte {
	t.Helper()
	var document yaml.Node
	if err := yaml.Load(content, &document); err != nil {
		t.Fatal(err)
	}
	change(document.Content[0])
	written, err := yaml.Dump(&document)
	if err != nil {
		t.Fatal(err)
	}
	return written
}

func copyTable(root *yaml.Node, suffix string) {
	table := value(root, "table").Value
	value(root, "table").Value += suffix
	for _, row := range value(root, "entries").Content {
		flow := table + "-" + value(row, "row").Value
		if code := value(row, "code"); code != nil {
			flow = code.Value
		}
		if own := value(row, "flow"); own != nil {
			flow = own.Value
		}
		set(row, "flow", flow+"-"+suffix)
	}
}

func copyWords(root *yaml.Node, suffix string) {
	for i := 0; i < len(root.Content); i += 2 {
		root.Content[i].Value += "-" + suffix
	}
}

func copyFlows(root *yaml.Node, suffix string) {
	if table := value(root, "table"); table != nil {
		table.Value += suffix
	}
	for _, flow := range value(root, "flows").Content {
		value(flow, "flow").Value += "-" + suffix
		for i, step := range steps(flow) {
			name := names(flow)[i]
			for _, key := range present(step, "ask", "do", "tell", "call") {
				set(step, key, value(step, key).Value+"-"+suffix)
			}
			if name != "collect" {
				set(step, "id", name)
			}
			if source := value(step, "source"); source != nil {
				recite(source, suffix)
			}
		}
	}
}

// recite makes a citation one of the copied table.
func recite(source *yaml.Node, suffix string) {
	for _, child := range source.Content {
		recite(child, suffix)
	}
	source.Value = strings.Replace(source.Value, "/", suffix+"/", 1)
}
