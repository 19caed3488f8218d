package page

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Notes returns the comments in the text of a study: those about the study, above its
// first line, in paragraphs; and those about each variant, above it.
func Notes(text string) (study, variants []string) {
	var block []string
	began := false
	flush := func() (paragraphs []string) {
		for _, p := range strings.Split(strings.Join(block, "\n"), "\n\n") {
			if p = strings.Join(strings.Fields(p), " "); p != "" {
				paragraphs = append(paragraphs, p)
			}
		}
		block = nil
		return paragraphs
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		comment, is := strings.CutPrefix(line, "#")
		switch {
		case is:
			block = append(block, strings.TrimSpace(comment))
		case !began:
			if study = append(study, flush()...); line != "" {
				began = true
			}
		case line == "[[variant]]":
			variants = append(variants, strings.Join(flush(), " "))
		default:
			block = nil
		}
	}
	return study, variants
}

// Border says how many combinations of a lattice have which verdict, and describes its
// borders.
func Border(l *results.Lattice) (counts string, borders [2][]string) {
	counts = fmt.Sprintf("%d combinations", l.Size())
	for _, v := range []verdict.Verdict{verdict.Never, verdict.Sometimes, verdict.Always, verdict.Unknown} {
		if n := l.Verdicts[v]; n > 0 {
			counts += fmt.Sprintf(", %d %s", n, v)
		}
	}
	for side, bounds := range [][]results.Bound{l.Minimal, l.Maximal} {
		for _, b := range bounds {
			var items []string
			for _, s := range l.Slots {
				if c := b[s.Name]; len(c) > 0 {
					items = append(items, s.Name+"="+strings.Join(c, " or "))
				}
			}
			if len(items) == 0 {
				items = []string{"anything"}
			}
			borders[side] = append(borders[side], strings.Join(items, "  "))
		}
	}
	return counts + ".", borders
}
