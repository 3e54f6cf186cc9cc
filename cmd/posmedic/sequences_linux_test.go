package main

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// control is a control character, or an escape sequence: CSI, OSC, or ESC and a few characters.
var control = regexp.MustCompile(`\x1b\[([<-?]?)([0-9;:]*)([ -/]*)([@-~])|\x1b\]([0-9]+)[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]`)

// controls lists what a text has of them, each once, as docs/terminals.md names them.
func controls(text string) []string {
	short := map[string]string{"\r": "CR", "\n": "LF", "\b": "BS", "\t": "TAB", "\x1bM": "ESC M"}
	var all []string
	for _, found := range control.FindAllStringSubmatch(text, -1) {
		whole, private, parameters, between, final, command := found[0], found[1], found[2], found[3], found[4], found[5]
		switch {
		case command != "":
			all = append(all, "OSC "+command)
		case final == "":
			all = append(all, cmp.Or(short[whole], strconv.Quote(whole)))
		case private != "": // what it means depends on its numbers
			all = append(all, "CSI "+private+parameters+between+final)
		case final == "m":
			all = append(all, colouring(parameters)...)
		default:
			all = append(all, "CSI "+strings.NewReplacer(" ", "SP ", "`", "backquote").Replace(between+final))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// colouring names what one sequence says about colours and boldness.
func colouring(parameters string) []string {
	if strings.Contains(parameters, "8;5;") {
		return []string{"SGR 38;5, 48;5"}
	}
	var all []string
	for one := range strings.SplitSeq(parameters, ";") {
		switch {
		case slices.Contains([]string{"", "0", "1", "22"}, one):
			all = append(all, "SGR 0, 1, 22")
		case len(one) == 2 && strings.ContainsAny(one[:1], "34"):
			all = append(all, "SGR 30–49")
		case strings.HasPrefix(one, "9") || strings.HasPrefix(one, "10"):
			all = append(all, "SGR 90–107")
		default:
			all = append(all, "SGR "+one)
		}
	}
	return all
}

// TestNoOtherSequencesAreWritten goes through a case on terminals of several kinds, and holds what comes out against the
// table in docs/terminals.md: its first column names a sequence, its last says what the Linux console makes of it.
func TestNoOtherSequencesAreWritten(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "terminals.md"))
	if err != nil {
		t.Fatal(err)
	}
	console := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|.*\\| ([^|]+) \\|$").FindAllStringSubmatch(string(page), -1) {
		console[row[1]] = row[2]
	}
	for _, term := range []string{"linux", "xterm", "xterm-256color", "screen", "vt100"} {
		t.Run(term, func(t *testing.T) {
			p := openIn(t, "TERM="+term)
			point := "●" // where the map says that we are
			if term == "linux" {
				point = "* "
			}
			for _, step := range [][2]string{
				{"E10", "E101"},
				{"2\r", "handbook"},
				{"\r", "[y]"},
				{"y", "Restart"},
				{"n", "Wi-Fi?"},
				{"m", point},
				{"m", "Wi-Fi?"},
				{"?", "Ctrl+Z"},
				{"\x1b", "Wi-Fi?"},
				{":", "What do you want to do?"},
				{"\x1b", "Wi-Fi?"},
				{"i", "Merchant ID"},
				{"\x1b", "Wi-Fi?"},
				{"b", "your earlier answer"},
				{"y", "went through"},
				{"r", "txt"},
				{"c", "clipboard"},
				{"\x1b", "live transaction"},
				{"\x0c", "返回"},
			} {
				p.typed(step[0], step[1])
			}
			p.typed("\x03", "\x1b[?1049l")
			if code := p.ends(); code != exitDone {
				t.Errorf("exit code %d", code)
			}
			p.drawn.mutex.Lock()
			defer p.drawn.mutex.Unlock()
			for _, one := range controls(p.drawn.all.String()) {
				switch said, known := console[one]; {
				case !known:
					t.Errorf("%s was written, and docs/terminals.md does not name it", one)
				case term == "linux" && said == "not sent":
					t.Errorf("%s was written to the Linux console, which does not know it", one)
				}
			}
		})
	}
}
