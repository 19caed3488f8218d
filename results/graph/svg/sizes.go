package svg

import (
	"strings"
	"unicode"

	"github.com/fencewise/fencewise/results/graph"
)

// face is a font as far as its widths go.
type face struct {
	size float64              // in pixels
	em   func(r rune) float64 // how wide a glyph is at most, in parts of the size
}

// The fonts. There is none at hand to be measured, and what a reader has is not known: widths
// are those of the widest font of the kind that is in use (DejaVu Sans Mono; Verdana).
var (
	code  = face{12.5, mono} // what an event does
	small = face{10.5, mono} // its instruction, its slot
	head  = face{13, bold}   // the name of a thread
	note  = face{11, sans}   // labels of edges, the legend
	title = face{15, bold}
)

func mono(r rune) float64 {
	if r < 0x2e80 {
		return 0.605
	}
	return wide(r)
}

// wide is for what most fonts lack and others are asked for: at most as wide as
// high, but for pictures.
func wide(r rune) float64 {
	if r >= 0x1f000 {
		return 1.4
	}
	return 1.05
}

func sans(r rune) float64 {
	switch {
	case r >= 0x2e80:
		return wide(r)
	case r > 0x7e:
		return 0.9
	}
	switch r {
	case 'i', 'j', 'l', '\'', '|', '.', ',', ':', ';', '!', ' ':
		return 0.4
	case 'f', 't', 'r', '(', ')', '[', ']', '-', '/', '\\', 'I', 'J', '"', '`':
		return 0.48
	case 'm', 'w', 'M', 'W', '@', '%':
		return 1.08
	}
	if unicode.IsUpper(r) || r == '+' || r == '=' || r == '<' || r == '>' || r == '~' || r == '&' || r == '#' {
		return 0.83
	}
	return 0.66
}

func bold(r rune) float64 { return 1.12 * sans(r) }

// width is how wide a text is at most.
func (f face) width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += f.em(r)
	}
	return w * f.size
}

// fit is the text, or as much of its beginning and end as is no wider than limit.
func (f face) fit(text string, limit float64) string {
	text = graph.Clean(text)
	if f.width(text) <= limit {
		return text
	}
	runes := []rune(text)
	const gap = '…'
	left := limit - f.em(gap)*f.size
	i, j := 0, len(runes)
	for front := true; i < j; front = !front {
		r := runes[i]
		if !front {
			r = runes[j-1]
		}
		if left -= f.em(r) * f.size; left < 0 {
			break
		}
		if front {
			i++
		} else {
			j--
		}
	}
	return string(runes[:i]) + string(gap) + string(runes[j:])
}

// wrap breaks a text at blanks into lines no wider than limit, at most n of them; a
// word that is wider is cut, and so is what is left.
func (f face) wrap(text string, limit float64, n int) []string {
	var lines []string
	line := ""
	words := strings.Fields(graph.Clean(text))
	for i, w := range words {
		longer := line + " " + w
		if line == "" {
			longer = w
		}
		switch {
		case f.width(longer) <= limit:
			line = longer
			continue
		case len(lines) == n-1:
			for _, rest := range words[i:] { // cut in the middle, so that the end is seen
				line += " " + rest
			}
			return append(lines, f.fit(line, limit))
		case line != "":
			lines = append(lines, line)
		}
		line = f.fit(w, limit)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
