package encode

import (
	"math/bits"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
)

// table holds the literals of the demanded pairs of a node, in the order of the pairs. Of the pairs
// of events of a big program few are demanded.
type table struct {
	need   bitset.Set // the pairs
	before []int32    // by word of need: how many pairs are in the words before; nil without pairs
	lits   []cnf.Lit
}

// newTable allocates the literals of a node. Its demanded pairs must not change any more.
func (x *Encoding) newTable(id rel.ID) *table {
	t := &x.rels.tables[id]
	t.need = x.rows(x.rels.need, id)
	t.before = x.mem.ints.take(len(t.need))
	pairs := 0
	for k, w := range t.need {
		t.before[k] = int32(pairs)
		pairs += bits.OnesCount64(w)
	}
	t.lits = x.mem.lits.take(pairs)
	return t
}

// lit returns the place of the literal of a pair; nil if the pair is not demanded.
func (x *Encoding) lit(t *table, i, j int) *cnf.Lit {
	if t.before == nil {
		return nil
	}
	k, bit := i*x.w+j>>6, uint64(1)<<(j&63)
	if t.need[k]&bit == 0 {
		return nil
	}
	return &t.lits[int(t.before[k])+bits.OnesCount64(t.need[k]&(bit-1))]
}
