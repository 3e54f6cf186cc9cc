package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// This file is the frame around every screen: where we are above it, what fits of it, and the keys below.

// frame draws head, body and foot.
func (r *root) frame() (string, *tea.Cursor) {
	page := r.top().page(r.room())
	lines, offset := r.visible(page)
	head := r.head(page)
	foot := append([]string{r.footRule(offset, len(lines), len(page.lines))}, r.foot(page)...)
	body := make([]string, r.height-len(head)-len(foot))
	copy(body, lines)
	copy(body[len(body)-min(len(page.last), len(body)):], page.last)
	if len(page.aside) > 0 {
		r.room().join(body, page.aside)
	}
	rows := append(append(head, body...), foot...)
	for i, row := range rows {
		rows[i] = r.theme.under(ansi.Truncate(row, r.width, ""), r.width)
	}
	return strings.Join(rows, "\n"), r.cursor(page, offset, len(head), len(lines))
}

func (r *root) cursor(page page, offset, head, shown int) *tea.Cursor {
	if page.cursor == nil || page.cursor.line < offset || page.cursor.line >= offset+shown {
		return nil
	}
	return tea.NewCursor(page.cursor.column, page.cursor.line-offset+head)
}

// visible picks the body lines that fit, around the line in focus unless the reader has scrolled.
func (r *root) visible(page page) ([]string, int) {
	room := max(r.height-headHeight-1-len(r.foot(page))-len(page.last), 0)
	last := max(len(page.lines)-room, 0)
	offset := min(max(r.offset, 0), last)
	if !r.scrolled {
		offset = min(max(page.focus-room+2, 0), page.focus-page.lead, last)
	}
	return page.lines[offset:min(offset+room, len(page.lines))], offset
}

// headHeight is the crumbs and the rule under them.
const headHeight = 2

func (r *root) head(page page) []string {
	status := strings.Trim(page.spare+"  "+page.status, " ")
	crumbs, ok := r.crumbs(page.crumbs, r.width-ansi.StringWidth(status)-1)
	if !ok {
		status = page.status
		crumbs, _ = r.crumbs(page.crumbs, r.width-ansi.StringWidth(status)-1)
	}
	space := r.width - ansi.StringWidth(status) - 1
	line := r.theme.title.Render(pad(cut(crumbs, space, r.theme.glyphs.more), space)) + " " + r.theme.dim.Render(status)
	return []string{line, r.rule()}
}

// crumbs writes the crumbs into a number of cells. The first one is what a case is about: it is cut before the others,
// which say what is on the screen, and ok tells whether enough is left of it.
func (r *root) crumbs(crumbs []string, space int) (text string, ok bool) {
	const least = 5 // cells: those of most codes
	mark := r.theme.glyphs.crumb
	if all := strings.Join(append([]string{"posmedic"}, crumbs...), mark); ansi.StringWidth(all) <= space || len(crumbs) == 0 {
		return all, true
	}
	rest := strings.Join(append([]string{""}, crumbs[1:]...), mark)
	left := space - ansi.StringWidth(rest)
	return cut(crumbs[0], max(left, least), r.theme.glyphs.more) + rest, left >= min(least, ansi.StringWidth(crumbs[0]))
}

func (r *root) rule() string {
	return r.theme.dim.Render(strings.Repeat(r.theme.glyphs.rule, r.width))
}
