package csource

import (
	"io"
	"regexp"

	"modernc.org/cc/v4"
)

// The front end never ends where its input ends after the '*' of a pointer and what it skips there. Its
// input ends at the end of the file, where text of ours follows, and at the first error of the
// preprocessor, such as a character that is none of C. So a file in which a '*' can be the last before such
// an error is given to the preprocessor alone first.

// stars match a '*' and what the front end skips after it, before something at which the preprocessor may
// stop: a line of its own, the end of the file, a text that may not be closed, a character that is none of C.
var stars = regexp.MustCompile("\\*[\\s\\w;{}=/%^|?<>.]*(?:\n[ \t]*#|\\z|[^\\s\\w;{}=/%^|?<>.*(),:&!+~\\[\\]-])")

// endsWithStar matches the text of a macro that ends with '*' and what the front end skips after it.
var endsWithStar = regexp.MustCompile(`\*[\s\w;{}=/%^|?<>.]*$`)

// endsEarly is what a panic carries that ends the parsing of a file.
type endsEarly struct{}

// mayEndAfterStar reports whether the input of the front end can end after a '*' in a file.
func mayEndAfterStar(text string) bool {
	text = withoutComments(text)
	if stars.MatchString(text) {
		return true
	}
	for _, m := range defines.FindAllStringSubmatch(text, -1) {
		if endsWithStar.MatchString(m[4]) {
			return true
		}
	}
	return false
}

// preprocess gives the sources to the preprocessor alone, if the front end may not end otherwise.
func (r *reader) preprocess(cfg *cc.Config, sources []cc.Source) error {
	if !r.early || r.preprocessed {
		return nil
	}
	r.preprocessed = true
	return cc.Preprocess(cfg, sources, io.Discard)
}
