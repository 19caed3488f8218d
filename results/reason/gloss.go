package reason

import (
	"regexp"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
)

// Glosses returns, by name, the comments that the text of a model has about its axioms.
func Glosses(m *rel.Model) map[string]string {
	all := map[string]string{}
	for _, a := range m.Explain().Axioms {
		if g := gloss(a.Doc); g != "" && all[a.Name] == "" {
			all[a.Name] = g
		}
	}
	return all
}

// label matches what precedes the comment itself: words up to a colon, one of them in
// capitals.
var label = regexp.MustCompile(`^[^:.]*\b[A-Z]{2,}\b[^:.]*: `)

// gloss returns a comment without its label and without the full stop.
func gloss(doc string) string {
	return strings.TrimSuffix(strings.TrimSpace(label.ReplaceAllString(doc, "")), ".")
}
