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
	switch id {
	case "handbook":
		return words.SourceHandbook
	case "unionpay":
		return words.SourceUnionpay
	case "article-1":
		return words.SourceArticle1
	case "article-2":
		return words.SourceArticle2
	case "article-3":
		return words.SourceArticle3
	}
	return Text{Zh: id, En: id}
}

// StruckLabel stands before the reason why a remedy line is struck out.
func StruckLabel() Text { return words.RemedyStruck }
