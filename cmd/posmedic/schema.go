package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	catalogdata "posmedic/catalog/data"
	flowdata "posmedic/flows/data"
)

func (a *app) schemaCommand() *cobra.Command {
	command := a.plainCommand("schema [DIR]", words.CommandSchema)
	command.Args = a.args(0, 1)
	command.RunE = func(_ *cobra.Command, args []string) error {
		folder := append(args, ".")[0]
		if !isFolder(folder) {
			return failed(words.NoFolder, folder)
		}
		if err := writeSchemas(folder); err != nil {
			return err
		}
		fmt.Fprintf(a.out, a.say(words.SchemaWritten)+"\n", echo(filepath.Join(folder, "schema")))
		return nil
	}
	return command
}

// writeSchemas writes what an editor needs to complete and underline the YAML of a knowledge folder into its folder
// schema, anew where it is there: nobody writes these files by hand.
func writeSchemas(folder string) error {
	all, err := schemas()
	if err != nil {
		return err
	}
	folder = filepath.Join(folder, "schema")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return failed(words.NewNotMade, err.Error())
	}
	for name, content := range all {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return failed(words.NewNotMade, err.Error())
		}
	}
	return nil
}

// schemas are the JSON Schemas by the names of their files.
func schemas() (map[string][]byte, error) {
	all := map[string][]byte{"table.json": catalogdata.Schema}
	names, err := fs.Glob(flowdata.Schemas, "schema/*.json")
	if err != nil {
		return nil, fmt.Errorf("list the schemas: %w", err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(flowdata.Schemas, name)
		if err != nil {
			return nil, fmt.Errorf("read the schema: %w", err)
		}
		all[filepath.Base(name)] = content
	}
	return all, nil
}
