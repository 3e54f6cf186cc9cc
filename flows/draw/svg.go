package draw

import (
	"encoding/xml"
	"io"
	"strings"

	"posmedic/catalog"
	"posmedic/flows"
)

// fonts names fonts that the systems have, for Latin and for Chinese, and ends with the generic family.
const fonts = "Arial, Helvetica, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"

// millimetres of a point.
const millimetres = 25.4 / 72

// SVG writes the drawing as pages of A4, laid out to be printed; several pages lie below each other.
func (d *Drawing) SVG(w io.Writer, lang catalog.Lang) error {
	l := d.onPaper(lang)
	p := &printer{w: w}
	high := l.height * float64(l.pages)
	p.line(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0fmm" height="%.0fmm" viewBox="0 0 %g %g" xml:lang=%q xml:space="preserve" font-family="%s" font-size="%g">`,
		l.width*millimetres, high*millimetres, l.width, high, string(lang), fonts, l.size)
	p.line(`<title>%s</title>`, xmlText(d.Title.In(lang)))
	p.line(`<style>@page { size: %.0fmm %.0fmm; margin: 0 } .title { font-weight: bold; font-size: %.1fpx } .danger { fill: %s } .faint { fill: %s } .way { fill: #1c4f8a }</style>`,
		l.width*millimetres, l.height*millimetres, l.size*1.4, dangerInk, faint)
	p.line(`<rect width="%g" height="%g" fill="%s"/>`, l.width, high, paper)
	p.texts(l.heading)
	for _, join := range l.joins {
		p.join(l, join)
	}
	for at := range d.Boxes {
		p.box(l, &d.Boxes[at], &l.boxes[at])
	}
	p.line(`</svg>`)
	return p.err
}

func (p *printer) texts(lines []textLine) {
	for _, line := range lines {
		p.line(`<text class="%s" x="%.1f" y="%.1f">%s</text>`, line.style, line.x, line.y, xmlText(line.text))
	}
}

// join draws the line to a box: down along the left, and to the right where the box is indented.
func (p *printer) join(l *layout, j join) {
	from, to := &l.boxes[j.from], &l.boxes[j.to]
	x, head := from.x+trunk*l.size, l.size*0.4
	p.line(`<g class="join" fill="none" stroke="%s">`, faint)
	if to.x > from.x {
		y := to.y + (padding+lineHeight/2)*l.size
		p.line(`<path d="M%.1f %.1fV%.1fH%.1f"/><path d="M%.1f %.1fl%.1f %.1fl%.1f %.1f"/>`, x, from.y+from.h, y, to.x, to.x-head, y-head, head, head, -head, head)
	} else {
		p.line(`<path d="M%.1f %.1fV%.1f"/><path d="M%.1f %.1fl%.1f %.1fl%.1f %.1f"/>`, x, from.y+from.h, to.y, x-head, to.y-head, head, head, head, -head)
	}
	p.line(`</g>`)
	label := j.label
	if to.x == from.x {
		label = moved(label, (trunk+0.5)*l.size, 0) // beside the line
	}
	p.texts(label)
}

// box draws a box: outcomes have two lines around them, called flows two at their sides, dangers a thick one.
func (p *printer) box(l *layout, b *Box, at *placedBox) {
	colours, thick, round := b.look(), 0.8, 0.0
	if b.dangerous() {
		thick = 2
	}
	if b.Node.Kind == flows.Question || b.Node.Kind == flows.Ending {
		round = l.size * 0.6
	}
	p.line(`<g class="box">`)
	p.line(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="%g" fill="%s" stroke="%s" stroke-width="%g"/>`,
		at.x, at.y, at.w, at.h, round, colours.fill, colours.line, thick)
	inset := l.size * 0.2
	switch b.Node.Kind {
	case flows.Ending:
		p.line(`<path fill="none" stroke="%s" stroke-width="0.5" d="M%.1f %.1fh%.1fv%.1fh%.1fz"/>`, colours.line, at.x+inset, at.y+inset, at.w-2*inset, at.h-2*inset, 2*inset-at.w)
	case flows.Call, flows.Return:
		p.line(`<path stroke="%s" stroke-width="0.8" d="M%.1f %.1fv%.1fM%.1f %.1fv%.1f"/>`, colours.line, at.x+inset, at.y, at.h, at.x+at.w-inset, at.y, at.h)
	case flows.Question, flows.Action, flows.Wait, flows.Notice, flows.Collect:
	}
	p.texts(at.lines)
	p.line(`</g>`)
}

// xmlText escapes text for XML, and leaves out what XML cannot hold.
func xmlText(text string) string {
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text)) // a string builder takes everything
	return escaped.String()
}
