package main

import (
	"fmt"
	"strings"
)

// answer returns what a modern terminal says to an escape sequence, given without its ESC; nothing if the
// sequence is no question, or one that goes unanswered.
func answer(seq string) string {
	switch seq {
	case "[c", "[0c":
		return "\x1b[?62;22c" // primary device attributes: a VT220 with colours
	case "[>c", "[>0c":
		return "\x1b[>1;10;0c" // secondary device attributes
	case "[5n":
		return "\x1b[0n" // in order
	case "[6n":
		return "\x1b[1;1R" // the cursor
	case "[?u":
		return "\x1b[?0u" // the keyboard protocol is known and off
	case "[18t":
		return fmt.Sprintf("\x1b[8;%d;%dt", rows, columns)
	case "]10;?":
		return "\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"
	case "]11;?":
		return "\x1b]11;rgb:1010/1010/1010\x1b\\"
	}
	if mode, ok := strings.CutPrefix(seq, "[?"); ok {
		if mode, ok := strings.CutSuffix(mode, "$p"); ok {
			return "\x1b[?" + mode + ";" + modeState(mode) + "$y"
		}
	}
	return ""
}

// modeState says how a mode stands: 2 is known and off, 0 is unknown.
func modeState(mode string) string {
	switch mode {
	case "2026", "2027": // synchronized output, grapheme clusters
		return "2"
	}
	return "0"
}
