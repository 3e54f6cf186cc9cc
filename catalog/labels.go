package catalog

import "strings"

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

// RowLabel is what a row of a source is called: "E/3" in every language, and a table's preamble by its name.
func RowLabel(row string) Text {
	table, rest, _ := strings.Cut(row, "/")
	line, isPreamble := strings.CutPrefix(rest, preamble)
	if !isPreamble {
		return Text{Zh: row, En: row}
	}
	return Text{Zh: table + "/" + words.SourcePreamble.Zh + line, En: table + "/" + words.SourcePreamble.En + line}
}

// StruckLabel stands before the reason why a remedy line is struck out.
func StruckLabel() Text { return words.RemedyStruck }
