package reason

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// Every relation that a reason can rest on pairs of has a kind of source, and no
// two have the same.
func TestSourceKinds(t *testing.T) {
	seen := map[SourceKind]rel.Base{}
	for b := rel.NoBase + 1; b < rel.NumBase; b++ {
		r, static := b.Static()
		if !rel.Vocabulary[b].Dynamic && !static || static && r == event.Po {
			continue
		}
		k, ok := sourceKinds[b]
		if !ok {
			t.Errorf("%s: no kind of source", rel.Vocabulary[b].Name)
		}
		if other, twice := seen[k]; twice {
			t.Errorf("%s and %s have one kind of source", rel.Vocabulary[b].Name, rel.Vocabulary[other].Name)
		}
		seen[k] = b
		if of, ok := k.Static(); ok != static || ok && of != r {
			t.Errorf("%s: kind %s is of static relation %d, %v", rel.Vocabulary[b].Name, k, of, ok)
		}
	}
}
