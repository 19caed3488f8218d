package reason

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa/sets"
)

// Every relation that a reason can rest on pairs of has a kind of source, and no
// two have the same.
func TestSourceKinds(t *testing.T) {
	seen := map[SourceKind]vocabulary.Base{}
	words := vocabulary.For(sets.Default().Language)
	for b := vocabulary.NoBase + 1; b < vocabulary.NumBase; b++ {
		if !words.Has(b) || b == vocabulary.RelDiffer { // it follows from values, and grounds leave it out
			continue
		}
		r, static := b.Static()
		if !b.Dynamic() && !static || static && r == event.Po {
			continue
		}
		k, ok := sourceKinds[b]
		if !ok {
			t.Errorf("%s: no kind of source", words.Name(b))
		}
		if other, twice := seen[k]; twice {
			t.Errorf("%s and %s have one kind of source", words.Name(b), words.Name(other))
		}
		seen[k] = b
		if of, ok := k.Static(); ok != static || ok && of != r {
			t.Errorf("%s: kind %s is of static relation %d, %v", words.Name(b), k, of, ok)
		}
	}
}
