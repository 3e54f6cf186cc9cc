package data_test

import (
	"os"
	"reflect"
	"testing"

	"posmedic/catalog"
	"posmedic/catalog/data"
)

func TestCompiledIsWhatTheYAMLSays(t *testing.T) {
	loaded, err := catalog.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(loaded.Tables, data.Tables) {
		t.Error("compiled.go is not what the YAML says: run go generate ./...")
	}
}

func TestCompiledLexiconIsWhatTheYAMLSays(t *testing.T) {
	loaded, err := catalog.LoadLexicon(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*loaded, data.Lexicon) {
		t.Error("lexicon.go is not what the YAML says: run go generate ./...")
	}
}
