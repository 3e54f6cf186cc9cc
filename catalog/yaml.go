package catalog

// DecodeStrict reads one YAML document into out and refuses what is not of out's shape. An error says every fault,
// each with its place.
func DecodeStrict(name string, content []byte, out any) error {
	file := &File{Name: name}
	diagnostics := file.parse(content)
	return Failure(append(diagnostics, file.Decode(out)...))
}
