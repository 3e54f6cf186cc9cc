package catalog

// Label is what a note of this kind is called.
func (k NoteKind) Label() Text {
	switch k {
	case Caution:
		return words.NoteCaution
	case Meaning:
		return words.NoteStandard
	case Conflict:
		return words.NoteConflict
	case Ours:
	}
	return words.NoteOurs
}

// SourceLabel is what a document is called; one that has no name of its own is called by its ID.
func SourceLabel(id string) Text {
	if id == string(Handbook) {
		return words.SourceHandbook
	}
	return Text{Zh: id, En: id}
}
