package reason

import (
	"regexp"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
)

// Glosses is what the text of a model says of its axioms, by name, where it says
// something.
func Glosses(m *rel.Model) map[string]string {
	all := map[string]string{}
	for _, a := range m.Explain().Axioms {
		if g := gloss(a.Doc); g != "" && all[a.Name] == "" {
			all[a.Name] = g
		}
	}
	return all
}

// label is what stands before a comment proper: words up to a colon, of which one
// is all in capitals.
var label = regexp.MustCompile(`^[^:.]*\b[A-Z]{2,}\b[^:.]*: `)

// gloss is a comment without its label and without the full stop.
func gloss(doc string) string {
	return strings.TrimSuffix(strings.TrimSpace(label.ReplaceAllString(doc, "")), ".")
}
