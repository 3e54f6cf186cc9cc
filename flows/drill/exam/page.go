package exam

import (
	"bytes"
	"fmt"
	"html"
	"time"

	"posmedic/catalog"
	"posmedic/flows/drill"
)

// style prints on a sheet of paper as it shows on a screen. The page loads nothing.
const style = `body{font:16px/1.5 "Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;max-width:50em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}
td.n{text-align:right}small{color:#444}@media print{body{margin:0}}`

// china is the zone in which times are shown.
var china = time.FixedZone("CST", 8*60*60)

// page lays out a sheet. The same sheet, data and signature always give the same page.
func page(sheet Sheet, data []byte, signature string) []byte {
	p := pageWriter{lang: sheet.Lang}
	p.put("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n<meta name=\"posmedic-signature\" content=\"%s\">\n", p.lang, signature)
	p.put("<title>%s</title>\n<style>%s</style></head><body>\n<h1>%s</h1>\n", p.say(words.Title), style, p.say(words.Title))
	p.head(sheet)
	p.put("<table><tr>")
	for _, title := range []catalog.Text{words.Entry, words.Score, words.Outcome, words.Information, words.Path, words.Report, words.Time} {
		p.put("<th>%s</th>", p.say(title))
	}
	p.put("</tr>\n")
	for _, result := range sheet.Drills {
		p.result(result)
	}
	p.put("</table>\n<p><small>%s</small></p>\n", p.say(words.Meaning))
	p.put("<script type=\"application/json\" id=\"sheet\">%s</script>\n</body></html>\n", data)
	return p.Bytes()
}

// pageWriter writes a page in one language. Everything that comes from outside goes through html.EscapeString.
type pageWriter struct {
	bytes.Buffer
	lang catalog.Lang
}

func (p *pageWriter) put(format string, values ...any) { fmt.Fprintf(p, format, values...) }

func (p *pageWriter) say(text catalog.Text) string { return html.EscapeString(text.In(p.lang)) }

// headRow is a line of what a sheet says first.
type headRow struct {
	label catalog.Text
	value string
}

// head says whose sheet it is, of which exam, and what it came to.
func (s Sheet) head() []headRow {
	passed := words.Failed
	if s.Passed {
		passed = words.Passed
	}
	return []headRow{
		{words.Trainee, s.Trainee},
		{words.Exam, fmt.Sprintf("%s (%s %d)", s.Exam, words.Seed.In(s.Lang), s.Seed)},
		{words.When, s.Began.In(china).Format("2006-01-02 15:04") + " - " + s.Ended.In(china).Format("15:04")},
		{words.Drills, fmt.Sprintf("%d / %d", len(s.Drills), s.Set)},
		{words.Score, fmt.Sprintf("%d / 100, %s", s.Score, passed.In(s.Lang))},
	}
}

func (p *pageWriter) head(sheet Sheet) {
	p.put("<p>")
	for _, row := range sheet.head() {
		p.put("%s: <strong>%s</strong><br>\n", p.say(row.label), html.EscapeString(row.value))
	}
	p.put("</p>\n")
}

func (p *pageWriter) result(result Result) {
	p.put("<tr><td>%s %s", html.EscapeString(result.Flow), p.say(result.Message))
	for _, gate := range result.Gates {
		p.put("<br><small>%s</small>", p.say(gate))
	}
	p.put("</td><td class=\"n\">%d</td>", result.Score)
	for _, wanted := range []drill.Part{drill.PartOutcome, drill.PartInformation, drill.PartPath, drill.PartReport} {
		for _, part := range result.Parts {
			if part.Part == wanted {
				p.put("<td class=\"n\">%d/%d</td>", part.Points, part.Of)
			}
		}
	}
	p.put("<td class=\"n\">%s</td></tr>\n", result.took())
}

// took writes how long a drill took, as minutes and seconds.
func (r *Result) took() string { return fmt.Sprintf("%d:%02d", r.Seconds/60, r.Seconds%60) }
