package draw_test

import (
	"encoding/xml"
	"regexp"
	"testing"

	"golang.org/x/text/width"

	"posmedic/flows"
	"posmedic/flows/draw"
)

// picture is an SVG as its reader sees it. A unit of it is a point.
type picture struct {
	Width   string  `xml:"width,attr"`
	Height  string  `xml:"height,attr"`
	ViewBox string  `xml:"viewBox,attr"`
	Size    float64 `xml:"font-size,attr"`
	Texts   []label `xml:"text"` // heading and labels of lines
	Groups  []struct {
		Class string  `xml:"class,attr"`
		Rect  area    `xml:"rect"`
		Texts []label `xml:"text"`
	} `xml:"g"`
}

type area struct {
	X float64 `xml:"x,attr"`
	Y float64 `xml:"y,attr"`
	W float64 `xml:"width,attr"`
	H float64 `xml:"height,attr"`
}

type label struct {
	Class string  `xml:"class,attr"`
	X     float64 `xml:"x,attr"`
	Y     float64 `xml:"y,attr"`
	Text  string  `xml:",chardata"`
}

// area is where a text stands: Chinese signs are one em wide, all others 0.6 em.
func (l label) area(size float64) area {
	ems := 0.0
	for _, sign := range l.Text {
		switch width.LookupRune(sign).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			ems++
		default:
			ems += 0.6
		}
	}
	if l.Class == "title" {
		size *= 1.4
	}
	return area{l.X, l.Y - 0.8*size, ems * size, size}
}

// rounding is how far the numbers of a drawing may be off, in points.
const rounding = 0.11

func (a area) within(b area) bool {
	return a.X >= b.X-rounding && a.Y >= b.Y-rounding && a.X+a.W <= b.X+b.W+rounding && a.Y+a.H <= b.Y+b.H+rounding
}

func (a area) overlaps(b area) bool {
	return a.X+a.W > b.X+rounding && b.X+b.W > a.X+rounding && a.Y+a.H > b.Y+rounding && b.Y+b.H > a.Y+rounding
}

// TestEveryDrawingCanBeReadOnA4 holds, for every shipped flow in both languages: pages are A4, no text is smaller than
// 8 points on them, every text stands within its box, and nothing lies over anything else or over the edge of a page.
func TestEveryDrawingCanBeReadOnA4(t *testing.T) {
	eachDrawing(t, func(t *testing.T, _ *flows.Flow, drawing *draw.Drawing) {
		for _, lang := range langs {
			readable(t, drawing, written(t, drawing.SVG, lang))
		}
	})
	for _, lang := range langs {
		readable(t, hostile(t), written(t, hostile(t).SVG, lang))
	}
}

func readable(t *testing.T, drawing *draw.Drawing, svg string) {
	t.Helper()
	var shown picture
	if err := xml.Unmarshal([]byte(svg), &shown); err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, &shown)
	if shown.Size < 8 {
		t.Errorf("the text is %g points large", shown.Size)
	}
	var taken []area
	take := func(what string, a area) {
		if top := float64(int(a.Y/page.H)) * page.H; !a.within(area{0, top, page.W, page.H}) {
			t.Errorf("%s lies over the edge of a page: %v", what, a)
		}
		for _, other := range taken {
			if a.overlaps(other) {
				t.Errorf("%s at %v lies over %v", what, a, other)
			}
		}
		taken = append(taken, a)
	}
	boxes := 0
	for _, group := range shown.Groups {
		if group.Class != "box" {
			continue
		}
		boxes++
		take("a box", group.Rect)
		for _, text := range group.Texts {
			if !text.area(shown.Size).within(group.Rect) {
				t.Errorf("%q is not within its box", text.Text)
			}
		}
	}
	for _, text := range shown.Texts {
		take(text.Text, text.area(shown.Size))
	}
	if boxes != len(drawing.Boxes) {
		t.Errorf("%d boxes are shown of %d", boxes, len(drawing.Boxes))
	}
}

// pageOf is the size of a page in points; pages of 210 by 297 millimetres, or the other way round, lie below each other.
func pageOf(t *testing.T, shown *picture) area {
	t.Helper()
	for _, page := range []struct {
		width, high string
		box         string
		area        area
	}{
		{"210mm", "297mm", "0 0 595 842", area{W: 595, H: 842}},
		{"297mm", "210mm", "0 0 842 595", area{W: 842, H: 595}},
		{"210mm", "594mm", "0 0 595 1684", area{W: 595, H: 842}},
		{"297mm", "420mm", "0 0 842 1190", area{W: 842, H: 595}},
	} {
		if shown.Width == page.width && shown.Height == page.high && shown.ViewBox == page.box {
			return page.area
		}
	}
	t.Fatalf("this is no A4: %s by %s, %s", shown.Width, shown.Height, shown.ViewBox)
	return area{}
}

func TestAnOutcomeIsNamedWhereALineDoesNotLeadToIt(t *testing.T) {
	svg := written(t, drawn(t, book, "E102", draw.Folded).SVG, langs[1])
	if !regexp.MustCompile(`yes \(gone\) →\x{a0}#\d Resolved`).MatchString(svg) {
		t.Errorf("the way to the outcome is not written down:\n%s", svg)
	}
}
