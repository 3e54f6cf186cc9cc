package exam

import (
	"fmt"
	"strconv"

	"posmedic/flows/report"
)

// metadata is the part of a PDF that carries the signed data and the signature, both in base64.
const metadata = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
	`<sheet xmlns="posmedic.exam/1" signature="%s">%s</sheet></x:xmpmeta><?xpacket end="r"?>`

// paper lays out a sheet as a PDF. The same sheet, data and signature always give the same bytes.
func paper(sheet Sheet, data, signature string) ([]byte, error) {
	lang := sheet.Lang
	document := report.Document{
		Title: words.Title.In(lang), Made: sheet.Ended, XMP: fmt.Appendf(nil, metadata, signature, data),
		Foot: func(page int) string { return sheet.Exam + " · " + strconv.Itoa(page) },
	}
	head := report.Part{}
	for _, row := range sheet.head() {
		head.Rows = append(head.Rows, [2]string{row.label.In(lang), row.value})
	}
	document.Parts = append(document.Parts, head)
	for i := range sheet.Drills {
		document.Parts = append(document.Parts, sheet.Drills[i].part(sheet))
	}
	document.Parts = append(document.Parts, report.Part{Title: words.Signature.In(lang), Aside: words.Meaning.In(lang)})
	return document.PDF()
}

// part is a drill of the sheet on paper.
func (r *Result) part(sheet Sheet) report.Part {
	lang := sheet.Lang
	part := report.Part{Title: fmt.Sprintf("%s %s · %d / 100", r.Flow, r.Message.In(lang), r.Score)}
	for _, gate := range r.Gates {
		part.Points = append(part.Points, gate.In(lang))
	}
	for _, one := range r.Parts {
		part.Rows = append(part.Rows, [2]string{one.Part.Label().In(lang), fmt.Sprintf("%d / %d", one.Points, one.Of)})
	}
	part.Rows = append(part.Rows, [2]string{words.Time.In(lang), r.took()})
	return part
}
