package lattice

import (
	"context"
	"regexp"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// oddBarriers is a model in which barriers remove order, each in its own way: what one
// choice allows another forbids, and none is stronger than another.
const oddBarriers = `
acyclic po-loc | rf | co | fr as coherent
acyclic (po \ (fencerel(LWSYNC) & (R * M))) | rf | co | fr as l
irreflexive ((fencerel(SYNC) & (W * W)) ; (rf & ext) ; (po \ fencerel(ISYNC)) ; (fr & ext)) as s
`

// TestOddSlots: each variant of random programs has the same verdict in a lattice as
// alone, under a model in which barriers allow as well as forbid. That detects a formula
// in which a slot has two choices at once or the wrong one.
func TestOddSlots(t *testing.T) {
	barrier := regexp.MustCompile(`\b(sync|lwsync|isync|eieio)\b`)
	d := deciderOf(t, oddBarriers)
	count := map[verdict.Verdict]int{}
	for seed := range fixture.Nightly(400, 5000) {
		n := 0
		text := barrier.ReplaceAllStringFunc(families.Small(uint64(seed)), func(string) string {
			n++
			return "(*@ s" + string(rune('0'+n)) + ": none, lwsync, sync, isync+lwsync *)"
		})
		if n == 0 || n > 2 {
			continue
		}
		s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, true)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for v := range all.Len() {
			a := all.Answer(v)
			picks := all.Slots(v)
			if got := alone(t, d, s, picks); got != a.Verdict {
				t.Fatalf("%s: %s in the lattice, %s alone\n%s", fixture.Named(s, picks), a.Verdict, got, text)
			}
			count[a.Verdict]++
		}
	}
	t.Log(count)
	if count[verdict.Never] < 50 || count[verdict.Sometimes] < 50 {
		t.Error("the variants do not tell: ", count)
	}
}
