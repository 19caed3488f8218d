package prose

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// noBreak is a blank at which Fold does not break a line. Write writes it as an
// ordinary one.
const noBreak = "\u00a0"

// Unbroken keeps a text on one line: Fold does not break it.
func Unbroken(text string) string { return strings.ReplaceAll(text, " ", noBreak) }

// Plain turns the blanks that Unbroken made into ordinary ones.
func Plain(text string) string { return strings.ReplaceAll(text, noBreak, " ") }

// Width returns how many columns a text takes in a terminal.
func Width(text string) int { return utf8.RuneCountInString(text) }

// Pad appends blanks to a text until it is width columns wide.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-Width(text)))
}

// Squeeze puts a text on one line, with one blank between words.
func Squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// Fold breaks a text at blanks: the first line is at most first columns wide, the
// others at most rest, unless a single word is wider. Each line takes as many
// words as it has room for. Blanks within a line and at the beginning of the text
// are kept.
func Fold(text string, first, rest int) []string {
	var lines []string
	for room := first; Width(text) > room; room = rest {
		start := len(text) - len(strings.TrimLeft(text, " "))
		cut := -1
		for i, seen := 0, 0; i < len(text) && seen <= room; seen++ {
			if text[i] == ' ' && i > start {
				cut = i
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		if cut < 0 {
			k := strings.IndexByte(text[start:], ' ')
			if k < 0 {
				break
			}
			cut = start + k
		}
		lines = append(lines, strings.TrimRight(text[:cut], " "))
		text = strings.TrimLeft(text[cut:], " ")
	}
	return append(lines, text)
}

// Paragraph breaks a text into lines of at most width columns, unless a word is
// wider. All but the first begin with indent.
func Paragraph(text string, width int, indent string) []string {
	return Hang(Fold(text, width, width-Width(indent)), indent)
}

// Hang puts indent in front of all lines but the first, in place.
func Hang(lines []string, indent string) []string {
	for i := 1; i < len(lines); i++ {
		lines[i] = indent + lines[i]
	}
	return lines
}

// Write writes lines, with ordinary blanks only.
func Write(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, Plain(line))
	}
}
