package page

import "strings"

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
